"""The trial that puts faults into the rules: what it can make, and that it forgets no rule."""

import ast

from rco_network.management.local.state import ROOT
from rco_network.management.trials import mutants

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
        test for files in mutants.TARGETS.values() for t in files.values() for test in t.split()
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
