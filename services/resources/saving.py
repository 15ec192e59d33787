"""From a matched file to rows in the register, set by set, in the transaction that is open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection

from ..enums import ATTENDED
from ..models import Group
from . import statements as sql
from .made import Ledger
from .matching import GroupPlan
from .reading import MOST_FATES

if TYPE_CHECKING:
    from .check import AttendanceReading

# Rows of one INSERT: several short statements rather than one that meets the statement timeout.
BATCH = 25_000
# New people of one INSERT: the keys of their names are written by a trigger, which takes its time.
NAMED_AT_ONCE = 1_000


@contextmanager
def staged(reading: "AttendanceReading", organisation_id: int) -> Iterator[Any]:
    """The file's sessions, people and marks in temporary tables, and what is known of them.

    Fills in how many marks of the check are new, changed and the same. Writes nothing else.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.TEMPORARY)
        _copy_sessions(cursor, reading)
        _copy_people(cursor, reading)
        with cursor.copy(sql.COPY_MARKS) as copy:
            for place, (session, person, mark) in enumerate(reading.accepted):
                copy.write_row((session, person, mark, place // BATCH))
        cursor.execute(sql.ANALYSE)
        cursor.execute(sql.KNOWN, {"org": organisation_id})
        cursor.execute(sql.COUNT_KNOWN)
        same, changed = cursor.fetchone()
        reading.check.marks_same, reading.check.marks_changed = same, changed
        reading.check.marks_new = len(reading.accepted) - same - changed
        first = reading.accepted[:MOST_FATES]
        sessions, people = [row[0] for row in first], [row[1] for row in first]
        cursor.execute(sql.FIRST_KNOWN, {"sessions": sessions, "people": people})
        reading.known_marks = {(s, p): is_same for s, p, is_same in cursor.fetchall()}
        yield cursor
        cursor.execute(sql.GONE)


def add_groups(reading: "AttendanceReading", ledger: Ledger) -> None:
    """Make the groups that accepted rows need and that are not there."""
    used = {reading.plan.sessions[row[0]].group.key for row in reading.accepted}
    for plan in reading.plan.new_groups:
        if plan.key in used:
            _add_group(plan, ledger)


def _add_group(plan: GroupPlan, ledger: Ledger) -> None:
    assert plan.service_id is not None  # noqa: S101 - a new group has the service that was chosen
    group = Group.objects.create(
        organisation_id=ledger.values["org"],
        service_id=plan.service_id,
        name=plan.name,
        starts_at=plan.starts_at,
        minutes=plan.minutes,
    )
    plan.pk, plan.is_new = group.pk, True
    ledger.made("services.group", [group.pk])


def save(cursor: Any, reading: "AttendanceReading", ledger: Ledger, user_id: int) -> int:
    """Save every accepted row of a staged file; return how many marks were added or changed.

    What is there already stays as it is. Belongs in one transaction with what else the import
    writes, so that all of it is there or none.
    """
    values: dict[str, Any] = {"user": user_id, "attended": [str(mark) for mark in ATTENDED]}
    _complete_groups(cursor, reading)
    for first in range(0, len(reading.plan.people), NAMED_AT_ONCE):
        places = {"first": first, "last": first + NAMED_AT_ONCE - 1}
        cursor.execute(sql.NEW_PEOPLE, ledger.values | values | places)
    for note in (sql.NOTE_PEOPLE, sql.EARLIER_JOINED, sql.NEW_SESSIONS):
        ledger.run(note, **values)
    cursor.execute(sql.FIND_SESSIONS, ledger.values)
    written = ledger.run(sql.CHANGED_MARKS)
    ledger.run(sql.LONGER_SESSIONS)
    for batch in range(len(reading.accepted) // BATCH + 1):
        cursor.execute(sql.MARKS_OF_NEW_SESSIONS, ledger.values | {"batch": batch})
        written += ledger.run(sql.MARKS_OF_KNOWN_SESSIONS, batch=batch)
    written += ledger.run(sql.NOTE_MARKS)
    cursor.execute(sql.CHANGED_SESSIONS, ledger.values | values)
    ledger.run(sql.ENROLMENTS, **values)
    return written


def _complete_groups(cursor: Any, reading: "AttendanceReading") -> None:
    """Sessions of groups that were made since staging learn which group they belong to."""
    new = [(n, s.group.pk) for n, s in enumerate(reading.plan.sessions) if s.group.is_new]
    if new:
        places, groups = zip(*new, strict=True)
        cursor.execute(sql.SET_GROUPS, {"places": list(places), "groups": list(groups)})


def _copy_sessions(cursor: Any, reading: "AttendanceReading") -> None:
    used = sorted({row[0] for row in reading.accepted})
    sessions = [(place, reading.plan.sessions[place]) for place in used]
    numbers = new_numbers(cursor, "services_session", sum(s.pk is None for _, s in sessions))
    with cursor.copy(sql.COPY_SESSIONS) as copy:
        for place, plan in sessions:
            group = plan.group
            copy.write_row(
                (
                    place,
                    plan.pk or next(numbers),
                    group.pk,
                    group.service_id,
                    group.place_id,
                    plan.held_on,
                    plan.starts_at,
                    plan.minutes,
                    plan.pk is not None,
                    plan.is_longer_or_shorter,
                )
            )


def _copy_people(cursor: Any, reading: "AttendanceReading") -> None:
    used = sorted({row[1] for row in reading.accepted})
    people = [(place, reading.plan.people[place]) for place in used]
    new = sum(p.participant_id is None for _, p in people)
    numbers = new_numbers(cursor, "services_participant", new)
    with cursor.copy(sql.COPY_PEOPLE) as copy:
        for place, person in people:
            is_new = person.participant_id is None
            pk = next(numbers) if is_new else person.participant_id
            copy.write_row((place, pk, is_new, person.name, person.key, person.born))


def new_numbers(cursor: Any, table: str, how_many: int) -> Iterator[int]:
    """Numbers for rows that will be new, so that others can point at them before they are there."""
    cursor.execute(
        "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
        [table, how_many],
    )
    return iter([row[0] for row in cursor.fetchall()])
