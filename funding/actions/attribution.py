"""Saying which work counts towards an award."""

from collections.abc import Iterable

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import AttributionRule, Award


@transaction.atomic
def add_rule(*, by: StaffMembership, award: Award, rule: AttributionRule) -> AttributionRule:
    """Add a rule to an award, once however often its uuid is sent."""
    rule.organisation_id = award.recipient_id
    rule.award = award
    rule, is_new = add_once(rule)
    if is_new:
        audit.record("attribution rule added", by=by, subject=rule)
    return rule


@transaction.atomic
def change_rule(
    *, by: StaffMembership, rule: AttributionRule, changed: Iterable[str]
) -> AttributionRule:
    """Save what was changed of a rule; reports already made stay as they were."""
    rule.save()
    audit.record("attribution rule changed", by=by, subject=rule, fields=sorted(changed))
    return rule


@transaction.atomic
def remove_rule(*, by: StaffMembership, rule: AttributionRule) -> None:
    """Remove a rule; reports already made stay as they were."""
    audit.record("attribution rule removed", by=by, subject=rule)
    rule.delete()
