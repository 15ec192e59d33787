"""Charts: what is drawn is what the table says, and nothing that it holds back."""

import gzip
import re
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from rco_network.core import chart_samples as samples
from rco_network.core.charts import (
    bars,
    lay_out,
    months,
    outlines,
    places,
    shares,
    slopes,
    tiles,
    words,
)
from rco_network.core.charts.cells import is_known
from rco_network.core.charts.pen import Pen

NUMBERS = re.compile(r"\d+(?:,\d{3})*")


def draw(breakdown, *, on_paper=False, is_rtl=False):
    chart = lay_out(breakdown, "people", "Different people", is_rtl=is_rtl)
    return render_to_string("charts/chart.html", {"chart": chart, "on_paper": on_paper})


def one_way(*said, **more):
    rows = tuple(samples.row(f"Row {n}", text, key=f"r{n}") for n, text in enumerate(said))
    return samples.SampleBreakdown("By row", rows, **more)


def paths(drawing):
    return {path.kind: path.d for path in drawing.paths}


def lengths(breakdown):
    chart = lay_out(breakdown)
    return [(b.width, b.more) for group in chart.groups for row in group.rows for b in row.bars]


@pytest.mark.parametrize("on_paper", [False, True])
@pytest.mark.parametrize("breakdown", samples.CHARTS, ids=lambda b: b.chart or b.label)
class TestEveryKind:
    def test_every_number_of_the_table_is_written_out(self, breakdown, on_paper):
        drawn = draw(breakdown, on_paper=on_paper)
        cells = [cell for row in breakdown.rows for cell in row.cells or (row.cell,)]
        assert {cell.text for cell in cells if f">{cell.text}<" not in drawn} == set()

    def test_it_obeys_the_content_security_policy_and_needs_no_ids(self, breakdown, on_paper):
        drawn = draw(breakdown, on_paper=on_paper)
        assert not re.search(r"\sstyle=|\sid=|<style|<script|url\(|\son\w+=", drawn)

    def test_every_picture_says_what_it_shows(self, breakdown, on_paper):
        drawn = draw(breakdown, on_paper=on_paper)
        assert drawn.count("<svg") == len(re.findall(r"<svg[^>]*><title>[^<]+</title>", drawn))

    def test_the_sentence_says_no_number_that_the_table_does_not(self, breakdown, on_paper):
        written = " ".join(
            [breakdown.label, *breakdown.columns]
            + [f"{r.label} {r.note} {r.cell.text} {r.interval or ''}" for r in breakdown.rows]
            + [cell.text for row in breakdown.rows for cell in row.cells]
        )
        said = lay_out(breakdown, "people", "Different people").said
        assert said.startswith(said[0].upper())
        assert set(NUMBERS.findall(said)) <= set(NUMBERS.findall(written))

    def test_hidden_unknown_and_zero_never_look_alike(self, breakdown, on_paper):
        looks = [
            draw(replace_cells(breakdown, said), on_paper=on_paper) for said in ("??", "-", "0")
        ]
        shapes = [re.sub(r"<title>.*?</title>|>[^<]+<", "><", look) for look in looks]
        assert len(set(shapes)) == 3

    def test_a_chart_is_laid_out_and_written_in_milliseconds(self, breakdown, on_paper):
        draw(breakdown, on_paper=on_paper)
        times = []
        for _ in range(5):
            start = perf_counter()
            draw(breakdown, on_paper=on_paper)
            times.append(perf_counter() - start)
        assert min(times) < 0.05, "20 ms was the slowest kind on a busy core"


def replace_cells(breakdown, said):
    """The same breakdown with one number in every cell."""
    rows = tuple(
        replace(row, cell=samples.cell(said), cells=tuple(samples.cell(said) for _ in row.cells))
        for row in breakdown.rows
    )
    return replace(breakdown, rows=rows)


def test_whatever_people_typed_is_escaped():
    bad = "<script>alert(1)</script>"
    for breakdown in samples.CHARTS:
        rows = tuple(replace(row, label=bad, note=bad, group=bad) for row in breakdown.rows)
        columns = tuple(bad for _ in breakdown.columns)
        named = replace(breakdown, label=bad, note=bad, rows=rows, columns=columns)
        for on_paper in (False, True):
            drawn = draw(named, on_paper=on_paper)
            assert "<script>" not in drawn and "&lt;script&gt;" in drawn


def test_the_longest_bar_is_full_and_the_smallest_is_seen():
    assert lengths(one_way("100000", "1", "0")) == [(200, 0), (1, 0), (0, 0)]


def test_a_hidden_row_has_no_length_whatever_bound_is_published():
    assert lengths(one_way("40", "?", "??", "-")) == [(200, 0), (0, 0), (0, 0), (0, 0)]


def test_a_range_is_drawn_to_both_ends():
    assert lengths(one_way("10-20")) == [(100, 100)]


@pytest.mark.parametrize(
    ("width", "classes"), [(0, ""), (7, "b7"), (60, "a6"), (137, "a13 b7"), (200, "a20")]
)
def test_a_length_is_two_classes(width, classes):
    assert bars.length(width) == classes


def test_the_styles_know_every_length():
    styles = (Path(settings.BASE_DIR) / "static/css/charts.css").read_text()
    for width in range(1, bars.STEPS + 1):
        for name in bars.length(width).split():
            assert f".{name} {{ --{name[0]}: {name[1:]} }}" in styles


def test_a_chart_takes_no_name_that_the_page_gave_to_something_else():
    """A page's spaces are called --s1 to --s7: a shade of that name undid the padding of cells."""
    static = Path(settings.BASE_DIR) / "static"
    own = set(re.findall(r"(--[\w-]+):", (static / "css/charts.css").read_text()))
    for page in ("css/hub.css", "reports/paper.css"):
        tokens = (static / page).read_text().split("}", 1)[0]
        assert own & set(re.findall(r"(--[\w-]+):", tokens)) == set()


def test_styles_of_the_page_and_its_charts_weigh_ten_kilobytes():
    static = Path(settings.BASE_DIR) / "static/css"
    both = (static / "hub.css").read_bytes(), (static / "charts.css").read_bytes()
    assert sum(len(gzip.compress(css, 9)) for css in both) <= 10 * 1024


def test_a_series_is_cut_into_years_on_one_scale():
    chart = lay_out(one_way(*["10"] * 12, *["20"] * 6, is_series=True))
    assert [len(strip.rows) for strip in chart.strips] == [12, 6]
    heights = [re.search(r"v([\d.]+)", paths(strip.drawing)["bar"])[1] for strip in chart.strips]
    assert float(heights[1]) == pytest.approx(2 * float(heights[0]))


def test_months_run_the_other_way_from_right_to_left():
    series = one_way("1", "2", "3", is_series=True)
    there = paths(lay_out(series).strips[0].drawing)["bar"]
    back = paths(lay_out(series, is_rtl=True).strips[0].drawing)["bar"]
    tops = re.compile(r"M[\d.]+ ([\d.]+)")
    assert tops.findall(there) == tops.findall(back)[::-1]


def test_a_hidden_month_is_hatched_over_its_whole_height_and_an_unknown_one_is_not():
    drawn = [
        paths(lay_out(one_way("9", said, is_series=True)).strips[0].drawing)
        for said in ("??", "-", "0")
    ]
    assert [sorted(set(kinds) - {"bar", "guide", "line"}) for kinds in drawn] == [
        ["hidden"],
        ["unknown"],
        [],
    ]


def test_small_multiples_share_one_scale_and_the_table_may_lie_either_way():
    chart = lay_out(samples.SERVICES)
    assert [panel.label for panel in chart.panels] == list(samples.SERVICES.columns)
    turned = samples.SampleBreakdown(
        "By service",
        tuple(
            samples.row(label, "0", key=str(n), cells="1 2") for n, label in enumerate(("A", "B"))
        ),
        columns=("April", "May"),
        chart="months",
    )
    assert [(p.label, p.first, p.last) for p in lay_out(turned).panels] == [
        ("A", "April", "May"),
        ("B", "April", "May"),
    ]


def test_a_pyramid_keeps_everyone_who_is_in_neither_wing():
    chart = lay_out(samples.AGES)
    assert chart.wings == ("Women and girls", "Men and boys")
    assert chart.others == ("Another way", "Not said", "Not recorded")
    drawn = draw(samples.AGES)
    for label in chart.others:
        assert f'<th scope="col" class="n">{label}</th>' in drawn


def test_domains_stand_under_their_group_with_a_bar_for_each_side():
    chart = lay_out(samples.DOMAINS)
    assert [group.label for group in chart.groups] == [
        "Markers and means",
        "Social connections",
        "Facilitators",
        "Foundation",
    ]
    assert {len(row.bars) for group in chart.groups for row in group.rows} == {2}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [("2", "4", "up from 2 to 4"), ("4", "2", "down from 4 to 2"), ("3", "3", "the same")],
)
def test_a_slope_says_which_way_it_goes(before, after, words):
    cells = samples.cell(before), samples.cell(after)
    assert words in slopes.said_of("Confidence", *cells)
    assert "slope" in paths(slopes.slope("Confidence", *cells, 1, 5))


@pytest.mark.parametrize(("before", "after"), [("??", "4"), ("4", "?"), ("4", "-")])
def test_a_slope_with_one_end_is_no_line(before, after):
    drawing = slopes.slope("Confidence", samples.cell(before), samples.cell(after), 1, 5)
    assert "slope" not in paths(drawing)


def test_a_slope_runs_with_the_text():
    cells = samples.cell("1"), samples.cell("5")
    there, back = (paths(slopes.slope("C", *cells, 1, 5, is_rtl=way)) for way in (False, True))
    assert there["hollow"].startswith("M2 ") and back["hollow"].startswith("M92 ")


def test_shares_hatch_what_they_hold_back():
    rows = {share.row.label: paths(share.drawing) for share in lay_out(samples.OUTCOMES).rows}
    assert set(rows["Confidence in English"]) == {"bar", "more", "third", "stripes", "whisker"}
    assert set(rows["Feeling safe"]) == {"bar", "hidden"}
    assert set(rows["Feeling well"]) == {"hidden"}
    assert set(rows["Finding work"]) == {"unknown"}


def test_parts_of_a_share_fill_the_bar():
    share = lay_out(samples.OUTCOMES).rows[0]
    widths = [
        float(w)
        for kind in ("bar", "more", "third")
        for w in re.findall(r"h([\d.]+)v", paths(share.drawing)[kind])
    ]
    assert sum(widths) == pytest.approx(shares.WIDTH, abs=0.1)


class TestMap:
    def test_every_district_of_the_country_that_a_grid_names_is_ours(self):
        from organisations.reference.places import PLACES

        ours = {code: name for found in PLACES.values() for code, name in found.items()}
        for grid in tiles.GRIDS:
            for line in grid.rows:
                for spot in filter(lambda s: s.code, line):
                    assert ours[spot.code] == spot.name
        london = {code for code in ours if code.startswith("E09")}
        assert tiles.GRIDS[1].codes == london and len(tiles.GRIDS[0].codes) == 10

    def test_the_rest_of_the_country_is_a_tile_a_district_in_the_order_of_names(self):
        (grid,) = tiles.grids_for([("E06000023", "Bristol"), ("E08000025", "Birmingham")])
        assert [spot.name for line in grid.rows for spot in line if spot.code] == [
            "Birmingham",
            "Bristol",
        ]

    def test_one_district_of_a_region_is_a_tile_of_its_own(self):
        (grid,) = tiles.grids_for([("E08000003", "Manchester")])
        assert [spot.name for line in grid.rows for spot in line if spot.code] == ["Manchester"]

    @pytest.mark.parametrize(
        ("said", "shade"),
        [
            ("??", "hidden"),
            ("?", "hidden"),
            ("-", "unknown"),
            ("0", "none"),
            ("1", "shade1"),
            ("50", "shade2"),
            ("51-90", "shade3"),
            ("100", "shade4"),
        ],
    )
    def test_shades_are_quarters_of_the_highest(self, said, shade):
        assert places.shade(samples.cell(said), 100) == shade

    def test_the_key_explains_what_occurs_and_holds_no_number(self):
        chart = lay_out(samples.DISTRICTS)
        kinds = [kind for kind, _ in chart.shades]
        met = {t.shade for grid in chart.grids for line in grid for t in line} - {"gap"}
        assert set(kinds) == met
        assert not NUMBERS.search(" ".join(said for _, said in chart.shades))

    def test_a_district_that_is_not_in_the_table_is_not_called_none(self):
        drawn = draw(samples.DISTRICTS)
        assert '<span class="tile absent">Bury</span>' in drawn
        assert "nobody, or too few to name" in drawn

    def test_outlines_stand_in_for_tiles_where_all_are_known(self):
        square = [[(0, 0), (9, 0), (9, 9), (0, 9)]]
        known = {row.key: square for row in samples.DISTRICTS.rows}
        places.outlines_come_from(lambda codes: known | {"E08000002": square})
        try:
            drawn = lay_out(replace(samples.DISTRICTS, chart="map"))
            tiled = lay_out(samples.DISTRICTS)
        finally:
            places.outlines_come_from(None)
        assert {"hidden", "unknown", "none", "absent", "shade4"} <= set(paths(drawn.drawing))
        assert tiled.drawing is None
        names = {label.name: (label.x, label.y, label.shade) for label in drawn.labels}
        assert names["Manchester"] == ("a10", "a10", "shade4")
        assert "Blackburn" in names, "the table has the whole name"

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("Tower Hamlets", "Tower"),
            ("Barking and Dagenham", "Barking"),
            ("City of London", "City"),
            ("St. Helens", "St. Helens"),
            ("Hammersmith and Fulham", "Hammersmith"),
        ],
    )
    def test_a_name_over_a_district_is_whole_words(self, name, said):
        assert outlines.brief(name) == said

    def test_the_middle_of_a_district_is_its_centre_of_gravity(self):
        assert outlines.middle([(0, 0), (6, 0), (6, 2), (0, 2)]) == (3, 1)
        assert outlines.middle([(4, 4), (4, 4)]) == (4, 4)


class TestWords:
    def test_highest_and_lowest_are_named_with_what_is_held_back(self):
        said = words.one_way("Chart.", one_way("64", "9", "??", "-").rows)
        assert said == (
            "Chart. Highest: Row 0 (64). Lowest that is shown: Row 1 (9). Hidden: Row 2. "
            "Not known: Row 3."
        )

    def test_where_ranges_overlap_or_numbers_are_equal_none_is_the_highest(self):
        assert "Highest" not in words.one_way("Chart.", one_way("10-20", "15", "1").rows)
        assert "Highest" not in words.one_way("Chart.", one_way("7", "7", "1").rows)

    def test_a_series_says_from_what_to_what_it_went(self):
        said = words.one_way("Chart.", one_way("3", "9", "5").rows, is_in_order=True)
        assert said.endswith("From 3 in Row 0 to 5 in Row 2.")

    def test_with_nothing_to_show_it_says_so(self):
        assert "No number can be shown." in words.one_way("Chart.", one_way("??", "-").rows)


def test_hatching_stays_inside_its_shape():
    pen = Pen()
    pen.hatch([[(0, 0), (10, 0), (0, 10)]], step=2)
    found = re.findall(
        r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)", paths(pen.drawing(9, 9, "x"))["hidden"]
    )
    assert found
    assert all(float(x) + float(y) <= 10.01 for line in found for x, y in (line[:2], line[2:]))


def test_known_is_neither_hidden_nor_unknown():
    assert [is_known(samples.cell(said)) for said in ("0", "3-5", "?", "??", "-")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert months.tall(0, 10, 60) == 0 < months.tall(1, 10_000, 60)


def test_a_number_of_an_edition_leads_back_to_its_rows():
    @dataclass(frozen=True)
    class Numbered(samples.SampleCell):
        ref: int = 14

    breakdown = replace(
        samples.LANGUAGES, rows=(samples.SampleRow("Arabic", Numbered(64, "64"), key="ar"),)
    )
    chart = lay_out(breakdown)
    on_page = render_to_string(
        "charts/chart.html", {"chart": chart, "on_paper": False, "code": "K7MQ2X"}
    )
    assert '<a class="trace" href="/trace/K7MQ2X/14/">64</a>' in on_page
    on_paper = render_to_string(
        "charts/chart.html", {"chart": chart, "on_paper": True, "code": "K7MQ2X"}
    )
    assert '64<span class="ref">·14</span>' in on_paper
    draft = render_to_string("charts/chart.html", {"chart": chart, "on_paper": True, "code": ""})
    assert "·14" not in draft
