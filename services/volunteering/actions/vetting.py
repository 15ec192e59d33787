"""References, checks and trainings, as they come in."""

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import Check, CheckIn, Reference, Training
from ..permissions import check_can_manage


@transaction.atomic
def keep_reference(*, by: StaffMembership, reference: Reference) -> Reference:
    """Write down that a reference was asked for, or that it came. Sent twice is one."""
    check_can_manage(by)
    reference.written_by_id = by.user_id
    if reference.pk is None:
        kept, _ = add_once(reference)
    else:
        reference.save()
        kept = reference
    audit.record("reference kept", by=by, subject=kept.volunteer, state=kept.state)
    return kept


@transaction.atomic
def keep_check(*, by: StaffMembership, check: Check) -> Check:
    """Write down that a check was seen: by whom and when, and nothing of what it said."""
    check_can_manage(by)
    check.seen_by_id = by.user_id
    kept, is_new = add_once(check)
    if is_new:
        audit.record("check kept", by=by, subject=kept.volunteer, kind=kept.kind, level=kept.level)
    return kept


@transaction.atomic
def remove_check(*, by: StaffMembership, check: Check) -> None:
    """Take away a check that was written down in error."""
    check_can_manage(by)
    audit.record("check removed", by=by, subject=check.volunteer, kind=check.kind)
    Check.objects.filter(pk=check.pk).delete()


@transaction.atomic
def keep_training(*, by: StaffMembership, training: Training) -> Training:
    """Write down a training that was done."""
    check_can_manage(by)
    training.recorded_by_id = by.user_id
    kept, is_new = add_once(training)
    if is_new:
        audit.record("training kept", by=by, subject=kept.volunteer, kind=kept.kind)
    return kept


@transaction.atomic
def remove_training(*, by: StaffMembership, training: Training) -> None:
    """Take away a training that was written down in error."""
    check_can_manage(by)
    audit.record("training removed", by=by, subject=training.volunteer, kind=training.kind)
    Training.objects.filter(pk=training.pk).delete()


@transaction.atomic
def keep_check_in(*, by: StaffMembership, check_in: CheckIn) -> CheckIn:
    """Keep what was said in a check-in, and the answer to its question."""
    check_can_manage(by)
    check_in.written_by_id = by.user_id
    kept, is_new = add_once(check_in)
    if is_new:
        audit.record("check in kept", by=by, subject=kept.volunteer)
    return kept
