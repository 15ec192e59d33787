"""When a group meets, again and again."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import (
    OwnedManager,
    OwnedModel,
    OwnedQuerySet,
    OwnedReference,
    RowSecurity,
)

from ..enums import Nation


class SeriesQuerySet(OwnedQuerySet):
    def lasting(self, day: date) -> Self:
        """Series that run on this day or begin later."""
        return self.filter(Q(last_on=None) | Q(last_on__gte=day))

    def between(self, first_day: date, last_day: date) -> Self:
        """Series that run on one of these days."""
        return self.lasting(first_day).filter(first_on__lte=last_day)


class Series(OwnedModel):
    """A pattern of a group: its days by a rule of RFC 5545, from a first day to a last one.

    `rule` is kept as `calculations.recurrence.normalised` writes it, without COUNT and UNTIL: the
    end is `last_on`. Times are those of the clock on the wall, so that a class at 10:00 stays at
    10:00 when clocks change. A date that has not been held is no row; it is worked out
    (calculations.timetable). `bank_holidays` names the nation whose bank holidays are left out.
    """

    group = models.ForeignKey(
        "services.Group", on_delete=models.CASCADE, db_constraint=False, related_name="series"
    )
    rule = models.CharField(max_length=200)
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=120)
    room = models.ForeignKey(
        "services.Room",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )
    bank_holidays = models.CharField(
        max_length=3, choices=Nation.choices, blank=True, default=Nation.ENGLAND
    )
    keeps_terms = models.BooleanField(default=False)

    objects: ClassVar[Any] = OwnedManager.from_queryset(SeriesQuerySet)()

    class Meta(OwnedModel.Meta):
        verbose_name_plural = "series"
        indexes = [
            models.Index(fields=["organisation", "group", "first_on"], name="series_by_group")
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="series_rule_has_no_end",
                condition=Q(rule__startswith="FREQ=")
                & ~Q(rule__contains="UNTIL")
                & ~Q(rule__contains="COUNT"),
                violation_error_message=_("Give the last day instead of an end in the rule."),
            ),
            models.CheckConstraint(
                name="series_ends_after_it_begins",
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                violation_error_message=_("The last day comes before the first one."),
            ),
            models.CheckConstraint(
                name="series_lasts_a_while",
                condition=Q(minutes__gte=5, minutes__lte=960),
                violation_error_message=_("A session lasts between 5 minutes and 16 hours."),
            ),
            OwnedReference(
                name="series_group_same_organisation",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            OwnedReference(
                name="series_room_same_organisation",
                to="services.Room",
                columns=("organisation_id", "room_id"),
            ),
            RowSecurity(name="services_series_rows"),
            Tracked(name="services_series_history", about=("services.group", "group_id")),
        ]

    def __str__(self) -> str:
        return f"{self.rule} from {self.first_on}"
