"""Outlines of districts: read from a published file, simplified, kept, handed to maps."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organisations.models import Outline
from organisations.outlines import (
    UnreadableBoundaries,
    keep_outlines,
    outlines_of,
    read_boundaries,
    simplified,
)

MANCHESTER, SALFORD, BURY = "E08000003", "E08000006", "E08000002"


def square(west, south, size=10_000):
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(code, *polygons, **more):
    return {
        "type": "Feature",
        "properties": {"LAD24CD": code, "LAD24NM": "A name"} | more,
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in polygons]},
    }


@pytest.fixture
def written(tmp_path):
    def write(*features):
        path = tmp_path / "districts.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return path

    return write


def test_the_code_is_found_whatever_year_the_column_is_named_for(written):
    path = written(feature(MANCHESTER, square(380_000, 390_000), LAD31CD="not a code"))
    assert list(read_boundaries(path)) == [MANCHESTER]


def test_degrees_become_metres_and_north_is_up(written):
    north, south = [[-2.2, 53.5], [-2.1, 53.5], [-2.1, 53.6], [-2.2, 53.5]], None
    (ring,) = read_boundaries(written(feature(MANCHESTER, north)))[MANCHESTER]
    (x1, y1), (x2, _), (_, y3) = ring[:3]
    assert south is None and 6_000 < x2 - x1 < 7_000 and 11_000 < y3 - y1 < 11_300


def test_a_tiny_island_goes_and_the_land_stays(written):
    path = written(feature(MANCHESTER, square(0, 1_000, 100), square(380_000, 390_000)))
    assert len(read_boundaries(path)[MANCHESTER]) == 1
    alone = written(feature(SALFORD, square(0, 1_000, 100)))
    assert len(read_boundaries(alone)[SALFORD]) == 1


def test_a_simple_line_keeps_its_corners_and_loses_what_lies_between():
    ring = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    assert simplified(ring, 1) == [ring[0], *ring[2:]]
    assert simplified(ring, 0.01) == ring


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("not json", "not a GeoJSON file"),
        ('{"type": "Topology"}', "not a GeoJSON file"),
        (
            '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}, '
            '"properties": {"LAD24CD": "E08000003"}}]}',
            "not a GeoJSON file",
        ),
        ('{"features": []}', "No area in this file has a GSS code"),
    ],
)
def test_another_file_is_refused_with_what_to_take(tmp_path, content, says):
    path = tmp_path / "file"
    path.write_text(content)
    with pytest.raises(UnreadableBoundaries, match=says):
        read_boundaries(path)


@pytest.mark.django_db
class TestKept:
    def test_the_command_keeps_what_we_know_and_twice_changes_nothing(self, written):
        path = written(
            feature(MANCHESTER, square(380_000, 390_000)), feature("E99999999", square(0, 1_000))
        )
        for _ in range(2):
            out = StringIO()
            call_command("load_boundaries", path, stdout=out)
            assert out.getvalue() == (
                "1 outlines kept. 1 areas are no local authority that we know.\n"
            )
        outline = Outline.objects.get()
        assert (outline.west, outline.north) == (380_000, 400_000)

    def test_a_file_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(CommandError, match="cannot be read: No such file"):
            call_command("load_boundaries", tmp_path / "gone.geojson")

    def test_a_map_gets_its_districts_and_those_between_in_one_look(
        self, django_assert_num_queries
    ):
        keep_outlines(
            {
                MANCHESTER: [square(0, 0)],
                SALFORD: [square(30_000, 0)],
                BURY: [square(15_000, 2_000, 5_000)],
                "E08000001": [square(200_000, 0)],
            }
        )
        with django_assert_num_queries(2):
            found = outlines_of({MANCHESTER, SALFORD})
        assert set(found) == {MANCHESTER, SALFORD, BURY}
        assert outlines_of({"E08000009"}) == {}
