"""The trail and the history of records, made ready to read: who, when, what, from what."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import DateField, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.core import history
from rco_network.core.dates import day_in_words
from rco_network.core.enums import ChangeKind
from rco_network.core.models import AuditEvent, RecordChange
from rco_network.core.personal_data.names import field_name

from .models import Organisation, StaffMembership
from .reference.trail_words import PAGES, PARTS, record_name, sentence

NOBODY = _("The site itself")
OUTSIDE = _("Somebody from outside")
MORE = 500


@dataclass(frozen=True)
class Line:
    """One entry of the trail, in words."""

    at: datetime
    who: str
    did: str
    record: str
    record_uuid: Any
    noun: str
    details: list[tuple[str, str]]


@dataclass(frozen=True)
class Value:
    """One field of a change: its name, what it was and what it became ("" where it is not said)."""

    label: str
    was: str = ""
    now: str = ""
    is_hidden: bool = False


@dataclass
class Change:
    """One change of a record's history, in words."""

    at: datetime
    who: str
    kind: str
    record: str
    values: list[Value] = field(default_factory=list)


def who_is_who(organisation: Organisation) -> dict[int | None, str]:
    """Return the names of everybody who works or worked here, by account."""
    staff = StaffMembership.objects.for_organisation(organisation).select_related("user")
    names: dict[int | None, str] = {m.user_id: str(m.user) for m in staff}
    return names | {None: str(NOBODY)}


def trail_of(organisation: Organisation, asked: Mapping[str, Any]) -> QuerySet[AuditEvent]:
    """Return the organisation's trail, narrowed to what was asked (TrailFilter.cleaned_data)."""
    found = AuditEvent.objects.for_organisation(organisation)
    if asked.get("person"):
        found = found.filter(actor_id=asked["person"].user_id)
    if asked.get("action"):
        found = found.filter(action=asked["action"])
    if asked.get("kind"):
        found = found.filter(subject_type=asked["kind"])
    if asked.get("record"):
        found = found.filter(subject_uuid=asked["record"])
    if asked.get("first"):
        found = found.filter(at__gte=_beginning(asked["first"]))
    if asked.get("last"):
        found = found.filter(at__lt=_beginning(asked["last"] + timedelta(days=1)))
    return found


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def in_words(events: Iterable[AuditEvent], names: Mapping[int | None, str]) -> list[Line]:
    """Return entries of the trail in words, in their order."""
    nouns = {model: noun for noun, model in PAGES.items()}
    return [
        Line(
            at=event.at,
            who=names.get(event.actor_id, str(OUTSIDE)),
            did=sentence(event.action),
            record=record_name(event.subject_type) if event.subject_type else "",
            record_uuid=event.subject_uuid,
            noun=nouns.get(event.subject_type, "") if event.subject_uuid else "",
            details=[(_label(name), _said(value)) for name, value in event.detail.items()],
        )
        for event in events
    ]


def _label(name: str) -> str:
    return field_name(name.removesuffix("_id"))


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value) or "–"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "–" if value is None else str(value).replace("_", " ")


def changes_of(record: Model, organisation: Organisation) -> QuerySet[RecordChange]:
    """Return the history of a record with its parts, as far as the reader may see it."""
    found = history.of(record, organisation=organisation)
    parts = Q()
    for label, column in PARTS.get(record._meta.label_lower, ()):
        rows = apps.get_model(label)._default_manager.filter(**{column: record.pk})
        parts |= Q(record_type=label, record_id__in=rows.values("pk"))
    if not parts:
        return found
    more = RecordChange.objects.for_organisation(organisation).filter(parts)
    return found | more


def changes_in_words(
    changes: list[RecordChange], all_of_it: QuerySet[RecordChange], names: Mapping[int | None, str]
) -> list[Change]:
    """Return changes in words, newest first as given, each field with what it was and became.

    What a field became is the `was` of its next change, or the row as it stands.
    """
    became = _Became(changes, all_of_it)
    lines = []
    for change in changes:
        line = Change(
            at=change.at,
            who=names.get(change.by_id, str(OUTSIDE)),
            kind=str(ChangeKind(change.kind).label),
            record=record_name(change.record_type),
        )
        if change.kind == ChangeKind.CHANGED:
            line.values = [became.value(change, column) for column in change.fields]
        lines.append(line)
    return lines


class _Became:
    """What fields became. Reads the newer changes and the standing rows once for a whole page."""

    def __init__(self, changes: list[RecordChange], all_of_it: QuerySet[RecordChange]) -> None:
        self.models = {c.record_type: apps.get_model(c.record_type) for c in changes}
        self.next: dict[int, dict[str, Any]] = {}
        self.names: dict[tuple[str, int], str] = {}
        if not changes:
            return
        standing: dict[tuple[str, int], dict[str, Any]] = {}
        for label, model in self.models.items():
            ids = {c.record_id for c in changes if c.record_type == label}
            standing |= {(label, pk): row for pk, row in _rows(model, ids)}
        oldest = min(change.pk for change in changes)
        newer = all_of_it.filter(pk__gte=oldest).order_by("-pk")[:MORE]
        for change in newer:
            now = standing.setdefault((change.record_type, change.record_id), {})
            self.next[change.pk] = dict(now)
            now.update(change.was or {})
        self._name_what_is_pointed_at(changes)

    def value(self, change: RecordChange, column: str) -> Value:
        column_field = _field(self.models[change.record_type], column)
        label = field_name(column_field.verbose_name) if column_field else _label(column)
        was, now = change.was or {}, self.next.get(change.pk, {})
        if column not in was:
            return Value(label, is_hidden=True)
        return Value(
            label,
            self._text(column_field, was[column]),
            self._text(column_field, now[column]) if column in now else "",
        )

    def _name_what_is_pointed_at(self, changes: list[RecordChange]) -> None:
        wanted: dict[Any, set[int]] = {}
        for change in changes:
            for column in change.fields:
                target = _target(_field(self.models[change.record_type], column))
                values = ((change.was or {}).get(column), self.next.get(change.pk, {}).get(column))
                if target is not None:
                    wanted.setdefault(target, set()).update(v for v in values if v is not None)
        for target, ids in wanted.items():
            for row in target._default_manager.filter(pk__in=ids):
                self.names[target._meta.label_lower, row.pk] = str(row)

    def _text(self, column_field: Any, value: Any) -> str:
        target = _target(column_field)
        if value in (None, "", []):
            return "–"
        if target is not None:
            return self.names.get(
                (target._meta.label_lower, value), gettext("a record that is gone")
            )
        choices = dict(getattr(column_field, "flatchoices", None) or ())
        if isinstance(value, str | int) and value in choices:
            return str(choices[value])
        if isinstance(column_field, DateField) and isinstance(value, str):
            return day_in_words(date.fromisoformat(value[:10]))
        return value if isinstance(value, str) else _said(value)


def _field(model: type[Model], column: str) -> Any:
    return next((f for f in model._meta.concrete_fields if f.column == column), None)


def _target(column_field: Any) -> Any:
    return column_field.related_model if column_field is not None else None


def _rows(model: type[Model], ids: Iterable[int]) -> list[tuple[int, dict[str, Any]]]:
    """The rows as they stand, in the form in which the history keeps them."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select t.id, to_jsonb(t)::text from {table} t where t.id = any(%s)",  # noqa: S608
            [list(ids)],
        )
        return [(pk, json.loads(text)) for pk, text in cursor.fetchall()]
