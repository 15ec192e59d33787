"""The columns of a file of past attendances: what they are called, and how they are found."""

from dataclasses import dataclass

from rco_network.core.spreadsheets import Row, Unreadable, cell_text, column_letter
from rco_network.core.text import search_key


@dataclass(frozen=True)
class Column:
    """One thing that a file can say of an attendance, with what people call it."""

    key: str
    label: str
    is_required: bool
    says: str
    example: str
    names: str

    @property
    def spellings(self) -> frozenset[str]:
        """Headings that mean this column, in the form in which they are compared."""
        return frozenset(search_key(name) for name in [self.label, *self.names.split("|")])


COLUMNS = (
    Column(
        "group",
        "Group",
        True,
        "The name of the group, as it is written here. Where two groups share a name, put the "
        "service first: “English: Tuesday”.",
        "Tuesday English",
        "class|group name|class name|course|activity|session name|session",
    ),
    Column(
        "day",
        "Date",
        True,
        "Day first (24/03/2026) or 2026-03-24.",
        "24/03/2026",
        "day|session date|date of session|held on|on|attended on|date attended",
    ),
    Column(
        "start",
        "Start",
        False,
        "When the session began, like 10:00. If left out: the group’s usual time.",
        "10:00",
        "time|start time|starts|starts at|from|session start",
    ),
    Column(
        "name",
        "Person",
        True,
        "The name they want to be called by.",
        "Amina Yusuf",
        "name|participant|participant name|full name|person name|learner|student|attendee|member",
    ),
    Column(
        "born",
        "Year of birth",
        False,
        "Four digits. It tells apart two people with one name.",
        "1987",
        "born|birth year|yob|year born|year",
    ),
    Column(
        "reference",
        "Reference",
        False,
        "The person’s reference from a list that you took from here.",
        "",
        "person reference|participant reference|ref|id|person id|participant id|uuid",
    ),
    Column(
        "mark",
        "Mark",
        True,
        "Here, late, away or told us. Also present, p, yes, 1, ✓; late, l; absent, a, no, 0, x; "
        "excused, e.",
        "here",
        "attendance|status|attended|present|register|came",
    ),
    Column(
        "minutes",
        "Minutes",
        False,
        "How long the session lasted. If left out: the group’s usual length.",
        "120",
        "length|duration|mins|session length|length in minutes|duration minutes",
    ),
)
LABELS = {column.key: column.label for column in COLUMNS}


@dataclass(frozen=True)
class Header:
    """Where each column stands: `places` maps a column's key to its index; `row` counts from 1."""

    row: int
    places: dict[str, int]

    def cell(self, key: str, row: int) -> str:
        """The name of a cell as the spreadsheet shows it, C14; the row where the column is not."""
        place = self.places.get(key)
        return f"row {row}" if place is None else f"{column_letter(place)}{row}"


def find_header(row: Row, number: int) -> Header:
    """Return where each column stands. Raises Unreadable where one is missing or there twice."""
    meaning = {spelling: c.key for c in reversed(COLUMNS) for spelling in c.spellings}
    places: dict[str, int] = {}
    for place, value in enumerate(row):
        key = meaning.get(search_key(cell_text(value)))
        if key is None:
            continue
        if key in places:
            first, second = (column_letter(p) for p in (places[key], place))
            raise Unreadable(
                f"Columns {first} and {second} are both headed as “{LABELS[key]}”. Delete or "
                "rename one of them."
            )
        places[key] = place
    missing = [c.label for c in COLUMNS if c.is_required and c.key not in places]
    if missing:
        raise Unreadable(_missing(missing, row, number))
    return Header(number, places)


def _missing(missing: list[str], row: Row, number: int) -> str:
    found = [cell_text(value)[:40] for value in row if cell_text(value)][:12]
    several = len(missing) > 1
    return (
        f"There is no column headed {' or '.join(f'“{label}”' for label in missing)}. "
        f"Row {number} has: {', '.join(found)}. "
        f"Name the column{'s' if several else ''} there, and upload the file again."
    )
