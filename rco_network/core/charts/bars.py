"""Bars: a table with a bar beside each number, never instead of it.

Lengths are classes (`a0` to `a20`, tens of 200 steps, and `b1` to `b9`), because the
content-security policy forbids inline style and a picture in each cell would be read out as such.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext

from .cells import NOT_RECORDED, SHORT_TABLE_ROWS, Number, cells_of, columns_of, ends, largest
from .words import one_way

STEPS = 200
# Fourteen domains with both sides of integration still fit one page, and belong together.
MOST_DOMAINS = 28
# How the columns of one row are told apart, in grey too.
SERIES = ("", "pale", "open")


@dataclass(frozen=True)
class Bar:
    """A number with its bar, `width` to the least, `more` on to the most it can be (200 steps)."""

    cell: Any
    width: int
    more: int
    label: str = ""
    series: str = ""

    @property
    def lengths(self) -> str:
        """The classes of its length."""
        return length(self.width)

    @property
    def reach(self) -> str:
        """The classes of what a range adds."""
        return length(self.more)

    @property
    def is_unknown(self) -> bool:
        return not self.cell.hidden and self.cell.value is None


@dataclass(frozen=True)
class BarRow:
    """A row with one bar, or one a column where a breakdown has columns."""

    row: Any
    bars: tuple[Bar, ...]
    is_missing: bool


@dataclass(frozen=True)
class Group:
    """Rows under a heading of their own; without one the label is empty."""

    label: str
    rows: tuple[BarRow, ...]


@dataclass(frozen=True)
class Bars:
    """A breakdown as bars."""

    breakdown: Any
    unit: str
    said: str
    groups: tuple[Group, ...]
    template: str = "charts/bars.html"

    @property
    def series(self) -> tuple[tuple[str, str], ...]:
        """What the bars of one row stand for: (class, label)."""
        return tuple(zip(SERIES, columns_of(self.breakdown), strict=False))

    @property
    def is_short(self) -> bool:
        """Whether it is kept whole rather than broken over two pages."""
        if getattr(self.breakdown, "chart", "") == "domains":
            return sum(len(row.bars) for group in self.groups for row in group.rows) <= MOST_DOMAINS
        return sum(len(group.rows) for group in self.groups) <= SHORT_TABLE_ROWS


def bar_chart(breakdown: Any, unit: str, title: str) -> Bars:
    """Lay out a breakdown as one bar a row, on the scale of its longest."""
    most = largest(row.cell for row in breakdown.rows)
    rows = tuple(
        BarRow(row, (bar(row.cell, most),), row.key == NOT_RECORDED) for row in breakdown.rows
    )
    said = one_way(gettext("Bar chart: %(title)s.") % {"title": title}, breakdown.rows)
    return Bars(breakdown, unit, said, (Group("", rows),))


def domain_bars(breakdown: Any, unit: str, title: str) -> Bars:
    """Lay out domains as bars under their group, one bar a column (both sides of integration).

    Bars and not a wheel; both were printed in grey and looked at. In a wheel 18 and 33 look alike,
    names need letters to be looked up, and there is room for one side of integration only. Bars
    compare at a glance, keep long names in any script and direction, and show both sides.
    """
    sides = len(columns_of(breakdown)) in range(1, len(SERIES) + 1)
    cells = [c for row in breakdown.rows for c in (cells_of(row) if sides else (row.cell,))]
    most = largest(cells)
    groups = tuple(
        Group(
            label, tuple(_domain(row, most, columns_of(breakdown) if sides else ()) for row in rows)
        )
        for label, rows in groupby(breakdown.rows, key=lambda row: getattr(row, "group", ""))
    )
    said = one_way(gettext("Bar chart: %(title)s.") % {"title": title}, breakdown.rows)
    return Bars(breakdown, unit, said, groups)


def _domain(row: Any, most: Number, columns: tuple[str, ...]) -> BarRow:
    drawn = (
        tuple(
            bar(cell, most, label, series)
            for cell, label, series in zip(cells_of(row), columns, SERIES, strict=False)
        )
        if columns
        else (bar(row.cell, most),)
    )
    return BarRow(row, drawn, row.key == NOT_RECORDED)


def bar(cell: Any, most: Number, label: str = "", series: str = "") -> Bar:
    """Measure a cell against the longest of its table. A hidden or unknown number has no bar."""
    lower, upper = ends(cell)
    width = steps(lower, most)
    return Bar(cell, width, steps(upper, most) - width, label, series)


def steps(number: Number, most: Number) -> int:
    """Return a length of 0 to 200; what is not nothing is never drawn as nothing."""
    if number <= 0:
        return 0
    return max(1, round(float(number) * STEPS / float(most)))


def length(width: int) -> str:
    """Return the classes of a length in steps, none for none."""
    if width <= 0:
        return ""
    tens, ones = divmod(width, 10)
    return " ".join(filter(None, [f"a{tens}" if tens else "", f"b{ones}" if ones else ""]))
