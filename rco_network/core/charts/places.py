"""A map by district: outlines where an installation has loaded them, else tiles.

Shades are classes of equal reach up to the largest printed number; a key explains them, and the
table below has each number. Hidden districts are hatched; a district of the region that is not in
the table is dotted, since "nobody" and "too few to name" must look alike there.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.utils.translation import gettext, pgettext

from .bars import Bars, bar_chart
from .cells import Number, ends, is_known, largest
from .outlines import Label, Rings, outline_map
from .pen import Drawing
from .tiles import Spot, grids_for
from .words import one_way

GSS = re.compile(r"[EWSN]\d{8}")
SHADES = 4

# Gives the outlines of some districts and of those that lie between them; set by the wing that
# keeps places. Without it, or where it knows too few, the map is tiles.
Outlines = Callable[[Collection[str]], Mapping[str, Rings]]
_outlines: Outlines | None = None


def outlines_come_from(source: Outlines | None) -> None:
    """Say where outlines are kept: rings in metres, north upwards, by GSS code."""
    global _outlines
    _outlines = source


@dataclass(frozen=True)
class Tile:
    """A district of a tile map with the class of its shade; a gap has no shade."""

    spot: Spot
    shade: str


TileRows = tuple[tuple[Tile, ...], ...]


@dataclass(frozen=True)
class Map:
    """Districts with a shade each, then the same numbers as a table of bars.

    `grids` are rows of tiles; `drawing`, where there is one, stands in their place with `labels`.
    """

    breakdown: Any
    unit: str
    said: str
    grids: tuple[TileRows, ...]
    drawing: Drawing | None
    labels: tuple[Label, ...]
    shades: tuple[tuple[str, str], ...]
    bars: Bars
    template: str = "charts/map.html"


def district_map(breakdown: Any, unit: str, title: str) -> Map:
    """Lay out rows whose keys are GSS codes; rows with other keys are in the table alone.

    A breakdown whose chart is "tiles" never asks for outlines.
    """
    rows = {row.key: row for row in breakdown.rows if GSS.fullmatch(row.key)}
    most = largest(row.cell for row in rows.values())
    shades = {code: shade(row.cell, most) for code, row in rows.items()}
    said = one_way(gettext("Map by district: %(title)s.") % {"title": title}, tuple(rows.values()))
    is_asked = rows and _outlines is not None and getattr(breakdown, "chart", "") == "map"
    known = _outlines(rows.keys()) if is_asked and _outlines is not None else {}
    drawing: Drawing | None = None
    labels: tuple[Label, ...] = ()
    grids: tuple[TileRows, ...] = ()
    if rows and rows.keys() <= known.keys():
        names = {code: row.label for code, row in rows.items()}
        drawing, labels = outline_map(known, shades, names, said)
        met = {shades.get(code, "absent") for code in known}
    else:
        found = grids_for((code, row.label) for code, row in rows.items())
        grids = tuple(
            tuple(
                tuple(Tile(s, shades.get(s.code, "absent") if s.code else "gap") for s in line)
                for line in grid.rows
            )
            for grid in found
        )
        met = {tile.shade for grid in grids for line in grid for tile in line}
    table = bar_chart(breakdown, unit, title)
    return Map(breakdown, unit, said, grids, drawing, labels, key(met), table)


def shade(cell: Any, most: Number) -> str:
    """Return the class of a cell: hidden, unknown, none (zero) or shade1 to shade4.

    A range takes the shade of its lower end: at least so many.
    """
    if cell.hidden:
        return "hidden"
    if not is_known(cell):
        return "unknown"
    lower = ends(cell)[0]
    if lower <= 0:
        return "none"
    return f"shade{min(SHADES, max(1, ceil(float(lower) / float(most) * SHADES)))}"


def key(met: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return the marks that occur on a map with what they mean, fewest first."""
    words = {
        "none": pgettext("shade of a map: nobody", "none"),
        "shade1": gettext("up to a quarter of the highest"),
        "shade2": gettext("up to half"),
        "shade3": gettext("up to three quarters"),
        "shade4": gettext("up to the highest"),
        "hidden": gettext("hidden"),
        "unknown": gettext("not known"),
        "absent": gettext("nobody, or too few to name"),
    }
    return tuple((kind, said) for kind, said in words.items() if kind in met)
