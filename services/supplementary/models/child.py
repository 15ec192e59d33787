"""What a school knows of a child beyond the name: for the register's eyes, and no more."""

from django.db import models

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedModel

from .about import about_child


class Child(OwnedModel):
    """Words that whoever keeps the register must have on the day, and nobody needs elsewhere.

    `medical`: allergies, medicine, what to do. `not_collect`: who must not take the child; the
    register says only that the lead has to be asked.
    """

    participant = models.OneToOneField(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="school_child",
    )
    medical = EncryptedTextField(blank=True, max_length=500)
    not_collect = EncryptedTextField(blank=True, max_length=500)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            *about_child("child", secret=("medical", "not_collect")),
        ]

    def __str__(self) -> str:
        return f"Child {self.participant_id}"


class MainstreamSchool(OwnedModel):
    """The child's day school. The row is there only while a guardian agrees that it is named."""

    participant = models.OneToOneField(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="mainstream_school",
    )
    name = EncryptedTextField(max_length=120)
    agreed_on = models.DateField()
    agreed_by = EncryptedTextField(max_length=120)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            *about_child("mainstream", secret=("name", "agreed_by")),
        ]

    def __str__(self) -> str:
        return f"School of {self.participant_id}"
