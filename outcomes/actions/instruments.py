"""Taking questionnaires into use, making one's own, and changing them without rewriting history."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once

from ..models import Domain, Instrument, Measure, Question, Wave, Wording
from ..reference.instruments import Shipped, shipped
from ..reference.wordings import WORDINGS


@dataclass(frozen=True)
class Draft:
    """A question as the builder has it."""

    words: str
    labels: Sequence[str]
    values: Sequence[int]
    better: str
    domain: Domain | None = None


@transaction.atomic
def take_into_use(*, by: StaffMembership, code: str) -> Instrument:
    """Return the organisation's copy of an instrument that we ship, made once.

    Raises Refused for a code that is none of ours to give.
    """
    found = shipped(code)
    if found is None:
        raise Refused(gettext("This questionnaire is not one that we may give to others."))
    own = Instrument.objects.for_organisation(by.organisation_id)
    known: Instrument | None = own.filter(code=found.code, edition=found.edition).first()
    if known is not None:
        return known
    instrument = copy_of(by.organisation_id, found)
    audit.record(
        "instrument taken", by=by, subject=instrument, code=found.code, edition=found.edition
    )
    return instrument


def copy_of(organisation_id: int, found: Shipped) -> Instrument:
    """Write an organisation's copy of what we ship, with its questions and our words for it."""
    instrument = Instrument.objects.create(
        organisation_id=organisation_id,
        code=found.code,
        edition=found.edition,
        name=found.name,
        introduction=found.introduction,
        scoring=found.scoring,
        better=found.better,
        smallest_change=found.smallest_change,
        least_answered=len(found.questions),
        min_age=found.min_age,
        licence=found.licence,
        attribution=found.attribution,
        wording_status=found.status,
        is_shipped=True,
    )
    Question.objects.bulk_create(_questions(instrument, found))
    Wording.objects.bulk_create(_wordings(instrument, found))
    return instrument


def _questions(instrument: Instrument, found: Shipped) -> Iterator[Question]:
    domains = {d.name: d for d in Domain.objects.filter(framework__code="IOI")}
    measures = {m.wording: m for m in Measure.objects.all()}
    return (
        Question(
            organisation_id=instrument.organisation_id,
            instrument=instrument,
            key=asked.key,
            position=position,
            words=asked.words,
            labels=[label for label, _ in asked.scale],
            values=[value for _, value in asked.scale],
            better=asked.better,
            domain=domains.get(asked.domain),
            measure=measures.get(asked.measure),
        )
        for position, asked in enumerate(found.questions)
    )


def _wordings(instrument: Instrument, found: Shipped) -> Iterator[Wording]:
    return (
        Wording(
            organisation_id=instrument.organisation_id,
            instrument=instrument,
            language=words.language,
            introduction=words.introduction,
            words=list(words.questions),
            labels=list(words.labels) * len(found.questions),
        )
        for words in WORDINGS.get(found.code, ())
    )


@transaction.atomic
def make_instrument(
    *, by: StaffMembership, instrument: Instrument, questions: Iterable[Draft]
) -> Instrument:
    """Save an instrument of the organisation's own, once however often its uuid is sent."""
    instrument.organisation_id = by.organisation_id
    instrument.code = f"own-{instrument.uuid.hex[:10]}"
    instrument, is_new = add_once(instrument)
    if is_new:
        _write_questions(instrument, questions)
        audit.record("instrument made", by=by, subject=instrument)
    return instrument


@transaction.atomic
def change_instrument(
    *, by: StaffMembership, instrument: Instrument, questions: Iterable[Draft]
) -> Instrument:
    """Change one of the organisation's own; once it was asked, make its next edition instead.

    Returns the edition that is asked from now on. Raises Refused for one that we ship.
    """
    check_can_change(instrument)
    if is_frozen(instrument):
        return _next_edition(by, instrument, questions)
    instrument.save()
    instrument.questions.all().delete()
    instrument.wordings.all().delete()
    _write_questions(instrument, questions)
    audit.record("instrument changed", by=by, subject=instrument, edition=instrument.edition)
    return instrument


def check_can_change(instrument: Instrument) -> None:
    """Raise Refused for an instrument that is not the organisation's to change."""
    if instrument.is_shipped:
        raise Refused(
            gettext(
                "This questionnaire is published: changed, it could not be compared any more. Make "
                "one of your own instead."
            )
        )


def is_frozen(instrument: Instrument) -> bool:
    """Whether it stays as it is: somebody was asked, and answers by the places of its questions.

    Locks the row until the transaction ends, as whoever starts to ask it does (actions.waves).
    """
    own = Instrument.objects.for_organisation(instrument.organisation_id)
    own.select_for_update().get(pk=instrument.pk)
    rows = Wave.objects.for_organisation(instrument.organisation_id)
    return bool(rows.filter(instrument=instrument).exists())


def _next_edition(
    by: StaffMembership, instrument: Instrument, questions: Iterable[Draft]
) -> Instrument:
    editions = Instrument.objects.for_organisation(instrument.organisation_id).filter(
        code=instrument.code
    )
    latest = editions.select_for_update().order_by("-edition").values_list("edition", flat=True)[0]
    fresh = Instrument(
        **{
            field.attname: getattr(instrument, field.attname)
            for field in Instrument._meta.concrete_fields
            if field.name not in ("id", "uuid", "created_at")
        }
    )
    fresh.edition = latest + 1
    fresh.save(force_insert=True)
    _write_questions(fresh, questions)
    audit.record("instrument edition made", by=by, subject=fresh, edition=fresh.edition)
    return fresh


def _write_questions(instrument: Instrument, questions: Iterable[Draft]) -> None:
    Question.objects.bulk_create(
        Question(
            organisation_id=instrument.organisation_id,
            instrument=instrument,
            key=f"q{position + 1}",
            position=position,
            words=one.words,
            labels=list(one.labels),
            values=list(one.values),
            better=one.better,
            domain=one.domain,
        )
        for position, one in enumerate(questions)
    )


@transaction.atomic
def close_instrument(*, by: StaffMembership, instrument: Instrument) -> None:
    """Offer it no longer; what was answered stays."""
    if instrument.closed_on is None:
        instrument.closed_on = timezone.localdate()
        instrument.save(update_fields=["closed_on"])
        audit.record("instrument closed", by=by, subject=instrument)


@transaction.atomic
def set_wording(*, by: StaffMembership, instrument: Instrument, wording: Wording) -> Wording:
    """Write the instrument in another language, in place of what was written before."""
    values: dict[str, Any] = {
        name: getattr(wording, name) for name in ("introduction", "words", "labels", "is_checked")
    }
    stored, _ = Wording.objects.for_organisation(by.organisation_id).update_or_create(
        organisation_id=by.organisation_id,
        instrument=instrument,
        language=wording.language,
        defaults=values,
    )
    audit.record("wording set", by=by, subject=instrument, language=wording.language)
    return stored
