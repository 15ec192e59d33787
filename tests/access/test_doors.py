"""Every address stands once in the table of doors, and the matrix sees what it should."""

import pytest

from rco_network.management.trials import doors as table
from rco_network.management.trials.addresses import addresses
from rco_network.management.trials.browser import Answer
from rco_network.management.trials.marks import Kind, leaks, mark
from rco_network.management.trials.matrix import Cell, Matrix
from rco_network.management.trials.visitors import Visitor


def test_every_address_is_placed_and_none_that_has_gone():
    names, placed = {address.name for address in addresses()}, set(table.doors())
    assert names - placed == set(), "say in trials/doors.py who comes in there, and why"
    assert placed - names == set(), "gone: take it out of trials/doors.py"


def test_nothing_is_placed_twice(monkeypatch):
    monkeypatch.setattr(table, "_WINGS", (table._FUNDING, table._FUNDING))
    with pytest.raises(ValueError, match="award"):
        table.doors()


def test_every_door_has_a_reason():
    assert [name for name, door in table.doors().items() if not door.why] == []


@pytest.mark.parametrize(
    "visitor, kind, world, says",
    [
        (Visitor.MANAGER, Kind.PERSON, "ayr", []),
        (Visitor.MANAGER, Kind.PERSON, "bex", ["person of another network"]),
        (Visitor.STRANGER, Kind.PERSON, "bex", []),
        (Visitor.COORDINATOR, Kind.PERSON, "ayr", ["person of their own network"]),
        (Visitor.OFFICER, Kind.AWARD_COUNCIL, "ayr", ["awardcouncil of their own network"]),
        (Visitor.WORKER, Kind.DIRECTORY, "bex", []),
        (Visitor.ANONYMOUS, Kind.DIRECTORY, "ayr", ["directory of their own network"]),
        (Visitor.ADMINISTRATOR, Kind.AWARD_FUNDER, "bex", []),
        (Visitor.ADMINISTRATOR, Kind.PERSON, "bex", ["person of another network"]),
    ],
)
def test_a_marked_word_in_the_wrong_place_is_a_leak(visitor, kind, world, says):
    home = "bex" if visitor is Visitor.STRANGER else "ayr"
    assert leaks(visitor, f"<p>{mark(world, kind).upper()}</p>", home) == says


@pytest.mark.parametrize(
    "visitor, kind, status, is_right",
    [
        (Visitor.WORKER, "own", 200, True),
        (Visitor.WORKER, "own", 404, False),
        (Visitor.WORKER, "another's", 404, True),
        (Visitor.WORKER, "another's", 200, False),
        (Visitor.COORDINATOR, "own", 404, True),
        (Visitor.COORDINATOR, "own", 200, False),
        (Visitor.COORDINATOR, "own", 500, False),
    ],
)
def test_an_answer_that_the_table_does_not_know_is_a_fault(visitor, kind, status, is_right):
    cell = Cell(visitor, "GET", kind, "participant", table.doors()["participant"])
    assert (cell.problem(Answer(status, (), b"")) == "") is is_right


def test_a_refusal_says_why():
    cell = Cell(Visitor.LOGGER, "GET", "no", "imports", table.doors()["imports"])
    assert cell.problem(Answer(403, (), b"<h1>No</h1>")) == "403 without a reason"
    assert cell.problem(Answer(403, (), b'<p class="lead">Ask a manager</p>')) == ""


def test_two_answers_that_tell_apart_real_and_made_up_ids_are_a_leak(ground, monkeypatch):
    """The judge itself: a page that greets a stranger's id differently is found."""
    from rco_network.management.trials import matrix

    other = str(ground.other.row("services.Participant", Visitor.MANAGER).uuid)

    def undone(browser, method, asked):
        return Answer(404, (), b"gone" if other in asked.path else b"never was")

    one_door = [address for address in matrix.addresses() if address.name == "participant"]
    monkeypatch.setattr(matrix, "addresses", lambda: one_door)
    monkeypatch.setattr(matrix, "_undone", undone)
    found = Matrix(ground).run([Visitor.WORKER])
    assert any("worker GET participant with another's id" in one for one in found.leaked)
