"""Before and after as slopes: one line a measure, all on one scale, with both numbers beside it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from .cells import SHORT_TABLE_ROWS, cells_of, columns_of, ends, is_known, is_range
from .pen import Drawing, Pen

WIDTH, HEIGHT, MARGIN, RADIUS = 100.0, 34.0, 5.0, 3.0


@dataclass(frozen=True)
class Slope:
    """A measure with its line. `row.note` says how many answered of how many."""

    row: Any
    before: Any
    after: Any
    drawing: Drawing


@dataclass(frozen=True)
class Slopes:
    """Measures with a number before and one after."""

    breakdown: Any
    unit: str
    said: str
    columns: tuple[str, str]
    slopes: tuple[Slope, ...]
    template: str = "charts/slopes.html"

    @property
    def is_short(self) -> bool:
        """Whether it is kept whole rather than broken over two pages."""
        return len(self.slopes) <= SHORT_TABLE_ROWS


def slope_rows(breakdown: Any, unit: str, title: str, *, is_rtl: bool = False) -> Slopes:
    """Draw rows of two cells, before and after; time runs with the text.

    The scale runs from the smallest to the largest number that is printed: a slope shows change,
    not size, and does not begin at zero.
    """
    labels = columns_of(breakdown)
    known = [
        float(end)
        for row in breakdown.rows
        for cell in cells_of(row)[:2]
        if is_known(cell)
        for end in ends(cell)
    ]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    drawn = []
    for row in breakdown.rows:
        before, after = cells_of(row)[:2]
        drawn.append(
            Slope(row, before, after, slope(row.label, before, after, low, high, is_rtl=is_rtl))
        )
    said = gettext("Before and after: %(title)s.") % {"title": title}
    said = " ".join([said, *(one.drawing.title for one in drawn)])
    return Slopes(breakdown, unit, said, (labels[0], labels[1]), tuple(drawn))


def slope(
    label: str, before: Any, after: Any, low: float, high: float, *, is_rtl: bool = False
) -> Drawing:
    """Draw one line from an open to a full dot; a hidden or unknown end takes the line with it."""
    pen = Pen()
    said = said_of(label, before, after)
    for x in (MARGIN, WIDTH - MARGIN):
        pen.line("guide", (x, 0), (x, HEIGHT))
    if before.hidden or after.hidden:
        pen.hatch_box(MARGIN, HEIGHT / 2 - 5, WIDTH - 2 * MARGIN, 10)
        return pen.drawing(WIDTH, HEIGHT, said)
    points = []
    for cell, x in ((before, MARGIN), (after, WIDTH - MARGIN)):
        x = WIDTH - x if is_rtl else x
        if not is_known(cell):
            pen.dot("unknown", x, HEIGHT / 2, RADIUS)
            continue
        lower, upper = (_level(float(end), low, high) for end in ends(cell))
        points.append((x, (lower + upper) / 2))
        if is_range(cell):
            pen.line("whisker", (x, lower), (x, upper))
    if len(points) == 2:
        pen.line("slope", *points)
    for point, cell in zip(points, [c for c in (before, after) if is_known(c)], strict=True):
        pen.dot("hollow" if cell is before else "dot", *point, RADIUS)
    return pen.drawing(WIDTH, HEIGHT, said)


def said_of(label: str, before: Any, after: Any) -> str:
    """Say one measure in words."""
    words = {"label": label, "before": before.text, "after": after.text}
    if not (is_known(before) and is_known(after)) or is_range(before) or is_range(after):
        return gettext("%(label)s: before %(before)s, after %(after)s.") % words
    if after.value > before.value:
        return gettext("%(label)s: up from %(before)s to %(after)s.") % words
    if after.value < before.value:
        return gettext("%(label)s: down from %(before)s to %(after)s.") % words
    return gettext("%(label)s: the same before and after, %(before)s.") % words


def _level(number: float, low: float, high: float) -> float:
    """Return how far down a number lies; with only one number everything is in the middle."""
    if high <= low:
        return HEIGHT / 2
    return MARGIN + (high - number) / (high - low) * (HEIGHT - 2 * MARGIN)
