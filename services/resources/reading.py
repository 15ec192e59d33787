"""What reading a file gives, whatever it brings in: numbers, reasons, and a way to save it."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field
from datetime import time
from typing import Any

from rco_network.core.spreadsheets import Table

from .mapping import Mapping as Columns

# Refusals kept with the file. Beyond these only the number is known.
MOST_REFUSALS = 10_000
MOST_NAMES = 200
# Rows of which the page says one by one what becomes of them.
MOST_FATES = 200
MOST_LEFT_OUT = 30
MOST_DAYS = 12

NEW, KNOWN, SAME, REFUSED, LEFT_OUT = "new", "known", "same", "refused", "left out"
# Row, fate, what it is about.
Fate = tuple[int, str, str]


@dataclass(frozen=True)
class NewGroups:
    """What a person ticked: groups that are not there are made in this service, at this time."""

    service_id: int
    starts_at: time


@dataclass(frozen=True)
class Choices:
    """What was said of one file, and whose records it goes to.

    `answers` maps a person of the file (matching_people.answer_key) to the uuid of somebody
    known, or "" where it is somebody else.
    """

    organisation_id: int
    new_groups: NewGroups | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be saved: pairs of cell and sentence."""

    row: int
    reasons: list[tuple[str, str]]


@dataclass
class Check:
    """What the person is shown before anything is saved. Counts are of rows or of things."""

    kind: str = ""
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    other_sheets: int = 0
    target: str = ""
    header_row: int = 0
    not_kept: list[str] = field(default_factory=list)
    rows: int = 0
    accepted: int = 0
    refused: int = 0
    left_out: int = 0
    left_out_rows: list[list[Any]] = field(default_factory=list)
    first_day: str = ""
    last_day: str = ""
    sessions_new: int = 0
    sessions_known: int = 0
    sessions_changed: int = 0
    people_new: int = 0
    people_known: int = 0
    people_changed: int = 0
    marks_new: int = 0
    marks_changed: int = 0
    marks_same: int = 0
    rows_new: int = 0
    rows_same: int = 0
    new_people: list[str] = field(default_factory=list)
    new_groups: list[str] = field(default_factory=list)
    unknown_groups: list[str] = field(default_factory=list)
    # Field, spelling as written, its meaning, the meaning's label, how often.
    spellings: list[list[Any]] = field(default_factory=list)
    days_read: list[list[str]] = field(default_factory=list)
    names_turned: list[list[str]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    is_not_asked: bool = False

    def as_json(self) -> dict[str, Any]:
        """The same as plain values; two checks are equal where these are."""
        return asdict(self)

    def describe(self, table: Table) -> None:
        """Say which file this is about."""
        self.kind, self.encoding, self.separator = table.kind, table.encoding, table.separator
        self.sheet, self.other_sheets = table.sheet, table.other_sheets

    @property
    def changes(self) -> int:
        """How many things would be added or changed: 0 when the file is saved already."""
        return (
            self.sessions_new
            + self.sessions_changed
            + self.people_new
            + self.people_changed
            + self.marks_new
            + self.marks_changed
            + self.rows_new
            + len(self.new_groups)
        )


class Reading:
    """A file read and matched: everything that checking shows and saving needs."""

    check: Check
    refusals: list[Refusal]
    fates: list[Fate]
    mapping: "Columns"
    # Whether the numbers of the check need a look at what is recorded row by row.
    needs_comparing = False

    def staged(self, organisation_id: int) -> AbstractContextManager[Any]:
        """Lay the rows beside what is recorded and complete the check; nothing is written."""
        return nullcontext()

    def save(self, staged: Any, *, organisation_id: int, user_id: int, import_id: int) -> int:
        """Save every accepted row in the transaction that is open; return how many changed.

        `staged` is what `staged` gave. Each row that is made or changed is noted for the import
        (made.py).
        """
        raise NotImplementedError
