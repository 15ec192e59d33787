"""Nothing printed lets a reader work out a small number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from rco_network.core.disclosure import may_print_part, protect, protect_each

tables = st.dictionaries(
    st.sampled_from("abcdefghijkl"), st.integers(min_value=0, max_value=30), min_size=1
)


def attack(counts, published):
    """Return the least and most that each hidden cell can be, by linear programming.

    The attacker knows the total, the printed cells, and that a hidden cell is at least 1 (zeros
    are printed) unless the whole table is withheld.
    """
    hidden = [key for key, value in published.cells.items() if value is None]
    rest = sum(counts.values()) - sum(v for v in published.cells.values() if v is not None)
    lowest = 0 if published.is_withheld else 1
    found = {}
    for place, key in enumerate(hidden):
        aim = np.zeros(len(hidden))
        aim[place] = 1
        ends = [
            linprog(
                sign * aim,
                A_eq=[np.ones(len(hidden))],
                b_eq=[rest],
                bounds=[(lowest, None)] * len(hidden),
            ).fun
            * sign
            for sign in (1, -1)
        ]
        found[key] = tuple(round(end) for end in ends)
    return found


@given(tables)
def test_no_small_cell_is_printed(counts):
    published = protect(counts)
    assert all(value is None or value == 0 or value >= 5 for value in published.cells.values())


@given(tables)
def test_no_hidden_cell_can_be_narrowed_within_the_protected_range(counts):
    published = protect(counts)
    if sum(counts.values()) < 5:
        return  # such a total is not printed, and nothing can be subtracted from it
    for least, most in attack(counts, published).values():
        assert least <= 1
        assert most >= 4


@given(tables)
def test_what_is_printed_is_true(counts):
    for key, value in protect(counts).cells.items():
        assert value in (None, counts[key])


def test_a_note_is_due_where_something_is_held_back():
    assert protect({"a": 3, "b": 40, "c": 12}).hides is True
    assert protect({"a": 13, "b": 40, "c": 0}).hides is False


def test_a_single_small_cell_takes_the_next_smallest_with_it():
    assert protect({"a": 3, "b": 40, "c": 12, "d": 0}).cells == {
        "a": None,
        "b": 40,
        "c": None,
        "d": 0,
    }


def test_two_ones_are_not_given_away_by_their_sum():
    assert protect({"a": 1, "b": 1, "c": 9}).cells == {"a": None, "b": None, "c": None}


def test_a_table_that_cannot_be_made_safe_is_withheld_with_its_zeros():
    published = protect({"a": 1, "b": 2, "c": 2, "d": 0})
    assert published.is_withheld
    assert published.hides_zeros  # the reader is told that a hidden number may be nobody
    assert set(published.cells.values()) == {None}


def test_many_attendances_of_few_people_are_hidden():
    published = protect(
        {"may": 31, "june": 80, "july": 95}, people={"may": 2, "june": 20, "july": 22}
    )
    assert published.cells == {"may": None, "june": None, "july": 95}


def test_rows_that_do_not_add_up_hide_only_the_small():
    assert protect_each({"may": 4, "june": 12}).cells == {"may": None, "june": 12}


@pytest.mark.parametrize(
    ("part", "whole", "allowed"), [(50, 52, False), (3, 60, False), (0, 60, True), (60, 60, True)]
)
def test_a_part_is_printed_only_when_the_rest_is_not_small(part, whole, allowed):
    assert may_print_part(part, whole) is allowed


def test_threshold_is_a_setting(settings):
    settings.DISCLOSURE_THRESHOLD = 10
    assert protect({"a": 9, "b": 40, "c": 50}).cells == {"a": None, "b": None, "c": 50}
