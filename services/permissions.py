"""Who may do what with people, services and registers."""

from typing import Any

from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .enums import Channel
from .models import ContactDetails, Group


def _check_own(membership: StaffMembership, subject: Any) -> None:
    """Raise Refused for what belongs to somebody else, should it ever get this far."""
    if subject.organisation_id != membership.organisation_id:
        raise Refused(_("This belongs to another organisation."))


def check_can_log(membership: StaffMembership, group: Group) -> None:
    """May open and save the registers of this group and add the newcomers who came."""
    check_right(membership, Right.LOG)
    _check_own(membership, group)
    if membership.has_right(Right.SEE_ALL_GROUPS):
        return
    if not Group.objects.visible_to(membership).filter(pk=group.pk).exists():
        raise Refused(
            _("You are not named on this group. Ask a worker or a manager to name you on its page.")
        )


def can_log(membership: StaffMembership, group: Group) -> bool:
    return allows(check_can_log, membership, group)


def check_can_see_people(membership: StaffMembership | None) -> None:
    """May search and open participants."""
    check_right(membership, Right.SEE_PEOPLE)


def can_see_people(membership: StaffMembership | None) -> bool:
    return allows(check_can_see_people, membership)


def check_can_change_people(membership: StaffMembership | None) -> None:
    """May add and change participants, and say who belongs to which group."""
    check_right(membership, Right.CHANGE_PEOPLE)


def can_change_people(membership: StaffMembership | None) -> bool:
    return allows(check_can_change_people, membership)


def check_can_see_services(membership: StaffMembership | None) -> None:
    """May see what is offered and who is in a group: whoever logs, and whoever sees every group."""
    if membership is None or not membership.has_right(Right.SEE_ALL_GROUPS):
        check_right(membership, Right.LOG)


def check_can_run_services(membership: StaffMembership | None) -> None:
    """May make, change and close services and groups."""
    check_right(membership, Right.RUN_SERVICES)


def can_run_services(membership: StaffMembership | None) -> bool:
    return allows(check_can_run_services, membership)


def check_can_use_feed(membership: StaffMembership | None) -> None:
    """May have a secret address of their calendar: who works here, and no visitor."""
    check_right(membership, Right.LOG)


def can_use_feed(membership: StaffMembership | None) -> bool:
    return allows(check_can_use_feed, membership)


def check_can_name_on(membership: StaffMembership, group: Group) -> None:
    """May say which colleagues log this group."""
    check_right(membership, Right.RUN_SERVICES)
    _check_own(membership, group)


def check_can_restrict(membership: StaffMembership | None) -> None:
    """May restrict a record to named people, change who they are, and open it again."""
    check_right(membership, Right.RESTRICT)


def can_restrict(membership: StaffMembership | None) -> bool:
    return allows(check_can_restrict, membership)


def check_may_contact(contact: ContactDetails | None, channel: Channel) -> None:
    """Raise Refused, with the reason, unless it is safe to reach the person in this way.

    What nobody asked is not safe. Asked of whatever leaves the house: a message, a link that
    dials, a file with numbers in it.
    """
    if contact is None:
        raise Refused(
            _(
                "Nobody has asked yet how this person can be reached safely. Ask them, and write "
                "it "
                "under contact."
            )
        )
    if not contact.is_allowed(channel):
        raise Refused(
            _("It is not safe to %(do_this)s. Read what is written under contact.")
            % {"do_this": channel.label}
        )
    if not contact.place(channel):
        raise Refused(
            _("Nothing is known that one could use to %(do_this)s.") % {"do_this": channel.label}
        )


def check_can_import(membership: StaffMembership | None) -> None:
    """May upload files of old records, look at what they would do, save them, take them back."""
    check_right(membership, Right.IMPORT)


def check_can_bring_in(membership: StaffMembership | None, right: Right) -> None:
    """May import what `right` looks after: people for those who may change people, and so on."""
    check_can_import(membership)
    check_right(membership, right)


def check_can_answer_people(membership: StaffMembership | None) -> None:
    """May answer what somebody asks about their own data: see all of it, correct it, erase it."""
    check_right(membership, Right.ANSWER_PEOPLE)


def can_answer_people(membership: StaffMembership | None) -> bool:
    return allows(check_can_answer_people, membership)


def check_can_set_retention(membership: StaffMembership | None) -> None:
    """May say how long records are kept, see what goes next, and keep single ones longer."""
    check_right(membership, Right.SET_RETENTION)


def can_set_retention(membership: StaffMembership | None) -> bool:
    return allows(check_can_set_retention, membership)


def check_can_close_days(membership: StaffMembership) -> None:
    """May close the days of a report by issuing it: whoever may approve one."""
    check_right(membership, Right.APPROVE_REPORTS)


def check_can_read_corrections(membership: StaffMembership | None) -> None:
    """May read why closed days were changed: whoever answers for the organisation's reports."""
    check_right(membership, Right.MAKE_REPORTS)


def can_read_corrections(membership: StaffMembership | None) -> bool:
    return allows(check_can_read_corrections, membership)
