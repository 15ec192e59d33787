"""The trial that puts faults into the rules: what it can make, and that it forgets no rule."""

import ast
from argparse import Namespace

from rco_network.management.local.state import ROOT
from rco_network.management.trials import mutants
from rco_network.management.trials.trial import Place

SOUND = """
def check(member, few):
    if member.is_lead and few < 5:
        raise Refused("no")
    forget(member)
    return True
"""


def test_every_file_that_says_who_may_do_what_is_tried():
    there = {str(path.relative_to(ROOT)) for path in ROOT.glob("*/**/permissions.py")}
    there = {path for path in there if not path.startswith((".", "tests"))}
    assert there == set(mutants.TARGETS["permissions"])


def test_what_is_tried_and_the_tests_of_it_are_there():
    named = {name for files in mutants.TARGETS.values() for name in files}
    named |= {
        test
        for files in mutants.TARGETS.values()
        for turns in files.values()
        for tests in turns
        for test in tests.split()
    }
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_a_fault_changes_one_thing_and_leaves_a_module():
    whole = ast.unparse(ast.parse(SOUND))
    found = list(mutants.faults(ast.parse(SOUND)))
    assert {what for _line, what, _source in found} == {
        "a condition was turned round",
        "and and or changed places",
        "Lt became LtE",
        "a constant became 6",
        "a constant became False",
        "None is returned",
        "left out: raise Refused('no')",
        "left out: forget(member)",
    }
    for _line, _what, source in found:
        ast.parse(source)
        assert source != whole


def test_a_truth_is_turned_round_and_not_left_out_too():
    """None in place of False says the same to whoever asks."""
    found = list(mutants.faults(ast.parse("def is_x():\n    return False")))
    assert [what for _line, what, _source in found] == ["a constant became True"]


def test_how_a_class_is_made_is_no_behaviour():
    whole = "@dataclass(frozen=True)\nclass Cell:\n    is_hidden: bool = False"
    assert [(line, what) for line, what, _ in mutants.faults(ast.parse(whole))] == [
        (3, "a constant became True")
    ]


def test_a_line_of_the_log_is_no_behaviour():
    assert list(mutants.faults(ast.parse("logger.warning('slow')\nprint('slow')"))) == [
        (2, "left out: print('slow')", "logger.warning('slow')\npass")
    ]


def test_what_the_first_tests_leave_is_tried_with_the_next(monkeypatch, tmp_path):
    asked = []

    def noticed(mutant, tests, folder, patience):
        asked.append((mutant.what, tests))
        return (mutant.what, tests) in {("a", "quick"), ("b", "slow")}

    monkeypatch.setattr(mutants, "sound", lambda tests, copies: 1.0)
    monkeypatch.setattr(mutants, "is_noticed", noticed)
    monkeypatch.setattr(mutants, "copy_of_project", lambda folder: folder)
    made = [mutants.Mutant("jobs", "x.py", 1, what, what, ("quick", "slow")) for what in "abc"]
    monkeypatch.setattr(mutants, "mutants_of", lambda area: made)
    options = Namespace(area="jobs", seed=1, most=9, at_once=1)
    verdict = mutants.run(Place(tmp_path, lambda line: None, options))
    assert asked == [(w, "quick") for w in "abc"] + [(w, "slow") for w in "bc"]
    assert verdict.faults == ["x.py:1 c"]
    assert "2 of 3" in verdict.sentence
