"""What somebody can do in English on a day, by mode."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet

from ..enums import AssessmentKind, FirstLanguageReading, Level, Mode
from .about import about_learner

# Which column holds the level of a mode.
COLUMNS: dict[str, str] = {
    Mode.SPEAKING: "speaking",
    Mode.READING: "reading",
    Mode.WRITING: "writing",
}


class AssessmentQuerySet(OwnedQuerySet):
    def newest_first(self) -> Self:
        """By the day they were done; of one day, the one written last."""
        return self.order_by("participant", "-held_on", "-id")


class Assessment(OwnedModel):
    """One assessment. A mode that was not looked at is left open; the profile keeps the older."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="english_assessments",
    )
    kind = models.CharField(max_length=8, choices=AssessmentKind.choices)
    held_on = models.DateField()
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    speaking = models.CharField(max_length=2, choices=Level.choices, blank=True)
    reading = models.CharField(max_length=2, choices=Level.choices, blank=True)
    writing = models.CharField(max_length=2, choices=Level.choices, blank=True)
    first_language_reading = models.CharField(
        max_length=6, choices=FirstLanguageReading.choices, blank=True
    )
    notes = EncryptedTextField(blank=True, max_length=2000)

    objects: ClassVar[OwnedManager] = OwnedManager.from_queryset(AssessmentQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(
                fields=["organisation", "participant", "-held_on", "-id"],
                name="assessment_by_person",
            )
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="assessment_of_some_mode",
                condition=~models.Q(speaking="", reading="", writing=""),
                violation_error_message=_("Choose a level for at least one of the three."),
            ),
            *about_learner("assessment", secret=("notes",)),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} on {self.held_on}"

    def level(self, mode: str) -> str:
        """Return the level of a mode, "" where it was not looked at."""
        return getattr(self, COLUMNS[mode])
