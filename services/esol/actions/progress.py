"""Targets, reviews, exams, and what a learner says about getting to class."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from organisations.models import Organisation, StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..enums import Stage, TargetState
from ..models import Circumstances, ExamEntry, Review, ReviewInterval, Target
from ..permissions import check_move


@transaction.atomic
def set_target(*, by: StaffMembership, target: Target) -> Target:
    """Write down a target, once. What was achieved without a plan is reached from the start."""
    target.set_by_id = by.user_id
    if target.stage == Stage.END:
        target.state = TargetState.REACHED
        target.reached_on, target.reached_by_id = target.set_on, by.user_id
    kept, is_new = add_once(target)
    if is_new:
        audit.record("english.target_set", by=by, subject=kept.participant, stage=kept.stage)
    return kept


@transaction.atomic
def move_target(*, by: StaffMembership, target: Target, to: str) -> Target:
    """Say that a target was reached or changed for another, or is worked on again.

    Twice is once. Raises Refused for a move that the table does not have.
    """
    if target.state == to:
        return target
    check_move(target, to)
    today = timezone.localdate()
    target.state = to
    target.reviewed_on, target.reviewed_by_id = today, by.user_id
    is_reached = to == TargetState.REACHED
    target.reached_on = today if is_reached else None
    target.reached_by_id = by.user_id if is_reached else None
    target.save()
    audit.record("english.target_moved", by=by, subject=target.participant, to=to)
    return target


@transaction.atomic
def review_progress(*, by: StaffMembership, review: Review) -> Review:
    """Write down a review, once; every target that is worked on was looked at with it."""
    review.reviewer_id = by.user_id
    kept, is_new = add_once(review)
    if is_new:
        open_ones = Target.objects.open().filter(
            organisation_id=kept.organisation_id, participant_id=kept.participant_id
        )
        looked_at = open_ones.update(reviewed_on=kept.held_on, reviewed_by=by.user_id)
        audit.record("english.reviewed", by=by, subject=kept.participant, targets=looked_at)
    return kept


@transaction.atomic
def set_review_interval(
    *, by: StaffMembership, organisation: Organisation, weeks: int
) -> ReviewInterval:
    """Say after how many weeks progress is reviewed."""
    kept, _ = ReviewInterval.objects.update_or_create(
        organisation=organisation, defaults={"weeks": weeks}
    )
    audit.record("english.reviews_timed", by=by, weeks=weeks)
    return kept


@transaction.atomic
def enter_exam(*, by: StaffMembership, entry: ExamEntry) -> ExamEntry:
    """Enter somebody for an exam, once."""
    entry.entered_by_id = by.user_id
    kept, is_new = add_once(entry)
    if is_new:
        audit.record(
            "english.exam_entered",
            by=by,
            subject=kept.participant,
            mode=kept.mode,
            level=kept.level,
        )
    return kept


@transaction.atomic
def change_exam(*, by: StaffMembership, entry: ExamEntry, changed: Iterable[str]) -> ExamEntry:
    """Save the result of an exam, or a corrected entry."""
    entry.save()
    audit.record(
        "english.exam_changed",
        by=by,
        subject=entry.participant,
        result=entry.result,
        fields=sorted(changed),
    )
    return entry


@transaction.atomic
def state_circumstances(*, by: StaffMembership, stated: Circumstances) -> Circumstances:
    """Write down what a learner says about getting to class; the newest words stand."""
    stated.save()
    audit.record("english.circumstances_stated", by=by, subject=stated.participant)
    return stated
