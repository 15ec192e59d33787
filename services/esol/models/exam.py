"""Being entered for an exam in one mode, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.tenancy import OwnedModel

from ..enums import ExamResult, Level, Mode
from .about import about_learner


class ExamEntry(OwnedModel):
    """One entry: awarding bodies examine and certificate each mode apart."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="english_exams",
    )
    mode = models.CharField(max_length=2, choices=Mode.choices)
    level = models.CharField(max_length=2, choices=Level.choices)
    awarding_body = models.CharField(max_length=80, blank=True)
    sits_on = models.DateField()
    result = models.CharField(max_length=12, choices=ExamResult.choices, default=ExamResult.WAITING)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "participant", "sits_on"], name="exam_by_person"),
            models.Index(fields=["organisation", "sits_on"], name="exam_by_day"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["participant", "mode", "level", "sits_on"],
                name="exam_entered_once_a_day",
                violation_error_message=_("They are entered for this exam on that day already."),
            ),
            *about_learner("examentry"),
        ]

    def __str__(self) -> str:
        return f"{self.mode} {self.level} on {self.sits_on}"
