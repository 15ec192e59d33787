"""What a learner wants to be able to do, in their own words."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet

from ..enums import Mode, Stage, TargetState
from .about import about_learner


class TargetQuerySet(OwnedQuerySet):
    def open(self) -> Self:
        """Targets that somebody works on."""
        return self.filter(state=TargetState.OPEN)


class Target(OwnedModel):
    """An aim, an objective, or what was achieved without a plan: `stage` says which."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="english_targets",
    )
    words = EncryptedTextField(max_length=500)
    stage = models.PositiveSmallIntegerField(choices=Stage.choices, default=Stage.OBJECTIVES)
    mode = models.CharField(max_length=2, choices=Mode.choices, blank=True)
    state = models.CharField(max_length=8, choices=TargetState.choices, default=TargetState.OPEN)
    set_on = models.DateField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_on = models.DateField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reached_on = models.DateField(null=True)
    reached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(TargetQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "participant", "-id"], name="target_by_person")
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="target_reached_on_a_day",
                condition=models.Q(state="reached", reached_on__isnull=False)
                | (~models.Q(state="reached") & models.Q(reached_on=None)),
            ),
            *about_learner("target", secret=("words",)),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} of {self.participant_id}"
