"""Who may do what with concerns. Who may see one is the database's to say (`rco_concerns`)."""

from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .enums import MOVES, OF_THE_LEAD, OF_THE_NAMED, State
from .models import Concern


def check_can_raise(membership: StaffMembership | None) -> None:
    """Raise Refused unless the person may tell a lead what they saw or heard."""
    check_right(membership, Right.RAISE_CONCERNS)


def can_raise(membership: StaffMembership | None) -> bool:
    return allows(check_can_raise, membership)


def check_can_come(membership: StaffMembership | None) -> None:
    """Raise Refused for those who neither raise nor handle concerns: funders, visitors."""
    if not can_handle(membership):
        check_can_raise(membership)


def check_can_handle(membership: StaffMembership | None) -> None:
    """Raise Refused unless the person holds the duty: may sort, name, decide, close."""
    check_right(membership, Right.HANDLE_CONCERNS)


def can_handle(membership: StaffMembership | None) -> bool:
    return allows(check_can_handle, membership)


def kinds_for(membership: StaffMembership) -> tuple[str, ...]:
    """What somebody who reads a concern may write under it."""
    return OF_THE_LEAD if can_handle(membership) else OF_THE_NAMED


def check_move(concern: Concern, to: str) -> None:
    """Raise Refused when the concern is not in a state from which this can be done."""
    if to not in MOVES[concern.state]:
        raise Refused(
            _("This concern is %(state)s already.") % {"state": State(concern.state).label.lower()}
        )
