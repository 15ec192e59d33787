"""The rota: shifts of a role on a day, and the volunteers on them."""

from datetime import date, datetime, time
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet, OwnedReference
from rco_network.core.tenancy import RowSecurity as Rows
from rco_network.core.tenancy.constraints import mine
from rco_network.core.text import isolated
from services.models.seen import seen

from ..enums import TAKES_A_PLACE, Turn
from .role import KEEPS
from .volunteer import ABOUT, KEEPS_OR_ERASES, OWN, OfVolunteer, same_volunteer


class ShiftQuerySet(OwnedQuerySet):
    def on(self) -> Self:
        """Shifts that were not cancelled."""
        return self.filter(cancelled_at=None)

    def between(self, first: date, last: date) -> Self:
        """Shifts from a day to a day."""
        return self.filter(day__range=(first, last))


class Shift(OwnedModel):
    """A role that is needed on a day from a time to a time, by so many."""

    role = models.ForeignKey(
        "volunteering.VolunteerRole",
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="shifts",
    )
    group = models.ForeignKey(
        "services.Group",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )
    day = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    places = models.PositiveSmallIntegerField(default=1)
    where = models.CharField(max_length=120, blank=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = OwnedManager.from_queryset(ShiftQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [models.Index(fields=["organisation", "day", "id"], name="shift_by_day")]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="shift_ends_after_it_starts",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("A shift ends after it starts, on the same day."),
            ),
            models.CheckConstraint(
                name="shift_has_places",
                condition=models.Q(places__gte=1, places__lte=50),
                violation_error_message=_("A shift has 1 to 50 places."),
            ),
            OwnedReference(
                name="shift_role_same_organisation",
                to="volunteering.VolunteerRole",
                columns=("organisation_id", "role_id"),
            ),
            OwnedReference(
                name="shift_group_same_organisation",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            Rows(
                name="volunteering_shift_rows",
                read=mine("organisation_id"),
                write=f"({mine('organisation_id')} and {KEEPS})",
            ),
            Tracked(name="volunteering_shift_history"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.starts_at:%H:%M}"

    @property
    def during(self) -> DateTimeTZRange:
        """From when to when, as moments."""
        return DateTimeTZRange(_moment(self.day, self.starts_at), _moment(self.day, self.ends_at))

    @property
    def has_begun(self) -> bool:
        """Whether its time has come."""
        return _moment(self.day, self.starts_at) <= timezone.now()

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.during.upper - self.during.lower).total_seconds() // 60)

    @property
    def time(self) -> str:
        """From when to when, in words."""
        return isolated(f"{self.starts_at:%H:%M}–{self.ends_at:%H:%M}")


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


class Alone(models.Func):
    """A range of one number: what can be excluded without an extension of PostgreSQL."""

    template = "int8range(%(expressions)s, %(expressions)s, '[]')"


_TAKES_A_PLACE = models.Q(state__in=TAKES_A_PLACE)


class AssignmentQuerySet(OwnedQuerySet):
    def on_the_rota(self) -> Self:
        """Those that hold a place."""
        return self.filter(_TAKES_A_PLACE)


class Assignment(OfVolunteer):
    """A volunteer's turn on a shift. `place` is which of its places they hold.

    That no shift is oversold and nobody is in two places at once is the database's to say: two
    who take the last place in the same moment have the same number.
    """

    shift = models.ForeignKey(
        "volunteering.Shift",
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="assignments",
    )
    day = models.DateField()
    during = DateTimeRangeField()
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=Turn.choices)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(AssignmentQuerySet)()

    class Meta(OfVolunteer.Meta):
        abstract = False
        indexes = [
            models.Index(
                fields=["organisation", "volunteer", "-day"], name="assignment_by_volunteer"
            ),
            models.Index(fields=["organisation", "participant", "-day"], name="assignment_clock"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["shift", "place"],
                name="one_volunteer_a_place",
                condition=_TAKES_A_PLACE,
                violation_error_message=_("Somebody was quicker: this place has just been taken."),
            ),
            ExclusionConstraint(
                name="volunteer_in_one_place_at_once",
                expressions=[
                    (Alone("volunteer_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=_TAKES_A_PLACE,
                violation_error_message=_("This overlaps with another shift of theirs."),
            ),
            models.CheckConstraint(
                name="a_place_has_a_number", condition=models.Q(place__gte=1, place__lte=50)
            ),
            same_volunteer("assignment_volunteer_same_organisation"),
            OwnedReference(
                name="assignment_shift_same_organisation",
                to="volunteering.Shift",
                columns=("organisation_id", "shift_id"),
            ),
            Rows(
                name="volunteering_assignment_rows",
                read=seen(),
                write=f"({seen()} and ({KEEPS_OR_ERASES} or {OWN}))",
                # Whoever takes a swap ends the turn of the one who offered it.
                change=f"({seen()} and ({KEEPS_OR_ERASES} or {OWN} "
                "or state in ('offered', 'swapped')))",
                remove=f"({seen()} and {KEEPS_OR_ERASES})",
            ),
            Tracked(name="volunteering_assignment_history", about=ABOUT),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} on {self.shift_id}: {self.state}"
