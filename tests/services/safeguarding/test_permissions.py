"""What a lead writes and others do not, and which way a concern goes."""

import pytest

from organisations.enums import Duty, Role
from rco_network.core.access import Refused
from services.safeguarding import permissions
from services.safeguarding.enums import OF_THE_LEAD, OF_THE_NAMED
from services.safeguarding.models import Concern
from tests.factories import unsaved_membership


def test_only_a_lead_writes_whom_a_concern_was_told_to():
    lead = unsaved_membership(Role.LOGGER, duties=[Duty.SAFEGUARDING_LEAD])
    assert permissions.kinds_for(lead) == OF_THE_LEAD
    assert permissions.kinds_for(unsaved_membership()) == OF_THE_NAMED


def test_a_concern_is_closed_once_and_opened_again_once():
    for state, other in (("open", "closed"), ("closed", "open")):
        permissions.check_move(Concern(state=state), other)
        with pytest.raises(Refused, match=f"is {state} already"):
            permissions.check_move(Concern(state=state), state)
