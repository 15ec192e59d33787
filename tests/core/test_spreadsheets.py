"""Cells that go out run nothing, and cells that come in say what they say."""

import csv
import io
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rco_network.core.spreadsheets import (
    Unreadable,
    cell_text,
    column_letter,
    csv_bytes,
    neutralise,
    open_table,
)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "==1+1",
        "+44 7700",
        "-2+3",
        "@SUM(A1)",
        "  =1",
        "\t=1",
        "\r=1",
        "＝1",
        "－1",
        "\n1",
        "\x85=1",
        "\u200e =1",
    ],
)
def test_what_starts_like_a_formula_becomes_text(cell):
    assert neutralise(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["Amina", "", "3 = 3", -5, 2.5, None, date(2026, 3, 4), "’"])
def test_other_cells_pass_as_they_are(cell):
    assert neutralise(cell) == cell


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1))
def test_no_row_that_goes_out_has_a_live_cell(cells):
    text = csv_bytes([cells]).decode("utf-8-sig")
    for cell in next(csv.reader(io.StringIO(text, newline="")), []):
        assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  a\u202e b\u200b ", "a b"),
        (3.0, "3"),
        (3.5, "3.5"),
        (1e300, "1e+300"),
        (True, "yes"),
        (date(2026, 3, 4), "2026-03-04"),
        (datetime(2026, 3, 4), "2026-03-04"),  # noqa: DTZ001 - as workbooks have them
        (datetime(2026, 3, 4, 10, 30), "2026-03-04 10:30"),  # noqa: DTZ001
        (time(10, 0), "10:00"),
        (None, "None"),
    ],
)
def test_a_cell_says_what_the_spreadsheet_showed(value, text):
    assert cell_text(value) == text


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_columns_have_the_letters_of_the_spreadsheet(index, letter):
    assert column_letter(index) == letter


def test_the_separator_line_of_excel_is_no_row():
    table = open_table(b"sep=;\na;b\n1,5;2\n")
    assert (table.separator, list(table.rows)) == (";", [[], ["a", "b"], ["1,5", "2"]])


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_sentence(data):
    try:
        rows = list(open_table(data).rows)
    except Unreadable as problem:
        assert str(problem).endswith(".")
    else:
        assert all(isinstance(row, list) for row in rows)


@given(st.binary(max_size=300))
def test_any_bytes_that_claim_to_be_a_workbook_get_a_sentence(data):
    with pytest.raises(Unreadable):
        open_table(b"PK\x03\x04" + data)
