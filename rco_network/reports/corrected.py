"""What was changed on an edition's days since it was issued: what, why, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.formats import date_format

from organisations.models import StaffMembership
from organisations.reference.trail_words import record_name
from services.models import Correction
from services.permissions import can_read_corrections

from .models import Edition

MOST = 100


@dataclass(frozen=True)
class Corrected:
    """One correction. `reason` is "" where it went with a person whom it named."""

    at: datetime
    what: str
    url: str
    reason: str
    who: Any


def corrected_since(by: StaffMembership, edition: Edition) -> list[Corrected]:
    """Return what was corrected since, newest first, to those who answer for the reports.

    Empty for everybody else, and what is about people whom the scope does not see is not in it.
    """
    if edition.organisation_id != by.organisation_id or not can_read_corrections(by):
        return []
    own = Correction.objects.for_organisation(by.organisation_id)
    since = own.touching(edition.period_start, edition.period_end).filter(at__gt=edition.issued_at)
    found = list(since.select_related("by").order_by("-at", "-pk")[:MOST])
    subjects = _subjects(by, found)
    return [_told(one, subjects.get(one.subject_uuid)) for one in found]


def _subjects(by: StaffMembership, found: Iterable[Correction]) -> dict[Any, Any]:
    """The records by their uuid, asked for once a kind."""
    wanted: dict[str, set[Any]] = {}
    for one in found:
        wanted.setdefault(one.subject_type, set()).add(one.subject_uuid)
    rows: dict[Any, Any] = {}
    for kind, uuids in wanted.items():
        model: Any = apps.get_model(kind)
        own = model.objects.for_organisation(by.organisation_id).filter(uuid__in=uuids)
        for row in own.select_related(*_RELATED.get(kind, ())):
            rows[row.uuid] = row
    return rows


def _told(one: Correction, row: Any) -> Corrected:
    name = record_name(one.subject_type)
    if (group := getattr(row, "group", None)) is not None:
        name = f"{name}, {group.name}"
    page = _PAGES.get(one.subject_type)
    return Corrected(
        at=one.at,
        what=f"{name}, {_days(one.first_on, one.last_on)}",
        url=reverse(page, args=[row.uuid]) if row is not None and page else "",
        reason="" if one.is_without_words else one.reason,
        who=one.by,
    )


def _days(first: date, last: date) -> str:
    days = dict.fromkeys((date_format(first, "j F Y"), date_format(last, "j F Y")))
    return " – ".join(days)


_PAGES = {
    "services.session": "session",
    "outcomes.outcome": "outcome-edit",
    "services.fileimport": "import",
}
_RELATED: dict[str, tuple[str, ...]] = {"services.session": ("group",)}
