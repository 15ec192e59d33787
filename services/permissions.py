"""Who may do what with people, services and registers."""

from typing import Any

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .models import Group


def _check_own(membership: StaffMembership, subject: Any) -> None:
    """Raise Refused for what belongs to somebody else, should it ever get this far."""
    if subject.organisation_id != membership.organisation_id:
        raise Refused("This belongs to another organisation.")


def check_can_log(membership: StaffMembership, group: Group) -> None:
    """May open and save the registers of this group and add the newcomers who came."""
    check_right(membership, Right.LOG)
    _check_own(membership, group)


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
    """May see what is offered and who is in a group: whoever logs a register does."""
    check_right(membership, Right.LOG)


def check_can_run_services(membership: StaffMembership | None) -> None:
    """May make, change and close services and groups."""
    check_right(membership, Right.RUN_SERVICES)


def can_run_services(membership: StaffMembership | None) -> bool:
    return allows(check_can_run_services, membership)


def check_can_import(membership: StaffMembership | None) -> None:
    """May upload files of past sessions, look at what they would do, and save them."""
    check_right(membership, Right.IMPORT)
