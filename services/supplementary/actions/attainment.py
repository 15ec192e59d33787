"""Attainment of a whole class at once."""

from collections.abc import Mapping

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit

from ..models import Attainment, Scale, SchoolClass, Term

Steps = tuple[int | None, int | None]


@transaction.atomic
def record_attainment(
    *,
    by: StaffMembership,
    about: SchoolClass,
    term: Term,
    scale: Scale,
    steps: Mapping[int, Steps],
) -> int:
    """Store each child's steps at the start and at the end of a term; return how many.

    `steps` by the child's key; a child for whom nothing is said any more loses the row.
    """
    own = Attainment.objects.for_organisation(by.organisation_id).filter(
        term=term, subject=about.subject, participant__in=list(steps)
    )
    empty = [key for key, pair in steps.items() if pair == (None, None)]
    # What was recorded in another scale is not on the sheet, and stays until it is written over.
    own.filter(participant__in=empty, scale=scale).delete()
    rows = [
        Attainment(
            organisation_id=by.organisation_id,
            participant_id=key,
            term=term,
            scale=scale,
            subject=about.subject,
            at_start=start,
            at_end=end,
        )
        for key, (start, end) in steps.items()
        if key not in empty
    ]
    Attainment.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["participant", "term", "subject"],
        update_fields=["scale", "at_start", "at_end"],
    )
    audit.record("school.attainment_recorded", by=by, subject=about.group, children=len(rows))
    return len(rows)
