"""The words by which a participant is found, written by a trigger so that imports are in it."""

from django.db import models

from rco_network.core.tenancy import OwnedReference, OwnedRow, RowSecurity


class NameKey(OwnedRow):
    """One comparable word of a name (core.text.search_key)."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="name_keys",
    )
    word = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "word", "participant"], name="name_key_by_word"),
        ]
        constraints = [
            OwnedReference(
                name="name_key_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(name="services_namekey_rows"),
        ]

    def __str__(self) -> str:
        return self.word
