"""The words by which a participant is found, written by a trigger so that imports are in it."""

from django.db import models

from rco_network.core.tenancy import OwnedReference, OwnedRow, RowSecurity

from .seen import seen


class NameKey(OwnedRow):
    """One comparable word of a name (core.text.search_key) and one way in which it is read.

    `sound` is written by the trigger (SQL function `services_name_keys`): a name that was carried
    from one script into another by ear is spelt in many ways, Mohammed, Muhammad and محمد alike.
    """

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="name_keys",
    )
    word = models.CharField(max_length=200)
    sound = models.CharField(max_length=200, default="", help_text="“” is not found by sound.")
    place = models.PositiveSmallIntegerField(default=0, help_text="Which word of the name, from 0.")
    spans = models.PositiveSmallIntegerField(
        default=1, help_text="Words that it stands for: 2 written as one, 0 the whole name."
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "word", "participant"], name="name_key_by_word"),
            models.Index(
                fields=["organisation", "sound"],
                include=["participant", "place", "spans", "word"],
                name="name_key_by_sound",
            ),
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
