"""What somebody answered: numbers, and nothing in words."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity

from ..enums import Way
from .wave import THEIRS


class Response(OwnedModel):
    """The answers of one person in one wave, by the places of the questions.

    None where there is no answer, which is never nought; `unsaid` are the places (from 0) at
    which the person said that they would rather not say.
    """

    wave = models.ForeignKey(
        "outcomes.Wave", on_delete=models.PROTECT, db_constraint=False, related_name="responses"
    )
    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )
    match_key = models.CharField(max_length=64, blank=True, editable=False)
    answered_on = models.DateField()
    way = models.CharField(max_length=6, choices=Way.choices)
    language = models.CharField(max_length=12, default="en")
    answers = ArrayField(models.SmallIntegerField(null=True))
    unsaid = ArrayField(models.SmallIntegerField(), default=list, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "wave"], name="response_by_wave"),
            models.Index(fields=["organisation", "participant"], name="response_by_person"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["wave", "participant"],
                name="answered_once_a_wave",
                violation_error_message=_("This was answered already. Nothing was saved twice."),
            ),
            models.UniqueConstraint(
                fields=["wave", "match_key"],
                condition=~models.Q(match_key=""),
                name="code_once_a_wave",
            ),
            models.CheckConstraint(
                name="response_names_nobody_by_code",
                condition=models.Q(participant=None) | models.Q(match_key=""),
            ),
            OwnedReference(
                name="response_wave_same_organisation",
                to="outcomes.Wave",
                columns=("organisation_id", "wave_id"),
            ),
            OwnedReference(
                name="response_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(name="outcomes_response_rows", read=THEIRS),
            Tracked(
                name="outcomes_response_history",
                about=("services.participant", "participant_id"),
                secret=("answers", "unsaid", "match_key"),
            ),
        ]

    def __str__(self) -> str:
        return f"answers in {self.wave_id}"
