"""What a chart may read of a number: the shapes of the reports, seen from the ground floor.

A hidden cell holds no number, so no drawing can show one. Hidden, not known and zero are three
different things, and each has a look of its own that survives a grey printer: hidden is hatched,
not known is an empty dashed box, zero is nothing on the line.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Protocol

Number = int | float | Decimal

# The row of people of whom this was never asked.
NOT_RECORDED = "not_recorded"
# Up to so many rows a chart is kept on one page.
SHORT_TABLE_ROWS = 12


class CellLike(Protocol):
    """`value` alone is exact; with `upper` a range; None is unknown, or `hidden`."""

    @property
    def value(self) -> Any: ...
    @property
    def upper(self) -> Any: ...
    @property
    def hidden(self) -> bool: ...
    @property
    def text(self) -> str: ...


class RowLike(Protocol):
    """A line of a breakdown. `cells`, where a breakdown has columns, is one for each."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def cell(self) -> CellLike: ...


class BreakdownLike(Protocol):
    """Rows with a label; `is_series` says that they are months in order."""

    @property
    def label(self) -> str: ...
    @property
    def rows(self) -> Sequence[Any]: ...
    @property
    def note(self) -> str: ...


def columns_of(breakdown: Any) -> tuple[str, ...]:
    """Return the labels of the second dimension, none where there is none."""
    return tuple(getattr(breakdown, "columns", ()) or ())


def cells_of(row: Any) -> tuple[Any, ...]:
    """Return a row's cells, one a column."""
    return tuple(getattr(row, "cells", ()) or ())


def is_known(cell: CellLike) -> bool:
    """Whether there is a number to draw."""
    return not cell.hidden and cell.value is not None


def ends(cell: CellLike) -> tuple[Number, Number]:
    """Return the least and the most a cell says; nothing at all for hidden and unknown ones."""
    if not is_known(cell):
        return 0, 0
    return cell.value, cell.value if cell.upper is None else cell.upper


def is_range(cell: CellLike) -> bool:
    """Whether the number is only known to lie between two ends that differ."""
    return is_known(cell) and cell.upper is not None and cell.upper != cell.value


def largest(cells: Iterable[CellLike]) -> Number:
    """Return the largest number printed, at least 1."""
    return max([1, *(ends(cell)[1] for cell in cells)])
