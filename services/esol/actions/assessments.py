"""Assessing somebody's English, and correcting what was written down."""

from collections.abc import Iterable

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import Assessment


@transaction.atomic
def assess(*, by: StaffMembership, assessment: Assessment) -> Assessment:
    """Write down an assessment; whoever writes it is the assessor. Sent twice it is one."""
    assessment.assessor_id = by.user_id
    kept, is_new = add_once(assessment)
    if is_new:
        audit.record("english.assessed", by=by, subject=kept.participant, kind=kept.kind)
    return kept


@transaction.atomic
def correct_assessment(
    *, by: StaffMembership, assessment: Assessment, changed: Iterable[str]
) -> Assessment:
    """Save a corrected assessment; `changed` names the fields for the trail."""
    assessment.save()
    audit.record(
        "english.assessment_corrected",
        by=by,
        subject=assessment.participant,
        fields=sorted(changed),
    )
    return assessment
