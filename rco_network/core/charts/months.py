"""Columns month by month: one series in strips of a year, or several as small multiples.

All strips and panels of a breakdown are on one scale, so that heights may be compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from .cells import SHORT_TABLE_ROWS, Number, cells_of, columns_of, ends, is_known, is_range, largest
from .pen import INKS, Drawing, Ink, Pen
from .words import sentence

MONTHS_IN_A_STRIP = 12
COLUMN, GAP, HEIGHT, HEADROOM = 24, 7, 60, 2
# A panel of small multiples is drawn in the same units, lower, since three stand side by side.
PANEL_COLUMN, PANEL_GAP, PANEL_HEIGHT = 10, 3, 44


@dataclass(frozen=True)
class Strip:
    """At most twelve months side by side: the drawing and the rows below it."""

    drawing: Drawing
    rows: tuple[Any, ...]


@dataclass(frozen=True)
class Months:
    """A series as strips of a year."""

    breakdown: Any
    unit: str
    said: str
    strips: tuple[Strip, ...]
    template: str = "charts/months.html"


@dataclass(frozen=True)
class Panel:
    """One series of several, with its name and its first and last month."""

    label: str
    drawing: Drawing
    first: str
    last: str


@dataclass(frozen=True)
class Multiples:
    """Several series, a panel each. `is_turned` says that the months are the columns."""

    breakdown: Any
    unit: str
    said: str
    panels: tuple[Panel, ...]
    template: str = "charts/multiples.html"

    @property
    def is_short(self) -> bool:
        """Whether it is kept whole rather than broken over two pages."""
        return max(len(self.breakdown.rows), len(self.panels)) <= SHORT_TABLE_ROWS


def month_columns(breakdown: Any, unit: str, title: str, *, is_rtl: bool = False) -> Months:
    """Cut a series into years and draw each, mirrored where the text runs right to left."""
    drawn = tuple(strips(breakdown, title, is_rtl=is_rtl))
    pairs = [(row.label, row.cell) for row in breakdown.rows]
    return Months(breakdown, unit, _said(title, pairs), drawn)


def strips(
    breakdown: Any, title: str, *, is_rtl: bool = False, inks: dict[str, Ink] = INKS
) -> Iterator[Strip]:
    """Yield the years of a series, all on one scale."""
    most = largest(row.cell for row in breakdown.rows)
    for start in range(0, len(breakdown.rows), MONTHS_IN_A_STRIP):
        rows = tuple(breakdown.rows[start : start + MONTHS_IN_A_STRIP])
        pen = Pen()
        columns(pen, [row.cell for row in rows], most, is_rtl=is_rtl)
        said = _said(title, [(row.label, row.cell) for row in rows])
        yield Strip(pen.drawing(len(rows) * COLUMN, HEIGHT + 1, said, inks), rows)


def small_multiples(breakdown: Any, unit: str, title: str, *, is_rtl: bool = False) -> Multiples:
    """Draw each series of a two-way breakdown as a panel of its own, all on one scale.

    Either the rows are the months (`is_series`) and each column is a panel, or the other way.
    """
    labels = columns_of(breakdown)
    rows = breakdown.rows
    if getattr(breakdown, "is_series", False):
        when = [row.label for row in rows]
        series = [(label, [cells_of(row)[n] for row in rows]) for n, label in enumerate(labels)]
    else:
        when = list(labels)
        series = [(row.label, list(cells_of(row))) for row in rows]
    most = largest(cell for _, cells in series for cell in cells)
    panels = []
    for label, cells in series:
        pen = Pen()
        columns(pen, cells, most, PANEL_COLUMN, PANEL_GAP, PANEL_HEIGHT, is_rtl=is_rtl)
        said = _said(label, list(zip(when, cells, strict=True)))
        drawing = pen.drawing(max(1, len(when)) * PANEL_COLUMN, PANEL_HEIGHT + 1, said)
        panels.append(Panel(label, drawing, when[0] if when else "", when[-1] if when else ""))
    said = gettext("Column charts on one scale: %(title)s.") % {"title": title}
    return Multiples(breakdown, unit, said, tuple(panels))


def columns(
    pen: Pen,
    cells: Sequence[Any],
    most: Number,
    column: float = COLUMN,
    gap: float = GAP,
    height: float = HEIGHT,
    *,
    is_rtl: bool = False,
) -> None:
    """Draw cells as columns on a line; the first stands where the text begins."""
    width = column - gap
    full = height - HEADROOM
    pen.line("guide", (0, HEADROOM), (len(cells) * column, HEADROOM))
    for place, cell in enumerate(reversed(cells) if is_rtl else cells):
        x = place * column + gap / 2
        if cell.hidden:
            pen.hatch_box(x, HEADROOM, width, full, step=column / 5)
        elif not is_known(cell):
            pen.line(
                "unknown", (x, height), (x, HEADROOM), (x + width, HEADROOM), (x + width, height)
            )
        else:
            lower, upper = (tall(end, most, full) for end in ends(cell))
            pen.box("bar", x, height - lower, width, lower)
            if is_range(cell):
                pen.box("more", x, height - upper, width, upper - lower)
    pen.line("line", (0, height), (len(cells) * column, height))


def tall(number: Number, most: Number, full: float) -> float:
    """Return a height; what is not nothing is never drawn as nothing."""
    if number <= 0:
        return 0
    return max(0.8, float(number) / float(most) * full)


def _said(title: str, pairs: Sequence[tuple[str, Any]]) -> str:
    if not pairs:
        return title
    words = {"figure": title, "first": pairs[0][0], "last": pairs[-1][0]}
    opening = gettext("Column chart. %(figure)s, %(first)s to %(last)s.") % words
    return sentence(opening, pairs, is_in_order=True)
