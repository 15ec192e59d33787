"""What work somebody logs, and which way matters and documents go."""

import pytest

from organisations.enums import Duty, Role
from rco_network.core.access import Refused, allows
from services.advice import permissions
from services.advice.enums import Held, State, Work
from services.advice.models import Document, Matter
from tests.factories import unsaved_membership


def test_everybody_logs_information_and_only_advisers_more():
    assert permissions.works_open_to(unsaved_membership(Role.WORKER)) == [Work.INFORMATION]
    adviser = unsaved_membership(Role.WORKER, duties=[Duty.ADVISER])
    for somebody in (adviser, unsaved_membership(Role.MANAGER)):
        assert permissions.works_open_to(somebody) == list(Work)


def test_a_matter_opens_after_the_check_and_a_refused_one_never():
    steps = {
        state: {to for to in State if allows(permissions.check_move, Matter(state=state), to)}
        for state in State
    }
    assert steps == {
        State.CHECKING: {State.OPEN, State.REFUSED},
        State.OPEN: {State.CLOSED},
        State.CLOSED: {State.OPEN},
        State.REFUSED: set(),
    }


def test_work_is_written_on_an_open_matter_only():
    permissions.check_is_open(Matter(state=State.OPEN))
    with pytest.raises(Refused, match="conflict of interest first"):
        permissions.check_is_open(Matter(state=State.CHECKING))
    for state in (State.CLOSED, State.REFUSED):
        with pytest.raises(Refused, match="is closed"):
            permissions.check_is_open(Matter(state=state))


def test_a_document_comes_and_goes_back_once():
    steps = {
        state: {to for to in Held if allows(permissions.check_held_move, Document(state=state), to)}
        for state in Held
    }
    assert steps == {
        Held.ASKED: {Held.RECEIVED},
        Held.RECEIVED: {Held.RETURNED},
        Held.RETURNED: set(),
    }
