"""Dates at the head of columns, as registers have them: one a session, often without the year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rco_network.core.spreadsheets import Row, cell_text

from .cells import BadCell, day
from .source import Sheet

_FULL = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)")
_SHORT = re.compile(r"(?<![\d/.-])(\d{1,2})[/.](\d{1,2})(?![\d/.-])")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = "|".join(f"{month}[a-z]*" for month in _MONTHS)
_IN_WORDS = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[- ]*(?:of )?({_MONTH})\.?(?:[-, ]+(\d{{4}}|\d{{2}})(?!\d))?"
)
_MONTH_ALONE = re.compile(rf"\b({_MONTH})\b\.?(?:[-, ]+(\d{{4}}|\d{{2}})(?!\d))?")
_DAY_ALONE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SERIAL = re.compile(r"[34]\d{4}")


@dataclass(frozen=True)
class HeadDate:
    """A date at the head of a column: in full (`full`), or day and month without the year."""

    column: int
    written: str
    full: str = ""
    month: int = 0
    of_day: int = 0


def head_dates(sheet: Sheet, header_row: int) -> list[HeadDate]:
    """Return the columns that are headed by a date, in their order.

    A number from 1 to 31 is one where a month stands above it ("March 2026" over 3, 10, 17).
    """
    above = _above(sheet, header_row)
    found = [_read(n, cell, above) for n, cell in enumerate(sheet.row(header_row))]
    return [one for one in found if one is not None]


def _above(sheet: Sheet, header_row: int) -> list[str]:
    """The row above, each cell carried on to the right as a merged one is seen."""
    rows = [row for at, row in sheet.head if at < header_row]
    carried, last = [], ""
    for cell in [*(rows[-1] if rows else []), *[""] * len(sheet.row(header_row))]:
        last = cell_text(cell).lower() or last
        carried.append(last)
    return carried


def _read(column: int, value: object, above: Row) -> HeadDate | None:
    written = cell_text(value)
    text = written.lower()
    if not text or len(text) > 40:
        return None
    if match := _FULL.search(text):
        return HeadDate(column, written, match.group())
    if _SERIAL.fullmatch(text):
        return HeadDate(column, written, text)
    if match := _IN_WORDS.search(text):
        return _of(column, written, match.group(1), match.group(2), match.group(3))
    if match := _SHORT.search(text):
        of_day, month = int(match.group(1)), int(match.group(2))
        is_date = 1 <= of_day <= 31 and 1 <= month <= 12
        return HeadDate(column, written, month=month, of_day=of_day) if is_date else None
    number, month_above = _DAY_ALONE.fullmatch(text), _MONTH_ALONE.search(above[column])
    if number and month_above and 1 <= int(number.group(1)) <= 31:
        return _of(column, written, number.group(1), month_above.group(1), month_above.group(2))
    return None


def _of(column: int, written: str, of_day: str, month: str, year: str | None) -> HeadDate:
    if year:
        return HeadDate(column, written, f"{of_day} {month[:3]} {year}")
    return HeadDate(column, written, month=_MONTHS.index(month[:3]) + 1, of_day=int(of_day))


def lack_a_year(found: Iterable[HeadDate]) -> bool:
    """Whether somebody must say in which year these dates begin."""
    return any(not one.full for one in found)


def guessed_year(titles: Iterable[str]) -> int | None:
    """Return the first year that a title names ("Register 2025/26"), None where none does."""
    for title in titles:
        if match := _YEAR.search(title):
            return int(match.group(1))
    return None


def days_of(found: Iterable[HeadDate], year: int | None) -> dict[int, date | str]:
    """Return the day of each column, or the sentence why it is none.

    Dates without a year begin in `year` and go on: after December comes January of the next.
    """
    days: dict[int, date | str] = {}
    last = 0
    for one in found:
        text = one.full
        if not text and year is not None:
            year += 1 if last and one.month < last - 6 else 0
            last = one.month
            text = f"{one.of_day}/{one.month}/{year}"
        try:
            days[one.column] = day(text) if text else _("This date has no year. Write it with one.")
        except BadCell as problem:
            days[one.column] = str(problem)
    return days
