"""How somebody can be reached safely, and notes about them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import LineField, TextField

from ..models import ContactDetails, Note
from .fields import LanguageField
from .guards import RowForm

LONGEST_ADDRESS = 400
LONGEST_HINT = 1000
LONGEST_NOTE = 4000
_EMPTY = "an empty page"
_PLAIN = {"dir": "auto", "autocomplete": "off", "spellcheck": "false"}


def _too_long(most: int) -> dict[str, Any]:
    return {
        "max_length": format_lazy(gettext_lazy("Use at most {most} letters."), most=f"{most:,}")
    }


class ContactForm(RowForm):
    """Where somebody is reached, and which ways they said are safe.

    The first to fill it in for a person makes the row: whoever filled in an empty page meanwhile
    is told what is there now, like anybody who was overtaken.
    """

    before_contact = TextField(
        label=_("Before you contact them"),
        required=False,
        max_length=LONGEST_HINT,
        error_messages=_too_long(LONGEST_HINT),
        help_text=_(
            "Shown first. For example: her husband answers the phone, do not say who calls."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phone = LineField(
        label=_("Phone"),
        required=False,
        max_length=40,
        error_messages=_too_long(40),
        widget=forms.TextInput(attrs={**_PLAIN, "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("Write an e-mail address like amina@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    address = TextField(
        label=_("Address"),
        required=False,
        max_length=LONGEST_ADDRESS,
        error_messages=_too_long(LONGEST_ADDRESS),
        help_text=_("Where letters go now. The address before it is not kept."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    reach = TextField(
        label=_("How best to reach them"),
        required=False,
        max_length=LONGEST_HINT,
        error_messages=_too_long(LONGEST_HINT),
        help_text=_("The best time, through a friend, only at the Tuesday class, and so on."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    language = LanguageField(label=_("In which language"))

    class Meta:
        model = ContactDetails
        fields = (
            "before_contact",
            "phone",
            "may_call",
            "may_leave_voicemail",
            "may_text",
            "email",
            "may_email",
            "address",
            "may_send_letters",
            "reach",
            "language",
        )
        labels = {
            "may_call": _("They said: calling is safe"),
            "may_leave_voicemail": _("They said: a voicemail is safe"),
            "may_text": _("They said: a text message is safe"),
            "may_email": _("They said: an e-mail is safe"),
            "may_send_letters": _("They said: a letter is safe"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.instance.pk and "was" not in self.data:
            sent: Any = self.data
            self.data = sent = sent.copy()
            sent["was"] = _EMPTY

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if phone and sum(c.isdigit() for c in phone) < 3:
            raise ValidationError(_("Write a phone number, like 0161 496 0000."))
        return phone

    def clean(self) -> dict[str, Any]:
        differs = any(name != "was" for name in self.changed_data)
        if self.cleaned_data.get("was") == _EMPTY and not differs:
            # Sent twice, it meets what it has just written itself.
            self.cleaned_data["was"] = ""
        data = super().clean()
        if data.get("may_leave_voicemail") and not data.get("may_call"):
            self.add_error(
                "may_leave_voicemail", _("A voicemail is safe only where a call is safe.")
            )
        return data


class NoteForm(RowForm):
    """One note."""

    text = TextField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Write the note."), **_too_long(LONGEST_NOTE)},
        help_text=_("What the next colleague needs to know. The person may ask to read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Note
        fields = ("kind", "text")
        labels = {"kind": _("What was it?")}
        error_messages = {
            "kind": {
                "required": _("Choose what it was."),
                "invalid_choice": _("Choose what it was from the list."),
            }
        }
