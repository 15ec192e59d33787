"""Districts in their outlines: the drawing, and where their names stand over it as HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .bars import STEPS, length
from .pen import Drawing, Pen, Point

WIDTH, MOST_HEIGHT, EDGE = 300.0, 320.0, 2.0
LONGEST_NAME = 12

Rings = Sequence[Sequence[Point]]


@dataclass(frozen=True)
class Label:
    """A name over its district: `x` and `y` are classes of 200 steps of the map's box."""

    name: str
    x: str
    y: str
    shade: str


def outline_map(
    known: Mapping[str, Rings], shades: Mapping[str, str], names: Mapping[str, str], said: str
) -> tuple[Drawing, tuple[Label, ...]]:
    """Draw outlines in metres, north upwards; those without a shade have no number."""
    points = [point for rings in known.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    most = WIDTH - 2 * EDGE, MOST_HEIGHT - 2 * EDGE
    scale = min(most[0] / max(east - west, 1), most[1] / max(north - south, 1))
    width, height = (east - west) * scale + 2 * EDGE, (north - south) * scale + 2 * EDGE
    pen, labels = Pen(), []
    for code, rings in known.items():
        drawn = [
            [(EDGE + (x - west) * scale, EDGE + (north - y) * scale) for x, y in ring]
            for ring in rings
        ]
        shade = shades.get(code, "absent")
        if shade == "hidden":
            pen.hatch(drawn)
        else:
            pen.shape(shade, drawn)
        if code in names:
            x, y = middle(max(drawn, key=lambda ring: abs(_area(ring))))
            across, down = round(x / width * STEPS), round(y / height * STEPS)
            labels.append(Label(brief(names[code]), length(across), length(down), shade))
    return pen.drawing(width, height, said), tuple(labels)


def middle(ring: Sequence[Point]) -> Point:
    """Return the centre of gravity of a closed ring."""
    area = _area(ring)
    if abs(area) < 1e-9:
        return ring[0]
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        part = x1 * y2 - x2 * y1
        x += (x1 + x2) * part
        y += (y1 + y2) * part
    return x / (6 * area), y / (6 * area)


def brief(name: str) -> str:
    """Return as many whole words of a name as fit over a district; the table has all of it."""
    words = name.split()
    kept = words[:1]
    for word in words[1:]:
        if len(" ".join([*kept, word])) > LONGEST_NAME:
            break
        kept.append(word)
    # "City of" and "Barking and" say no more than their first word.
    while len(kept) > 1 and kept[-1] in ("and", "of", "upon", "with"):
        kept.pop()
    return " ".join(kept)


def _area(ring: Sequence[Point]) -> float:
    """Return the signed area of a closed ring (the shoelace formula)."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2
