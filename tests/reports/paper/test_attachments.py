"""The CSV says what the document says, and nothing that the document hides."""

import csv
import io
from dataclasses import replace

import pytest

from rco_network.core.spreadsheets import neutralise
from rco_network.reports.figures.shape import Breakdown, Cell, Figure, Row
from rco_network.reports.paper.attachments import COLUMNS, figures_csv

from . import documents


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_one_row_for_each_total_and_each_row_of_a_breakdown() -> None:
    document = documents.report()
    made = lines(figures_csv(document))
    rows = sum(1 + sum(len(b.rows) for b in figure.breakdowns) for figure in document.figures)
    assert len(made) == rows
    assert set(made[0]) == set(COLUMNS)
    assert {line["organisation"] for line in made} == {document.organisation_name}


def test_it_opens_as_utf_8_in_a_spreadsheet() -> None:
    assert figures_csv(documents.arabic_report()).startswith(b"\xef\xbb\xbf")


def test_a_range_keeps_both_ends_and_a_hidden_cell_neither() -> None:
    made = {
        (line["figure_key"], line["row_key"]): line
        for line in lines(figures_csv(documents.report()))
    }
    hours = made["contact_hours", "total"]
    assert (hours["at_least"], hours["at_most"], hours["shown_as"]) == (
        "5204",
        "5375",
        "5,204 to 5,375",
    )
    hidden = made["people", "65 and over"]
    assert (hidden["at_least"], hidden["at_most"], hidden["is_hidden"], hidden["shown_as"]) == (
        "",
        "",
        "yes",
        "hidden",
    )
    assert made["people", "0 to 15"]["shown_as"] == "fewer than 5"


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", " =1", "＝1+1", "\u00a0=1", "|calc", "%0A"]
)
def test_formulas_are_made_inert(text: str) -> None:
    assert neutralise(text) == f"'{text}"


def test_names_that_look_like_formulas_reach_the_file_inert() -> None:
    figure = Figure(
        "k",
        "=cmd()",
        "people",
        "Any.",
        Cell(-3),
        (Breakdown("b", "@x", (Row("r", "+1", Cell(7)),)),),
    )
    made = lines(figures_csv(replace(documents.report(), figures=(figure,))))
    assert made[1]["figure"] == "'=cmd()"
    assert made[1]["breakdown"] == "'@x"
    assert made[1]["row"] == "'+1"
    assert made[0]["at_least"] == "-3"
