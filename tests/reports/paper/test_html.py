"""The page that is printed and shown: plain HTML, no inline style or script, nothing hidden."""

import re
from decimal import Decimal

import pytest
from django.template import engines

from rco_network.reports.figures.shape import Breakdown, Cell
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


def test_the_same_drawing_is_on_the_page_and_on_paper() -> None:
    months = documents.figures()[0].breakdowns[0]
    on_page = engines["django"].from_string("{% chart months 'sessions' 'Sessions held' %}")
    drawn = re.findall(r"<svg.*?</svg>", on_page.render({"months": months}))
    assert drawn and drawn[0] in render_html(documents.report())


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
    assert "Highest: Mar 2026 (34)." in html


def test_an_empty_breakdown_is_left_out() -> None:
    figure = documents.figures()[3]
    empty = Breakdown("none", "Nothing at all", ())
    document = documents.report(
        figures=(type(figure)(**{**figure.__dict__, "breakdowns": (empty,)}),)
    )
    assert "Nothing at all" not in render_html(document)
