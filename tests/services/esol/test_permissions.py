"""Which way a target goes."""

from rco_network.core.access import allows
from services.esol.enums import TargetState
from services.esol.models import Target
from services.esol.permissions import check_move


def test_a_target_is_reached_or_changed_and_opened_again():
    steps = {
        state: {to for to in TargetState if allows(check_move, Target(state=state), to)}
        for state in TargetState
    }
    assert steps == {
        TargetState.OPEN: {TargetState.REACHED, TargetState.CHANGED},
        TargetState.REACHED: {TargetState.OPEN},
        TargetState.CHANGED: {TargetState.OPEN},
    }
