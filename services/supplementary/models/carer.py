"""An adult in a child's life: guardian, or somebody who may collect the child, or both."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet, OwnedReference

from ..enums import Relation
from .about import about_child


class CarerQuerySet(OwnedQuerySet):
    def collecting(self) -> Self:
        """Those who may take the child home."""
        return self.filter(may_collect=True)


class Carer(OwnedModel):
    """A name is enough. `person` says that the adult is somebody who comes here too."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="carers",
    )
    name = EncryptedTextField(max_length=120)
    relation = models.CharField(max_length=12, choices=Relation.choices)
    phone = EncryptedTextField(blank=True, max_length=40)
    is_guardian = models.BooleanField(default=False)
    may_collect = models.BooleanField(default=False)
    person = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="cares_for",
    )

    objects: ClassVar[OwnedManager] = OwnedManager.from_queryset(CarerQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [models.Index(fields=["organisation", "participant"], name="carer_by_child")]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="carer_is_for_something",
                condition=models.Q(is_guardian=True) | models.Q(may_collect=True),
                violation_error_message=_("Say whether they are a guardian, may collect, or both."),
            ),
            models.CheckConstraint(
                name="carer_is_somebody_else",
                condition=models.Q(person=None) | ~models.Q(person=models.F("participant")),
                violation_error_message=_("A child is not their own guardian."),
            ),
            OwnedReference(
                name="school_carer_person_owned",
                to="services.Participant",
                columns=("organisation_id", "person_id"),
            ),
            *about_child("carer", secret=("name", "phone")),
        ]

    def __str__(self) -> str:
        return f"{self.relation} of {self.participant_id}"
