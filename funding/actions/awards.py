"""Recording an award by hand, and what its funder expects."""

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import Award, ReturnDue


@transaction.atomic
def add_award(*, by: StaffMembership, award: Award) -> Award:
    """Record an award that the organisation of `by` received, once however often it is sent."""
    award.recipient_id = by.organisation_id
    award, is_new = add_once(award)
    if is_new:
        audit.record("award added", by=by, subject=award)
    return award


@transaction.atomic
def add_return_due(*, by: StaffMembership, award: Award, return_due: ReturnDue) -> ReturnDue:
    """Record that the funder expects a report on the award by a day."""
    return_due.award = award
    return_due.organisation_id = award.recipient_id
    return_due.funder_id = award.funder_id
    return_due, is_new = add_once(return_due)
    if is_new:
        audit.record("return due added", by=by, subject=return_due)
    return return_due
