"""Outlines of districts: read from a published boundary file, made simple, kept, handed to maps."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from django.db.models import Max, Min

from .models import Outline, Place

GSS = re.compile(r"[EWSN]\d{8}")
# The middle of Great Britain's maps; an equal-area (sinusoidal) projection round it.
MERIDIAN = -2.0
METRES_A_DEGREE = 111_320.0
# Islands smaller than this (square metres) are left out unless they are all there is.
SMALLEST_RING = 200_000.0

Point = tuple[float, float]
Ring = list[Point]


class UnreadableBoundaries(ValueError):
    """The file is not GeoJSON with districts that have a GSS code."""


def read_boundaries(path: Path, *, tolerance: float = 100.0) -> dict[str, list[Ring]]:
    """Return the simplified rings of every district in a GeoJSON file, by GSS code, in metres.

    Takes the files of the ONS Open Geography Portal (longitude and latitude, or metres of the
    National Grid). `tolerance` is in metres. Raises UnreadableBoundaries with what to do.
    """
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        found = {
            code: _simple(feature["geometry"], tolerance)
            for feature in features
            if feature.get("geometry") and (code := _code(feature.get("properties") or {}))
        }
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as wrong:
        raise UnreadableBoundaries(
            "This is not a GeoJSON file of areas. Take “Local Authority Districts”, generalised "
            "or ultra generalised, as GeoJSON from the ONS Open Geography Portal."
        ) from wrong
    if not found:
        raise UnreadableBoundaries(
            "No area in this file has a GSS code (such as E08000003) among its properties."
        )
    return found


def keep_outlines(found: Mapping[str, Sequence[Ring]]) -> tuple[int, int]:
    """Keep outlines of places that we know, over older ones. Returns (kept, not known)."""
    known = set(Place.objects.filter(pk__in=found).values_list("pk", flat=True))
    rows = []
    for code in known:
        rings = [[[round(x), round(y)] for x, y in ring] for ring in found[code]]
        easts = [x for ring in rings for x, _ in ring]
        norths = [y for ring in rings for _, y in ring]
        edges = {"west": min(easts), "east": max(easts), "south": min(norths), "north": max(norths)}
        rows.append(Outline(place_id=code, rings=rings, **edges))
    Outline.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["place"],
        update_fields=["rings", "west", "south", "east", "north"],
    )
    return len(known), len(found) - len(known)


def outlines_of(codes: Collection[str]) -> dict[str, list[Ring]]:
    """Return the outlines of districts and of those that lie among them; none where one lacks.

    A neighbour is drawn when the middle of its box lies within the box of those asked for.
    """
    asked = Outline.objects.filter(pk__in=codes)
    box = asked.aggregate(
        west=Min("west"), south=Min("south"), east=Max("east"), north=Max("north")
    )
    if box["west"] is None:
        return {}
    near = Outline.objects.filter(
        west__lt=box["east"], east__gt=box["west"], south__lt=box["north"], north__gt=box["south"]
    )
    return {
        outline.pk: outline.rings
        for outline in near
        if outline.pk in codes
        or (
            box["west"] < (outline.west + outline.east) / 2 < box["east"]
            and box["south"] < (outline.south + outline.north) / 2 < box["north"]
        )
    }


def _code(properties: Mapping[str, Any]) -> str:
    """Return the GSS code among a feature's properties, whatever year its column is named for."""
    codes = (v for v in properties.values() if isinstance(v, str) and GSS.fullmatch(v))
    return next(codes, "")


def _simple(geometry: Mapping[str, Any], tolerance: float) -> list[Ring]:
    polygons = (
        geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    )
    rings = [[_metres(point) for point in ring] for polygon in polygons for ring in polygon]
    rings.sort(key=_area, reverse=True)
    kept = [rings[0], *(ring for ring in rings[1:] if _area(ring) >= SMALLEST_RING)]
    return [simplified(ring, tolerance) for ring in kept]


def _metres(point: Sequence[float]) -> Point:
    """Return longitude and latitude as metres; what is in metres already stays."""
    x, y = float(point[0]), float(point[1])
    if abs(x) > 180 or abs(y) > 90:
        return x, y
    return (x - MERIDIAN) * METRES_A_DEGREE * cos(radians(y)), y * METRES_A_DEGREE


def _area(ring: Sequence[Point]) -> float:
    """Return the area of a closed ring (the shoelace formula)."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def simplified(ring: Sequence[Point], tolerance: float) -> Ring:
    """Return a ring without the points that lie within `tolerance` of the line they stand on.

    Douglas and Peucker's way (1973), without recursion; a ring keeps four points at least.
    """
    kept = {0, len(ring) // 2, len(ring) - 1}
    spans = [(0, len(ring) // 2), (len(ring) // 2, len(ring) - 1)]
    while spans:
        start, end = spans.pop()
        far, place = max(_distances(ring, start, end), default=(0.0, 0))
        if far > tolerance:
            kept.add(place)
            spans += [(start, place), (place, end)]
    if len(kept) < 4:
        return list(ring)
    return [ring[place] for place in sorted(kept)]


def _distances(ring: Sequence[Point], start: int, end: int) -> Iterator[tuple[float, int]]:
    (x1, y1), (x2, y2) = ring[start], ring[end]
    length = hypot(x2 - x1, y2 - y1)
    for place in range(start + 1, end):
        x, y = ring[place]
        if length == 0:
            yield hypot(x - x1, y - y1), place
        else:
            yield abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length, place
