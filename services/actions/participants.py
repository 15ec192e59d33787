"""Adding people and keeping what is known of them right."""

from collections.abc import Iterable

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import Household, Participant


@transaction.atomic
def add_participant(
    *, by: StaffMembership, participant: Participant, household: Household | None = None
) -> Participant:
    """Add a person to the organisation of `by`, once however often the same uuid is sent."""
    participant.organisation_id = by.organisation_id
    participant.added_by_id = by.user_id
    participant.household = _kept(by, household)
    participant, is_new = add_once(participant)
    if is_new:
        audit.record("participant added", by=by, subject=participant)
    return participant


@transaction.atomic
def change_participant(
    *,
    by: StaffMembership,
    participant: Participant,
    changed: Iterable[str],
    household: Household | None = None,
) -> Participant:
    """Save what was changed of a person; `changed` names the fields for the trail."""
    participant.household = _kept(by, household)
    participant.save()
    audit.record("participant changed", by=by, subject=participant, fields=sorted(changed))
    return participant


def _kept(by: StaffMembership, household: Household | None) -> Household | None:
    """Return the household, saved if it is a new one."""
    if household is not None and household.pk is None:
        household.organisation_id = by.organisation_id
        household.save()
        audit.record("household added", by=by, subject=household)
    return household
