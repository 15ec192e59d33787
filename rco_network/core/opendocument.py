"""What an ODS file would be laid out as, found out before it is.

A cell and a row of OpenDocument may say that they come a million times over. The reader (calamine)
lays out the rectangle round everything written, so that rectangle is worked out here first, from
the same part of the file that it will read.
"""

import re

from django.utils.translation import gettext as _

from .spreadsheets import MOST_COLUMNS, Unreadable, column_letter

MIMETYPE = "mimetype"
CONTENT = "content.xml"
READ_OF_ODS = frozenset({MIMETYPE, CONTENT, "META-INF/manifest.xml", "styles.xml", "meta.xml"})
# Cells of the rectangle round everything written: what the reader lays out in memory.
MOST_CELLS = 3_000_000

_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
# A tag with all of its attributes; a bracket inside a quoted value ends nothing.
_TAG = re.compile(
    rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])"
    rb"((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>|<text:(?:p|h)\b"
)
_ROWS = re.compile(rb"table:number-rows-repeated\s*=\s*[\"']\s*\+?0*([0-9]{1,12})")
_COLUMNS = re.compile(rb"table:number-columns-repeated\s*=\s*[\"']\s*\+?0*([0-9]{1,12})")
_VALUE = re.compile(rb"office:(?:value|date-value|time-value|string-value|boolean-value)\b")


def is_ods(parts: dict[str, bytes]) -> bool:
    """Whether these parts are an OpenDocument spreadsheet. Raises Unreadable for a locked one."""
    if parts.get(MIMETYPE, b"").strip() != _TYPE or CONTENT not in parts:
        return False
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Unreadable(
            _(
                "This workbook is locked with a password. Open it, take the password off, and save "
                "it again."
            )
        )
    return True


def is_readable_extent(rows: int, columns: int) -> bool:
    """Whether a sheet of this size can be laid out as a table."""
    return columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS


def reaches_too_far(column: str, row: int) -> str:
    """The sentence for a sheet that cannot; `column` by its letter."""
    return _(
        "A sheet of this workbook reaches to column %(column)s and row "
        "%(row)s. Delete what stands far away from the rows, or copy only the "
        "rows into a new workbook."
    ) % {"column": column, "row": f"{row:,}"}


def check_extent(content: bytes) -> None:
    """Refuse a content.xml in which written cells lie too far apart to be laid out."""
    rows = columns = last_row = widest = 0
    row_times = cell_times = at = 1
    in_cell = False
    row_holds = False
    for match in _TAG.finditer(content):
        is_end, kind, attributes, is_empty = match.groups()
        if kind is None or (kind.endswith(b"table-cell") and is_end):
            # Text inside a cell; or the end of one.
            if kind is None and in_cell:
                widest, row_holds = max(widest, at - 1), True
            in_cell = in_cell and kind is None
        elif kind == b"table" and not is_end:
            rows = columns = last_row = widest = 0
        elif kind == b"table-row" and not is_end:
            row_times, at, row_holds, in_cell = _times(_ROWS, attributes), 1, False, False
            rows += row_times if is_empty else 0
        elif kind == b"table-row":
            rows += row_times
            last_row = max(last_row, rows) if row_holds else last_row
            columns = max(columns, widest)
            if not is_readable_extent(last_row, columns):
                raise Unreadable(reaches_too_far(column_letter(columns - 1), last_row))
        elif kind.endswith(b"table-cell"):
            cell_times = _times(_COLUMNS, attributes)
            at += cell_times
            in_cell = not is_empty
            if _VALUE.search(attributes):
                widest, row_holds = max(widest, at - 1), True


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found.group(1)) if found else 1
