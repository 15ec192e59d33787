"""What a saved file made, what has come to depend on it since, and how it goes again.

A whole import goes or stays. It stays as soon as anything else leans on it, whatever table that
is in: the models are asked which of them point at what was made, so that a room added later is
asked too. Wings further right say in their own words what holds an import (`holds_import`).
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from organisations.reference.trail_words import record_name
from rco_network.core.enums import ChangeKind
from rco_network.core.models import RecordChange
from rco_network.core.tenancy import ERASE, RowSecurity, current_scope, scope

from ..models import FileImport

# Written by triggers from the row itself; they go and come with it.
DERIVED = {"services.namekey"}
BATCH = 25_000


@dataclass(frozen=True)
class Made:
    """What a file made and changed: numbers by model, and what changed rows were before."""

    file_import: FileImport
    added: dict[str, list[int]]
    changed: list[tuple[str, dict[str, dict[str, Any]]]]

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that its marks are about, None for other files."""
        found: list[date] = []
        touched = dict(self.added)
        for label, was in self.changed:
            touched.setdefault(label, [])
            touched[label] = touched[label] + [int(pk) for pk in was]
        for label in ("services.attendance", "services.session"):
            if ids := touched.get(label):
                with connection.cursor() as cursor:
                    cursor.execute(
                        f"select min(held_on), max(held_on) from {_table(label)} "  # noqa: S608
                        "where organisation_id = %s and id = any(%s)",
                        [self.file_import.organisation_id, ids],
                    )
                    found += [day for day in cursor.fetchone() if day]
        return (min(found), max(found)) if found else None


Holds = Callable[[Made], str]
_holders: list[Holds] = []


def holds_import(function: Holds) -> Holds:
    """Let a function of a wing further right keep an import from being taken back.

    It is asked with what the file made, and answers with the reason, or "".
    """
    _holders.append(function)
    return function


def what_was_made(imported: FileImport) -> Made:
    """Return what a saved file made and changed."""
    added: dict[str, list[int]] = defaultdict(list)
    changed: list[tuple[str, dict[str, dict[str, Any]]]] = []
    rows = imported.rows_made.filter(organisation=imported.organisation_id).order_by("pk")
    for row in rows:
        if row.kind == ChangeKind.ADDED:
            added[row.record_type] += row.ids
        else:
            changed.append((row.record_type, row.was or {}))
    return Made(imported, dict(added), changed)


def why_not(made: Made) -> list[str]:
    """Return the reasons for which this import cannot be taken back, none where it can."""
    found = [*_leaning(made), *_changed_since(made), *_gone(made)]
    return found + [why for holder in _holders if (why := holder(made))]


def _leaning(made: Made) -> Iterator[str]:
    """Rows written since that point at rows of the file."""
    counted: dict[str, int] = defaultdict(int)
    for label, ids in made.added.items():
        for other, column in pointing_at(apps.get_model(label)):
            kind = other._meta.label_lower
            if kind in DERIVED or kind == "services.importedrows":
                continue
            counted[kind] += _count(other, column, made, ids, made.added.get(kind, []))
    for kind, number in counted.items():
        if number:
            yield (
                _(
                    "%(number)s × “%(record)s” was recorded since for what "
                    "this file brought in. Take that away first."
                )
                % {"number": f"{number:,}", "record": record_name(kind)}
            )


def _count(other: Any, column: str, made: Made, ids: list[int], own: list[int]) -> int:
    has_owner = any(f.column == "organisation_id" for f in other._meta.concrete_fields)
    owner = "organisation_id = %(org)s and " if has_owner else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(*) from {connection.ops.quote_name(other._meta.db_table)} "  # noqa: S608
            f"where {owner}{connection.ops.quote_name(column)} = any(%(ids)s) "
            f"and not ({connection.ops.quote_name(other._meta.pk.column)} = any(%(own)s))",
            {"org": made.file_import.organisation_id, "ids": ids, "own": own},
        )
        return int(cursor.fetchone()[0])


def pointing_at(model: type[Model]) -> list[tuple[type[Model], str]]:
    """Return the models, and their columns, that have a key to this one."""
    return [
        (rel.related_model, rel.field.column)
        for rel in list[Any](model._meta.get_fields(include_hidden=True))
        if rel.is_relation and rel.auto_created and not rel.concrete and hasattr(rel, "field")
        and not rel.many_to_many
    ]  # fmt: skip


def _changed_since(made: Made) -> Iterator[str]:
    """Rows of the file that somebody changed by hand, as the history has it."""
    touched = defaultdict(list, {label: list(ids) for label, ids in made.added.items()})
    for label, was in made.changed:
        touched[label] += [int(pk) for pk in was]
    for label, ids in touched.items():
        later = RecordChange.objects.for_organisation(made.file_import.organisation_id).filter(
            record_type=label, record_id__in=ids, pk__gt=made.file_import.history_id or 0
        )
        number = later.exclude(kind=ChangeKind.ADDED).values("record_id").distinct().count()
        if number:
            yield (
                _(
                    "%(number)s × “%(record)s” of this file was changed or "
                    "removed since. Correct what is wrong by hand instead."
                )
                % {"number": f"{number:,}", "record": record_name(label)}
            )


def _gone(made: Made) -> Iterator[str]:
    """People of the file who were erased since: what stays of them stays."""
    ids = made.added.get("services.participant", [])
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from services_participant "
            "where organisation_id = %s and id = any(%s) and erased_at is not null",
            [made.file_import.organisation_id, ids],
        )
        if cursor.fetchone()[0]:
            yield _(
                "Somebody whom this file brought in was erased since, and what counts them stays."
            )


class NotAllThere(Exception):
    """Not every row of the file is there to be removed: nothing may go."""


def remove(made: Made) -> int:
    """Remove what was made and put back what was changed; return how many rows that were.

    In the transaction that is open. Raises NotAllThere unless it can be done exactly.
    """
    number = 0
    for label in _in_order(list(made.added)):
        for start in range(0, len(made.added[label]), BATCH):
            with _allowed_to_remove(label):
                number += _delete(made, label, made.added[label][start : start + BATCH])
    for label, was in made.changed:
        number += _put_back(made, label, was)
    return number


@contextmanager
def _allowed_to_remove(label: str) -> Iterator[None]:
    """Some tables only erasure may remove from; a row that an import made is such a case."""
    now = current_scope()
    guarded = any("rco_may('erase')" in remove for remove in _removals(label))
    if now is None or not guarded:
        yield
        return
    with scope(
        user_id=now.user_id, organisation_ids=now.organisation_ids, rights=now.rights | {ERASE}
    ):
        yield


def _removals(label: str) -> list[str]:
    constraints = apps.get_model(label)._meta.constraints
    return [one.remove for one in constraints if isinstance(one, RowSecurity)]


def _in_order(labels: list[str]) -> list[str]:
    """Models in the order in which their rows can go: who points before what is pointed at."""
    ordered: list[str] = []
    waiting = sorted(labels)
    while waiting:
        models = {label: apps.get_model(label) for label in waiting}
        free = [
            label
            for label in waiting
            if not any(
                f.related_model is models[label]
                for other in waiting
                if other != label
                for f in models[other]._meta.concrete_fields
                if f.is_relation
            )
        ]
        ordered += free or waiting
        waiting = [label for label in waiting if label not in ordered]
    return ordered


def _delete(made: Made, label: str, ids: list[int]) -> int:
    organisation_id = made.file_import.organisation_id
    with connection.cursor() as cursor:
        for other, column in pointing_at(apps.get_model(label)):
            if other._meta.label_lower in DERIVED:
                cursor.execute(
                    f"delete from {_table(other._meta.label_lower)} "  # noqa: S608
                    f"where organisation_id = %s and {column} = any(%s)",
                    [organisation_id, ids],
                )
        cursor.execute(
            f"delete from {_table(label)} where organisation_id = %s and id = any(%s)",  # noqa: S608
            [organisation_id, ids],
        )
        if cursor.rowcount != len(ids):
            raise NotAllThere
        return int(cursor.rowcount)


def _put_back(made: Made, label: str, was: dict[str, dict[str, Any]]) -> int:
    """Write the values of before into rows that were there already."""
    if not was:
        return 0
    columns = sorted(next(iter(was.values())))
    model = apps.get_model(label)
    allowed = {f.column for f in model._meta.concrete_fields}
    if not set(columns) <= allowed:
        raise NotAllThere
    sets = [f"{c} = (jsonb_populate_record(null::{_table(label)}, w.value)).{c}" for c in columns]
    if "version" in allowed:
        sets.append("version = t.version + 1")
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {_table(label)} t set {', '.join(sets)} "  # noqa: S608
            "from jsonb_each(%s::jsonb) w(key, value) "
            "where t.organisation_id = %s and t.id = w.key::bigint",
            [json.dumps(was), made.file_import.organisation_id],
        )
        if cursor.rowcount != len(was):
            raise NotAllThere
        return int(cursor.rowcount)


def _table(label: str) -> str:
    return str(connection.ops.quote_name(apps.get_model(label)._meta.db_table))
