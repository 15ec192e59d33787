"""XLSX and ODS files from strangers, opened only after a look at what they would unpack to.

A workbook is a zip of XML. It can claim one size and unpack to another, and one cell in the last
corner makes a reader lay out seventeen thousand million empty ones. So each part is unpacked
here, up to a limit, and the reader (calamine) is given a new zip of exactly the parts looked at.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
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

from .opendocument import (
    CONTENT,
    MIMETYPE,
    READ_OF_ODS,
    check_extent,
    is_ods,
    is_readable_extent,
    reaches_too_far,
)
from .spreadsheets import Row, Table, Unreadable

MOST_PARTS = 200
MOST_UNPACKED = 60 * 1024 * 1024
MOST_RATIO = 100
# One cell, its place and whether it holds anything. Excel, LibreOffice, Google and the libraries
# write the place first; a cell that hides it is refused, so that nothing is laid out unseen.
_CELL = re.compile(
    rb"<(?:\w+:)?c(?=[\s/>])(?: r=\"([A-Z]{1,3})([0-9]{1,7})\"(?=[\s/>]))?[^>]*>"
    rb"\s*(<(?:\w+:)?(?:v|is|f)\b)?"
)


def open_workbook(data: bytes) -> "Workbook":
    """Return the visible sheets of an XLSX or ODS file. Raises Unreadable with a sentence."""
    parts = _parts(data)
    kind = "ods" if is_ods(parts) else "xlsx"
    if kind == "xlsx" and "xl/workbook.xml" not in parts:
        raise Unreadable(
            _(
                "This is not an Excel workbook (.xlsx) or an OpenDocument one (.ods). Open it in "
                "your "
                "spreadsheet program and save it as .xlsx or CSV."
            )
        )
    for name, content in parts.items():
        if b"\x00" in content:
            raise Unreadable(_DAMAGED)
        if kind == "xlsx":
            _check_extent(content)
        elif name == CONTENT:
            check_extent(content)
    with _reading():
        return Workbook(kind, CalamineWorkbook.from_filelike(_repacked(parts, kind)))


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever the reader stumbles over becomes a sentence."""
    try:
        yield
    except Unreadable:
        raise
    except (CalamineError, ZipError, XmlError, WorksheetNotFound, ValueError, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    except BaseException as error:
        # A panic inside the reader is a BaseException of a class that nobody exports.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(_DAMAGED) from error


class Workbook:
    """The visible sheets of a workbook; hidden ones are counted and never read."""

    def __init__(self, kind: str, book: CalamineWorkbook) -> None:
        self.kind = kind
        self._book = book
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        self._number = len(sheets)
        self.sheets = [s.name for s in sheets if s.visible == SheetVisibleEnum.Visible]
        if not self.sheets:
            raise Unreadable(_("This workbook has no visible sheet. Show the sheet with the rows."))

    def table(self, sheet: str) -> Table:
        """Return the rows of a sheet as the spreadsheet program numbers them."""
        if sheet not in self.sheets:
            raise Unreadable(
                _("The workbook has no visible sheet called “%(sheet)s”.") % {"sheet": sheet[:60]}
            )
        with _reading():
            found = self._book.get_sheet_by_name(sheet)
        if found.start is None:
            empty = (
                _("The first sheet, “%(sheet)s”, is empty. %(do_this)s")
                if sheet == self.sheets[0]
                else _("The sheet, “%(sheet)s”, is empty. %(do_this)s")
            )
            do_this = _("Put the sheet with the rows first, or choose it.")
            raise Unreadable(empty % {"sheet": sheet, "do_this": do_this})
        return Table(self.kind, _rows(found), sheet=sheet, other_sheets=self._number - 1)


_DAMAGED = gettext_lazy(
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
                    _(
                        "This workbook has %(number)s parts; we open up to "
                        "%(most_parts)s. Copy the sheet with the rows into a new "
                        "workbook."
                    )
                    % {"number": f"{len(infos):,}", "most_parts": MOST_PARTS}
                )
            said = sum(info.file_size for info in infos)
            if said > MOST_UNPACKED or said > MOST_RATIO * max(len(data), 1024):
                raise Unreadable(_TOO_LARGE)
            return _unpack(packed, infos)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(_DAMAGED) from error


_TOO_LARGE = format_lazy(
    gettext_lazy(
        "This workbook unpacks to more than {most} MB, or to far more than its size. Delete blank "
        "and unused rows, or copy only the rows into a new workbook."
    ),
    most=MOST_UNPACKED // 1024 // 1024,
)


def _unpack(packed: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total = 0
    for info in infos:
        if not info.filename.lower().endswith((".xml", ".rels")) and info.filename != MIMETYPE:
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


def _repacked(parts: dict[str, bytes], kind: str) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in parts.items():
            if kind == "ods" and name not in READ_OF_ODS:
                continue
            packed.writestr(name, content)
    out.seek(0)
    return out


def _check_extent(content: bytes) -> None:
    """Refuse a sheet whose written cells lie too far apart to be laid out as a table."""
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
    if not is_readable_extent(last_row, _column(widest)):
        raise Unreadable(reaches_too_far(widest.decode(), last_row))


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """Rows from row 1 and column A on, as the spreadsheet program numbers them."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        yield left + row if left else row
