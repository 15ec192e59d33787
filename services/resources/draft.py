"""A sheet read into memory: its distinct sessions, people and marks, and rows that point at them.

A file of a hundred thousand rows has a few thousand different sessions and people. Each is read,
judged and looked up once; a row costs three look-ups in a dictionary. A register with a column a
date is read the same way: each mark in it is a row.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rco_network.core.spreadsheets import Row, Unreadable, cell_text
from rco_network.core.text import search_key

from . import cells
from .mapping import Mapping
from .source import Numbered, Sheet, cell_name, says_anything
from .targets import Target, target_for

MOST_ROWS = 200_000
# Fields that say who it is.
OF_PERSON = ("name", "first", "last", "born", "reference")

Problems = list[tuple[str, str]]

# Rows below or between the rows: what they say where a name should stand.
_TOTALS = frozenset(
    "total|totals|grand total|sub total|subtotal|sum|average|mean|count|total present|"
    "number present|number attended|no present|no attended|total attendance|total attended|"
    "total learners|total participants|number of learners|number of participants|total number|"
    "register total".split("|")
)
_NOT_NAMES = _TOTALS | frozenset(
    "present|attendance|key|tutor|tutor signature|signed|signature|notes|note".split("|")
)


@dataclass
class SessionCells:
    """What rows say about a session. `same_as` points at the entry that stands for it.

    `column` is that of the session's date where the sheet has a column a date.
    """

    group: str
    day: date | None
    start: time | None
    minutes: int | None
    problems: Problems
    same_as: int = -1
    column: int = -1


@dataclass
class PersonCells:
    """What rows say about a person. `same_as` points at the entry that stands for them.

    `is_odd` where the row may be no person's at all; `written` is the name as the file has it.
    """

    name: str
    born: int | None
    reference: UUID | None
    problems: Problems
    key: str = ""
    same_as: int = -1
    participant_id: int | None = None
    is_odd: bool = False
    written: str = ""


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
    """The sheet as read. `rows` are (row number, session, person, mark), the last three places."""

    sheet: Sheet
    mapping: Mapping
    target: Target
    rows: list[tuple[int, int, int, int]] = field(default_factory=list)
    sessions: list[SessionCells] = field(default_factory=list)
    people: list[PersonCells] = field(default_factory=list)
    marks: list[MarkCells] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    days_read: dict[str, date] = field(default_factory=dict)

    def cell(self, key: str, row: int, session: SessionCells | None = None) -> str:
        """The name of the cell in which a row says this."""
        if session is not None and session.column >= 0 and key in ("mark", "day"):
            return cell_name(session.column, row if key == "mark" else self.mapping.header_row)
        if key == "name" and key not in self.mapping.places:
            key = "first" if "first" in self.mapping.places else "last"
        return cell_name(self.mapping.places.get(key), row)

    @property
    def marks_read(self) -> list[tuple[MarkCells, int]]:
        """Each spelling of a mark as it was read, and how often, commonest first."""
        counts = Counter(row[3] for row in self.rows)
        return [(self.marks[place], n) for place, n in counts.most_common()]


class Entries:
    """What the cells of one file stand for: makes each entry of a draft from its raw cells."""

    def __init__(self, draft: Draft) -> None:
        readers = {field.key: field.read for field in draft.target.fields} | cells.READ
        self.reader = cells.CellReader(readers, draft.mapping.words)
        self.turns = draft.mapping.turns_names
        self.sessions = Distinct(self._session)
        self.people = Distinct(self.person)
        self.marks = Distinct(self._mark)
        draft.sessions, draft.people = self.sessions.entries, self.people.entries
        draft.marks, draft.days_read = self.marks.entries, self.reader.days
        heading = draft.sheet.row(draft.mapping.header_row)
        at = draft.mapping.places.get("name", draft.mapping.places.get("last", -1))
        self.heading = search_key(cell_text(heading[at])) if 0 <= at < len(heading) else ""

    def _session(self, raw: tuple[Any, ...]) -> SessionCells:
        keys = ("group", "day", "start", "minutes")
        (group, day, start, minutes), problems = self.reader.read(keys, raw)
        return SessionCells(group, day, start, minutes, problems)

    def person(self, raw: tuple[Any, ...]) -> PersonCells:
        """Read name, first name, surname, year of birth and reference."""
        name, first, last, *others = raw
        if first or last:
            name = name or f"{cell_text(first)} {cell_text(last)}"
        written = cell_text(name)
        if self.turns and "," in written:
            name = cells.turned(written)
        read, problems = self.reader.read(("name", "born", "reference"), (name, *others))
        key = search_key(read[0])[:200]
        if read[0] and not key:
            problems.append(
                ("name", _("The name has no letter that can be compared. Write it again."))
            )
        is_odd = not written or key in _NOT_NAMES or search_key(written) == self.heading
        called, born, reference = read
        return PersonCells(called, born, reference, problems, key, is_odd=is_odd, written=written)

    def _mark(self, raw: Any) -> MarkCells:
        (mark,), problems = self.reader.read(("mark",), (raw,))
        return MarkCells(cell_text(raw)[:20], mark, problems)

    def why_left_out(self, row: Row, entry: PersonCells) -> str:
        """Why a row is nobody's, "" where it should have been somebody's."""
        if entry.written and search_key(entry.written) == self.heading:
            return _("It repeats the headings.")
        first = next((text for text in map(cell_text, row) if text), "")
        text, words = (entry.written, _NOT_NAMES) if entry.written else (first, _TOTALS)
        is_nobody = search_key(text.partition(":")[0]) in words
        return (
            _("It says “%(text)s”, so it is nobody’s.") % {"text": text[:40]} if is_nobody else ""
        )


def read_draft(sheet: Sheet, mapping: Mapping) -> Draft:
    """Read every row below the headings. Raises Unreadable for a sheet without any."""
    draft = Draft(sheet, mapping, target_for(mapping.target))
    rows = below(sheet, mapping)
    if draft.target.is_wide:
        from .wide import read_wide

        read_wide(draft, rows)
    else:
        _read_long(draft, rows)
    if not draft.rows:
        raise nothing_below(sheet, mapping)
    return draft


def _read_long(draft: Draft, rows: Iterator[Numbered]) -> None:
    entries = Entries(draft)
    # What the file does not say is put at the end of each row: the group that somebody chose,
    # and a blank for every column that is not there.
    tail = [draft.mapping.group, ""]
    at = {key: draft.mapping.places.get(key, -1) for key in cells.READ}
    group, day, start, minutes = (at[key] for key in ("group", "day", "start", "minutes"))
    name, first, last, born = (at[key] for key in ("name", "first", "last", "born"))
    reference, mark = at["reference"], at["mark"]
    group = -2 if group < 0 else group
    sessions, people, marks = entries.sessions, entries.people, entries.marks
    add, persons = draft.rows.append, draft.people
    for number, row in rows:
        row += tail
        person = people[row[name], row[first], row[last], row[born], row[reference]]
        if persons[person].is_odd and (why := entries.why_left_out(row[:-2], persons[person])):
            draft.left_out.append((number, why))
            continue
        add(
            (
                number,
                sessions[row[group], row[day], row[start], row[minutes]],
                person,
                marks[row[mark]],
            )
        )
        if len(draft.rows) > MOST_ROWS:
            raise too_many_rows()


def nothing_below(sheet: Sheet, mapping: Mapping) -> Unreadable:
    """The sentence for a sheet that has headings and no more."""
    at = {"row": mapping.header_row, "sheet": sheet.name}
    if sheet.name:
        return Unreadable(
            _("There is nothing below the headings in row %(row)s of sheet “%(sheet)s”.") % at
        )
    return Unreadable(_("There is nothing below the headings in row %(row)s.") % at)


def too_many_rows() -> Unreadable:
    """The sentence for a file that is larger than we take."""
    return Unreadable(
        _("The file has more than %(most)s rows. Make several files of it, for example one a year.")
        % {"most": f"{MOST_ROWS:,}"}
    )


def below(sheet: Sheet, mapping: Mapping) -> Iterator[Numbered]:
    """Yield the rows below the headings that say anything, each as wide as the mapping needs."""
    used = [*mapping.places.values(), *mapping.days]
    width = max(used, default=-1) + 1
    rows = sheet.below(mapping.header_row)
    for number, row in filled_down(rows, mapping) if mapping.fills_down else rows:
        if not says_anything(row):
            continue
        if len(row) < width:
            row = [*row, *[""] * (width - len(row))]
        yield number, row


def filled_down(rows: Iterator[Numbered], mapping: Mapping) -> Iterator[Numbered]:
    """Yield rows in which a blank group, date, start or length is that of the row above."""
    filled = {"group", "day", "start", "minutes"} & set(mapping.places)
    carried: dict[int, Any] = {mapping.places[key]: "" for key in filled}
    for number, row in rows:
        if says_anything(row):
            row = [*row, *[""] * (max(carried, default=-1) + 1 - len(row))]
            for place in carried:
                carried[place] = row[place] = row[place] or carried[place]
        yield number, row
