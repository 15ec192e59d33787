"""Days whose figures were issued, and what was changed on them since, with the reason."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import (
    ERASE,
    OwnedManager,
    OwnedModel,
    OwnedQuerySet,
    OwnedReference,
    RowSecurity,
)
from rco_network.core.tenancy.constraints import may, mine

from .seen import seen_or_nobody

# What stands in the place of a reason that named somebody who was erased since.
REASON_GONE = "-"


class DaysQuerySet(OwnedQuerySet):
    def touching(self, first_on: date, last_on: date) -> Self:
        """Those that have a day between these two, both included."""
        return self.filter(first_on__lte=last_on, last_on__gte=first_on)


class PeriodLock(OwnedModel):
    """Days that an issued report counts: what figures count on them changes only with a reason.

    `because` is the code of the edition. Nothing opens the days again; issuing once more over
    the same days closes them once more.
    """

    first_on = models.DateField()
    last_on = models.DateField()
    because = models.CharField(max_length=20)
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(DaysQuerySet)()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "because"], name="one_lock_an_issued_report"
            ),
            models.CheckConstraint(
                name="period_lock_has_days",
                condition=models.Q(first_on__lte=models.F("last_on")),
            ),
            RowSecurity(
                name="services_periodlock_rows",
                read=mine("organisation_id"),
                write=f"({mine('organisation_id')} and {may('approve_reports')})",
                append_only=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_on} to {self.last_on}, {self.because}"


class Correction(OwnedModel):
    """Why something was changed on days that an issued report counts. Only added, one an action.

    What was changed is named by its key (`subject_type`, `subject_uuid`, as in the trail), with
    the first and the last day concerned; how it was before is in the history of its rows.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = EncryptedTextField()
    subject_type = models.CharField(max_length=60, help_text="As services.session.")
    subject_uuid = models.UUIDField()
    first_on = models.DateField()
    last_on = models.DateField()
    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        help_text="Whom it is about, where it is about one person.",
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(DaysQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "last_on"], name="correction_by_day"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="correction_says_why", condition=models.Q(reason__is_empty=False)
            ),
            models.CheckConstraint(
                name="correction_has_days",
                condition=models.Q(first_on__lte=models.F("last_on")),
            ),
            OwnedReference(
                name="correction_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            # Erasure takes the words away where they named somebody, and nothing else.
            RowSecurity(
                name="services_correction_rows",
                read=seen_or_nobody(),
                change=f"({mine('organisation_id')} and {may(ERASE)})",
                append_only=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} on {self.first_on}"

    @property
    def is_without_words(self) -> bool:
        """Whether its reason went with a person whom it named."""
        return self.reason == REASON_GONE
