"""Shares of a whole: who improved, stayed and worsened as one bar a row, with its interval.

A row whose parts are not all printed draws what is printed and hatches the rest, which is no more
than its table says. The whisker is the interval of the first part, in per cent of the row.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from .cells import SHORT_TABLE_ROWS, cells_of, columns_of, ends, is_known
from .pen import Drawing, Pen

# The whisker has a lane of its own under the bar: on the bar, dark would lie on dark.
WIDTH, HEIGHT, LANE = 200.0, 15.0, 12.5
BAR_TOP, BAR_HEIGHT = 0.5, 9.0
# Solid, pale, striped; a fourth part is dashed like everything that was not recorded.
PARTS = ("bar", "more", "third", "missing")


@dataclass(frozen=True)
class Share:
    """A row with its bar. `row.interval`, if any, is two per cents round the first part."""

    row: Any
    cells: tuple[Any, ...]
    drawing: Drawing
    interval: str


@dataclass(frozen=True)
class Shares:
    """Rows of parts that make a whole."""

    breakdown: Any
    unit: str
    said: str
    parts: tuple[tuple[str, str], ...]
    rows: tuple[Share, ...]
    template: str = "charts/shares.html"

    @property
    def is_short(self) -> bool:
        """Whether it is kept whole rather than broken over two pages."""
        return len(self.rows) <= SHORT_TABLE_ROWS


def share_bars(breakdown: Any, unit: str, title: str, *, is_rtl: bool = False) -> Shares:
    """Draw rows of up to four parts; the first part begins where the text begins."""
    labels = columns_of(breakdown)[: len(PARTS)]
    rows = tuple(_share(row, labels, is_rtl=is_rtl) for row in breakdown.rows)
    said = gettext("Shares of a whole: %(title)s.") % {"title": title}
    said = " ".join([said, *(row.drawing.title for row in rows)])
    return Shares(breakdown, unit, said, tuple(zip(PARTS, labels, strict=False)), rows)


def _share(row: Any, labels: tuple[str, ...], *, is_rtl: bool) -> Share:
    cells = cells_of(row)[: len(labels)]
    parts = ", ".join(f"{label} {cell.text}" for label, cell in zip(labels, cells, strict=True))
    interval = getattr(row, "interval", None)
    said = f"{row.label}: {parts}."
    words = ""
    if interval is not None:
        words = gettext("%(low)s%% to %(high)s%%") % {"low": interval[0], "high": interval[1]}
    return Share(row, cells, _drawing(row, cells, interval, said, is_rtl=is_rtl), words)


def _drawing(
    row: Any, cells: tuple[Any, ...], interval: Any, said: str, *, is_rtl: bool
) -> Drawing:
    pen = Pen()
    known = [float(ends(cell)[0]) for cell in cells]
    total = sum(known)
    if any(not is_known(cell) for cell in cells) and is_known(row.cell):
        total = max(total, float(ends(row.cell)[0]))
    at = 0.0
    for kind, number in zip(PARTS, known, strict=False):
        width = number / total * WIDTH if total else 0.0
        _part(pen, kind, WIDTH - at - width if is_rtl else at, width)
        at += width
    if at < WIDTH - 0.5:
        rest = 0.0 if is_rtl else at
        if any(cell.hidden for cell in cells):
            pen.hatch_box(rest, BAR_TOP, WIDTH - at, BAR_HEIGHT)
        else:
            pen.box("unknown", rest, BAR_TOP, WIDTH - at, BAR_HEIGHT)
    if interval is not None:
        _whisker(pen, *(float(end) / 100 * WIDTH for end in interval), is_rtl=is_rtl)
    return pen.drawing(WIDTH, HEIGHT, said)


def _part(pen: Pen, kind: str, x: float, width: float) -> None:
    if kind == "third":
        if width > 0:
            pen.stripe_box(x, BAR_TOP, width, BAR_HEIGHT)
        return
    pen.box(kind, x, BAR_TOP, width, BAR_HEIGHT)


def _whisker(pen: Pen, low: float, high: float, *, is_rtl: bool) -> None:
    if is_rtl:
        low, high = WIDTH - high, WIDTH - low
    low, high = max(low, 0.6), min(high, WIDTH - 0.6)
    pen.line("whisker", (low, LANE), (high, LANE))
    for x in (low, high):
        pen.line("whisker", (x, LANE - 2), (x, LANE + 2))
