"""A reader with a solver of its own works nothing out of a sample.

Thousands more: `manage.py trial disclosure`.
"""

import random

import pytest

from rco_network.core.disclosure import ONS_10_5, THRESHOLD_5, Policy, Zeros
from rco_network.management.trials.editions_at_random import issue
from rco_network.management.trials.tables_at_random import linked, one_way, two_way

RULES = [THRESHOLD_5, ONS_10_5, Policy(zeros=Zeros.PROTECTED)]


@pytest.mark.parametrize("rule", RULES, ids=["5", "10-5", "zeros protected"])
@pytest.mark.parametrize(
    ("kind", "count"), [(one_way, 20), (two_way, 8), (linked, 4)], ids=lambda it: str(it)[:14]
)
def test_no_hidden_number_of_a_table_can_be_pinned(kind, count, rule):
    for seed in range(count):
        assert kind(random.Random(seed), rule, naive=False).pinned == [], seed


@pytest.mark.parametrize("kind", [one_way, two_way, linked])
def test_the_attack_finds_what_naive_suppression_leaves(kind):
    assert any(kind(random.Random(seed), THRESHOLD_5, naive=True).pinned for seed in range(12))


@pytest.mark.parametrize("rule", RULES[:2], ids=["5", "10-5"])
def test_editions_of_one_organisation_give_nothing_away_together(rule):
    for seed in range(4):
        assert issue(random.Random(seed), rule, naive=False).tried.pinned == [], seed


def test_the_attack_finds_what_unchecked_editions_give_away():
    assert any(issue(random.Random(s), THRESHOLD_5, naive=True).tried.pinned for s in range(8))
