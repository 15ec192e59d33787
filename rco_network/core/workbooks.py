"""XLSX files from strangers, opened only after a look at what they would unpack to.

A workbook is a zip of XML. It can claim one size and unpack to another, and one cell in the last
corner makes a reader lay out seventeen thousand million empty ones. So each part is unpacked
here, up to a limit, and the reader (calamine) is given a new zip of exactly the parts looked at.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
    XmlError,
    ZipError,
)

from .spreadsheets import MOST_COLUMNS, Row, Table, Unreadable

MOST_PARTS = 200
MOST_UNPACKED = 60 * 1024 * 1024
MOST_RATIO = 100
# Cells of the rectangle round everything written: what the reader lays out in memory.
MOST_CELLS = 3_000_000

# One cell, its place and whether it holds anything. Excel, LibreOffice, Google and the libraries
# write the place first; a cell that hides it is refused, so that nothing is laid out unseen.
_CELL = re.compile(
    rb"<(?:\w+:)?c(?=[\s/>])(?: r=\"([A-Z]{1,3})([0-9]{1,7})\"(?=[\s/>]))?[^>]*>"
    rb"\s*(<(?:\w+:)?(?:v|is|f)\b)?"
)


def open_workbook(data: bytes) -> Table:
    """Return the rows of the first visible sheet. Raises Unreadable with a sentence."""
    parts = _parts(data)
    if "xl/workbook.xml" not in parts:
        raise Unreadable(
            "This is not an Excel workbook (.xlsx). Open it in your spreadsheet program and save "
            "it as .xlsx or CSV."
        )
    for content in parts.values():
        _check_extent(content)
    try:
        return _first_sheet(CalamineWorkbook.from_filelike(_repacked(parts)))
    except Unreadable:
        raise
    except (CalamineError, ZipError, XmlError, WorksheetNotFound, ValueError, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    except BaseException as error:
        # A panic inside the reader is a BaseException of a class that nobody exports.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(_DAMAGED) from error


_DAMAGED = (
    "This workbook is damaged and cannot be opened. Open it in your spreadsheet program, save it "
    "again as .xlsx, and try again."
)


def _parts(data: bytes) -> dict[str, bytes]:
    """The XML parts of the zip, unpacked, never more than the limits allow."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            infos = packed.infolist()
            if len(infos) > MOST_PARTS:
                raise Unreadable(
                    f"This workbook has {len(infos):,} parts; we open up to {MOST_PARTS}. Copy "
                    "the sheet with the rows into a new workbook."
                )
            said = sum(info.file_size for info in infos)
            if said > MOST_UNPACKED or said > MOST_RATIO * max(len(data), 1024):
                raise Unreadable(_TOO_LARGE)
            return _unpack(packed, infos)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(_DAMAGED) from error


_TOO_LARGE = (
    f"This workbook unpacks to more than {MOST_UNPACKED // 1024 // 1024} MB, or to far more than "
    "its size. Delete blank and unused rows, or copy only the rows into a new workbook."
)


def _unpack(packed: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total = 0
    for info in infos:
        if not info.filename.lower().endswith((".xml", ".rels")):
            continue
        if info.filename in parts:
            raise Unreadable(_DAMAGED)
        with packed.open(info) as part:
            content = part.read(MOST_UNPACKED - total + 1)
        total += len(content)
        if total > MOST_UNPACKED:
            raise Unreadable(_TOO_LARGE)
        parts[info.filename] = content
    return parts


def _repacked(parts: dict[str, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    out.seek(0)
    return out


def _check_extent(content: bytes) -> None:
    """Refuse a sheet whose written cells lie too far apart to be laid out as a table."""
    if b"\x00" in content:
        raise Unreadable(_DAMAGED)
    if b"sheetData" not in content:
        return
    last_row, places = 0, set()
    for match in _CELL.finditer(content):
        letters, number, holds = match.groups()
        if letters is None:
            raise Unreadable(_DAMAGED)
        if holds:
            last_row = max(last_row, int(number))
            places.add(letters)
    widest = max(places, key=_column, default=b"A")
    columns = _column(widest)
    if columns > MOST_COLUMNS or last_row * columns > MOST_CELLS:
        raise Unreadable(
            f"A sheet of this workbook reaches to column {widest.decode()} and row "
            f"{last_row:,}. Delete what stands far away from the rows, or copy only the rows "
            "into a new workbook."
        )


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place


def _first_sheet(book: CalamineWorkbook) -> Table:
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = [sheet for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
    if not visible:
        raise Unreadable("This workbook has no visible sheet. Show the sheet with the rows.")
    sheet = book.get_sheet_by_name(visible[0].name)
    if sheet.start is None:
        raise Unreadable(
            f"The first sheet, “{visible[0].name}”, is empty. Put the sheet with the rows first."
        )
    return Table("xlsx", _rows(sheet), sheet=visible[0].name, other_sheets=len(sheets) - 1)


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """Rows from row 1 and column A on, as the spreadsheet program numbers them."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        yield left + row if left else row
