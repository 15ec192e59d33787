"""Registers with a row for each person and a column for each date: every mark becomes a row."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from rco_network.core.spreadsheets import cell_text

from ..enums import Mark
from .dates import days_of, head_dates
from .draft import MOST_ROWS, Draft, Entries, SessionCells, too_many_rows
from .source import Numbered

NO_MARK = gettext_lazy("Nobody has a mark in it, so nothing of it is kept.")


def read_wide(draft: Draft, rows: Iterator[Numbered]) -> None:
    """Read each mark below a date as a row of the draft.

    An empty cell means what the mapping says of it; unless it says so, nothing.
    """
    mapping = draft.mapping
    entries = Entries(draft)
    found = head_dates(draft.sheet, mapping.header_row)
    days = days_of([one for one in found if one.column in mapping.days], mapping.year)
    written = {one.column: one.written for one in found}
    for column, day in days.items():
        if isinstance(day, date):
            draft.days_read[written[column]] = day
    sessions = _Sessions(draft, days)
    at = {
        key: mapping.places.get(key, -1) for key in ("name", "first", "last", "born", "reference")
    }
    group = mapping.places.get("group", -2)
    name, first, last, born, reference = at.values()
    people, marks, persons, add = entries.people, entries.marks, draft.people, draft.rows.append
    blank = mapping.blank
    for number, row in rows:
        row += [mapping.group, ""]
        person = people[row[name], row[first], row[last], row[born], row[reference]]
        if persons[person].is_odd and (why := entries.why_left_out(row[:-2], persons[person])):
            draft.left_out.append((number, why))
            continue
        of_group, before = row[group], len(draft.rows)
        for column in days:
            cell = row[column]
            if cell == "" or cell is None or (isinstance(cell, str) and not cell_text(cell)):
                if not blank:
                    continue
                cell = blank
            add((number, sessions.place(of_group, column), person, marks[cell]))
        if len(draft.rows) == before:
            draft.left_out.append((number, str(NO_MARK)))
        if len(draft.rows) > MOST_ROWS:
            raise too_many_rows()


class _Sessions:
    """The sessions of a wide sheet: one a group and column, each read once."""

    def __init__(self, draft: Draft, days: dict[int, date | str]) -> None:
        self._entries = draft.sessions
        self._days = days
        self._places: dict[tuple[Any, int], int] = {}

    def place(self, group: Any, column: int) -> int:
        """Return the place of a session among the draft's."""
        found = self._places.get((group, column))
        if found is None:
            found = self._places[group, column] = len(self._entries)
            self._entries.append(self._read(cell_text(group), column))
        return found

    def _read(self, group: str, column: int) -> SessionCells:
        day = self._days[column]
        problems = [] if isinstance(day, date) else [("day", day)]
        if not group or len(group) > 240:
            problems.append(
                ("group", gettext("The group is missing. Write it on every row, or choose it."))
            )
        return SessionCells(
            group, day if isinstance(day, date) else None, None, None, problems, column=column
        )


def blank_means() -> list[tuple[str, str]]:
    """What an empty cell of a register can mean."""
    return [
        ("", gettext("Nothing is known")),
        (str(Mark.ABSENT), "Away"),
        (str(Mark.PRESENT), "Here"),
    ]
