"""From shapes to SVG: every drawing is a handful of paths, one for each kind of ink.

Numbers are written as plain strings here, since a number in a template takes the locale's comma.
Colours are attributes, which is all that WeasyPrint reads inside an SVG; on pages the classes of
`charts.css` go before them, so that the same drawing has a dark side.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

Point = tuple[float, float]

BRAND, SOFT, MUTED, LINE = "#0b5a6b", "#d3e7ea", "#545b60", "#d5d0c4"


@dataclass(frozen=True)
class Ink:
    """How one kind of mark is filled and stroked on paper."""

    fill: str = "none"
    stroke: str = "none"
    width: str = ""
    dash: str = ""


# Read in grey: solid, pale with an edge, hatched, dashed, striped.
INKS: dict[str, Ink] = {
    "guide": Ink(stroke=LINE, width=".5"),
    "bar": Ink(fill=BRAND),
    "more": Ink(fill=SOFT, stroke=BRAND, width=".6"),
    "third": Ink(fill="#fff", stroke=BRAND, width=".6"),
    "stripes": Ink(stroke=BRAND, width=".8"),
    "missing": Ink(stroke=MUTED, width=".7", dash="2 1.5"),
    "hidden": Ink(stroke=MUTED, width=".45"),
    "unknown": Ink(stroke=MUTED, width=".6", dash="1 2"),
    "shade1": Ink(fill="#e3eff1", stroke=BRAND, width=".5"),
    "shade2": Ink(fill="#a3c9d0", stroke=BRAND, width=".5"),
    "shade3": Ink(fill="#347a89", stroke=BRAND, width=".5"),
    "shade4": Ink(fill="#083f4b", stroke=BRAND, width=".5"),
    "none": Ink(fill="#fff", stroke=BRAND, width=".5"),
    "absent": Ink(stroke=LINE, width=".5"),
    "slope": Ink(stroke=BRAND, width="1.6"),
    "hollow": Ink(fill="#fff", stroke=BRAND, width="1.4"),
    "dot": Ink(fill=BRAND),
    "whisker": Ink(stroke="#1c1f21", width="1.1"),
    "line": Ink(stroke=BRAND, width=".8"),
}
# On the cover's dark band.
BAND: dict[str, Ink] = {
    **INKS,
    "bar": Ink(fill="#f6f0e4"),
    "more": Ink(fill="#4d8b98", stroke="#f6f0e4", width=".6"),
    "hidden": Ink(stroke="#a9c6cc", width=".45"),
    "unknown": Ink(stroke="#a9c6cc", width=".6", dash="1 2"),
    "line": Ink(stroke="#f6f0e4", width=".8"),
}


@dataclass(frozen=True)
class Path:
    """All marks of one kind, as the `d` of one SVG path."""

    kind: str
    d: str
    ink: Ink


@dataclass(frozen=True)
class Drawing:
    """An SVG ready to be written out. `title` says in words what it shows."""

    view_box: str
    title: str
    paths: tuple[Path, ...]


class Pen:
    """Collects shapes by kind; kinds are drawn in the order of `INKS`, guides first."""

    def __init__(self) -> None:
        self._parts: dict[str, list[str]] = defaultdict(list)

    def box(self, kind: str, x: float, y: float, width: float, height: float) -> None:
        """Draw a rectangle; one without extent is left out."""
        if width > 0 and height > 0:
            self._parts[kind].append(
                f"M{short(x)} {short(y)}h{short(width)}v{short(height)}h-{short(width)}z"
            )

    def line(self, kind: str, *points: Point) -> None:
        """Draw a line through the points."""
        first, *rest = points
        way = "".join(f"L{short(x)} {short(y)}" for x, y in rest)
        self._parts[kind].append(f"M{short(first[0])} {short(first[1])}{way}")

    def dot(self, kind: str, x: float, y: float, radius: float) -> None:
        """Draw a circle."""
        r, across = short(radius), short(2 * radius)
        self._parts[kind].append(
            f"M{short(x - radius)} {short(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z"
        )

    def shape(self, kind: str, rings: Iterable[Sequence[Point]]) -> None:
        """Draw closed rings."""
        for ring in rings:
            way = "L".join(f"{short(x)} {short(y)}" for x, y in ring)
            self._parts[kind].append(f"M{way}z")

    def hatch(self, rings: Sequence[Sequence[Point]], step: float = 4) -> None:
        """Hatch closed rings and draw their edge: a number that is held back.

        Lines are cut to size here: a pattern would need an id that is unique on its page.
        """
        self.shape("hidden", rings)
        sums = [x + y for ring in rings for x, y in ring]
        for place in range(ceil(min(sums) / step), ceil(max(sums) / step)):
            crossings = sorted(_crossings(rings, place * step))
            for start, end in zip(crossings[::2], crossings[1::2], strict=False):
                if end[0] - start[0] > 0.05:
                    self.line("hidden", start, end)

    def hatch_box(self, x: float, y: float, width: float, height: float, step: float = 4) -> None:
        """Hatch a rectangle."""
        ring = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.hatch([ring], step)

    def stripe_box(self, x: float, y: float, width: float, height: float, step: float = 3) -> None:
        """Draw a pale box with upright stripes: a third kind beside solid and pale."""
        self.box("third", x, y, width, height)
        for place in range(1, ceil(width / step)):
            at = x + place * step
            self.line("stripes", (at, y), (at, y + height))

    def drawing(
        self, width: float, height: float, title: str, inks: dict[str, Ink] = INKS
    ) -> Drawing:
        """Return what was drawn, in a box of `width` by `height`."""
        return Drawing(
            f"0 0 {short(width)} {short(height)}",
            title,
            tuple(
                Path(kind, "".join(self._parts[kind]), inks[kind])
                for kind in INKS
                if kind in self._parts
            ),
        )


def short(number: float) -> str:
    """Write a length with two decimals at most: `12`, `3.5`, `0.25`."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _crossings(rings: Sequence[Sequence[Point]], total: float) -> Iterable[Point]:
    """Yield where the edges of closed rings cross the line x + y = total."""
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            first, second = x1 + y1 - total, x2 + y2 - total
            if (first < 0) != (second < 0):
                part = first / (first - second)
                yield x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
