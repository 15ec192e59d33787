"""How to reach somebody without putting them in danger, and what was noted about them.

Tables of their own, not columns of the person: seen only with the right to see participants, read
only when somebody opens them, encrypted field by field. Immigration status is not a field.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import ERASE, OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import may

from ..enums import Channel, NoteKind
from .seen import seen

_SEE = f"({seen()} and ({may('see_people')} or {may(ERASE)}))"
_CHANGE = f"({seen()} and ({may('change_people')} or {may(ERASE)}))"
LONGEST_TEXT = 2000


class ContactDetails(OwnedModel):
    """Where somebody can be reached, and by which ways it is safe.

    A way is safe only when somebody asked and ticked it. There is one row a person, and a change
    overwrites what was there: no letter finds an old address, and history says only "changed".
    """

    participant = models.OneToOneField(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="contact",
    )
    phone = EncryptedTextField(max_length=40, blank=True)
    email = EncryptedTextField(max_length=254, blank=True)
    address = EncryptedTextField(blank=True)
    reach = EncryptedTextField(blank=True, help_text="The best time, through whom, and so on.")
    before_contact = EncryptedTextField(blank=True, help_text="What to know before reaching out.")
    language = models.CharField(max_length=12, blank=True)
    may_call = models.BooleanField(default=False)
    may_leave_voicemail = models.BooleanField(default=False)
    may_text = models.BooleanField(default=False)
    may_email = models.BooleanField(default=False)
    may_send_letters = models.BooleanField(default=False)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="contact_voicemail_needs_calls",
                condition=models.Q(may_leave_voicemail=False) | models.Q(may_call=True),
                violation_error_message=_("A voicemail is safe only where a call is safe."),
            ),
            OwnedReference(
                name="contact_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(name="services_contactdetails_rows", read=_SEE, write=_CHANGE),
            Tracked(
                name="services_contactdetails_history",
                about=("services.participant", "participant_id"),
                secret=("phone", "email", "address", "reach", "before_contact"),
            ),
        ]

    def __str__(self) -> str:
        return f"contact details of {self.participant_id}"

    def is_allowed(self, channel: Channel) -> bool:
        """Whether the person said that this way is safe."""
        return bool(getattr(self, _WAYS[channel][0]))

    def place(self, channel: Channel) -> str:
        """Return the number or address of this way, "" where none is known."""
        return str(getattr(self, _WAYS[channel][1]))


# A way of reaching somebody -> the flag that says whether it is safe, the field that it uses.
_WAYS: dict[Channel, tuple[str, str]] = {
    Channel.CALL: ("may_call", "phone"),
    Channel.VOICEMAIL: ("may_leave_voicemail", "phone"),
    Channel.TEXT: ("may_text", "phone"),
    Channel.EMAIL: ("may_email", "email"),
    Channel.LETTER: ("may_send_letters", "address"),
}


class Note(OwnedModel):
    """Something that a colleague noted about a person, for those who see participants."""

    participant = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="notes"
    )
    kind = models.CharField(max_length=10, choices=NoteKind.choices, default=NoteKind.NOTE)
    text = EncryptedTextField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta(OwnedModel.Meta):
        indexes = [models.Index(fields=["organisation", "participant", "-id"], name="note_newest")]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="note_says_something",
                condition=models.Q(text__is_empty=False),
                violation_error_message=_("Write the note."),
            ),
            OwnedReference(
                name="note_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(name="services_note_rows", read=_SEE, write=_CHANGE),
            Tracked(
                name="services_note_history",
                about=("services.participant", "participant_id"),
                secret=("text",),
            ),
        ]

    def __str__(self) -> str:
        return f"note about {self.participant_id}"
