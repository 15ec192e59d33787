"""What is typed when somebody agrees that their story is used."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.enums import Kind
from organisations.models import Organisation
from rco_network.core.dates import day_in_words
from rco_network.core.forms import DayField, TextField
from rco_network.core.personal_data.lengths import lengths_of, months_later
from services.forms.fields import LanguageField, Select, offer
from services.forms.guards import RowForm

from ..enums import NAMES_A_FUNDER, Given, Use
from ..models import Story, StoryConsent
from ..reference.story_words import ENGLISH


def longest(organisation_id: int, today: date) -> date:
    """Return the last day for which somebody can be asked: as long as consent is kept here."""
    return months_later(today, lengths_of(organisation_id)["case_story"])


def words_to_read(organisation_id: int, use: str, language: str, funder: str, until: date) -> str:
    """Return the words to read out: those last read in this language, else our English.

    Words of another language are kept as somebody once said them, so they are looked over.
    """
    said = StoryConsent.objects.for_organisation(organisation_id).filter(use=use, language=language)
    if language != "en" and (last := said.order_by("-id").first()):
        return str(last.words)
    return ENGLISH[use].format(funder=funder or "…", until=day_in_words(until))


class StoryConsentForm(RowForm):
    """One use: to whom, until when, with what, in which language and words, how they agreed."""

    funder: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("To whom does the report go?"),
        queryset=None,
        widget=Select,
        empty_label=gettext_lazy("Choose"),
        error_messages={
            "required": gettext_lazy("Choose to whom the report goes."),
            "invalid_choice": gettext_lazy("Choose one from the list."),
        },
    )
    until = DayField(label=gettext_lazy("Until"), allow_future=True)
    language = LanguageField(
        label=gettext_lazy("In which language did you read the words?"),
        is_open=False,
        required=True,
    )
    words = TextField(
        label=gettext_lazy("The words, as you read them to the person"),
        max_length=2000,
        help_text=gettext_lazy(
            "If you said it in another language, write down what you said. These words are kept."
        ),
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 7}),
    )
    given = forms.ChoiceField(
        label=gettext_lazy("How they agreed"), choices=Given.choices, widget=forms.RadioSelect
    )
    given_on = DayField(label=gettext_lazy("On"))
    with_picture = forms.BooleanField(label=gettext_lazy("The picture too"), required=False)
    with_recording = forms.BooleanField(label=gettext_lazy("The recording too"), required=False)

    class Meta:
        model = StoryConsent
        fields = (
            "funder",
            "until",
            "language",
            "words",
            "given",
            "given_on",
            "with_picture",
            "with_recording",
        )

    def __init__(self, *args: Any, story: Story, use: Use, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today, own = timezone.localdate(), story.organisation_id
        self.latest = longest(own, today)
        self.instance.story, self.instance.use = story, use
        self.instance.organisation_id = own
        if use in NAMES_A_FUNDER:
            payers = Organisation.objects.filter(kind__in=(Kind.FUNDER, Kind.COUNCIL, Kind.FORUM))
            offer(self, "funder", payers.order_by("name"))
        else:
            del self.fields["funder"]
        until = min(self.latest, today + timedelta(days=365))
        self.initial.update(
            until=until,
            language=language,
            given_on=today,
            words=words_to_read(own, use, language, "", until),
        )
        kinds = set(story.storyfiles.values_list("kind", flat=True))
        for kind in ("picture", "recording"):
            if kind not in kinds:
                del self.fields[f"with_{kind}"]

    def clean_until(self) -> date:
        until = self.cleaned_data["until"]
        if until > self.latest:
            raise forms.ValidationError(
                _("Choose a day until %(day)s: after that they are asked again.")
                % {"day": day_in_words(self.latest)}
            )
        if until < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose a later one."))
        return until

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        words = data.get("words", "")
        if funder := data.get("funder"):
            words = words.replace("…", str(funder), 1)
        return data | {"words": words}
