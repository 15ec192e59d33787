"""Roles and duties of colleagues, whom they answer to, and the end of it all.

Somebody always stays in charge.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from rco_network.core import audit

from ..enums import Duty, Right
from ..models import StaffMembership
from ..permissions import (
    check_can_answer_to,
    check_duty_fits,
    check_role_fits,
    check_somebody_stays_in_charge,
)


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
def change_duties(
    *, by: StaffMembership, membership: StaffMembership, duties: Iterable[str]
) -> StaffMembership:
    """Give a colleague these duties and no others. What they carry counts from the next request.

    Raises Refused for a duty that organisations of this kind do not give.
    """
    wanted = sorted({Duty(duty).value for duty in duties})
    for duty in wanted:
        check_duty_fits(membership.organisation, duty)
    was = sorted(membership.duties)
    if was == wanted or not membership.is_current:
        return membership
    membership.duties = wanted
    membership.save(update_fields=["duties"])
    audit.record("staff.duties_changed", by=by, subject=membership, was=was, duties=wanted)
    return membership


@transaction.atomic
def change_answers_to(
    *, by: StaffMembership, membership: StaffMembership, answers_to: StaffMembership | None
) -> StaffMembership:
    """Say who looks after a colleague's work, or nobody. Raises Refused for a circle."""
    # Two such changes at once could close a circle that neither sees: they wait in line.
    everybody = StaffMembership.objects.for_organisation(membership.organisation_id)
    list(everybody.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    check_can_answer_to(membership, answers_to)
    pk = answers_to.pk if answers_to else None
    if membership.answers_to_id == pk or not membership.is_current:
        return membership
    membership.answers_to = answers_to
    membership.save(update_fields=["answers_to"])
    audit.record(
        "staff.answers_to_changed",
        by=by,
        subject=membership,
        answers_to=answers_to.uuid if answers_to else None,
    )
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
