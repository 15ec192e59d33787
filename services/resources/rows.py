"""Sheets in which a row is a thing of its own: a person, a volunteer, a matter.

What every such target shares: the cells are read, totals and repeated headings are left out, the
person of each row is found, and each row gets its fate. A target says what is known already and
how the rest is saved.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from rco_network.core.spreadsheets import cell_text

from ..models import Participant
from .draft import (
    MOST_ROWS,
    OF_PERSON,
    Draft,
    Entries,
    PersonCells,
    below,
    nothing_below,
    too_many_rows,
)
from .fields import LEAVE_OUT
from .made import Ledger
from .mapping import Mapping
from .matching_people import match_people
from .reading import (
    LEFT_OUT,
    MOST_FATES,
    MOST_NAMES,
    MOST_REFUSALS,
    REFUSED,
    Check,
    Choices,
    Fate,
    Reading,
    Refusal,
)
from .source import Sheet
from .targets import target_for

# Rows of one INSERT.
BATCH = 2_000


@dataclass
class RowCells:
    """One row: who it is about, what it says, and what becomes of it."""

    number: int
    who: PersonCells
    values: dict[str, Any]
    problems: list[tuple[str, str]]
    fate: str = ""
    pk: int | None = None
    more: dict[str, Any] = field(default_factory=dict)


class RowsReading(Reading):
    """A sheet of rows, read and matched with the people who are known."""

    def __init__(self, draft: Draft, choices: Choices) -> None:
        self.draft = draft
        self.mapping = draft.mapping
        self.choices = choices
        self.check = Check()
        self.refusals: list[Refusal] = []
        self.rows: list[RowCells] = []
        self.people: list[PersonCells] = []
        self.counts: Counter[tuple[str, str, str]] = Counter()

    def refuse(self, row: RowCells, key: str, sentence: str) -> None:
        """Say why a row cannot be saved; `key` names the field that is wrong."""
        row.problems.append((key, sentence))

    def judge(self) -> None:
        """Give each row without a problem its fate (NEW, KNOWN, SAME), or refuse it."""
        raise NotImplementedError

    def about(self, row: RowCells) -> str:
        """What the page says of a row."""
        return f"{row.who.name}, {row.who.born}" if row.who.born else row.who.name

    @property
    def accepted(self) -> list[RowCells]:
        """The rows that can be saved."""
        return [row for row in self.rows if not row.problems]

    @property
    def fates(self) -> list[Fate]:  # type: ignore[override]
        """What becomes of each of the first rows."""
        found = [(number, LEFT_OUT, why) for number, why in self.draft.left_out[:MOST_FATES]]
        for row in self.rows[:MOST_FATES]:
            said = " ".join(f"{cell}: {text}" for cell, text in self._reasons(row))
            found.append((row.number, REFUSED if said else row.fate, said or self.about(row)))
        return sorted(found, key=lambda one: one[0])[:MOST_FATES]

    def _reasons(self, row: RowCells) -> list[tuple[str, str]]:
        return [(self.draft.cell(key, row.number), text) for key, text in row.problems]

    def summarise(self) -> None:
        """Count what would happen, once every row has its fate."""
        from .check import describe

        check, accepted = self.check, self.accepted
        refused = [row for row in self.rows if row.problems]
        self.refusals = [Refusal(r.number, self._reasons(r)) for r in refused[:MOST_REFUSALS]]
        check.target, check.header_row = self.draft.target.key, self.draft.mapping.header_row
        check.rows, check.accepted, check.refused = len(self.rows), len(accepted), len(refused)
        used = {row.who.same_as for row in accepted}
        people = [self.people[place] for place in sorted(used)]
        new = sorted(p.name for p in people if p.participant_id is None)
        check.people_new, check.new_people = len(new), new[:MOST_NAMES]
        check.people_known = len(people) - len(new)
        options = {f.key: dict(f.options) for f in self.draft.target.fields}
        check.spellings = [
            [key, spelling, meaning, options[key].get(meaning, ""), n]
            for (key, spelling, meaning), n in self.counts.most_common(60)
        ]
        describe(check, self.draft)

    def known_or_added(
        self, ledger: Ledger, user_id: int, joined: Callable[[RowCells], date]
    ) -> None:
        """Give each accepted row the number of its person (`more["person"]`), adding new ones.

        `joined` says since when the person of a row is here.
        """
        first: dict[int, RowCells] = {}
        for row in self.accepted:
            first.setdefault(row.who.same_as, row)
        new = {at: row for at, row in first.items() if self.people[at].participant_id is None}
        made = [
            Participant(
                organisation_id=ledger.values["org"],
                name=row.who.name,
                name_key=row.who.key,
                year_of_birth=row.who.born,
                joined_on=joined(row),
                added_by_id=user_id,
            )
            for row in new.values()
        ]
        ids = [person.pk for person in Participant.objects.bulk_create(made, batch_size=BATCH)]
        ledger.made("services.participant", ids)
        added = dict(zip(new, ids, strict=True))
        for row in self.accepted:
            at = row.who.same_as
            row.more["person"] = added.get(at) or self.people[at].participant_id

    @contextmanager
    def staged(self, organisation_id: int) -> Iterator[Any]:
        """Rooms save row by row: a cursor is all that they need."""
        with connection.cursor() as cursor:
            yield cursor


def read_rows(reading: RowsReading) -> None:
    """Read the sheet into `reading.rows` and find its people. Raises Unreadable without a row."""
    draft, mapping = reading.draft, reading.draft.mapping
    entries = Entries(draft)
    at = {key: mapping.places.get(key, -1) for key in OF_PERSON}
    others = [f for f in draft.target.fields if f.key not in OF_PERSON and f.key in mapping.places]
    keys = tuple(f.key for f in others)
    places = [mapping.places[key] for key in keys]
    worded = {f.key for f in others if f.options}
    blank = {f.key: f.blank for f in draft.target.fields if f.key not in OF_PERSON}
    for number, row in below(draft.sheet, mapping):
        row.append("")
        place = entries.people[tuple(row[at[key]] for key in OF_PERSON)]
        who = draft.people[place]
        if who.is_odd and (why := entries.why_left_out(row[:-1], who)):
            draft.left_out.append((number, why))
            continue
        said = tuple(row[n] for n in places)
        values, problems = entries.reader.read(keys, said)
        found = RowCells(number, who, blank | dict(zip(keys, values, strict=True)), problems)
        for key, cell in zip(keys, said, strict=True):
            if key in worded and (text := cell_text(cell)):
                bad = any(k == key for k, _ in problems)
                reading.counts[key, text[:20], "" if bad else str(found.values[key] or "")] += 1
            if found.values[key] == LEAVE_OUT:
                found.values[key] = blank[key]
        found.problems = [*who.problems, *found.problems]
        reading.rows.append(found)
        if len(reading.rows) > MOST_ROWS:
            raise too_many_rows()
    if not reading.rows:
        raise nothing_below(draft.sheet, mapping)


def read_with(kind: type[RowsReading]) -> Any:
    """Return what reads a sheet into this kind of reading (Target.read)."""

    def read(sheet: Sheet, mapping: Mapping, choices: Choices) -> RowsReading:
        reading = kind(Draft(sheet, mapping, target_for(mapping.target)), choices)
        read_rows(reading)
        found = match_people(reading.draft.people, choices)
        reading.people, reading.check.questions, reading.check.is_not_asked = found
        for row in reading.rows:
            # What matching found out about the person is a problem of each of their rows.
            row.problems = [
                *row.who.problems,
                *[p for p in row.problems if p not in row.who.problems],
            ]
        reading.judge()
        reading.summarise()
        return reading

    return read


def latest(*days: date | None) -> date | None:
    """Return the last of these days, None where there is none."""
    return max((day for day in days if day is not None), default=None)
