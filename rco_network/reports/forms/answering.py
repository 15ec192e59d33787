"""What a reader says of an edition."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import TextField

from ..enums import Answer


class AnswerForm(forms.Form):
    """Accepted, or sent back with a sentence; sent twice is one answer."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"invalid": _("Open this page again and send it.")},
    )
    kind = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (Answer.ACCEPTED, _("We accept this report")),
            (Answer.SENT_BACK, _("We send it back to be put right")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the two answers."),
            "invalid_choice": _("Choose one of the two answers."),
        },
    )
    note = TextField(
        label=_("What should be put right?"),
        help_text=_("Only if you send it back. Those who made the report read it."),
        required=False,
        max_length=1000,
        error_messages={"max_length": _("Use at most 1,000 letters.")},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == Answer.SENT_BACK and not data.get("note"):
            self.add_error("note", _("Say in a sentence what should be put right."))
        return data
