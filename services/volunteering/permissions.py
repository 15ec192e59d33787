"""Who looks after volunteers, and what a volunteer who signs in may say for themselves."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .enums import MOVES, OWN_MOVES, TURN_MOVES, State, Turn
from .models import Assignment, Volunteer


def check_can_manage(membership: StaffMembership | None) -> None:
    """May look after volunteers: their record, checks, the rota, hours and expenses."""
    check_right(membership, Right.MANAGE_VOLUNTEERS)


def can_manage(membership: StaffMembership | None) -> bool:
    return allows(check_can_manage, membership)


def own_volunteering(membership: StaffMembership) -> "QuerySet[Volunteer]":
    """Return the volunteer who signs in with this membership: one, or none."""
    own = Volunteer.objects.for_organisation(membership.organisation_id)
    return own.filter(membership=membership)


def check_is_volunteer(membership: StaffMembership) -> Volunteer:
    """Return who they are as a volunteer. Raises Refused for those who are none here."""
    check_right(membership, Right.LOG)
    found = own_volunteering(membership).select_related("participant").first()
    if found is None:
        raise Refused(
            _(
                "Your account is not linked with a volunteer’s record yet. Ask whoever looks after "
                "volunteers to link it on your record."
            )
        )
    return found


def is_own(membership: StaffMembership, volunteer: Volunteer) -> bool:
    """Whether somebody is this volunteer themselves."""
    return volunteer.membership_id is not None and volunteer.membership_id == membership.pk


def check_not_own(membership: StaffMembership, volunteer: Volunteer) -> None:
    """Raise Refused when somebody would approve what is their own."""
    if is_own(membership, volunteer):
        raise Refused(_("Nobody approves their own. Ask a colleague who looks after volunteers."))


def check_speaks_for(membership: StaffMembership, volunteer: Volunteer) -> None:
    """Raise Refused unless they look after volunteers, or are this one themselves."""
    if not is_own(membership, volunteer):
        check_can_manage(membership)


def check_step(volunteer: Volunteer, to: str) -> None:
    """Raise Refused for a step that does not follow from where a volunteer is."""
    if to not in MOVES[volunteer.state]:
        raise Refused(
            _("From “%(now)s” one cannot go to “%(to)s”. Open the volunteer’s page again.")
            % {"now": State(volunteer.state).label, "to": State(to).label}
        )


def check_turn(membership: StaffMembership, turn: Assignment, to: str) -> None:
    """Raise Refused unless this person may say this of a volunteer's turn on a shift now."""
    if to not in TURN_MOVES[turn.state] or to == Turn.SWAPPED:
        raise Refused(
            _("This turn is “%(now)s” by now. Open the page again.")
            % {"now": Turn(turn.state).label}
        )
    if is_own(membership, turn.volunteer) and to in OWN_MOVES:
        if to == Turn.CONFIRMED and turn.state == Turn.SIGNED_UP:
            check_not_own(membership, turn.volunteer)
        return
    check_can_manage(membership)
    if to in (Turn.DONE, Turn.MISSED):
        check_not_own(membership, turn.volunteer)
        if not turn.shift.has_begun:
            raise Refused(_("This shift has not begun yet."))
