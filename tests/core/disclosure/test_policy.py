"""The rule is a value: what it prints, what a reader makes of that, and who may choose which."""

import pytest

from rco_network.core.disclosure import (
    ONS_10_5,
    THRESHOLD_5,
    Policy,
    Zeros,
    choices,
    hidden_note,
    in_force,
    method_text,
    named,
    protect,
    rounding_note,
)


def test_the_installation_says_which_rule_is_in_force(settings):
    assert in_force() == THRESHOLD_5
    settings.DISCLOSURE_THRESHOLD, settings.DISCLOSURE_ROUNDING = 10, 5
    settings.DISCLOSURE_ZEROS = "protected"
    assert in_force() == Policy(10, 5, Zeros.PROTECTED)


@pytest.mark.parametrize("wrong", [{"threshold": 1}, {"rounding": 0}, {"rounding": 6}])
def test_a_rule_that_protects_nobody_is_refused(wrong):
    with pytest.raises(ValueError, match="isclosure"):
        Policy(**wrong)


def test_a_report_may_be_stricter_than_the_installation_and_never_weaker(settings):
    assert set(choices()) == {"standard", "10-5"}
    assert named("10-5") == ONS_10_5
    settings.DISCLOSURE_THRESHOLD = 20
    assert set(choices()) == {"standard"}
    assert named("10-5").threshold == 20


@pytest.mark.parametrize(
    ("number", "printed"), [(0, 0), (10, 10), (12, 10), (13, 15), (17, 15), (18, 20)]
)
def test_the_10_5_rule_rounds_to_the_nearest_five(number, printed):
    assert ONS_10_5.printed(number) == printed


@pytest.mark.parametrize("rule", [THRESHOLD_5, ONS_10_5, Policy(10, 10), Policy(7, 3)])
def test_the_range_of_a_printed_number_is_all_that_would_be_printed_so(rule):
    for number in range(rule.threshold, 60):
        alike = [n for n in range(rule.threshold, 80) if rule.printed(n) == rule.printed(number)]
        assert rule.range_of(number) == (min(alike), max(alike))


def test_protected_zeros_are_hidden_with_a_partner():
    rule = Policy(zeros=Zeros.PROTECTED)
    assert protect({"a": 0, "b": 40, "c": 12}, policy=rule).cells == {"a": None, "b": 40, "c": None}


def test_rounded_rows_and_total_stand_each_for_itself():
    shown = protect({"a": 12, "b": 12, "c": 12}, policy=ONS_10_5)
    assert shown.cells == {"a": 10, "b": 10, "c": 10}
    assert ONS_10_5.printed(36) == 35
    assert "may not add up" in rounding_note(ONS_10_5)


def test_the_method_says_what_the_rule_does():
    said = " ".join(method_text(THRESHOLD_5))
    assert "1 to 4 people" in said
    assert "rounded" not in said
    strict = " ".join(method_text(Policy(10, 5, Zeros.PROTECTED)))
    assert "1 to 9 people" in strict
    assert "nearest 5" in strict
    assert "Zeros" in strict
    assert "below 10" in hidden_note(ONS_10_5)
    assert rounding_note(THRESHOLD_5) == ""
