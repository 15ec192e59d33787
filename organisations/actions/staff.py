"""Roles of colleagues, and the end of them. Somebody always stays in charge."""

from django.db import transaction
from django.utils import timezone

from rco_network.core import audit

from ..enums import Right
from ..models import StaffMembership
from ..permissions import check_role_fits, check_somebody_stays_in_charge


def _others_in_charge(membership: StaffMembership) -> int:
    """Count who else can manage staff, and lock them: two such changes at once wait in line."""
    in_charge = (
        StaffMembership.objects.for_organisation(membership.organisation_id)
        .holding(Right.MANAGE_STAFF)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    return sum(other.pk != membership.pk for other in in_charge)


@transaction.atomic
def change_role(*, by: StaffMembership, membership: StaffMembership, role: str) -> StaffMembership:
    """Give a colleague another role. Raises Refused when nobody would be left in charge."""
    check_role_fits(membership.organisation, role)
    others = _others_in_charge(membership)
    membership.refresh_from_db(fields=["role", "ended_at"])
    if membership.role == role or membership.ended_at is not None:
        return membership
    was = membership.role
    after = StaffMembership(role=role)
    if not after.has_right(Right.MANAGE_STAFF):
        check_somebody_stays_in_charge(membership, others)
    membership.role = role
    membership.save(update_fields=["role"])
    audit.record("staff.role_changed", by=by, subject=membership, was=was, role=role)
    return membership


@transaction.atomic
def end_membership(*, by: StaffMembership, membership: StaffMembership) -> StaffMembership:
    """End somebody's place here, from their next request on. Raises Refused for the last in charge.

    Their account and what they wrote stay: they may belong to other organisations.
    """
    others = _others_in_charge(membership)
    membership.refresh_from_db(fields=["role", "ended_at"])
    if membership.ended_at is not None:
        return membership
    check_somebody_stays_in_charge(membership, others)
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    audit.record("staff.ended", by=by, subject=membership, role=membership.role)
    return membership
