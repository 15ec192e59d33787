"""The geometry of the charts on pages: plain numbers as strings, so that no locale's comma gets in.

A row is anything with `.label` and `.cell`; a cell has `.value`, `.upper` (the top of an honest
range, or None), `.hidden` (too few to print) and `.text` (what is printed).
"""

from collections.abc import Iterable, Sequence
from typing import Any

COLUMN_HEIGHT = 40


def _top(rows: Sequence[Any]) -> float:
    """Return the largest number that any row shows, 1 at the least."""
    shown = [float(row.cell.upper or row.cell.value or 0) for row in rows if not row.cell.hidden]
    return max([1.0, *shown])


def bar_rows(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Return what a bar a row needs: `width` and `reach` (end of a range) in % of the longest."""
    rows = list(rows)
    top = _top(rows)
    return [
        {
            "label": row.label,
            "text": row.cell.text,
            "is_hidden": row.cell.hidden,
            "width": _share(row.cell.value, top, 100) if not row.cell.hidden else "",
            "reach": _share(row.cell.upper, top, 100) if not row.cell.hidden else "",
        }
        for row in rows
    ]


def column_rows(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Return columns of a series in a box of 10 x rows by COLUMN_HEIGHT: x, y and height."""
    rows = list(rows)
    top = _top(rows)
    columns = []
    for place, row in enumerate(rows):
        height = 1.0 if row.cell.hidden else float(row.cell.value or 0) / top * COLUMN_HEIGHT
        columns.append(
            {
                "label": row.label,
                "text": row.cell.text,
                "is_hidden": row.cell.hidden,
                "x": f"{place * 10 + 1.5}",
                "y": f"{COLUMN_HEIGHT - height:.1f}",
                "height": f"{height:.1f}",
            }
        )
    return columns


def _share(value: Any, top: float, whole: int) -> str:
    """Return value / top x whole with one decimal, or "" where there is no value."""
    return "" if value is None else f"{float(value) / top * whole:.1f}"
