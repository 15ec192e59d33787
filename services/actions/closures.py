"""Days on which nothing meets."""

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import Closure


@transaction.atomic
def add_closure(*, by: StaffMembership, closure: Closure) -> Closure:
    """Add days on which nothing meets, once however often the uuid is sent."""
    closure.organisation_id = by.organisation_id
    closure, is_new = add_once(closure)
    if is_new:
        audit.record(
            "closure added",
            by=by,
            subject=closure,
            first_on=closure.first_on,
            last_on=closure.last_on,
        )
    return closure


@transaction.atomic
def remove_closure(*, by: StaffMembership, closure: Closure) -> None:
    """Let groups meet again on these days."""
    audit.record("closure removed", by=by, subject=closure)
    closure.delete()
