"""From numbers to geometry: how long each bar is, which rows stand apart, what the key explains.

Widths are classes (`w0` to `w200`) because the content-security policy forbids inline style, and
shapes of a chart are ready-made strings because a number in a template is localised.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from rco_network.reports.figures.shape import Breakdown, Cell, Figure, Number, ReportDocument, Row

NOT_RECORDED = "not_recorded"
STEPS = 200
MONTHS_IN_A_STRIP = 12
SHORT_TABLE_ROWS = 12
COLUMN, COLUMN_GAP, STRIP_HEIGHT = 24, 7, 60


@dataclass(frozen=True)
class Bar:
    """A row with its bar: `width` to the least it can be, `more` on to the most, of 200 steps."""

    row: Row
    width: int
    more: int
    is_missing: bool


@dataclass(frozen=True)
class Column:
    """A month of a strip. The four edges are numbers for SVG, already written out."""

    row: Row
    x: str
    width: str
    y: str
    height: str
    upper_y: str
    upper_height: str


@dataclass(frozen=True)
class Strip:
    """At most twelve months side by side, all strips of one breakdown on the same scale."""

    columns: tuple[Column, ...]
    view_box: str
    title: str
    baseline: str
    right: str


@dataclass(frozen=True)
class Table:
    """A breakdown ready for the page: either `bars` or, for months, `strips`."""

    breakdown: Breakdown
    bars: tuple[Bar, ...] = ()
    strips: tuple[Strip, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether it is kept whole rather than broken over two pages."""
        return len(self.bars) <= SHORT_TABLE_ROWS


@dataclass(frozen=True)
class Section:
    """A figure with its tables. `anchor` is its address within the document."""

    figure: Figure
    tables: tuple[Table, ...]
    anchor: str


@dataclass(frozen=True)
class Key:
    """Which marks occur in this document, so that only those are explained."""

    has_hidden: bool
    has_range: bool
    has_missing: bool
    has_shared: bool

    @property
    def is_needed(self) -> bool:
        return self.has_hidden or self.has_range or self.has_missing


def sections(document: ReportDocument, *, is_rtl: bool) -> tuple[Section, ...]:
    """Lay out every figure of the document, in its order."""
    return tuple(
        Section(
            figure=figure,
            tables=tuple(
                table(figure, breakdown, is_rtl=is_rtl)
                for breakdown in figure.breakdowns
                if breakdown.rows
            ),
            anchor=f"figure-{number}",
        )
        for number, figure in enumerate(document.figures, start=1)
    )


def table(figure: Figure, breakdown: Breakdown, *, is_rtl: bool) -> Table:
    """Lay out one breakdown."""
    if breakdown.is_series:
        return Table(breakdown, strips=tuple(strips(figure, breakdown, is_rtl=is_rtl)))
    most = largest(breakdown.rows)
    return Table(breakdown, bars=tuple(bar(row, most) for row in breakdown.rows))


def bar(row: Row, most: Number) -> Bar:
    """Measure a row against the longest of its table. A hidden or unknown number has no bar."""
    lower, upper = ends(row.cell)
    width = steps(lower, most)
    return Bar(row, width, steps(upper, most) - width, row.key == NOT_RECORDED)


def strips(figure: Figure, breakdown: Breakdown, *, is_rtl: bool) -> Iterator[Strip]:
    """Cut a series into years and draw each, mirrored where the text runs right to left."""
    most = largest(breakdown.rows)
    for start in range(0, len(breakdown.rows), MONTHS_IN_A_STRIP):
        rows = breakdown.rows[start : start + MONTHS_IN_A_STRIP]
        total = len(rows)
        places = range(total - 1, -1, -1) if is_rtl else range(total)
        yield Strip(
            columns=tuple(
                column(row, place, most) for row, place in zip(rows, places, strict=True)
            ),
            view_box=f"0 0 {total * COLUMN} {STRIP_HEIGHT + 1}",
            title=strip_title(figure, rows),
            baseline=str(STRIP_HEIGHT),
            right=str(total * COLUMN),
        )


def column(row: Row, place: int, most: Number) -> Column:
    """Draw a month at its place. Heights leave two units of headroom."""
    lower, upper = ends(row.cell)
    height, upper_height = (float(end / most) * (STRIP_HEIGHT - 2) for end in (lower, upper))
    return Column(
        row=row,
        x=f"{place * COLUMN + COLUMN_GAP / 2:.1f}",
        width=f"{COLUMN - COLUMN_GAP}",
        y=f"{STRIP_HEIGHT - height:.2f}",
        height=f"{height:.2f}",
        upper_y=f"{STRIP_HEIGHT - upper_height:.2f}",
        upper_height=f"{upper_height - height:.2f}",
    )


def strip_title(figure: Figure, rows: tuple[Row, ...]) -> str:
    """Say in words what the picture shows, for those who do not see it. Hidden months are left
    out of highest and lowest."""
    known = [row for row in rows if row.cell.value is not None]
    words = {"figure": figure.label, "first": rows[0].label, "last": rows[-1].label}
    said = gettext("Column chart. %(figure)s, %(first)s to %(last)s.") % words
    if known:
        high = max(known, key=lambda row: ends(row.cell)[1])
        low = min(known, key=lambda row: ends(row.cell)[0])
        said += " " + gettext(
            "Highest: %(most)s in %(most_in)s. Lowest: %(least)s in %(least_in)s."
        ) % {
            "most": high.cell.text,
            "most_in": high.label,
            "least": low.cell.text,
            "least_in": low.label,
        }
    return said


def cover_strip(document: ReportDocument, *, is_rtl: bool) -> tuple[Figure, Strip] | None:
    """Return the first series of the document as one strip for the cover; None without one."""
    for figure in document.figures:
        for breakdown in figure.breakdowns:
            if breakdown.is_series and any(ends(row.cell)[1] for row in breakdown.rows):
                return figure, next(strips(figure, breakdown, is_rtl=is_rtl))
    return None


def key(document: ReportDocument) -> Key:
    """Find out which marks the reader will meet."""
    rows = [row for figure in document.figures for part in figure.breakdowns for row in part.rows]
    cells = [row.cell for row in rows] + [figure.total for figure in document.figures]
    return Key(
        has_hidden=any(cell.hidden for cell in cells),
        has_range=any(cell.is_range for cell in cells),
        has_missing=any(row.key == NOT_RECORDED for row in rows),
        has_shared=any(figure.shared_with for figure in document.figures),
    )


def largest(rows: tuple[Row, ...]) -> Number:
    """Return the largest number printed in `rows`, at least 1."""
    return max([1, *(ends(row.cell)[1] for row in rows)])


def ends(cell: Cell) -> tuple[Number, Number]:
    """Return the least and the most a cell says; nothing at all for hidden and unknown ones."""
    if cell.hidden or cell.value is None:
        return 0, 0
    return cell.value, cell.value if cell.upper is None else cell.upper


def steps(number: Number, most: Number) -> int:
    """Return a length of 0 to 200; what is not nothing is never drawn as nothing."""
    if number <= 0:
        return 0
    return max(1, round(number * STEPS / most))
