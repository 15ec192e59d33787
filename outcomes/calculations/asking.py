"""Who can be asked, who was, and what is still open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from services.enums import AGE_BAND_STARTS
from services.models import Group, Participant

from ..enums import AskState
from ..models import Ask, Instrument, Response, Wave


def may_be_asked(person: Participant, instrument: Instrument, day: date) -> bool:
    """Whether the person is not known to be too young; of unknown age, whoever asks decides."""
    if instrument.min_age is None:
        return True
    if person.year_of_birth:
        return day.year - person.year_of_birth >= instrument.min_age
    if person.age_band:
        return AGE_BAND_STARTS[person.age_band] >= instrument.min_age
    return True


def people_to_ask(group: Group, instrument: Instrument, day: date) -> list[Participant]:
    """Return who is on the group's list and old enough, by name."""
    listed = Participant.objects.for_organisation(group.organisation_id).filter(
        enrolments__group=group,
        enrolments__organisation=group.organisation_id,
        enrolments__left_on=None,
        erased_at=None,
    )
    return [p for p in listed.order_by("name_key", "id") if may_be_asked(p, instrument, day)]


@dataclass(frozen=True)
class Standing:
    """How far a wave is: `answered` of `asked`, of whom `declined` did not want to."""

    asked: int
    answered: int
    declined: int


def standings(organisation_id: int, waves: list[Wave]) -> dict[int, Standing]:
    """Return how far each of these waves is, by its key. Two queries."""
    keys = [wave.pk for wave in waves]
    asks = Ask.objects.for_organisation(organisation_id).filter(
        wave__in=keys, participant__isnull=False
    )
    counted: dict[int, Any] = {
        row["wave"]: row
        for row in asks.order_by()
        .values("wave")
        .annotate(n=Count("pk"), declined=Count("pk", filter=Q(state=AskState.DECLINED)))
    }
    answers = Response.objects.for_organisation(organisation_id).filter(wave__in=keys).order_by()
    answered = dict(answers.values_list("wave").annotate(n=Count("pk")))
    return {
        wave.pk: Standing(
            wave.expected or 0 if wave.is_anonymous else counted.get(wave.pk, {}).get("n", 0),
            answered.get(wave.pk, 0),
            counted.get(wave.pk, {}).get("declined", 0),
        )
        for wave in waves
    }


def asks_of(person: Participant) -> QuerySet[Ask]:
    """Return what somebody was asked, the latest first, with its wave and instrument."""
    own: QuerySet[Ask] = Ask.objects.for_organisation(person.organisation_id)
    return (
        own.filter(participant=person)
        .select_related("wave__instrument", "wave__group")
        .order_by("-asked_on", "-pk")
    )
