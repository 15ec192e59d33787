"""References, checks and training: what has to be seen before a role that needs it.

A DBS certificate is looked at and given back. Its number, its content and a copy are not kept:
there is no field for them (Handling of DBS certificate information, DBS code of practice).
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, RowSecurity
from services.models.seen import seen

from ..enums import CheckKind, DbsLevel, ReferenceState, TrainingKind
from .volunteer import ABOUT, KEEPS_OR_ERASES, OWN, OfVolunteer, same_volunteer

_KEPT = f"({seen()} and {KEEPS_OR_ERASES})"
_KEPT_OR_OWN = f"({seen()} and ({KEEPS_OR_ERASES} or {OWN}))"
# Days before something runs out at which those who look after volunteers are reminded.
REMIND_AT = (60, 30, 7)


class Reference(OfVolunteer):
    """Somebody asked to say whether a person suits the role: given in confidence."""

    referee = EncryptedTextField(help_text="Who was asked, and how they know the person.")
    state = models.CharField(
        max_length=16, choices=ReferenceState.choices, default=ReferenceState.ASKED
    )
    asked_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    words = EncryptedTextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OfVolunteer.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["organisation", "volunteer"], name="reference_by_volunteer"),
            models.Index(
                fields=["organisation", "asked_on"],
                name="reference_awaited",
                condition=models.Q(state="asked"),
            ),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="reference_received_or_asked",
                condition=models.Q(state="asked", received_on=None)
                | (~models.Q(state="asked") & models.Q(received_on__gte=models.F("asked_on"))),
                violation_error_message=_("Say when it came: not before the day it was asked for."),
            ),
            same_volunteer("reference_volunteer_same_organisation"),
            RowSecurity(name="volunteering_reference_rows", read=_KEPT),
            Tracked(
                name="volunteering_reference_history", about=ABOUT, secret=("referee", "words")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} since {self.asked_on}"


class _RunsOut(OfVolunteer):
    """Something that holds until a day, of which somebody is reminded."""

    expires_on = models.DateField(null=True, blank=True)
    reminded_at = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="Days before the end at the last reminder."
    )

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether it has not run out by then."""
        return self.expires_on is None or self.expires_on >= day


class Check(_RunsOut):
    """That something was seen: when, by whom, until when it is relied on."""

    kind = models.CharField(max_length=14, choices=CheckKind.choices)
    level = models.CharField(max_length=10, choices=DbsLevel.choices, default=DbsLevel.NONE)
    seen_on = models.DateField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(_RunsOut.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["organisation", "volunteer"], name="check_by_volunteer"),
            models.Index(fields=["organisation", "expires_on"], name="check_by_expiry"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="only_a_dbs_check_has_a_level",
                condition=(models.Q(kind="dbs") & ~models.Q(level="none"))
                | (~models.Q(kind="dbs") & models.Q(level="none")),
                violation_error_message=_("Say the level of a DBS check, and of no other."),
            ),
            models.CheckConstraint(
                name="check_holds_after_it_was_seen",
                condition=models.Q(expires_on=None) | models.Q(expires_on__gte=models.F("seen_on")),
                violation_error_message=_("It cannot run out before it was seen."),
            ),
            same_volunteer("check_volunteer_same_organisation"),
            RowSecurity(name="volunteering_check_rows", read=_KEPT_OR_OWN, write=_KEPT),
            Tracked(name="volunteering_check_history", about=ABOUT, ignored=("reminded_at",)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.level} seen {self.seen_on}"


class Training(_RunsOut):
    """A training that somebody did, here or elsewhere."""

    kind = models.CharField(max_length=12, choices=TrainingKind.choices)
    done_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(_RunsOut.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["organisation", "volunteer"], name="training_by_volunteer"),
            models.Index(fields=["organisation", "expires_on"], name="training_by_expiry"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="training_holds_after_it_was_done",
                condition=models.Q(expires_on=None) | models.Q(expires_on__gte=models.F("done_on")),
                violation_error_message=_("It cannot run out before it was done."),
            ),
            same_volunteer("training_volunteer_same_organisation"),
            RowSecurity(name="volunteering_training_rows", read=_KEPT_OR_OWN, write=_KEPT),
            Tracked(name="volunteering_training_history", about=ABOUT, ignored=("reminded_at",)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} done {self.done_on}"
