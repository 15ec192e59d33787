"""A file read into memory: its distinct sessions, people and marks, and rows that point at them.

A file of a hundred thousand rows has a few thousand different sessions and people. Each is read,
judged and looked up once; a row costs three look-ups in a dictionary.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from functools import partial
from typing import Any
from uuid import UUID

from rco_network.core.spreadsheets import Row, Table, Unreadable, cell_text
from rco_network.core.text import search_key

from . import cells
from .columns import COLUMNS, Header, find_header

MOST_ROWS = 200_000

Problems = list[tuple[str, str]]


@dataclass
class SessionCells:
    """What rows say about a session. `same_as` points at the entry that stands for it."""

    group: str
    day: date | None
    start: time | None
    minutes: int | None
    problems: Problems
    same_as: int = -1


@dataclass
class PersonCells:
    """What rows say about a person. `same_as` points at the entry that stands for them."""

    name: str
    born: int | None
    reference: UUID | None
    problems: Problems
    key: str = ""
    same_as: int = -1
    participant_id: int | None = None


@dataclass
class MarkCells:
    spelling: str
    mark: str
    problems: Problems


class Distinct(dict[Any, int]):
    """Cells as the file has them, mapped to places in `entries`; each is read once."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self.entries: list[Any] = []
        self._make = make

    def __missing__(self, raw: Any) -> int:
        place = self[raw] = len(self.entries)
        self.entries.append(self._make(raw))
        return place


@dataclass
class Draft:
    """The file as read. `rows` are (row number, session, person, mark), the last three places."""

    table: Table
    header: Header
    rows: list[tuple[int, int, int, int]] = field(default_factory=list)
    sessions: list[SessionCells] = field(default_factory=list)
    people: list[PersonCells] = field(default_factory=list)
    marks: list[MarkCells] = field(default_factory=list)

    @property
    def marks_read(self) -> list[tuple[str, str, int]]:
        """How each spelling of a mark was read, and how often, commonest first."""
        counts = Counter(row[3] for row in self.rows)
        entries = [(self.marks[place], n) for place, n in counts.most_common()]
        return [(e.spelling, e.mark, n) for e, n in entries if not e.problems]


def read_draft(table: Table) -> Draft:
    """Read every row of the table. Raises Unreadable for a file without usable header or rows."""
    rows = enumerate(table.rows, 1)
    header = _header(rows)
    draft = Draft(table, header)
    reader = cells.CellReader()
    sessions = Distinct(partial(_session, reader))
    people, marks = Distinct(partial(_person, reader)), Distinct(partial(_mark, reader))
    draft.sessions, draft.people, draft.marks = sessions.entries, people.entries, marks.entries
    # A column that is not there reads the blank that is put at the end of each row.
    at = {column.key: header.places.get(column.key, -1) for column in COLUMNS}
    group, day, start, minutes = (at[key] for key in ("group", "day", "start", "minutes"))
    name, born, reference, mark = (at[key] for key in ("name", "born", "reference", "mark"))
    width = max(header.places.values()) + 1
    add = draft.rows.append
    for number, row in rows:
        if not any(row) or _is_blank(row):
            continue
        if len(row) < width:
            row = row + [""] * (width - len(row))
        row.append("")
        add(
            (
                number,
                sessions[row[group], row[day], row[start], row[minutes]],
                people[row[name], row[born], row[reference]],
                marks[row[mark]],
            )
        )
        if len(draft.rows) > MOST_ROWS:
            raise Unreadable(
                f"The file has more than {MOST_ROWS:,} rows. Make several files of it, for "
                "example one a year."
            )
    if not draft.rows:
        raise Unreadable(f"There is nothing below the headings in row {header.row}.")
    return draft


def _is_blank(row: Row) -> bool:
    """Spaces alone are blank too. The first cell answers for nearly every row."""
    first = row[0]
    if first and not (isinstance(first, str) and first.isspace()):
        return False
    return not any(cell_text(value) for value in row)


def _header(rows: Any) -> Header:
    for number, row in rows:
        if any(cell_text(value) for value in row):
            return find_header(row, number)
    raise Unreadable("The file is empty. Choose the file that has the rows in it.")


def _session(reader: cells.CellReader, raw: tuple[Any, ...]) -> SessionCells:
    (group, day, start, minutes), problems = reader.read(("group", "day", "start", "minutes"), raw)
    return SessionCells(group, day, start, minutes, problems)


def _person(reader: cells.CellReader, raw: tuple[Any, ...]) -> PersonCells:
    (name, born, reference), problems = reader.read(("name", "born", "reference"), raw)
    key = search_key(name)[:200]
    if name and not key:
        problems.append(("name", "The name has no letter that can be compared. Write it again."))
    return PersonCells(name, born, reference, problems, key)


def _mark(reader: cells.CellReader, raw: Any) -> MarkCells:
    (mark,), problems = reader.read(("mark",), (raw,))
    return MarkCells(cell_text(raw)[:20], mark, problems)
