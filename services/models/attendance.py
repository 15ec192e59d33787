"""Who came: by name, or as a number where names would be wrong."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from rco_network.core.closing import ClosedDays
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedReference, OwnedRow, RowSecurity

from ..enums import ATTENDED, Mark
from .closed import CLOSED
from .seen import seen_once


class Attendance(OwnedRow):
    """One person's mark at one session. The table that grows: nothing on it that no figure needs.

    `held_on` repeats the session's day so that one index answers "who came in these months"; the
    composite key to the session keeps the two equal, also when the session moves.
    """

    session = models.ForeignKey(
        "services.Session",
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="attendances",
    )
    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="attendances",
    )
    held_on = models.DateField()
    mark = models.CharField(max_length=8, choices=Mark.choices)

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "held_on"],
                include=["mark", "participant", "session"],
                name="attendance_by_day",
            ),
            models.Index(
                fields=["organisation", "participant", "held_on"], name="attendance_by_person"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="one_mark_a_person"),
            models.CheckConstraint(
                name="attendance_mark_is_known", condition=models.Q(mark__in=Mark.values)
            ),
            OwnedReference(
                name="attendance_session_same_organisation",
                to="services.Session",
                columns=("organisation_id", "session_id", "held_on"),
                to_columns=("organisation_id", "id", "held_on"),
                on_update_cascade=True,
            ),
            OwnedReference(
                name="attendance_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(name="services_attendance_rows", **seen_once()),
            # A first mark is on the register itself; `held_on` follows the session.
            Tracked(
                name="services_attendance_history",
                about=("services.participant", "participant_id"),
                ignored=("held_on",),
                kinds=("changed", "removed"),
            ),
            ClosedDays(
                name="services_attendance_closed",
                day="held_on",
                counted=("session_id", "participant_id", "held_on", "mark"),
                **CLOSED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.mark}"

    @property
    def was_there(self) -> bool:
        """Whether the mark means that the person came."""
        return self.mark in ATTENDED


class HeadCount(OwnedRow):
    """How many people were at a session whose names were not taken.

    The tallies are for whoever wants them: not counted is None, and what is left over is people
    of whom it was not said.
    """

    session = models.OneToOneField(
        "services.Session",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="head_count",
    )
    people = models.PositiveIntegerField()
    women = models.PositiveIntegerField(null=True, blank=True)
    men = models.PositiveIntegerField(null=True, blank=True)
    children = models.PositiveIntegerField(null=True, blank=True)

    TALLIES = ("women", "men", "children")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="head_count_holds_its_tallies",
                condition=models.Q(
                    people__gte=Coalesce("women", 0) + Coalesce("men", 0) + Coalesce("children", 0)
                ),
                violation_error_message=_(
                    "Women, men and children together are more than the "
                    "people counted. Correct one of the numbers."
                ),
            ),
            models.CheckConstraint(
                name="head_count_is_believable",
                condition=models.Q(people__lte=5000),
                violation_error_message=_("A head count is between 0 and 5,000."),
            ),
            OwnedReference(
                name="headcount_session_same_organisation",
                to="services.Session",
                columns=("organisation_id", "session_id"),
            ),
            RowSecurity(name="services_headcount_rows"),
            Tracked(
                name="services_headcount_history",
                about=("services.session", "session_id"),
                kinds=("changed", "removed"),
            ),
            ClosedDays(
                name="services_headcount_closed",
                day="held_on",
                counted=("session_id", "people", "women", "men", "children"),
                through=("services.Session", "session_id"),
                **CLOSED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.people)
