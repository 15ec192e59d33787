"""A sheet as it is shown before anybody reads it: its headings, its first rows, how they read."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from rco_network.core.dates import day_in_words
from rco_network.core.spreadsheets import Book, cell_text, column_letter

from .cells import BadCell, turned
from .dates import HeadDate, days_of, head_dates, lack_a_year
from .mapping import Mapping
from .source import SHOWN_ROWS, Sheet
from .targets import Target, target_for, targets_of

SHOWN = 60


@dataclass(frozen=True)
class Sample:
    """A cell as written and as it would be read, or why it cannot be."""

    written: str
    read: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the sheet with its first cells; `key` is the field that it is taken for."""

    place: int
    letter: str
    heading: str
    samples: list[Sample]
    key: str = ""


@dataclass(frozen=True)
class Preview:
    """Everything that somebody needs to see to say which column is which."""

    mapping: Mapping
    target: Target
    layouts: list[Target]
    sheets: list[str]
    rows: list[tuple[int, str]]
    columns: list[Column]
    dates: list[tuple[int, str, str]] = field(default_factory=list)
    lacks_year: bool = False


def preview_of(book: Book, family: str, mapping: Mapping) -> Preview:
    """Return how a sheet looks under this mapping. Raises Unreadable."""
    sheet = Sheet(book, mapping.sheet)
    target = target_for(mapping.target)
    dates = head_dates(sheet, mapping.header_row) if target.is_wide else []
    dated = {one.column for one in dates}
    by_place = {place: key for key, place in mapping.places.items()}
    head = sheet.row(mapping.header_row)
    below = [row for at, row in sheet.head if at > mapping.header_row][:SHOWN_ROWS]
    width = max(map(len, [head, *below]), default=0)
    columns = [
        _column(target, place, head, below, by_place.get(place, ""), mapping.turns_names)
        for place in range(width)
        if place not in dated
    ]
    return Preview(
        mapping,
        target,
        targets_of(family),
        list(sheet.names) if sheet.names != ("",) else [],
        [(at, _line(row)) for at, row in sheet.first_rows],
        [column for column in columns if column.heading or column.samples],
        _dates(dates, mapping.year),
        lack_a_year(dates),
    )


def _line(row: list[Any]) -> str:
    return " · ".join(text for text in map(cell_text, row[:12]) if text)[:SHOWN]


def _column(target: Target, place: int, head: Any, below: Any, key: str, turns: bool) -> Column:
    cells = [cell_text(row[place]) for row in below if place < len(row)]
    heading = cell_text(head[place])[:SHOWN] if place < len(head) else ""
    samples = [_sample(target, key, text, turns) for text in cells if text]
    return Column(place, column_letter(place), heading, samples, key)


def _sample(target: Target, key: str, text: str, turns: bool) -> Sample:
    written = text[:SHOWN]
    text = turned(text) if key == "name" and turns else text
    if not key:
        return Sample(written)
    try:
        return Sample(written, in_words(target.field(key).read(text), target, key))
    except BadCell as problem:
        return Sample(written, problem=str(problem))


def in_words(value: Any, target: Target, key: str) -> str:
    """What was read, as a person says it: 3 April 2025, 10:00, Here."""
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return dict(target.field(key).options).get(value, "" if value is None else str(value)[:SHOWN])


def _dates(found: list[HeadDate], year: int | None) -> list[tuple[int, str, str]]:
    """Column, as written, as read; the sentence where it is no day."""
    days = days_of(found, year)
    return [
        (one.column, one.written, day_in_words(day) if isinstance(day, date) else day)
        for one in found
        for day in [days[one.column]]
    ]
