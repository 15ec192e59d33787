"""Who may send and answer referrals. Whose they are is the database's to say."""

from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .enums import MOVES, State
from .models import Referral


def check_can_refer(membership: StaffMembership | None) -> None:
    """May refer people to other organisations, and answer what others ask."""
    check_right(membership, Right.REFER)


def can_refer(membership: StaffMembership | None) -> bool:
    return allows(check_can_refer, membership)


def check_is_sender(membership: StaffMembership, referral: Referral) -> None:
    """May take it back: only the organisation that sent it."""
    check_can_refer(membership)
    if referral.sender_id != membership.organisation_id:
        raise Refused(_("Only the organisation that sent this referral can do that."))


def check_is_receiver(membership: StaffMembership, referral: Referral) -> None:
    """May answer it: only the organisation that it was sent to."""
    check_can_refer(membership)
    if referral.receiver_id != membership.organisation_id:
        raise Refused(_("Only the organisation that this referral was sent to can do that."))


def check_move(referral: Referral, to: str) -> None:
    """Raise Refused when the referral is not in a state from which this can be done."""
    now = referral.state_now
    if to not in MOVES[now]:
        label = str(State(now).label).lower()
        raise Refused(_("Nothing was changed. This referral is: %(state)s.") % {"state": label})
