"""Where in the rooms an outcome may lie: which rows, what each says, what it is worth telling.

A source finds its rows by a query and hands over offers. What a row says is `facts`, in codes that
do not change with the product's wording, so that it can be told whether a row was corrected since.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    RowRange,
    Value,
    When,
    Window,
)
from django.utils import timezone

from organisations.enums import Right
from organisations.models import StaffMembership
from services.advice.models import MatterOutcome
from services.advice.permissions import can_advise
from services.enums import ServiceKind
from services.esol.enums import ExamResult, Level
from services.esol.models import Assessment, ExamEntry
from services.esol.models.assessment import COLUMNS
from services.models import Participant
from services.supplementary.models import Attainment
from services.volunteering.enums import State, WhyLeft
from services.volunteering.models import StateChange
from services.volunteering.permissions import can_manage

from ..enums import OfferKind
from ..models import OfferAnswer
from ..reference.from_work import DOMAIN_OF_ADVICE

SEPARATOR = "\x1f"
# A few people's leaving is an outcome of what they gave here: they found work, or a course.
_GOOD_LEAVING = (WhyLeft.PAID_WORK, WhyLeft.STUDY)


@dataclass(frozen=True)
class Offer:
    """Something that may be an outcome. `key` names it on a page and in a form."""

    kind: OfferKind
    source: UUID
    participant: Participant
    happened_on: date
    facts: str
    matter_id: int | None = None

    @property
    def key(self) -> str:
        return f"{self.kind.value}-{self.source}"


@dataclass(frozen=True)
class Source:
    """One room. `rows` are all of an organisation that hold something; `offer` reads one of them.

    `may` says who is offered it. `service` is the kind of service that helped, None where saying
    so would tell more than the outcome does. `is_compared`: a row counts by those before it;
    `is_sealed`: the database cannot tell which of them hold something.
    """

    kind: OfferKind
    may: Callable[[StaffMembership], bool]
    rows: Callable[[int], Any]
    offer: Callable[[Any], Offer | None]
    service: ServiceKind | None = None
    is_compared: bool = False
    is_sealed: bool = False

    def found(
        self,
        organisation_id: int,
        *,
        only: Collection[UUID] | None = None,
        waiting: bool = False,
    ) -> list[Offer]:
        """Return what it holds: `only` these rows, those that nobody has answered (`waiting`)."""
        rows, answers = self.rows(organisation_id), self._answers(organisation_id)
        if self.is_compared:
            # Each row was worked out beside the others: none may be left out before.
            done = set(answers.values_list("source", flat=True)) if waiting else set()
            wanted = None if only is None else set(only)
            rows = [r for r in rows if r.uuid not in done and (wanted is None or r.uuid in wanted)]
        else:
            if waiting:
                rows = rows.exclude(Exists(answers.filter(source=OuterRef("uuid"))))
            if only is not None:
                rows = rows.filter(uuid__in=list(only))
        found = (self.offer(row) for row in rows)
        return [one for one in found if one is not None]

    def number(self, organisation_id: int) -> int:
        """Return how many wait: as many as `found`, and nothing of them is read if it can be."""
        if self.is_compared or self.is_sealed:
            return len(self.found(organisation_id, waiting=True))
        answered = self._answers(organisation_id).filter(source=OuterRef("uuid"))
        return int(self.rows(organisation_id).exclude(Exists(answered)).count())

    def _answers(self, organisation_id: int) -> Any:
        return OfferAnswer.objects.for_organisation(organisation_id).filter(kind=self.kind)


def facts(*parts: Any) -> str:
    """Return what a row says, as one text; `SEPARATOR` is in nothing that people type."""
    return SEPARATOR.join("" if part is None else str(part) for part in parts)


def _known(rows: Any, **more: Any) -> Any:
    return rows.filter(participant__erased_at=None, **more).select_related("participant")


# English: a level higher than at any assessment before ------------------------------------------

_RANKS = {level: place for place, level in enumerate(Level.values, start=1)}


def _assessments(organisation_id: int) -> Any:
    """Assessments with a mode in which somebody is further than ever before.

    The database compares each with those before it, so that only these come out.
    """
    own = _known(Assessment.objects.for_organisation(organisation_id)).defer("notes")
    gained = Q()
    for mode in COLUMNS.values():
        rank = Case(
            *(When(**{mode: level}, then=Value(place)) for level, place in _RANKS.items()),
            default=None,
            output_field=IntegerField(),
        )
        before = Window(
            Max(rank),
            partition_by=F("participant"),
            order_by=[F("held_on").asc(), F("id").asc()],
            frame=RowRange(end=-1),
        )
        own = own.annotate(**{f"{mode}_rank": rank, f"{mode}_before": before})
        gained |= Q(**{f"{mode}_rank__gt": F(f"{mode}_before")})
    return own.filter(gained)


def _level(row: Any) -> Offer:
    levels = list(Level.values)
    gains = [
        f"{mode}:{levels[before - 1]}>{getattr(row, column)}"
        for mode, column in COLUMNS.items()
        if (before := getattr(row, f"{column}_before"))
        and (getattr(row, f"{column}_rank") or 0) > before
    ]
    return Offer(
        OfferKind.LEVEL,
        row.uuid,
        row.participant,
        row.held_on,
        facts(row.held_on, " ".join(gains)),
    )


def _exams(organisation_id: int) -> Any:
    return _known(
        ExamEntry.objects.for_organisation(organisation_id),
        result=ExamResult.PASSED,
        sits_on__lte=timezone.localdate(),
    )


def _exam(row: Any) -> Offer:
    said = facts(row.sits_on, row.mode, row.level, row.awarding_body)
    return Offer(OfferKind.EXAM, row.uuid, row.participant, row.sits_on, said)


# The school ---------------------------------------------------------------------------------------


def _attainments(organisation_id: int) -> Any:
    own = _known(Attainment.objects.for_organisation(organisation_id), at_end__gt=F("at_start"))
    known = own.filter(at_end__lt=F("scale__steps__len"))
    return known.select_related("participant", "term", "scale")


def _attainment(row: Any) -> Offer:
    steps = row.scale.steps
    day = min(row.term.ends_on, timezone.localdate())
    said = facts(row.subject, steps[row.at_start], steps[row.at_end], row.term.name)
    return Offer(OfferKind.ATTAINMENT, row.uuid, row.participant, day, said)


# Volunteers ---------------------------------------------------------------------------------------


def _leavings(organisation_id: int) -> Any:
    rows = StateChange.objects.filter(organisation_id=organisation_id, to=State.LEFT)
    return _known(rows, why_left__in=_GOOD_LEAVING).select_related("participant", "volunteer")


def _leaving(row: Any) -> Offer:
    since = row.volunteer.started_on or row.volunteer.enquired_on
    said = facts(row.on, row.why_left, since)
    return Offer(OfferKind.VOLUNTEER, row.uuid, row.participant, row.on, said)


# Advice: row security says whose matters ----------------------------------------------------------


def _advised(organisation_id: int) -> Any:
    rows = MatterOutcome.objects.filter(organisation_id=organisation_id)
    return _known(rows, happened_on__lte=timezone.localdate())


def _advice(row: Any) -> Offer | None:
    if row.code not in DOMAIN_OF_ADVICE:
        return None
    said = facts(row.happened_on, row.code, row.amount, row.every, row.backdated)
    return Offer(OfferKind.ADVICE, row.uuid, row.participant, row.happened_on, said, row.matter_id)


def _sees_people(membership: StaffMembership) -> bool:
    return membership.has_right(Right.SEE_PEOPLE)


_SCHOOL, _ESOL = ServiceKind.SUPPLEMENTARY, ServiceKind.ESOL
SOURCES: tuple[Source, ...] = (
    Source(OfferKind.LEVEL, _sees_people, _assessments, _level, _ESOL, is_compared=True),
    Source(OfferKind.EXAM, _sees_people, _exams, _exam, _ESOL),
    Source(OfferKind.ATTAINMENT, _sees_people, _attainments, _attainment, _SCHOOL),
    Source(OfferKind.VOLUNTEER, can_manage, _leavings, _leaving),
    Source(OfferKind.ADVICE, can_advise, _advised, _advice, is_sealed=True),
)
SOURCE_OF: dict[str, Source] = {source.kind: source for source in SOURCES}
