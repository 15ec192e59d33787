"""Files as real offices make them: each function is one of them, as bytes."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Font

from .files import book_bytes, csv_file

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
_FOOT = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
# What LibreOffice writes below and beside the cells: the rest of the sheet, as one row and cell.
_BLANK_REST = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
    'table:number-columns-repeated="16384"/></table:table-row>'
)


def ods_file(sheets: dict[str, Sequence[Sequence[Any]]], rest: str = _BLANK_REST) -> bytes:
    """An OpenDocument spreadsheet, as LibreOffice lays one out."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(map(_ods_row, rows))
        + f"{rest}</table:table>"
        for name, rows in sheets.items()
    )
    return packed_ods(f"{_HEAD}{tables}{_FOOT}")


def packed_ods(content: str) -> bytes:
    """The zip round a content.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", ODS)
        packed.writestr("META-INF/manifest.xml", _MANIFEST)
        packed.writestr("content.xml", content)
    return out.getvalue()


def _ods_row(row: Sequence[Any]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value: Any) -> str:
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, date):
        said = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        said = f'office:value-type="float" office:value="{value}"'
    else:
        said = 'office:value-type="string"'
    text = escape(str(value))
    return f"<table:table-cell {said}><text:p>{text}</text:p></table:table-cell>"


def workbook(sheets: dict[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()) -> bytes:
    """An Excel workbook with these sheets; `merged` ranges are of the first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.worksheets[0]["A1"].font = Font(bold=True)
    return book_bytes(book)


def titled_register() -> bytes:
    """A merged title, a blank row, headings in the fourth row, totals below, a column of sums."""
    rows = [
        ["Anytown Welcome Project: register 2025/26"],
        [],
        ["Tutor: J. Smith", "", "", "", "Room 4"],
        ["Name", "DOB", "3/3/26", "10/3/26", "Total"],
        ["Amina Yusuf", date(1987, 5, 1), "✓", "✗", 1],
        ["Sami Haile", "", "✓", "L", 2],
        ["Total", "", 2, 1, 3],
    ]
    return workbook({"Tuesday English": rows}, merged=["A1:E1"])


def short_dates() -> bytes:
    """Headings like 4 Nov without the year, over Christmas; Y, N and question marks."""
    head = ["Learner", "Tue 25 Nov", "Tue 2 Dec", "Tue 6 Jan", "% here"]
    rows = [["Amina Yusuf", "Y", "N", "Y", "66%"], ["Sami Haile", "Y", "?", "Y", "66%"]]
    return workbook({"Register 2025-26": [["Tuesday English"], head, *rows]})


def month_over_days() -> bytes:
    """The month stands merged over the days of it."""
    rows = [
        ["Tuesday English"],
        ["", "March 2026", "", "April 2026"],
        ["Name", 3, 10, 7],
        ["Amina Yusuf", "P", "A", "P"],
    ]
    return workbook({"Register": rows}, merged=["B2:C2"])


def three_sheets() -> bytes:
    """A cover, the register, and lists for the drop-downs."""
    head = ["Class", "Date", "Student", "Attended"]
    return workbook(
        {
            "Cover": [["Attendance"], ["Updated by Fatima"]],
            "Register": [head, ["Tuesday English", date(2026, 3, 3), "Amina Yusuf", "yes"]],
            "Lists": [["yes"], ["no"]],
        }
    )


def serials_and_short_years() -> bytes:
    """A column of dates of which some lost their format, and years of two digits."""
    head = ["Group", "Date", "Person", "Mark"]
    days = [46084, "3/4/25", "24.03.26"]
    names = ["Amina Yusuf", "Sami Haile", "Zoë Abebe"]
    rows = [["Tuesday English", day, name, 1] for day, name in zip(days, names, strict=True)]
    return workbook({"Sheet1": [head, *rows]})


def surname_first() -> bytes:
    return csv_file(
        ["Tuesday English", "03/03/2026", "YUSUF, Amina", "p"],
        ["Tuesday English", "03/03/2026", "Haile, Sami", "p"],
        head=["Group", "Date", "Name of learner", "Attendance"],
    )


def two_name_columns() -> bytes:
    """First name and surname, with telephone numbers that nobody asked for."""
    return csv_file(
        ["Amina", "Yusuf", "07700 900123", "01/05/1987", "F", "M14 5TP"],
        ["Sami", "Haile", "07700 900456", "1990", "M", "M16"],
        head=["First name", "Surname", "Mobile", "DOB", "Sex", "Postcode"],
    )


def repeated_headings() -> bytes:
    """Printed pages pasted below each other, each with its headings and its sum."""
    head = ["Group", "Date", "Person", "Mark"]
    return csv_file(
        ["Tuesday English", "03/03/2026", "Amina Yusuf", "p"],
        ["", "", "Total", "1"],
        head,
        ["Tuesday English", "10/03/2026", "Amina Yusuf", "p"],
        ["Grand total", "", "", "2"],
        head=head,
    )


def merged_groups() -> bytes:
    """The group and the date stand once, merged over the rows of the session."""
    rows = [
        ["Group", "Date", "Person", "Mark"],
        ["Tuesday English", date(2026, 3, 3), "Amina Yusuf", "p"],
        ["", "", "Sami Haile", "a"],
    ]
    return workbook({"Sheet1": rows}, merged=["A2:A3", "B2:B3"])


def open_document() -> bytes:
    """What LibreOffice saves: a register with the rest of the sheet as one blank row."""
    rows = [
        ["Name", "Group", date(2026, 3, 3), date(2026, 3, 10)],
        ["Amina Yusuf", "Tuesday English", "/", "O"],
        ["Sami Haile", "Tuesday English", "/", "/"],
    ]
    return ods_file({"Register": rows, "Notes": [["nothing"]]})


def own_words() -> bytes:
    """Headings that nobody could guess."""
    return csv_file(
        ["Tuesday English", "03/03/2026", "Amina Yusuf", "p"],
        head=["What", "When", "Who", "Tick"],
    )


def month_first() -> bytes:
    """Dates as an American program writes them."""
    return csv_file(
        ["Tuesday English", "03/24/2026", "Amina Yusuf", "p"],
        head=["Group", "Date", "Person", "Mark"],
    )


def titled_csv() -> bytes:
    """A report that another system exported: a title, who ran it, and a blank line above."""
    text = (
        "Attendance report;;;\r\nRun by: office;01/11/2026;;\r\n;;;\r\n"
        "Class;Session date;Client name;Present?\r\n"
        "Tuesday English;3 March 2026;Amina Yusuf;TRUE\r\n"
    )
    return text.encode("utf-8-sig")
