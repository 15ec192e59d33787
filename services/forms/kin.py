"""Who is whose, and what somebody needs to take part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import LineField, TextField

from ..enums import AccessNeed, Kin
from ..models import Needs, Participant
from .fields import LanguageField, OtherLanguagesField, Select
from .guards import RowForm
from .services import PeopleField

LONGEST_WORDS = 1000
MOST_FOUND = 12


class NeedsForm(RowForm):
    """What somebody reads, which interpreter, and what to arrange. All of it may stay empty."""

    reads = OtherLanguagesField(
        label=_("Languages they read"), help_text=_("In which letters and messages are understood.")
    )
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    interpreter_language = LanguageField(label=_("Interpreter for which language"))
    access = forms.MultipleChoiceField(
        label=_("What to arrange"),
        choices=AccessNeed.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What helps, not what they have. Only what they told you."),
        error_messages={"invalid_choice": _("Tick what is in the list.")},
    )
    access_words = TextField(
        label=_("In words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Kept encrypted."),
        error_messages={"max_length": _("Use at most 1,000 letters.")},
    )

    class Meta:
        model = Needs
        fields = ("reads", "needs_interpreter", "interpreter_language", "access", "access_words")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("interpreter_language"):
            data["needs_interpreter"] = True
        return data


class FindKinForm(forms.Form):
    """Whom to look for."""

    words = LineField(
        label=_("Their name"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": _("Write a part of their name.")},
    )


class KinForm(forms.Form):
    """One of those found, and what they are to the person."""

    person = PeopleField(widget=forms.MultipleHiddenInput)
    other_is = forms.ChoiceField(
        label=_("They are the person’s"),
        choices=[("", _("Choose")), *Kin.choices],
        widget=Select,
        error_messages={
            "required": _("Choose what they are to each other."),
            "invalid_choice": _("Choose what they are to each other from the list."),
        },
    )

    def __init__(self, *args: Any, among: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = among
        self.among = among

    @property
    def other(self) -> Participant:
        """The person chosen, after `is_valid`."""
        return self.cleaned_data["person"][0]
