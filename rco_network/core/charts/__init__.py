"""Charts: from a breakdown to a drawing, the same on page and paper.

Labels and numbers are HTML, geometry is SVG or the width of a span; everything here is plain
strings that a template only writes out (`templates/charts/`). A kind is chosen by
`breakdown.chart`; what cannot be drawn as asked is drawn as bars with its whole table.
"""

from typing import Any, Protocol

from .bars import bar_chart, domain_bars
from .cells import cells_of, columns_of
from .months import month_columns, small_multiples
from .places import district_map
from .pyramid import age_pyramid
from .shares import share_bars
from .slopes import slope_rows
from .tables import plain_table


class Chart(Protocol):
    """A breakdown ready to be drawn by the template that it names."""

    @property
    def template(self) -> str: ...
    @property
    def breakdown(self) -> Any: ...
    @property
    def unit(self) -> str: ...
    @property
    def said(self) -> str: ...


def lay_out(breakdown: Any, unit: str = "", title: str = "", *, is_rtl: bool = False) -> Chart:
    """Return the chart of a breakdown. `title` names the figure in the text alternative."""
    title = f"{title}, {breakdown.label}" if title else str(breakdown.label)
    kind = getattr(breakdown, "chart", "")
    unit = getattr(breakdown, "unit", "") or unit
    columns = len(columns_of(breakdown))
    is_whole = all(len(cells_of(row)) == columns for row in breakdown.rows)
    if kind == "table" and is_whole:
        return plain_table(breakdown, unit, title)
    if columns and is_whole:
        if kind == "months":
            return small_multiples(breakdown, unit, title, is_rtl=is_rtl)
        if kind == "pyramid" and columns >= 2:
            return age_pyramid(breakdown, unit, title)
        if kind == "slopes" and columns >= 2:
            return slope_rows(breakdown, unit, title, is_rtl=is_rtl)
        if kind == "shares" and columns >= 2:
            return share_bars(breakdown, unit, title, is_rtl=is_rtl)
    if getattr(breakdown, "is_series", False):
        return month_columns(breakdown, unit, title, is_rtl=is_rtl)
    if kind in ("map", "tiles"):
        return district_map(breakdown, unit, title)
    if kind == "domains":
        return domain_bars(breakdown, unit, title)
    return bar_chart(breakdown, unit, title)


__all__ = ["Chart", "lay_out"]
