"""Whose progress is to be reviewed: so many weeks after the last review, or after the start."""

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest

from organisations.models import StaffMembership

from ...models import Participant
from ..models import Learner, Review, ReviewInterval
from ..models.review import USUAL_WEEKS


def weeks_between(organisation_id: int) -> int:
    """Return after how many weeks this organisation reviews."""
    own = ReviewInterval.objects.for_organisation(organisation_id)
    return own.values_list("weeks", flat=True).first() or USUAL_WEEKS


def learners(membership: StaffMembership) -> QuerySet[Any]:
    """Return the people who are on a course now, with `last_on`: their last review or start."""
    own = membership.organisation_id
    theirs = {"organisation_id": own, "participant": OuterRef("pk")}
    learning = Learner.objects.learning().filter(organisation_id=own)
    started = learning.filter(participant=OuterRef("pk")).order_by().values("participant")
    reviewed = Review.objects.filter(**theirs).order_by().values("participant")
    people = Participant.objects.visible_to(membership).known()
    return people.filter(pk__in=learning.values("participant")).annotate(
        last_on=Greatest(
            Subquery(started.annotate(day=Max("started_on")).values("day")),
            Subquery(reviewed.annotate(day=Max("held_on")).values("day")),
            output_field=DateField(),
        )
    )


def reviews_due(membership: StaffMembership, until: date) -> QuerySet[Any]:
    """Return the learners whose review is due by that day, who waits longest first.

    Each has `last_on`, from which `due_on` counts the day.
    """
    weeks = timedelta(weeks=weeks_between(membership.organisation_id))
    return learners(membership).filter(last_on__lte=until - weeks).order_by(F("last_on"), "pk")


def due_on(last_on: date, weeks: int) -> date:
    """Return the day by which the next review is due."""
    return last_on + timedelta(weeks=weeks)
