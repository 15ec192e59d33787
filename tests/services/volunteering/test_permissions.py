"""What a volunteer says for themselves, and what somebody else has to say."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.access import Refused, allows
from services.volunteering import permissions
from services.volunteering.enums import State, Turn
from services.volunteering.models import Assignment, Shift, Volunteer
from tests.factories import acting, make_membership, unsaved_membership

from .ground import a_volunteer

KEEPER, OWN, OTHER = (
    unsaved_membership(Role.MANAGER, user_id=1),
    unsaved_membership(Role.LOGGER, user_id=2),
    unsaved_membership(Role.LOGGER, user_id=3),
)
OVER = {Turn.DONE, Turn.MISSED}


def a_turn(state, *, of=OWN, days=-1):
    shift = Shift(day=timezone.localdate() + timedelta(days=days), starts_at=time(10))
    return Assignment(state=state, volunteer=Volunteer(membership=of), shift=shift)


def said(by, turn):
    return {to for to in Turn if allows(permissions.check_turn, by, turn, to)}


def test_somebody_is_their_own_volunteer_only():
    mine = Volunteer(membership=OWN)
    assert permissions.is_own(OWN, mine) is True
    assert permissions.is_own(OTHER, mine) is False
    assert permissions.is_own(OWN, Volunteer()) is False


def test_nobody_approves_their_own_and_nobody_speaks_for_others():
    mine = Volunteer(membership=OWN)
    assert not allows(permissions.check_not_own, OWN, mine)
    assert allows(permissions.check_not_own, KEEPER, mine)
    speak = permissions.check_speaks_for
    assert [allows(speak, who, mine) for who in (OWN, KEEPER, OTHER)] == [True, True, False]


def test_who_signs_in_finds_their_own_record_and_no_other(db):
    own = make_membership(Role.LOGGER)
    rco = own.organisation
    manager, other = make_membership(organisation=rco), make_membership(Role.LOGGER, rco)
    with acting(manager):
        mine = a_volunteer(rco, membership=own)
        a_volunteer(rco)
        assert list(permissions.own_volunteering(own)) == [mine]
        assert permissions.check_is_volunteer(own) == mine
        with pytest.raises(Refused, match="not linked"):
            permissions.check_is_volunteer(other)
        visitor = make_membership(Role.VISITOR, rco)
        a_volunteer(rco, membership=visitor)
        assert not allows(permissions.check_is_volunteer, visitor)


def test_a_volunteer_goes_one_step_after_the_other():
    def steps(state):
        volunteer = Volunteer(state=state)
        return {to for to in State if allows(permissions.check_step, volunteer, to)}

    assert steps(State.INDUCTION) == {State.ACTIVE, State.CHECKS, State.LEFT}
    assert State.ACTIVE not in steps(State.ENQUIRY) | steps(State.CHECKS) | steps(State.LEFT)


def test_a_volunteer_answers_what_they_were_asked_and_does_not_accept_themselves():
    assert said(OWN, a_turn(Turn.ASKED)) == {Turn.CONFIRMED, Turn.CALLED_OFF}
    assert said(OWN, a_turn(Turn.SIGNED_UP)) == {Turn.OFFERED, Turn.CALLED_OFF}
    assert said(OWN, a_turn(Turn.CONFIRMED)) == {Turn.OFFERED, Turn.CALLED_OFF}
    assert said(OWN, a_turn(Turn.OFFERED)) == {Turn.CONFIRMED, Turn.CALLED_OFF}
    assert said(OWN, a_turn(Turn.DONE)) == set()


def test_a_colleague_who_looks_after_volunteers_says_the_rest_once_it_has_begun():
    assert said(KEEPER, a_turn(Turn.SIGNED_UP)) == {
        Turn.CONFIRMED,
        Turn.OFFERED,
        Turn.CALLED_OFF,
        *OVER,
    }
    assert said(KEEPER, a_turn(Turn.CONFIRMED, days=1)) == {Turn.OFFERED, Turn.CALLED_OFF}
    assert said(KEEPER, a_turn(Turn.DONE)) == {Turn.MISSED}
    assert said(KEEPER, a_turn(Turn.CALLED_OFF)) == set()


def test_who_looks_after_volunteers_is_one_too_and_does_not_count_their_own_hours():
    own = a_turn(Turn.CONFIRMED, of=KEEPER)
    assert said(KEEPER, own) == {Turn.OFFERED, Turn.CALLED_OFF}
    signed_up = a_turn(Turn.SIGNED_UP, of=KEEPER)
    assert Turn.CONFIRMED not in said(KEEPER, signed_up)


def test_a_turn_is_nobody_elses_and_given_over_by_the_swap_alone():
    for state in Turn:
        assert said(OTHER, a_turn(state)) == set()
        assert Turn.SWAPPED not in said(OWN, a_turn(state)) | said(KEEPER, a_turn(state))
