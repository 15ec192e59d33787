"""A percentage or a mean says no more than the numbers behind it may."""

from decimal import Decimal

import pytest

from rco_network.core.disclosure import (
    ONS_10_5,
    Published,
    may_print_mean,
    may_print_share,
    numerators,
    share,
    shares,
)


def test_a_percentage_gives_its_part_away():
    assert numerators(Decimal("72.7"), 11, places=1) == [8]
    assert numerators(Decimal(33), 1000) == list(range(325, 335))
    assert numerators(Decimal("50.5"), 3, places=1) == []


@pytest.mark.parametrize(
    ("part", "whole", "allowed"),
    [(8, 16, True), (8, 11, False), (3, 60, False), (0, 60, True), (60, 60, True), (3, 4, False)],
)
def test_a_percentage_is_printed_where_part_rest_and_whole_may_be(part, whole, allowed):
    assert may_print_share(part, whole) is allowed
    assert (share(part, whole) is not None) is allowed


def test_every_part_that_a_printed_percentage_can_be_may_be_printed():
    for whole in range(1, 60):
        for part in range(whole + 1):
            percent = share(part, whole, places=1)
            if percent is not None:
                assert all(may_print_share(n, whole) for n in numerators(percent, whole, places=1))


def test_a_reader_of_a_percentage_thinks_of_no_part_below_nobody_or_above_everybody():
    assert numerators(Decimal(0), 1000) == [0, 1, 2, 3, 4]
    assert numerators(Decimal(100), 1000) == [995, 996, 997, 998, 999, 1000]
    assert numerators(Decimal("33.3"), 3, places=1) == [1]


def test_a_percentage_of_rounded_numbers_is_made_of_them():
    assert share(23, 47) == Decimal(49)
    assert share(23, 47, policy=ONS_10_5) == Decimal(56)  # 25 of 45


def test_a_hidden_cell_has_no_percentage():
    table = Published({"a": None, "b": 40, "c": None, "d": 0})
    assert shares(table, 55) == {"a": None, "b": Decimal(73), "c": None, "d": Decimal(0)}
    assert set(shares(table, None).values()) == {None}


@pytest.mark.parametrize(
    ("n", "given", "allowed"),
    [
        (4, {}, False),
        (5, {}, True),
        (9, {"policy": ONS_10_5}, False),
        (8, {"mean": 5, "least": 1, "most": 5}, False),
        (8, {"mean": Decimal("4.5"), "least": 1, "most": 5}, True),
    ],
)
def test_a_mean_needs_enough_people_who_do_not_all_say_the_same(n, given, allowed):
    assert may_print_mean(n, **given) is allowed
