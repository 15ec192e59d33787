"""What volunteers can do here, and at how much an hour their time is put."""

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import HourlyRate, VolunteerRole
from ..permissions import check_can_manage


@transaction.atomic
def keep_role(*, by: StaffMembership, role: VolunteerRole) -> VolunteerRole:
    """Add a role or save what was changed of one; turns that stand already are left alone."""
    check_can_manage(by)
    if role.pk is None:
        role.organisation_id = by.organisation_id
        kept, is_new = add_once(role)
        if is_new:
            audit.record("volunteer role added", by=by, subject=kept)
        return kept
    role.save()
    audit.record("volunteer role changed", by=by, subject=role)
    return role


@transaction.atomic
def state_rate(*, by: StaffMembership, rate: HourlyRate) -> HourlyRate:
    """State the organisation's rate from a day on, with its source."""
    check_can_manage(by)
    rate.organisation_id = by.organisation_id
    kept, is_new = add_once(rate)
    if is_new:
        audit.record("hourly rate stated", by=by, subject=kept)
    return kept
