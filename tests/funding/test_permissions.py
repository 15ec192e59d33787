"""What each side of an award says about it."""

import pytest

from funding import permissions
from funding.models import Award
from organisations.enums import Role
from rco_network.core.access import allows
from tests.factories import unsaved_membership

AWARD = Award(funder_id=1, recipient_id=2)
OFFICER, COORDINATOR, MANAGER, WORKER, *OTHERS = (
    unsaved_membership(role, organisation_id=organisation, user_id=number)
    for number, (role, organisation) in enumerate(
        (
            (Role.OFFICER, 1),
            (Role.COORDINATOR, 1),
            (Role.MANAGER, 2),
            (Role.WORKER, 2),
            (Role.OFFICER, 3),
            (Role.MANAGER, 3),
        ),
        start=1,
    )
)


@pytest.mark.parametrize(
    ("ask", "let_in"),
    [
        ("see_award", [OFFICER, MANAGER]),
        ("set_attribution", [MANAGER]),
        ("schedule", [OFFICER, MANAGER]),
        ("accept_others", [OFFICER]),
    ],
)
def test_each_side_says_its_own_by_who_may_say_it_there(ask, let_in):
    check = getattr(permissions, f"check_can_{ask}")
    can = getattr(permissions, f"can_{ask}", None)
    for who in (OFFICER, MANAGER, WORKER, COORDINATOR, *OTHERS):
        assert allows(check, who, AWARD) is (who in let_in), who
        if can:
            assert can(who, AWARD) is (who in let_in), who
