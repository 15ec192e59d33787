"""What somebody agreed to: which words were read to them, when, and when they took it back."""

from typing import Any, ClassVar, Self

from django.conf import settings
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
from ..enums import AgreesTo, Given


class ConsentWording(OwnedModel):
    """The organisation's own words for a consent, in a language that its people read."""

    to = models.CharField(max_length=10, choices=AgreesTo.choices)
    language = models.CharField(max_length=12)
    text = models.TextField(max_length=1000)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "to", "language"],
                name="one_wording_a_language",
                violation_error_message=_("There are words for this in that language already."),
            ),
            models.CheckConstraint(
                name="wording_says_something",
                condition=~models.Q(text=""),
                violation_error_message=_("Write the words that are read to people."),
            ),
            RowSecurity(name="data_rights_consentwording_rows"),
            Tracked(name="data_rights_consentwording_history"),
        ]

    def __str__(self) -> str:
        return f"{self.to} in {self.language}"


class ConsentQuerySet(OwnedQuerySet):
    def standing(self) -> Self:
        """Consents that were not taken back."""
        return self.filter(withdrawn_on=None)


class Consent(OwnedModel):
    """One consent of one person. It is never changed: taking it back dates its end."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="consents",
    )
    to = models.CharField(max_length=10, choices=AgreesTo.choices)
    words = models.TextField(help_text="The words as they were read, in the person's language.")
    language = models.CharField(max_length=12)
    given = models.CharField(max_length=10, choices=Given.choices)
    given_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(ConsentQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "participant", "to"], name="consent_by_person")
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["participant", "to"],
                condition=models.Q(withdrawn_on=None),
                name="one_standing_consent",
                violation_error_message=_("They agreed to this already."),
            ),
            models.CheckConstraint(
                name="consent_ends_after_it_was_given",
                condition=models.Q(withdrawn_on=None)
                | models.Q(withdrawn_on__gte=models.F("given_on")),
                violation_error_message=_("It cannot be taken back before it was given."),
            ),
            OwnedReference(
                name="consent_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="data_rights_consent_rows",
                read=seen(),
                write=f"({seen()} and ({may('change_people')} or {may(ERASE)}))",
            ),
            Tracked(
                name="data_rights_consent_history",
                about=("services.participant", "participant_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} agrees to {self.to}"
