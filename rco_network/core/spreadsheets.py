"""Spreadsheets that strangers made: read without trusting them, written without surprises.

Nothing is guessed. A file whose letters could be read in several ways raises `EncodingUnknown`,
so that a person who knows the names in it chooses.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Protocol

from django.utils.translation import gettext, gettext_lazy

from .text import clean_line

# What a spreadsheet program takes for the start of a formula, in the full-width forms too
# (OWASP, CSV injection). Tab and carriage return are cleaned away before.
_FORMULA_STARTS = frozenset("=+-@|%\t\r\n")
# What a program may leave out before it: blanks of any kind, control and formatting characters.
_UNSEEN_BEFORE = re.compile(
    r"(?:[^\S\t\r\n]"
    r"|[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff])*"
)

# Ways in which older programs wrote text. Offered only where the file can be read in them.
ENCODINGS = {
    "cp1252": "Western European (Windows)",
    "cp1256": "Arabic, Farsi, Urdu (Windows)",
    "cp1251": "Ukrainian, Russian (Windows)",
    "cp1250": "Polish, Romanian, Albanian (Windows)",
    "cp1254": "Turkish, Kurdish (Windows)",
    "iso8859-1": "Western European (ISO 8859-1)",
    "mac_roman": "Western European (older Mac)",
    "utf-16-le": gettext_lazy("Unicode without its mark (UTF-16)"),
}
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
# A register with a column a date has some two hundred and fifty in a year of weekdays.
MOST_COLUMNS = 400
# Excel's own limit: more rows than this, blank ones too, no spreadsheet has.
MOST_LINES = 1_048_576

Row = list[Any]


class Unreadable(Exception):
    """The file is no table that we can read; the sentence says why and what to do."""


class EncodingUnknown(Unreadable):
    """The letters could be read in several ways: `previews` are pairs of encoding and cells."""

    def __init__(self, previews: list[tuple[str, list[str]]]) -> None:
        super().__init__(gettext("Choose how the letters in this file are written."))
        self.previews = previews


@dataclass(frozen=True)
class Table:
    """Rows of a file. `rows` gives each row of the sheet once, blank ones too, from the first on.

    A cell of a workbook keeps its kind (text, number, date); `cell_text` makes text of any.
    """

    kind: str
    rows: Iterator[Row]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    other_sheets: int = 0


class Book(Protocol):
    """A file with one or more sheets. `sheets` names the visible ones; a CSV has one, ""."""

    @property
    def sheets(self) -> Sequence[str]:
        """The names."""

    def table(self, sheet: str) -> Table:
        """Return the rows of a sheet from the first on, anew at each call. Raises Unreadable."""


def open_table(data: bytes, *, encoding: str = "", sheet: str = "") -> Table:
    """Return the rows of one sheet of a file: the first visible one unless it is named.

    As `open_book` otherwise.
    """
    book = open_book(data, encoding=encoding)
    return book.table(sheet or book.sheets[0])


def open_book(data: bytes, *, encoding: str = "") -> Book:
    """Return the sheets of a CSV, XLSX or ODS file, told apart by content and not by its name.

    `encoding` is what a person chose after `EncodingUnknown`. Raises `Unreadable` with a sentence
    for everything that is no such file.
    """
    from .workbooks import open_workbook

    if not data.strip(b"\xef\xbb\xbf \t\r\n,;\x00"):
        raise Unreadable(gettext("The file is empty. Choose the file that has the rows in it."))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            gettext(
                "This is an old Excel file (.xls), or one that is locked with a password. Open it, "
                "take the password off, and save it as .xlsx or CSV."
            )
        )
    if data.startswith(b"PK"):
        return open_workbook(data)
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b")):
        raise Unreadable(
            gettext("This file is not a spreadsheet. Save yours as .xlsx, .ods or CSV.")
        )
    return _CsvBook(data, encoding)


def cell_text(value: Any) -> str:
    """Return what a cell says, cleaned of what cannot be seen. Dates as 2026-03-04, noon 12:00."""
    if isinstance(value, str):
        # What most cells hold needs no more than its spaces set right.
        if value.isascii() and value.isprintable():
            return " ".join(value.split())
        return clean_line(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return clean_line(str(value))


def column_letter(index: int) -> str:
    """Return the letter of a column as a spreadsheet shows it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def neutralise(value: Any) -> Any:
    """Return a cell that no spreadsheet program will run: a formula becomes text that shows it.

    Numbers and dates pass. Text that starts like a formula gets an apostrophe, also after spaces
    and signs that nobody sees, and in full width. Source: OWASP, CSV Injection.
    """
    if not isinstance(value, str):
        return value
    seen = _UNSEEN_BEFORE.sub("", unicodedata.normalize("NFKC", value), count=1)
    return "'" + value if seen[:1] in _FORMULA_STARTS else value


def csv_bytes(rows: Iterable[Iterable[Any]]) -> bytes:
    """Return rows as CSV that Excel opens in the right letters, every cell neutralised."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([neutralise(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


class _CsvBook:
    """Text with separators, read to the end before a row of it is used."""

    sheets = ("",)

    def __init__(self, data: bytes, chosen: str) -> None:
        self.data = data
        self.encoding = chosen or _encoding_of(data)
        # A broken byte late in the file is found now.
        try:
            data.decode(self.encoding)
        except (UnicodeDecodeError, LookupError):
            raise EncodingUnknown(_previews(data)) from None
        nul = data.find(b"\x00") if not self.encoding.startswith("utf-16") else -1
        if nul >= 0:
            line = data.count(b"\n", 0, nul) + 1
            raise Unreadable(
                gettext(
                    "Row %(line)s has a character that belongs to no text (NUL), "
                    "so the file is damaged. Open it in your spreadsheet program "
                    "and save it again as CSV."
                )
                % {"line": line}
            )
        self.separator = _separator_of(self._text())

    def _text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(self.data), self.encoding, newline="")

    def table(self, sheet: str) -> Table:
        """Return the rows; a CSV has no other sheet."""
        rows = _csv_rows(self._text(), self.separator)
        return Table("csv", rows, self.encoding, self.separator)


def _encoding_of(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8-sig"


def _previews(data: bytes) -> list[tuple[str, list[str]]]:
    """Pairs of encoding and some cells in it; what reads the same is offered once."""
    has_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    found: list[tuple[str, list[str]]] = []
    for encoding in ENCODINGS:
        if (encoding == "utf-16-le") != (data.count(b"\x00") > len(data) // 8):
            continue
        try:
            telling = _telling_cells(data.decode(encoding))
        except UnicodeDecodeError:
            continue
        if all(telling != other for _, other in found):
            found.append((encoding, telling))
    if has_mark or not found:
        raise Unreadable(
            gettext(
                "The letters in this file cannot be read. Open it in your spreadsheet program and "
                "save it as “CSV UTF-8” or as .xlsx."
            )
        )
    return found


def _telling_cells(text: str, most: int = 4) -> list[str]:
    """The first cells whose letters differ from one encoding to the next, else the first line."""
    cells: dict[str, None] = {}
    for line in text.splitlines():
        if not line.isascii():
            parts = re.split(r"[,;\t]", line)
            cells |= dict.fromkeys(clean_line(part)[:60] for part in parts if not part.isascii())
        if len(cells) >= most:
            break
    return list(cells)[:most] or [clean_line(text[:60])]


def _separator_of(text: io.TextIOWrapper) -> str:
    """The separator that makes most columns of any of the first lines (a title may stand above)."""
    head = "".join(line for line, _ in zip(text, range(20), strict=False))
    lines = [line for line in head.splitlines() if line.strip()]
    first = lines[0] if lines else ""
    if first.lower().startswith("sep=") and first[4:5] in SEPARATORS:
        return first[4]

    def columns(separator: str) -> int:
        try:
            return max((len(row) for row in csv.reader(lines, delimiter=separator)), default=0)
        except csv.Error:
            return 0

    return max(SEPARATORS, key=columns)


def _csv_rows(text: io.TextIOWrapper, separator: str) -> Iterator[Row]:
    reader = csv.reader(text, delimiter=separator)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            if number == 1 and row and row[0].lower().startswith("sep="):
                row = []
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                raise Unreadable(
                    gettext(
                        "Row %(number)s has more than %(most_columns)s columns. "
                        "Keep the columns that are described here, and try again."
                    )
                    % {"number": number, "most_columns": MOST_COLUMNS}
                )
            if number > MOST_LINES:
                raise Unreadable(
                    gettext("The file has more than %(most_lines)s rows. Make several of it.")
                    % {"most_lines": f"{MOST_LINES:,}"}
                )
            yield row
    except csv.Error:
        raise Unreadable(
            gettext(
                "Row %(number)s cannot be read: a cell in it never ends. Look for "
                'a single quotation mark (") there, take it out, and try again.'
            )
            % {"number": number + 1}
        ) from None
