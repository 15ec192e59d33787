"""A talk with a volunteer, and how they say it is going."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, RowSecurity
from services.models.seen import seen

from .volunteer import ABOUT, KEEPS_OR_ERASES, OfVolunteer, same_volunteer


class CheckIn(OfVolunteer):
    """What was said, and the answer to one question, from 1 (badly) to 5 (very well)."""

    on = models.DateField()
    pulse = models.PositiveSmallIntegerField(null=True, blank=True)
    note = EncryptedTextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OfVolunteer.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["organisation", "on"], name="checkin_by_day"),
            models.Index(fields=["organisation", "volunteer", "-on"], name="checkin_by_volunteer"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="pulse_from_one_to_five",
                condition=Q(pulse=None) | Q(pulse__gte=1, pulse__lte=5),
                violation_error_message=_("Choose from 1 to 5."),
            ),
            same_volunteer("checkin_volunteer_same_organisation"),
            RowSecurity(name="volunteering_checkin_rows", read=f"({seen()} and {KEEPS_OR_ERASES})"),
            Tracked(name="volunteering_checkin_history", about=ABOUT, secret=("note",)),
        ]

    def __str__(self) -> str:
        return f"check-in on {self.on}"
