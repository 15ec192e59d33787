"""Who may see and write down what about the school and its children."""

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import allows


def check_can_see_school(membership: StaffMembership | None) -> None:
    """May see children with their guardians and attainment: whoever sees participants."""
    check_right(membership, Right.SEE_PEOPLE)


def can_see_school(membership: StaffMembership | None) -> bool:
    return allows(check_can_see_school, membership)


def check_can_keep_children(membership: StaffMembership | None) -> None:
    """May write down guardians, consents, attainment, and what the register must know."""
    check_right(membership, Right.CHANGE_PEOPLE)


def can_keep_children(membership: StaffMembership | None) -> bool:
    return allows(check_can_keep_children, membership)


def check_can_run_school(membership: StaffMembership | None) -> None:
    """May set up terms, classes and scales, and keep the quality framework's file."""
    check_right(membership, Right.RUN_SERVICES)


def can_run_school(membership: StaffMembership | None) -> bool:
    return allows(check_can_run_school, membership)
