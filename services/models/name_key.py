"""The words by which a participant is found, written by a trigger so that imports are in it."""

from django.db import models

from rco_network.core.tenancy import OwnedReference, OwnedRow, RowSecurity

from .seen import seen


class NameKey(OwnedRow):
    """One comparable word of a name (core.text.search_key) and how it sounds.

    `sound` is written by the trigger from `word` (SQL function `services_sound`): names that were
    carried into Latin letters by ear are spelt in many ways, Mohammed and Muhammad alike.
    """

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="name_keys",
    )
    word = models.CharField(max_length=200)
    sound = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "word", "participant"], name="name_key_by_word"),
            models.Index(fields=["organisation", "sound", "participant"], name="name_key_by_sound"),
        ]
        constraints = [
            OwnedReference(
                name="name_key_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(name="services_namekey_rows", read=seen()),
        ]

    def __str__(self) -> str:
        return self.word
