"""Which side of a referral does what, and when."""

from datetime import timedelta

from django.utils import timezone

from organisations.enums import Role
from rco_network.core.access import allows
from services.referrals import permissions
from services.referrals.enums import State
from services.referrals.models import Referral
from tests.factories import unsaved_membership

SENDER, RECEIVER, STRANGER = 1, 2, 3


def referral(state=State.SENT, days=7):
    until = timezone.localdate() + timedelta(days=days)
    return Referral(sender_id=SENDER, receiver_id=RECEIVER, state=state, expires_on=until)


def test_each_side_does_its_own_part_and_only_those_who_refer():
    for check, side in (
        (permissions.check_is_sender, SENDER),
        (permissions.check_is_receiver, RECEIVER),
    ):
        for here in (SENDER, RECEIVER, STRANGER):
            worker = unsaved_membership(Role.WORKER, organisation_id=here)
            assert allows(check, worker, referral()) is (here == side)
        logger = unsaved_membership(Role.LOGGER, organisation_id=side)
        assert not allows(check, logger, referral())


def test_a_referral_is_answered_while_it_waits_and_taken_back_while_it_is_of_use():
    def steps(one):
        return {to for to in State if allows(permissions.check_move, one, to)}

    answers = {State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED}
    assert steps(referral()) == answers
    assert steps(referral(State.ACCEPTED)) == {State.WITHDRAWN}
    assert steps(referral(days=-1)) == set()  # over by the clock, whatever the row still says
    for state in (State.DECLINED, State.WITHDRAWN, State.EXPIRED):
        assert steps(referral(state)) == set()
