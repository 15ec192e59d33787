"""A sheet of a file with its first rows looked at, before anybody knows what they mean."""

from collections.abc import Iterator, Sequence
from itertools import chain

from django.utils.translation import gettext as _

from rco_network.core.spreadsheets import Book, Row, Table, Unreadable, cell_text, column_letter

# Titles, an address, a blank line: the headings stand among the first rows with anything in them.
MOST_HEAD = 10
MOST_SHEETS = 20
SHOWN_ROWS = 4

Numbered = tuple[int, Row]


class Sheet:
    """One sheet. `head` are its first rows that say anything, with their numbers from 1.

    The rows can be read once (`below`); whoever needs them again opens the sheet again.
    """

    def __init__(self, book: Book, name: str) -> None:
        self.names: Sequence[str] = book.sheets
        self.table: Table = book.table(name)
        self.name = name
        self.head: list[Numbered] = []
        rows = enumerate(self.table.rows, 1)
        seen: list[Numbered] = []
        for number, row in rows:
            seen.append((number, row))
            if says_anything(row):
                self.head.append((number, row))
            # A few more, so that a page can show what stands below the headings.
            if len(self.head) == MOST_HEAD + SHOWN_ROWS:
                break
        if not self.head:
            raise Unreadable(_("The file is empty. Choose the file that has the rows in it."))
        self._rows: Iterator[Numbered] = chain(seen, rows)

    @property
    def first_rows(self) -> list[Numbered]:
        """The rows among which the headings are."""
        return self.head[:MOST_HEAD]

    def row(self, number: int) -> Row:
        """Return a row of the head, an empty one where it is not there."""
        return next((row for at, row in self.head if at == number), [])

    def below(self, number: int) -> Iterator[Numbered]:
        """Yield the rows after this one, blank ones too. Once only."""
        return (pair for pair in self._rows if pair[0] > number)

    def titles(self, header_row: int) -> list[str]:
        """Return what stands above the headings, and what the sheet is called."""
        above = [cell_text(cell) for at, row in self.head if at < header_row for cell in row]
        return [self.name, *filter(None, above)]


def sheets_of(book: Book) -> Iterator[Sheet]:
    """Yield the sheets that hold anything. Raises what the first one raised where none does."""
    problem: Unreadable | None = None
    is_any = False
    for name in book.sheets[:MOST_SHEETS]:
        try:
            sheet = Sheet(book, name)
        except Unreadable as found:
            problem = problem or found
            continue
        is_any = True
        yield sheet
    if not is_any and problem is not None:
        raise problem


def says_anything(row: Row) -> bool:
    """Whether a row has a cell that is not blank. The first cell answers for nearly every row."""
    if not row or not any(row):
        return False
    first = row[0]
    if first and not (isinstance(first, str) and first.isspace()):
        return True
    return any(cell_text(value) for value in row)


def cell_name(place: int | None, row: int) -> str:
    """The name of a cell as the spreadsheet shows it, C14; the row where the column is not."""
    return f"row {row}" if place is None else f"{column_letter(place)}{row}"
