"""The page that is printed and shown: plain HTML, no inline style or script, nothing hidden."""

import re
from decimal import Decimal

import pytest

from rco_network.reports.figures.shape import Breakdown, Cell, Row
from rco_network.reports.paper import layout
from rco_network.reports.paper.html import render_html

from . import documents


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell(1234), "1,234"),
        (Cell(Decimal("1234.50")), "1,234.5"),
        (Cell(Decimal("1200")), "1,200"),
        (Cell(1200, upper=1260), "1,200 to 1,260"),
        (Cell(12, upper=12), "12"),
        (Cell(None, upper=4, hidden=True), "fewer than 5"),
        (Cell(None, hidden=True), "hidden"),
        (Cell(None), "not known"),
    ],
)
def test_a_cell_in_words(cell: Cell, text: str) -> None:
    assert cell.text == text


def test_a_hidden_cell_cannot_hold_its_number() -> None:
    with pytest.raises(ValueError, match="hidden"):
        Cell(3, hidden=True)


@pytest.mark.parametrize(("value", "upper"), [(None, 4), (9, 4)])
def test_a_range_has_its_ends_in_order(value: int | None, upper: int) -> None:
    with pytest.raises(ValueError, match="range"):
        Cell(value, upper=upper)


def test_a_hidden_row_has_no_bar_and_a_month_no_column() -> None:
    table = layout.table(documents.figures()[3], documents.AGES, is_rtl=False)
    hidden = [bar for bar in table.bars if bar.row.cell.hidden]
    assert [(bar.width, bar.more) for bar in hidden] == [(0, 0), (0, 0)]
    months = layout.table(
        documents.figures()[4], documents.figures()[4].breakdowns[0], is_rtl=False
    )
    gone = [column for column in months.strips[0].columns if column.row.cell.hidden]
    assert {column.height for column in gone} == {"0.00"}


def test_the_longest_bar_is_full_and_the_smallest_is_seen() -> None:
    rows = (Row("a", "A", Cell(100_000)), Row("b", "B", Cell(1)), Row("c", "C", Cell(0)))
    widths = [layout.bar(row, layout.largest(rows)).width for row in rows]
    assert widths == [200, 1, 0]


def test_a_series_is_cut_into_years_on_one_scale() -> None:
    breakdown = documents.series("10 " * 12 + "20 " * 6)
    strips = layout.table(documents.figures()[0], breakdown, is_rtl=False).strips
    assert [len(strip.columns) for strip in strips] == [12, 6]
    assert float(strips[1].columns[0].height) == 2 * float(strips[0].columns[0].height)


def test_months_run_the_other_way_in_arabic() -> None:
    breakdown = documents.series("1 2 3")
    first = layout.table(documents.figures()[0], breakdown, is_rtl=True).strips[0].columns[0]
    last = layout.table(documents.figures()[0], breakdown, is_rtl=True).strips[0].columns[-1]
    assert float(first.x) > float(last.x)


def test_the_page_obeys_the_content_security_policy() -> None:
    html = render_html(documents.report())
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=", html)


def test_the_print_view_asks_for_its_own_stylesheet_only() -> None:
    html = render_html(documents.report(), stylesheets=("/static/reports/paper.css",))
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', html) == [
        "/static/reports/paper.css"
    ]
    assert "paper:" not in html


def test_an_arabic_report_is_arabic_throughout() -> None:
    html = render_html(documents.arabic_report())
    assert '<html lang="ar" dir="rtl">' in html
    assert "أقل من 5" in html
    assert "Reading the charts" not in html
    assert "<bdi>الأوكرانية</bdi>" in html


def test_fiction_says_so_and_facts_do_not() -> None:
    assert "Fictional demonstration data" in render_html(documents.report())
    assert "Fictional" not in render_html(documents.report(is_fictional=False))


def test_every_picture_says_what_it_shows() -> None:
    html = render_html(documents.report())
    assert html.count("<svg") == len(re.findall(r"<svg[^>]*><title>[^<]+</title>", html))
    assert "Highest: 34 in Mar 2026" in html


def test_an_empty_breakdown_is_left_out() -> None:
    figure = documents.figures()[3]
    empty = Breakdown("none", "Nothing at all", ())
    document = documents.report(
        figures=(type(figure)(**{**figure.__dict__, "breakdowns": (empty,)}),)
    )
    assert "Nothing at all" not in render_html(document)
