"""From a printed number to its rows: as they were when it was counted, and what changed since."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import DateField
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.reference.trail_words import record_name
from rco_network.core.models import RecordChange
from services.enums import Mark

from . import traced_rooms
from .models import RowsBehind

PAGE = 100
NAMES = {
    "services.session": gettext_lazy("sessions"),
    "services.attendance": gettext_lazy("attendances"),
    "services.headcount": gettext_lazy("head counts"),
    "services.participant": gettext_lazy("people"),
    "outcomes.outcome": gettext_lazy("outcomes"),
    **traced_rooms.NAMES,
}


@dataclass(frozen=True)
class TracedRow:
    """One row behind a number. `since` says what became of it after the number was counted."""

    label: str
    detail: str
    url: str
    since: str = ""


@dataclass(frozen=True)
class Traced:
    """The rows of one kind behind a number: how many there are, and a page of those in sight."""

    name: str
    total: int
    rows: tuple[TracedRow, ...]
    out_of_sight: int

    @property
    def changed(self) -> int:
        """How many of the page changed since."""
        return sum(bool(row.since) for row in self.rows)


def rows_behind_cell(by: StaffMembership, edition: int, counted_at: str, ref: int) -> list[Traced]:
    """Return the rows behind a number that belong to the colleague's organisation.

    `edition` is its key, `counted_at` the moment of counting as its document has it.

    Empty for everybody else: row security hides the keys. Rows that the colleague may not see
    (restricted people) are counted and not shown. What changed since is said to those who may
    read the trail.
    """
    if not by.has_right(Right.SEE_PEOPLE):
        return []
    kept = RowsBehind.objects.for_organisation(by.organisation_id).filter(edition=edition, ref=ref)
    return [_traced(by, counted_at, one) for one in kept.order_by("record_type")]


def _traced(by: StaffMembership, counted_at: str, kept: RowsBehind) -> Traced:
    keys = kept.keys[:PAGE]
    model: Any = apps.get_model(kept.record_type)
    found = {
        row.pk: row
        for row in model.objects.filter(
            organisation_id=by.organisation_id, pk__in=keys
        ).select_related(*_RELATED.get(kept.record_type, ()))
    }
    since = _changes(by, counted_at, kept.record_type, keys)
    rows = [
        _row(kept.record_type, found.get(key), since.get(key))
        for key in keys
        if key in found or key in since
    ]
    return Traced(
        str(NAMES.get(kept.record_type) or record_name(kept.record_type)),
        len(kept.keys),
        tuple(rows),
        len(keys) - len(rows),
    )


def _changes(
    by: StaffMembership, counted_at: str, record: str, keys: Iterable[int]
) -> dict[int, RecordChange]:
    """The first change of each row after the figures were counted: its `was` is how it stood."""
    if not by.has_right(Right.READ_TRAIL):
        return {}
    later = RecordChange.objects.for_organisation(by.organisation_id).filter(
        record_type=record, record_id__in=keys, at__gt=counted_at
    )
    first: dict[int, RecordChange] = {}
    for change in later.order_by("id"):
        first.setdefault(change.record_id, change)
    return first


def _row(record: str, row: Any, change: RecordChange | None) -> TracedRow:
    was: Mapping[str, Any] = (change.was if change else None) or {}
    if row is None:
        return TracedRow(_("Removed since"), "", "", since=_("removed"))
    label, detail, url = _TOLD.get(record, _other)(row, was)
    if change is None:
        return TracedRow(label, detail, url)
    return TracedRow(
        label,
        detail,
        url,
        since=_("changed on %(day)s: %(fields)s")
        % {
            "day": date_format(change.at, "j F Y"),
            "fields": ", ".join(change.fields) or change.kind,
        },
    )


def _session(row: Any, was: Mapping[str, Any]) -> tuple[str, str, str]:
    minutes = was.get("minutes", row.minutes)
    day = date_format(row.held_on, "j F Y")
    detail = _("%(time)s, %(minutes)s minutes") % {
        "time": time_format(row.starts_at, "H:i"),
        "minutes": minutes,
    }
    return f"{row.group.name}, {day}", detail, reverse("session", args=[row.uuid])


def _attendance(row: Any, was: Mapping[str, Any]) -> tuple[str, str, str]:
    mark = was.get("mark", row.mark)
    day = date_format(row.held_on, "j F Y")
    return row.participant.name, f"{day}, {Mark(mark).label}", _person(row.participant)


def _head_count(row: Any, was: Mapping[str, Any]) -> tuple[str, str, str]:
    day = date_format(row.session.held_on, "j F Y")
    people = was.get("people", row.people)
    return day, _("%(n)s people") % {"n": people}, reverse("session", args=[row.session.uuid])


def _participant(row: Any, was: Mapping[str, Any]) -> tuple[str, str, str]:
    return row.name, "", _person(row)


def _outcome(row: Any, was: Mapping[str, Any]) -> tuple[str, str, str]:
    day = date_format(row.happened_on, "j F Y")
    return row.domain.name, f"{day}. {row.evidence}", _person(row.participant)


def _other(row: Any, was: Mapping[str, Any]) -> tuple[str, str, str]:
    """A row of a room: whose it is where it is somebody's, and its first day."""
    days = (field.attname for field in row._meta.fields if type(field) is DateField)
    day = next((getattr(row, name) for name in days if getattr(row, name)), None)
    detail = date_format(day, "j F Y") if day else ""
    person = getattr(row, "participant", None)
    if person is None:
        return record_name(row._meta.label_lower), detail, ""
    return person.name, detail, _person(person)


def _person(participant: Any) -> str:
    return reverse("participant", args=[participant.uuid])


_RELATED: dict[str, tuple[str, ...]] = {
    "services.session": ("group",),
    "services.attendance": ("participant",),
    "services.headcount": ("session",),
    "outcomes.outcome": ("domain", "participant"),
    **traced_rooms.RELATED,
}
_TOLD: dict[str, Callable[[Any, Mapping[str, Any]], tuple[str, str, str]]] = {
    "services.session": _session,
    "services.attendance": _attendance,
    "services.headcount": _head_count,
    "services.participant": _participant,
    "outcomes.outcome": _outcome,
    **traced_rooms.TOLD,
}
