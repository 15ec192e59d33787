"""Who may see awards, record them, and say which work counts towards them."""

from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .models import Award


def check_can_see_awards(membership: StaffMembership) -> None:
    """Raise Refused unless the person makes reports, or reads those that a funder is given."""
    if membership.has_right(Right.READ_REPORTS):
        return
    check_right(membership, Right.MAKE_REPORTS)


def can_see_awards(membership: StaffMembership) -> bool:
    return allows(check_can_see_awards, membership)


def check_can_see_award(membership: StaffMembership, award: Award) -> None:
    """Raise Refused unless the person's organisation gave or received the award."""
    check_can_see_awards(membership)
    if membership.organisation_id not in (award.funder_id, award.recipient_id):
        raise Refused(_("Only the two sides of an award see it."))


def check_can_add_awards(membership: StaffMembership) -> None:
    """Raise Refused unless the person may record awards that their organisation received."""
    check_right(membership, Right.SET_ATTRIBUTION)


def can_add_awards(membership: StaffMembership) -> bool:
    return allows(check_can_add_awards, membership)


def check_can_set_attribution(membership: StaffMembership, award: Award) -> None:
    """Raise Refused unless the person may say, for the recipient, what counts towards it."""
    if award.recipient_id != membership.organisation_id:
        raise Refused(
            _(
                "Which work counts towards an award is said by the organisation that received it. "
                "Its reports name what they count."
            )
        )
    check_right(membership, Right.SET_ATTRIBUTION)


def can_set_attribution(membership: StaffMembership, award: Award) -> bool:
    return allows(check_can_set_attribution, membership, award)


def check_can_schedule(membership: StaffMembership, award: Award) -> None:
    """Raise Refused unless the person may say, for their side, when reports are due."""
    if award.recipient_id == membership.organisation_id:
        check_right(membership, Right.SET_ATTRIBUTION)
    elif award.funder_id == membership.organisation_id:
        check_right(membership, Right.READ_REPORTS)
    else:
        raise Refused(_("Only the two sides of an award say when its reports are due."))


def can_schedule(membership: StaffMembership, award: Award) -> bool:
    return allows(check_can_schedule, membership, award)


def check_can_accept_others(membership: StaffMembership, award: Award) -> None:
    """Raise Refused unless the person may say for the funder which reports it accepts."""
    if award.funder_id != membership.organisation_id:
        raise Refused(_("Whether a report made for another is accepted, the award's funder says."))
    check_right(membership, Right.READ_REPORTS)


def can_accept_others(membership: StaffMembership, award: Award) -> bool:
    return allows(check_can_accept_others, membership, award)
