"""Files that go out: an example to start from, and refused rows to correct."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from rco_network.core.spreadsheets import Unreadable, cell_text, csv_bytes, open_book

from ..models import FileImport
from .dates import days_of, head_dates
from .mapping import ROW, WHY, Mapping
from .source import Sheet
from .targets import Target, target_for


def example_file(target: Target) -> bytes:
    """The headings that a file may have, and two rows of nobody."""
    fields = [f for f in target.fields if f.key not in ("first", "last") and not f.is_private]
    if target.is_wide:
        head = ["Person", "Year of birth", "03/03/2026", "10/03/2026", "17/03/2026"]
    else:
        head = [field.label for field in fields]
    rows = [[*row, *[""] * (len(head) - len(row))] for row in target.examples]
    return csv_bytes([head, *rows])


def refused_rows(imported: FileImport) -> bytes:
    """The refused rows of a checked file with what to change in each.

    Its columns are headed as in the file, so that it can be corrected and uploaded as it is; dates
    at the head of columns are in full. Rows whose file is gone have their reasons only.
    """
    return csv_bytes(_rows(imported))


def _rows(imported: FileImport) -> Iterator[list[Any]]:
    reasons: dict[int, list[str]] = defaultdict(list)
    for row, pairs in imported.refusals:
        reasons[row] += [f"{cell}: {sentence}" for cell, sentence in pairs]
    head, cells = _cells_of(imported, set(reasons))
    yield [*head, ROW, WHY]
    for row, why in reasons.items():
        yield [*cells.get(row, []), row, " ".join(why)]


def _cells_of(imported: FileImport, wanted: set[int]) -> tuple[list[str], dict[int, list[str]]]:
    if not imported.file or not imported.mapping:
        return [], {}
    mapping = Mapping(**imported.mapping)
    found: dict[int, list[str]] = {}
    try:
        sheet = Sheet(open_book(imported.file, encoding=imported.encoding), mapping.sheet)
        head = _head(sheet, mapping)
        for number, row in sheet.below(mapping.header_row):
            if number in wanted:
                cells = [cell_text(value) for value in row]
                found[number] = (cells + [""] * len(head))[: len(head)]
    except Unreadable:
        return [], {}
    return head, found


def _head(sheet: Sheet, mapping: Mapping) -> list[str]:
    head = [cell_text(value) for value in sheet.row(mapping.header_row)]
    if target_for(mapping.target).is_wide:
        dates = [one for one in head_dates(sheet, mapping.header_row) if one.column in mapping.days]
        for column, day in days_of(dates, mapping.year).items():
            if isinstance(day, date):
                head[column] = f"{day:%d/%m/%Y}"
    return head
