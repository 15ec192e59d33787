"""What is different about one date."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity

from ..enums import ChangeKind, Reason


class Change(OwnedModel):
    """One date of a series is cancelled or held otherwise, or the group meets once more.

    `day` is the date on which the series would have met, or that of the extra session. Empty
    `to_day`, `starts_at`, `minutes` and `room` are those of the series. `reason` is a word for
    everybody; `note` may tell of somebody, stays in the house and in no calendar feed.
    """

    group = models.ForeignKey(
        "services.Group", on_delete=models.CASCADE, db_constraint=False, related_name="changes"
    )
    series = models.ForeignKey(
        "services.Series",
        on_delete=models.CASCADE,
        null=True,
        db_constraint=False,
        related_name="changes",
    )
    kind = models.CharField(max_length=9, choices=ChangeKind.choices)
    day = models.DateField()
    to_day = models.DateField(null=True)
    starts_at = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    room = models.ForeignKey(
        "services.Room",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    note = EncryptedTextField(max_length=200, blank=True)

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "day"], name="change_by_day"),
            models.Index(
                fields=["organisation", "to_day"],
                condition=~Q(to_day=None),
                name="change_by_new_day",
            ),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["series", "day"],
                name="one_change_a_date",
                violation_error_message=_("Somebody has changed this date meanwhile. Look again."),
            ),
            models.UniqueConstraint(
                fields=["group", "day", "starts_at"],
                condition=Q(kind=ChangeKind.EXTRA),
                name="one_extra_session_a_time",
                violation_error_message=_("There is an extra session at this time already."),
            ),
            models.CheckConstraint(
                name="change_is_of_a_series_or_extra",
                condition=Q(
                    kind=ChangeKind.EXTRA,
                    series=None,
                    to_day=None,
                    starts_at__isnull=False,
                    minutes__isnull=False,
                )
                | (~Q(kind=ChangeKind.EXTRA) & Q(series__isnull=False)),
            ),
            models.CheckConstraint(
                name="cancelled_is_not_moved",
                condition=~Q(kind=ChangeKind.CANCELLED)
                | Q(to_day=None, starts_at=None, minutes=None, room=None),
            ),
            models.CheckConstraint(
                name="change_lasts_a_while",
                condition=Q(minutes=None) | Q(minutes__gte=5, minutes__lte=960),
                violation_error_message=_("A session lasts between 5 minutes and 16 hours."),
            ),
            OwnedReference(
                name="change_group_same_organisation",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            OwnedReference(
                name="change_series_same_organisation",
                to="services.Series",
                columns=("organisation_id", "series_id"),
            ),
            OwnedReference(
                name="change_room_same_organisation",
                to="services.Room",
                columns=("organisation_id", "room_id"),
            ),
            RowSecurity(name="services_change_rows"),
            Tracked(
                name="services_change_history",
                about=("services.group", "group_id"),
                secret=("note",),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}"

    @property
    def is_elsewhere(self) -> bool:
        """Whether day, time, length or room differ; another leader alone moves nobody."""
        return any((self.to_day, self.starts_at, self.minutes, self.room_id))
