"""Files that go out: an example to start from, and refused rows to correct."""

from collections.abc import Iterator
from typing import Any

from rco_network.core.spreadsheets import Unreadable, cell_text, csv_bytes, open_table

from ..models import FileImport
from .columns import COLUMNS

WHY = "What to change"
ROW = "Row in your file"


def example_file() -> bytes:
    """The headings that a file may have, and two rows of nobody."""
    second = {"name": "Sami Example", "born": "", "mark": "away"}
    return csv_bytes(
        [
            [column.label for column in COLUMNS],
            [column.example for column in COLUMNS],
            [second.get(column.key, column.example) for column in COLUMNS],
        ]
    )


def refused_rows(imported: FileImport) -> bytes:
    """The refused rows of a checked file with what to change in each.

    Its columns are headed as in the file, so that it can be corrected and uploaded as it is. Rows
    whose file is gone have their reasons only.
    """
    return csv_bytes(_rows(imported))


def _rows(imported: FileImport) -> Iterator[list[Any]]:
    reasons = {
        row: " ".join(f"{cell}: {sentence}" for cell, sentence in pairs)
        for row, pairs in imported.refusals
    }
    head, cells = _cells_of(imported, set(reasons))
    yield [*head, ROW, WHY]
    for row, why in reasons.items():
        yield [*cells.get(row, []), row, why]


def _cells_of(imported: FileImport, wanted: set[int]) -> tuple[list[str], dict[int, list[str]]]:
    file = imported.file
    if not file:
        return [], {}
    head: list[str] = []
    found: dict[int, list[str]] = {}
    try:
        table = open_table(file, encoding=imported.encoding)
        for number, row in enumerate(table.rows, 1):
            if head and number not in wanted:
                continue
            cells = [cell_text(value) for value in row]
            if not head:
                head = cells if any(cells) else []
                continue
            found[number] = (cells + [""] * len(head))[: len(head)]
    except Unreadable:
        return [], {}
    return head, found
