"""A class as a course with a beginning and an end, and who learns on it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import (
    ERASE,
    OwnedManager,
    OwnedModel,
    OwnedQuerySet,
    OwnedReference,
    RowSecurity,
)
from rco_network.core.tenancy.constraints import may

from ...models.seen import seen
from ..enums import Completion, Outcome
from .about import of_the_class


class Course(OwnedModel):
    """One run of a class, say a term: what retention and achievement are counted over."""

    group = models.ForeignKey(
        "services.Group", on_delete=models.PROTECT, db_constraint=False, related_name="courses"
    )
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta(OwnedModel.Meta):
        indexes = [models.Index(fields=["organisation", "ends_on"], name="course_by_end")]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "name"],
                name="course_name_once_a_group",
                violation_error_message=_("This class already has a course with this name."),
            ),
            models.CheckConstraint(
                name="course_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The last day must not be before the first."),
            ),
            OwnedReference(
                name="esol_course_group_owned",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            *of_the_class("course"),
        ]

    def __str__(self) -> str:
        return self.name


class LearnerQuerySet(OwnedQuerySet):
    def learning(self) -> Self:
        """Those who are on their course now."""
        return self.filter(completion=Completion.CONTINUING)


class Learner(OwnedModel):
    """One person on one course: from when to when, and what became of it."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, db_constraint=False, related_name="learners"
    )
    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="english_courses",
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    completion = models.CharField(
        max_length=1, choices=Completion.choices, default=Completion.CONTINUING
    )
    outcome = models.CharField(max_length=1, choices=Outcome.choices, blank=True)
    is_transfer = models.BooleanField(default=False)

    objects: ClassVar[Any] = OwnedManager.from_queryset(LearnerQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "participant"], name="learner_by_person"),
            models.Index(
                fields=["organisation", "started_on"],
                name="learner_now",
                condition=models.Q(completion="1"),
            ),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["course", "participant"],
                name="learner_once_a_course",
                violation_error_message=_("This person is on this course already."),
            ),
            models.CheckConstraint(
                name="learner_ends_unless_continuing",
                condition=models.Q(completion="1", ended_on=None, outcome="", is_transfer=False)
                | (~models.Q(completion="1") & models.Q(ended_on__isnull=False)),
                violation_error_message=_(
                    "Who continues has no last day and no outcome yet; "
                    "everybody else has a last day."
                ),
            ),
            models.CheckConstraint(
                name="learner_completes_with_an_outcome",
                condition=~models.Q(completion="2", outcome=""),
                violation_error_message=_("Say what came of it: choose an outcome."),
            ),
            models.CheckConstraint(
                name="learner_transfers_by_leaving",
                condition=models.Q(is_transfer=False) | models.Q(completion="3"),
                violation_error_message=_(
                    "Who moved to another course has withdrawn from this one."
                ),
            ),
            models.CheckConstraint(
                name="learner_ends_after_starting",
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
                violation_error_message=_("The last day must not be before the first."),
            ),
            OwnedReference(
                name="esol_learner_course_owned",
                to="esol.Course",
                columns=("organisation_id", "course_id"),
            ),
            OwnedReference(
                name="esol_learner_participant_owned",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="esol_learner_rows",
                read=seen(),
                write=f"({seen()} and ({may('change_people')} or {may(ERASE)}))",
            ),
            Tracked(name="esol_learner_history", about=("services.participant", "participant_id")),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} on {self.course_id}"
