"""A group of people who meet, and who belongs to it."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.history import Tracked
from rco_network.core.tenancy import (
    OwnedManager,
    OwnedModel,
    OwnedQuerySet,
    OwnedReference,
    OwnedRow,
    RowSecurity,
)

from ..enums import Counting, Mark
from .group_staff import GroupStaff
from .seen import seen_once
from .series import Series


class GroupQuerySet(OwnedQuerySet):
    def visible_to(self, membership: StaffMembership) -> Self:
        """Groups of the organisation that this colleague sees: all, or those they are named on."""
        own = self.for_organisation(membership.organisation_id)
        if membership.has_right(Right.SEE_ALL_GROUPS):
            return own
        named = GroupStaff.objects.for_organisation(membership.organisation_id)
        return own.filter(pk__in=named.filter(membership=membership).values("group"))

    def running(self) -> Self:
        """Groups that still meet."""
        return self.filter(closed_on=None)

    def with_series(self, day: date) -> Self:
        """Groups with `now_meets`: their patterns that run on this day or start later."""
        lasting = Series.objects.lasting(day).select_related("room").order_by("first_on", "id")
        return self.prefetch_related(models.Prefetch("series", lasting, to_attr="now_meets"))


class Group(OwnedModel):
    """A class, a drop-in, a choir: part of a service.

    On which days it meets, its series say (`Series`, calculations.timetable). Start, length and
    room here are those of a session that no series plans.
    """

    service = models.ForeignKey(
        "services.Service", on_delete=models.PROTECT, db_constraint=False, related_name="groups"
    )
    name = models.CharField(max_length=120)
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=120, help_text="How long it usually lasts.")
    room = models.ForeignKey(
        "services.Room",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )
    place = models.ForeignKey(
        "organisations.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The district in which it meets.",
    )
    counting = models.CharField(max_length=5, choices=Counting.choices, default=Counting.BY_NAME)
    usual_mark = models.CharField(
        max_length=8,
        choices=[(Mark.PRESENT, _("Everyone here")), (Mark.ABSENT, _("Everyone away"))],
        default=Mark.PRESENT,
        help_text="How a new register starts.",
    )
    capacity = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many can be on its list; empty: no limit."
    )
    absences_before_call = models.PositiveSmallIntegerField(
        default=2,
        db_default=2,
        help_text="How many absences in a row before somebody calls; 0: nobody does.",
    )
    closed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = OwnedManager.from_queryset(GroupQuerySet)()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "service", "name"],
                name="group_name_once_a_service",
                violation_error_message=_("This service already has a group with this name."),
            ),
            models.CheckConstraint(
                name="group_lasts_a_while",
                condition=models.Q(minutes__gte=5, minutes__lte=960),
                violation_error_message=_("A session lasts between 5 minutes and 16 hours."),
            ),
            models.CheckConstraint(
                name="group_has_room",
                condition=models.Q(capacity=None) | models.Q(capacity__gte=1, capacity__lte=2000),
                violation_error_message=_(
                    "A group has room for 1 to 2,000 people. Leave it empty for no limit."
                ),
            ),
            models.CheckConstraint(
                name="group_calls_after_some_absences",
                condition=models.Q(absences_before_call__lte=20),
                violation_error_message=_(
                    "Somebody is called after 1 to 20 absences; 0 for never."
                ),
            ),
            OwnedReference(
                name="group_service_same_organisation",
                to="services.Service",
                columns=("organisation_id", "service_id"),
            ),
            OwnedReference(
                name="group_room_same_organisation",
                to="services.Room",
                columns=("organisation_id", "room_id"),
            ),
            RowSecurity(name="services_group_rows"),
            Tracked(name="services_group_history"),
        ]

    def __str__(self) -> str:
        return self.name


class Enrolment(OwnedRow):
    """A participant belongs to a group from a day to a day: who is on its register."""

    group = models.ForeignKey(
        "services.Group", on_delete=models.CASCADE, db_constraint=False, related_name="enrolments"
    )
    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="enrolments",
    )
    enrolled_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "participant"], name="enrolment_by_participant"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["group", "participant"], name="enrolled_once"),
            OwnedReference(
                name="enrolment_group_same_organisation",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            OwnedReference(
                name="enrolment_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(name="services_enrolment_rows", **seen_once()),
            Tracked(
                name="services_enrolment_history", about=("services.participant", "participant_id")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} in {self.group_id}"
