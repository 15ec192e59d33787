"""What a guardian agreed to for a child. Never changed: taking it back dates its end."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet

from ..enums import AgreesTo
from .about import about_child


class ChildConsentQuerySet(OwnedQuerySet):
    def standing(self) -> Self:
        """Consents that were not taken back."""
        return self.filter(withdrawn_on=None)


class ChildConsent(OwnedModel):
    """One consent, with the day and the guardian who gave it."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="school_consents",
    )
    to = models.CharField(max_length=8, choices=AgreesTo.choices)
    given_on = models.DateField()
    given_by = EncryptedTextField(max_length=120)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True)

    objects: ClassVar[OwnedManager] = OwnedManager.from_queryset(ChildConsentQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "participant"], name="child_consent_by_child")
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["participant", "to"],
                condition=models.Q(withdrawn_on=None),
                name="one_standing_child_consent",
                violation_error_message=_("Somebody agreed to this already."),
            ),
            models.CheckConstraint(
                name="child_consent_ends_after_it_was_given",
                condition=models.Q(withdrawn_on=None)
                | models.Q(withdrawn_on__gte=models.F("given_on")),
            ),
            *about_child("childconsent", secret=("given_by",)),
        ]

    def __str__(self) -> str:
        return f"{self.to} for {self.participant_id}"
