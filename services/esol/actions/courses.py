"""The level of a class, its courses, and who is on them."""

from collections.abc import Iterable

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ...models import Enrolment
from ..models import ClassLevel, Course, Learner


@transaction.atomic
def set_class_level(*, by: StaffMembership, level: ClassLevel) -> ClassLevel:
    """Say at which level a class is taught."""
    level.save()
    audit.record(
        "english.level_set", by=by, subject=level.group, lowest=level.lowest, highest=level.highest
    )
    return level


@transaction.atomic
def add_course(*, by: StaffMembership, course: Course) -> Course:
    """Begin a run of a class, once however often it is sent."""
    kept, is_new = add_once(course)
    if is_new:
        audit.record("english.course_added", by=by, subject=kept)
    return kept


@transaction.atomic
def change_course(*, by: StaffMembership, course: Course, changed: Iterable[str]) -> Course:
    """Save a changed course; `changed` names the fields for the trail."""
    course.save()
    audit.record("english.course_changed", by=by, subject=course, fields=sorted(changed))
    return course


@transaction.atomic
def put_on_course(*, by: StaffMembership, course: Course, enrolments: Iterable[Enrolment]) -> int:
    """Put those on the list of the class on a course; return how many were added.

    From the course's first day, or from the day they came onto the list where that is later. Who
    is on the course already stays as they are.
    """
    there = set(
        Learner.objects.for_organisation(course.organisation_id)
        .filter(course=course)
        .values_list("participant", flat=True)
    )
    rows = [
        Learner(
            organisation_id=course.organisation_id,
            course=course,
            participant_id=one.participant_id,
            started_on=min(max(course.starts_on, one.enrolled_on), course.ends_on),
        )
        for one in enrolments
        if one.participant_id not in there
    ]
    Learner.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        audit.record("english.learners_added", by=by, subject=course, people=len(rows))
    return len(rows)


@transaction.atomic
def change_learner(*, by: StaffMembership, learner: Learner, changed: Iterable[str]) -> Learner:
    """Save what became of somebody's place on a course."""
    learner.save()
    audit.record(
        "english.learner_changed",
        by=by,
        subject=learner.participant,
        completion=learner.completion,
        outcome=learner.outcome or None,
        fields=sorted(changed),
    )
    return learner
