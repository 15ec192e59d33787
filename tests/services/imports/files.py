"""Files of past sessions as people make them."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl

HEAD = ("Group", "Date", "Start", "Person", "Year of birth", "Mark", "Minutes")


def row(
    group: str = "Tuesday English",
    day: str = "03/03/2026",
    start: str = "",
    person: str = "Amina Yusuf",
    born: str = "",
    mark: str = "here",
    minutes: str = "",
) -> list[str]:
    """One row in the order of HEAD; what a test does not say is believable."""
    return [group, day, start, person, born, mark, minutes]


def csv_file(
    *rows: Sequence[Any],
    head: Sequence[str] = HEAD,
    separator: str = ",",
    encoding: str = "utf-8",
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_file(*rows: Iterable[Any], head: Sequence[str] = HEAD) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(head))
    for cells in rows:
        sheet.append(list(cells))
    return book_bytes(book)


def book_bytes(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
