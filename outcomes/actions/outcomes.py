"""Recording what changed, and correcting it."""

from collections.abc import Iterable

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once
from services.models import Participant

from ..models import Outcome


@transaction.atomic
def record_outcome(*, by: StaffMembership, participant: Participant, outcome: Outcome) -> Outcome:
    """Record a change for a participant, once however often the same uuid is sent."""
    outcome.organisation_id = participant.organisation_id
    outcome.participant = participant
    outcome.recorded_by_id = by.user_id
    outcome, is_new = add_once(outcome)
    if is_new:
        audit.record("outcome recorded", by=by, subject=outcome, domain=outcome.domain.code)
    return outcome


@transaction.atomic
def correct_outcome(*, by: StaffMembership, outcome: Outcome, changed: Iterable[str]) -> Outcome:
    """Save a correction; `changed` names the fields for the trail."""
    outcome.save()
    audit.record("outcome corrected", by=by, subject=outcome, fields=sorted(changed))
    return outcome
