"""A new edition reveals no small group, and no hidden number of an earlier one."""

from time import process_time

import pytest

from rco_network.core.disclosure import ONS_10_5, Claim, coarsen, find

GENDER, AGE = ("gender",), ("age",)


def people(*ranges):
    return frozenset(n for first, last in ranges for n in range(first, last))


def printed(name, who, asks=()):
    return Claim(name, who, len(who), asks)


def hidden(name, who, asks=()):
    return Claim(name, who, None, asks)


QUARTER = [
    printed("April to June", people((0, 60))),
    printed("April to June: women", people((0, 45)), GENDER),
    hidden("April to June: men", people((45, 57)), GENDER),
    hidden("April to June: another gender", people((57, 60)), GENDER),
]


def half_year(*, men=printed):
    return [
        printed("April to September", people((0, 80))),
        printed("April to September: women", people((0, 45), (60, 70)), GENDER),
        men("April to September: men", people((45, 57), (70, 80)), GENDER),
        hidden("April to September: another gender", people((57, 60)), GENDER),
    ]


def test_a_number_hidden_earlier_must_not_follow_from_the_new_ones():
    found = find(QUARTER, half_year())
    assert [one.name for one in found] == ["April to June: another gender"]
    assert found[0].least == found[0].most == 3
    assert "April to September: men" in found[0].sources
    assert "hidden because fewer than 5 people are in it" in found[0].sentence
    assert "3" not in found[0].sentence.replace("fewer than 5", "")


def test_hiding_its_partner_in_the_new_edition_too_is_enough():
    assert coarsen(QUARTER, half_year()) == {"April to September: men"}
    assert find(QUARTER, half_year(men=hidden)) == []
    assert coarsen(QUARTER, half_year(men=hidden)) == set()


def test_a_small_group_by_which_nested_numbers_differ_is_found():
    before = [printed("April", people((0, 50)))]
    new = [printed("April and May", people((0, 52)))]
    (found,) = find(before, new)
    assert found.name == "“April and May” without “April”"
    assert found.sources == ("April and May", "April")
    assert "fewer than 5" in found.sentence


def test_totals_that_give_away_a_small_group_can_only_be_refused():
    before = [
        printed("April", people((0, 50))),
        printed("women", people((0, 30)), GENDER),
        printed("men", people((30, 50)), GENDER),
    ]
    new = [
        printed("April and May", people((0, 52))),
        printed("women until May", people((0, 31)), GENDER),
        printed("men until May", people((30, 50), (50, 52)) - people((30, 31)), GENDER),
    ]
    assert find(before, new)
    named = coarsen(before, new)
    assert named is None or "April and May" in named


@pytest.mark.parametrize("more", [0, 5, 30])
def test_nobody_more_or_enough_more_people_are_no_secret(more):
    before = [printed("April", people((0, 50)))]
    assert find(before, [printed("April and May", people((0, 50 + more)))]) == []


def test_the_same_people_printed_under_another_name_are_found():
    before = [
        printed("all", people((0, 60))),
        hidden("a", people((0, 3)), GENDER),
        hidden("b", people((3, 60)), GENDER),
    ]
    new = [printed("the same b", people((3, 60)), GENDER)]
    assert [one.name for one in find(before, new)]
    assert coarsen(before, new) == {"the same b"}


def test_what_was_given_away_before_is_not_the_new_editions_doing():
    before = [printed("April", people((0, 50))), printed("April and May", people((0, 52)))]
    assert find(before, before) == []
    assert find(before, [printed("elsewhere", people((500, 540)))]) == []


def test_an_edition_is_held_against_itself_and_not_blamed_for_earlier_ones():
    telling = [
        printed("all", people((0, 60))),
        hidden("a", people((0, 3)), GENDER),
        printed("b", people((3, 60)), GENDER),
    ]
    assert "a" in [one.name for one in find([], telling)]
    assert find(telling, [printed("elsewhere", people((500, 540)), GENDER)]) == []


def test_no_more_is_hidden_than_brings_back_what_was_known_before():
    """Of four people in two hidden rows a reader knew that each row has one to three."""
    before = [
        printed("April", people((0, 24))),
        hidden("a", people((0, 1)), GENDER),
        hidden("b", people((1, 4)), GENDER),
        printed("c", people((4, 16)), GENDER),
        printed("d", people((16, 24)), GENDER),
    ]
    new = [
        printed("May", people((0, 31))),
        printed("May: a", people((0, 1), (24, 31)), GENDER),
        hidden("May: b", people((1, 4)), GENDER),
        hidden("May: c", people((4, 16)), GENDER),
        printed("May: d", people((16, 24)), GENDER),
    ]
    assert coarsen(before, new) == {"May: a"}


def test_answers_to_another_question_tell_nothing_but_through_totals():
    old = [
        printed("April to September: 16 to 24", people((0, 30), (57, 75)), AGE),
        hidden("April to September: 25 to 64", people((30, 57), (75, 80)), AGE),
    ]
    assert find(QUARTER, [*half_year(men=hidden), *old]) == []


def test_a_rounded_number_is_a_range():
    before = [Claim("April", people((0, 52)), ONS_10_5.range_of(52))]
    new = [Claim("April and May", people((0, 54)), ONS_10_5.range_of(54))]
    assert find(before, new, policy=ONS_10_5) == []
    with pytest.raises(ValueError, match="rounded number"):
        Claim("April", people((0, 52)), 50)


def test_years_of_reports_are_compared_in_good_time():
    before = [
        claim
        for year in range(12)
        for row in range(75)
        for claim in (
            printed(f"{year}/{row}", people((row * 40, row * 40 + 20 + year)), ("language",)),
            printed(f"{year}/{row}b", people((row * 40 + 20 + year, row * 40 + 40)), ("language",)),
        )
    ]
    new = [
        printed(f"new {row}", people((row * 40, row * 40 + 20)), ("language",))
        for row in range(150)
    ]
    started = process_time()
    find(before, new)
    assert process_time() - started < 2
