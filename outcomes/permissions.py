"""Who may record and read what changed in somebody's life."""

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import allows


def check_can_record_outcomes(membership: StaffMembership | None) -> None:
    """May record outcomes, correct them, and read those of the organisation."""
    check_right(membership, Right.RECORD_OUTCOMES)


def check_can_set_domains(membership: StaffMembership | None) -> None:
    """May say which domains a service works towards."""
    check_right(membership, Right.RUN_SERVICES)


def can_set_domains(membership: StaffMembership | None) -> bool:
    return allows(check_can_set_domains, membership)
