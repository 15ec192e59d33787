"""What of a volunteer's checks and references goes: six months after the decision."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from rco_network.core.personal_data.lengths import lengths_of, over_on
from rco_network.core.personal_data.rules import Due

from ..models import Check, Reference

PERIOD = "volunteer_checks"


def checks_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    """Return people of whom a check or a reference is over by `day`, from the earliest one on."""
    first: dict[int, Due] = {}
    for row, over in _ends(organisation_id, months):
        person = row.participant
        if over > day or (only is not None and person.uuid not in only):
            continue
        known = first.get(person.pk)
        if known is None or over < known.due_on:
            first[person.pk] = Due(person.pk, person.uuid, over, person.name)
    return [first[pk] for pk in sorted(first)]


def going_rows(
    organisation: Any, day: date, people: Iterable[int]
) -> Iterator[tuple[type[Any], list[int]]]:
    """Yield (model, keys) of what of these participants is over by `day`."""
    asked, months = set(people), lengths_of(organisation)[PERIOD]
    rows = [
        row
        for row, over in _ends(organisation.pk, months)
        if over <= day and row.participant_id in asked
    ]
    for model in (Check, Reference):
        if pks := [row.pk for row in rows if isinstance(row, model)]:
            yield model, pks


def _ends(organisation_id: int, months: int) -> Iterator[tuple[Any, date]]:
    """Each check and reference that a decision has ended, and when its time is over."""
    checks = Check.objects.for_organisation(organisation_id).order_by("-seen_on", "-pk")
    newer: dict[tuple[int, str], date] = {}
    for check in checks.select_related("participant", "volunteer"):
        key = (check.volunteer_id, check.kind)
        ended = [check.volunteer.left_on, newer.get(key), check.expires_on]
        newer[key] = check.seen_on
        if days := [one for one in ended if one is not None]:
            yield check, over_on(PERIOD, min(days), months)
    references = Reference.objects.for_organisation(organisation_id)
    for reference in references.filter(volunteer__left_on__isnull=False).select_related(
        "participant", "volunteer"
    ):
        yield reference, over_on(PERIOD, reference.volunteer.left_on, months)
