"""A table that no drawing would make clearer: its columns count different things."""

from dataclasses import dataclass
from typing import Any

from .cells import SHORT_TABLE_ROWS


@dataclass(frozen=True)
class Table:
    """Rows with the figure's own number first (`unit` heads it), then a number a column."""

    breakdown: Any
    unit: str
    said: str
    template: str = "charts/columns.html"

    @property
    def is_short(self) -> bool:
        """Whether it is kept whole rather than broken over two pages."""
        return len(self.breakdown.rows) <= SHORT_TABLE_ROWS


def plain_table(breakdown: Any, unit: str, title: str) -> Table:
    """Lay out rows of several numbers that share no scale."""
    return Table(breakdown, unit, title)
