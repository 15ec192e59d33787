"""Two questions in one table, and the same people by several: margins give nothing away."""

import pytest

from rco_network.core.disclosure import (
    ONS_10_5,
    Policy,
    Zeros,
    protect_together,
    protect_two_way,
)


def crossed(text):
    """A table from lines of numbers, with rows r0, r1 … and columns c0, c1 …"""
    return {
        (f"r{i}", f"c{j}"): int(number)
        for i, line in enumerate(text.strip().splitlines())
        for j, number in enumerate(line.split())
    }


def test_a_table_without_small_numbers_is_printed_whole():
    shown = protect_two_way(crossed("10 20\n30 0"))
    assert shown.cells == crossed("10 20\n30 0")
    assert shown.rows == {"r0": 30, "r1": 30}
    assert shown.columns == {"c0": 40, "c1": 20}
    assert shown.total == 60
    assert shown.hides is False


def test_a_small_cell_takes_a_rectangle_with_it_and_leaves_the_margins():
    shown = protect_two_way(crossed("3 20\n30 12\n8 40"))
    hidden = {name for name, cell in shown.cells.items() if cell is None}
    assert len(hidden) == 4
    assert shown.hides is True
    assert ("r0", "c0") in hidden
    assert None not in (*shown.rows.values(), *shown.columns.values(), shown.total)


def test_the_smaller_numbers_go_with_it():
    shown = protect_two_way(crossed("3 20\n300 400\n8 40"))
    assert shown.cells["r1", "c0"] == 300
    assert shown.cells["r1", "c1"] == 400


def test_a_small_margin_is_hidden_with_all_of_its_row():
    shown = protect_two_way(crossed("1 2\n30 40\n25 30"))
    assert shown.rows["r0"] is None
    assert {cell for (row, _), cell in shown.cells.items() if row == "r0"} == {None}
    assert shown.total == 128


def test_what_was_hidden_on_the_way_and_need_not_be_is_printed_again():
    shown = protect_two_way(crossed("1 1 5\n2 4 4"))
    assert shown.columns == {"c0": None, "c1": 5, "c2": None}
    assert shown.rows == {"r0": 7, "r1": 10}


def test_zeros_are_hidden_before_a_table_is_withheld():
    shown = protect_two_way(crossed("3 1\n0 19"))
    assert shown.total == 23
    assert not shown.is_withheld
    assert "cells" in shown.hides_zeros


def test_a_table_of_too_few_people_shows_nothing_and_no_total():
    shown = protect_two_way(crossed("1 0\n2 0"))
    assert shown.is_withheld
    assert shown.total is None
    assert {*shown.cells.values(), *shown.rows.values(), *shown.columns.values()} == {None}


def test_many_attendances_of_few_people_are_hidden():
    counts = crossed("31 80\n95 60\n70 44")
    people = crossed("2 20\n22 18\n30 11")
    shown = protect_two_way(counts, people, row_people={"r0": 21}, column_people={"c0": 40})
    assert shown.cells["r0", "c0"] is None
    assert shown.total == 380


def test_protected_zeros_are_hidden_in_the_table_and_its_margins():
    shown = protect_two_way(crossed("0 20\n30 12\n8 40"), policy=Policy(zeros=Zeros.PROTECTED))
    assert shown.cells["r0", "c0"] is None
    assert sum(cell is None for cell in shown.cells.values()) >= 4


def test_a_protected_zero_takes_a_rectangle_with_it_and_no_more():
    table = crossed("10 0 20\n30 40 50\n20 30 0")
    shown = protect_two_way(table, policy=Policy(zeros=Zeros.PROTECTED))
    assert {name: n for name, n in table.items() if shown.cells[name] is None} == {
        ("r0", "c1"): 0,
        ("r0", "c2"): 20,
        ("r2", "c1"): 30,
        ("r2", "c2"): 0,
    }
    assert not shown.is_withheld


def test_every_number_of_a_rounded_table_is_rounded():
    shown = protect_two_way(crossed("13 21\n30 12"), policy=ONS_10_5)
    assert shown.cells == crossed("15 20\n30 10")
    assert shown.rows == {"r0": 35, "r1": 40}
    assert shown.total == 75


def test_tables_of_the_same_people_share_their_margins():
    shown = protect_together(
        {
            "gender": {"f": 40, "m": 23},
            "age": {"young": 33, "old": 30},
            "district": {"north": 3, "south": 60},
        },
        {
            ("age", "gender"): {
                ("young", "f"): 20,
                ("young", "m"): 13,
                ("old", "f"): 20,
                ("old", "m"): 10,
            }
        },
    )
    assert shown.total == 63
    assert shown.one_way["district"].cells == {"north": None, "south": None}
    assert shown.one_way["gender"].cells == {"f": 40, "m": 23}
    assert shown.two_way["age", "gender"].columns == {"f": 40, "m": 23}


def test_a_margin_is_hidden_in_both_places():
    shown = protect_together(
        {"gender": {"f": 40, "m": 20, "o": 2}},
        {
            ("age", "gender"): {
                ("x", "f"): 20,
                ("x", "m"): 10,
                ("x", "o"): 2,
                ("y", "f"): 20,
                ("y", "m"): 10,
            }
        },
    )
    assert shown.one_way["gender"].cells["o"] is None
    assert shown.one_way["gender"].cells == shown.two_way["age", "gender"].columns


def test_tables_of_other_people_are_refused():
    with pytest.raises(ValueError, match="not of the same people"):
        protect_together({"gender": {"f": 40}, "age": {"old": 41}})
