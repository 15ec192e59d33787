"""The shape of a report: numbers first. Page, PDF and CSV all read these objects and add nothing.

Everything here is frozen and already safe to print: a hidden cell holds no number at all, so no
renderer can show one by mistake.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext

from rco_network.core.languages import direction

Number = int | Decimal


def number_text(value: Number) -> str:
    """Write a number as British readers expect: `1,234`, `1,234.5`, never `1234.50`."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Cell:
    """One number of a report, in the unit of its figure.

    `value` alone is an exact count. `value` and `upper` together are an honest range, both ends
    included: at least `value`, at most `upper`. `hidden` is a number that would say too much about
    someone; it keeps no `value`, and `upper`, where given, is the published bound ("fewer than 5"
    is `upper=4`), without it the cell reads "hidden" (held back so that nothing printed can be
    subtracted to find another). A `value` of None that is not hidden is unknown. `ref` is its
    number within the document, which its trace code ends with; 0 before the document is numbered.

    Raises ValueError for a hidden cell that still holds its number, and for a range whose ends
    are the wrong way round.
    """

    value: Number | None
    upper: Number | None = None
    hidden: bool = False
    ref: int = 0

    def __post_init__(self) -> None:
        if self.hidden and self.value is not None:
            raise ValueError("A hidden cell must not hold its number: give value=None.")
        if self.hidden:
            return
        if self.upper is not None and (self.value is None or self.upper < self.value):
            raise ValueError("A range needs its lower end, and that may not be above its upper.")

    @property
    def lower(self) -> Number | None:
        """The least it can be; None when hidden or unknown."""
        return self.value

    @property
    def is_range(self) -> bool:
        """Whether the number is only known to lie between two ends that differ."""
        return not self.hidden and self.upper is not None and self.upper != self.value

    @property
    def text(self) -> str:
        """The cell in words, in the active language: `1,234`, `1,200 to 1,260`, `fewer than 5`."""
        if self.hidden:
            if self.upper is None:
                return gettext("hidden")
            return gettext("fewer than %(number)s") % {"number": number_text(self.upper + 1)}
        if self.value is None:
            return gettext("not known")
        if not self.is_range or self.upper is None:
            return number_text(self.value)
        return gettext("%(lower)s to %(upper)s") % {
            "lower": number_text(self.value),
            "upper": number_text(self.upper),
        }


HIDDEN = Cell(None, hidden=True)


def published(number: Number | None) -> Cell:
    """Return a number as core.disclosure gave it back: None is hidden."""
    return HIDDEN if number is None else Cell(number)


@dataclass(frozen=True)
class Row:
    """One line of a breakdown. `key` is stable for machines (`not_recorded` is kept for people of
    whom this was never asked); `label` is for readers, in the document's language. In a two-way
    table `cells` has one for each column, and `cell` is the row's total. `group` is a heading over
    rows that follow one another; `interval` two per cents round the share of the first column."""

    key: str
    label: str
    cell: Cell
    note: str = ""
    cells: tuple[Cell, ...] = ()
    group: str = ""
    interval: tuple[int, int] | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of it may be printed."""
        return self.cell.hidden and all(cell.hidden for cell in self.cells)


@dataclass(frozen=True)
class Breakdown:
    """A figure by one dimension, or by two where it has `columns` (their labels).

    `unit` is what its rows count where that is not what the figure counts.
    In a series (`is_series`) the rows are months in order. `chart` names the drawing: "" for bars,
    "months", "pyramid", "domains", "map" (rows are districts by GSS code), "slopes" (columns are
    before and after), "shares" (columns are parts of a whole), "table".
    """

    key: str
    label: str
    rows: tuple[Row, ...]
    note: str = ""
    is_series: bool = False
    columns: tuple[str, ...] = ()
    chart: str = ""
    unit: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether every row of it is hidden; a breakdown that prints nothing is left out whole."""
        return all(row.is_hidden for row in self.rows)


@dataclass(frozen=True)
class Figure:
    """A figure declared once. `unit` is a plural noun ("people", "hours"); `definition` is one
    sentence; `shared_with` names other funders for whom some of the same work counts too.

    `words` are what the author says beside it; `facts` how it is made, as the appendix prints it
    (what is counted, out of what, from which rows, how it adds up).
    """

    key: str
    label: str
    unit: str
    definition: str
    total: Cell
    breakdowns: tuple[Breakdown, ...]
    shared_with: tuple[str, ...] = ()
    words: tuple["Passage", ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Passage:
    """A paragraph of words in which every number of the report is the cell itself."""

    parts: tuple[str | Cell, ...]

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return "".join(text for text, _ref in self.pieces)

    @property
    def pieces(self) -> tuple[tuple[str, int], ...]:
        """The paragraph as (text, number of the cell; 0 for plain words)."""
        return tuple((p, 0) if isinstance(p, str) else (p.text, p.ref) for p in self.parts)


@dataclass(frozen=True)
class Voice:
    """Words of somebody in their own language (BCP 47 tag) and script.

    `source` leads to the record that they are from while the report is a draft (voices.py); "" in
    what goes out.
    """

    text: str
    language: str
    name: str
    source: str = ""


@dataclass(frozen=True)
class Written:
    """Words between figures under a heading of the organisation's own (a layout's).

    `before` is the key of the figure that they stand before; "" after all of them. A heading may
    stand alone.
    """

    key: str
    heading: str
    before: str
    words: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """What follows one another: words between figures, and the figures up to the next ones."""

    written: Written | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class ReportDocument:
    """All that a report says, in reading order. Both ends of the period are included;
    `made_at` is aware; `language` is the BCP 47 tag of its own words.

    `kind` is one of `ReportKind`; what a kind has not (an award, a reader) is "". `code` is the
    edition's, and with a cell's `ref` the code of each number: K7MQ2X-14; "" in a draft.
    `threshold` and `rounding` are of the rule by which small numbers were kept back.
    """

    title: str
    organisation_name: str
    funder_name: str
    award_title: str
    award_reference: str
    period_start: date
    period_end: date
    made_at: datetime
    language: str
    summary: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    method: tuple[str, ...]
    voices: tuple[Voice, ...] = ()
    is_fictional: bool = False
    kind: str = "award"
    place_name: str = ""
    code: str = ""
    fingerprint: str = ""
    threshold: int = 5
    rounding: int = 1
    approved_by: str = ""
    restated: tuple[str, ...] = ()
    written: tuple[Written, ...] = ()

    @property
    def direction(self) -> str:
        """Which way its language is written: "rtl" or "ltr"."""
        return direction(self.language)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Figures and the words between them, in reading order; one stretch without words."""
        found: list[tuple[Written | None, list[Figure]]] = []
        for figure in self.figures:
            found += [(one, []) for one in self.written if one.before == figure.key]
            if not found:
                found.append((None, []))
            found[-1][1].append(figure)
        found += [(one, []) for one in self.written if not one.before]
        return tuple(Stretch(written, tuple(figures)) for written, figures in found)

    @property
    def shared_with(self) -> tuple[str, ...]:
        """Other funders for whom some of the same work counts, whichever figures are printed."""
        return next((figure.shared_with for figure in self.figures if figure.shared_with), ())
