"""What is typed when somebody agrees, and the words that are read to them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rco_network.core import languages
from rco_network.core.forms import DayField, TextField
from services.forms.fields import LanguageField
from services.forms.guards import RowForm
from services.models import Participant

from ..calculations import wordings
from ..enums import AgreesTo, Given
from ..models import Consent, ConsentWording


class ConsentForm(RowForm):
    """That somebody agreed: in which language the words were read, how they agreed, when."""

    language = forms.ChoiceField(
        label=_("The words, as you read them to the person"), widget=forms.RadioSelect
    )
    given_on = DayField(label=_("On"))

    class Meta:
        model = Consent
        fields = ("language", "given", "given_on")
        widgets = {"given": forms.RadioSelect}
        labels = {"given": _("How they agreed")}

    def __init__(self, *args: Any, participant: Participant, to: AgreesTo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = participant.organisation_id
        self.instance.participant = participant
        self.instance.to = to
        self.words = dict(wordings(participant.organisation_id, to))
        language: Any = self.fields["language"]
        language.choices = [(code, languages.said(code)) for code in self.words]
        known = participant.main_language
        self.initial.setdefault("language", known if known in self.words else "en")
        given: Any = self.fields["given"]
        given.choices = Given.choices

    def read_out(self) -> list[dict[str, str]]:
        """The words in each language, with how the page writes them."""
        return [
            {
                "code": code,
                "name": languages.said(code),
                "direction": languages.direction(code),
                "text": text,
            }
            for code, text in self.words.items()
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.instance.words = self.words.get(data.get("language", ""), "")
        return data


class WordingForm(RowForm):
    """The organisation's own words for a consent in one language."""

    to = forms.ChoiceField(label=_("For"), choices=AgreesTo.choices, widget=forms.RadioSelect)
    language = LanguageField(label=_("Language"), required=True)
    text = TextField(
        label=_("The words"),
        max_length=1000,
        help_text=_("Say what it is for, that they may say no, and that they can take it back."),
    )

    class Meta:
        model = ConsentWording
        fields = ("to", "language", "text")

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = organisation_id
