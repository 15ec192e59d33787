"""Who is on a group's list."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit

from ..models import Enrolment, Group, Participant


@transaction.atomic
def enrol(*, by: StaffMembership, group: Group, people: Iterable[Participant]) -> int:
    """Put people on the group's list from today; who had left comes back. Returns how many."""
    rows = [
        Enrolment(
            organisation_id=group.organisation_id,
            group=group,
            participant=person,
            enrolled_on=timezone.localdate(),
        )
        for person in people
    ]
    Enrolment.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["group", "participant"],
        update_fields=["left_on"],
    )
    audit.record("people enrolled", by=by, subject=group, people=len(rows))
    return len(rows)


@transaction.atomic
def take_off_list(*, by: StaffMembership, group: Group, people: Iterable[Participant]) -> int:
    """Take people off the group's list from today; what they attended stays. Returns how many."""
    rows = Enrolment.objects.for_organisation(group.organisation_id)
    rows = rows.filter(group=group, left_on=None, participant__in=list(people))
    many = rows.update(left_on=timezone.localdate())
    audit.record("people left group", by=by, subject=group, people=many)
    return many
