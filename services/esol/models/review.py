"""Looking back together on the way, and how often that is due."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedModel

from ..enums import Level
from .about import about_learner, of_the_class

USUAL_WEEKS = 12


class Review(OwnedModel):
    """One progress review: what went well, what comes next, which level next."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="english_reviews",
    )
    held_on = models.DateField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    went_well = EncryptedTextField(max_length=1000)
    next_steps = EncryptedTextField(blank=True, max_length=1000)
    next_level = models.CharField(max_length=2, choices=Level.choices, blank=True)

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(
                fields=["organisation", "participant", "-held_on", "-id"],
                name="review_by_person",
            )
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            *about_learner("review", secret=("went_well", "next_steps")),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} on {self.held_on}"


class ReviewInterval(OwnedModel):
    """After how many weeks the organisation looks back with each learner."""

    weeks = models.PositiveSmallIntegerField(default=USUAL_WEEKS)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["organisation"], name="one_review_interval"),
            models.CheckConstraint(
                name="review_interval_makes_sense",
                condition=models.Q(weeks__gte=1, weeks__lte=52),
                violation_error_message=_("Reviews are due every 1 to 52 weeks."),
            ),
            *of_the_class("reviewinterval"),
        ]

    def __str__(self) -> str:
        return f"every {self.weeks} weeks"
