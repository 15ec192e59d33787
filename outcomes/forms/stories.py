"""What is typed when somebody tells their story."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rco_network.core.forms import DayField, LineField, TextField
from rco_network.core.pictures import PictureRefused, cleaned_picture
from rco_network.core.recordings import MOST_BYTES, RecordingRefused, cleaned_recording
from rco_network.core.uploads import MOST_BYTES as MOST_UPLOADED
from services.forms.fields import LanguageField, Select
from services.forms.guards import RowForm
from services.models import Participant

from ..enums import Media, Teller, Theme, Use
from ..models import Story, StoryFile, StoryTheme

MOST_OWN_THEMES = 5
_OTHERS = [(t.value, t.label) for t in Teller if t != Teller.PARTICIPANT]


class StoryForm(RowForm):
    """The words, the name that readers see, the day, what it is about."""

    teller = forms.ChoiceField(
        label=gettext_lazy("Whose story is it?"), choices=_OTHERS, widget=forms.RadioSelect
    )
    teller_name = LineField(
        label=gettext_lazy("Who told it, for colleagues"),
        max_length=120,
        help_text=gettext_lazy("So that they can take it back. Readers never see it."),
    )
    title = LineField(
        label=gettext_lazy("What colleagues call it"),
        max_length=120,
        help_text=gettext_lazy("Readers never see it: “The bakery”, “Ringing the doctor alone”."),
    )
    words = TextField(
        label=gettext_lazy("The story, in their words"),
        max_length=6000,
        help_text=gettext_lazy(
            "In the language in which it was told. Leave out names, exact days and addresses: "
            "what is left is looked for before it is used."
        ),
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 10}),
    )
    language = LanguageField(
        label=gettext_lazy("In which language?"), is_open=False, required=True, initial="en"
    )
    chosen_name = LineField(
        label=gettext_lazy("The name that readers see"),
        max_length=80,
        help_text=gettext_lazy("The person chooses it: another name, a letter, “a mother of two”."),
    )
    told_on = DayField(label=gettext_lazy("When was it told?"))
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=Theme.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own = forms.MultipleChoiceField(
        label=gettext_lazy("Themes of your own"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    new_theme = LineField(
        label=gettext_lazy("Another theme of your own"), max_length=40, required=False
    )

    class Meta:
        model = Story
        fields = (
            "teller",
            "teller_name",
            "title",
            "words",
            "language",
            "chosen_name",
            "told_on",
            "themes",
        )

    def __init__(
        self, *args: Any, organisation_id: int, participant: Participant | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = organisation_id
        if participant is not None:
            self.instance.participant = participant
            self.instance.teller = Teller.PARTICIPANT
            del self.fields["teller"], self.fields["teller_name"]
        if self.instance.pk is None:
            self.initial.setdefault("told_on", timezone.localdate())
            if participant is not None and participant.main_language:
                self.initial.setdefault("language", participant.main_language)
        self._offer_own(organisation_id)

    def _offer_own(self, organisation_id: int) -> None:
        own: Any = self.fields["own"]
        names = StoryTheme.objects.for_organisation(organisation_id).order_by("name")
        own.choices = [(name, name) for name in names.values_list("name", flat=True)]
        if not own.choices:
            del self.fields["own"]
        elif self.instance.pk is not None:
            chosen = self.instance.own_themes.values_list("name", flat=True)
            self.initial.setdefault("own", list(chosen))

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if not any(c.isalnum() for c in words):
            raise ValidationError(_("Write the story: a few sentences are enough."))
        return words

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if len(self.own_themes) > MOST_OWN_THEMES:
            self.add_error("own", _("Choose at most %(n)s of your own.") % {"n": MOST_OWN_THEMES})
        return data

    @property
    def own_themes(self) -> list[str]:
        """The themes of the organisation's own that were chosen, the new one among them."""
        chosen = [*self.cleaned_data.get("own", ()), self.cleaned_data.get("new_theme", "")]
        return list(dict.fromkeys(name for name in chosen if name))


class FileForm(RowForm):
    """A picture or a recording, and what is to be seen or heard in it."""

    describes = LineField(
        label=gettext_lazy("What is to be seen or heard?"),
        max_length=300,
        help_text=gettext_lazy("For those who cannot see or hear it. No names."),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy(
            "Everybody who can be recognised in it knows that it is kept here, and agreed"
        ),
        error_messages={
            "required": gettext_lazy(
                "Ask everybody who can be seen or heard first. Without that it is not kept."
            )
        },
    )
    file = forms.FileField(
        label=gettext_lazy("Picture or recording"),
        allow_empty_file=True,
        help_text=gettext_lazy(
            "JPEG, PNG or WebP; MP3, M4A, WAV or Ogg up to 8 MB. Where and when it was taken is "
            "removed from it."
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,audio/*"}
        ),
        error_messages={
            "required": gettext_lazy("Choose the picture or the recording."),
            "max_length": gettext_lazy("The name of the file is too long. Rename it."),
        },
    )

    class Meta:
        model = StoryFile
        fields = ("describes",)

    def __init__(self, *args: Any, story: Story, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.story = story
        self.instance.organisation_id = story.organisation_id
        self.content = b""
        if too_large:
            self.fields["file"].error_messages["required"] = _(
                "This file is larger than %(n)s MB. Send a smaller one."
            ) % {"n": MOST_UPLOADED // 1024 // 1024}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        head = file.read(12)
        looks_like_sound = head[:4] in (b"RIFF", b"OggS") and head[8:12] != b"WEBP"
        looks_like_sound |= head[4:8] == b"ftyp" or head[:3] == b"ID3" or head[:1] == b"\xff"
        looks_like_sound &= head[:3] != b"\xff\xd8\xff"
        try:
            if looks_like_sound:
                self._take_recording(file)
            else:
                self.content = cleaned_picture(file)
                self.instance.kind, self.instance.content_type = Media.PICTURE, "image/jpeg"
        except (PictureRefused, RecordingRefused) as refused:
            raise ValidationError(str(refused)) from None
        return file

    def _take_recording(self, file: Any) -> None:
        if file.size > MOST_BYTES:
            raise ValidationError(
                _("This recording is larger than %(n)s MB. Send a shorter one.")
                % {"n": MOST_BYTES // 1024 // 1024}
            )
        file.seek(0)
        self.content, self.instance.content_type = cleaned_recording(file.read())
        self.instance.kind = Media.RECORDING


class StayForm(forms.Form):
    """Why something that was found may stay."""

    found = forms.CharField(widget=forms.HiddenInput, max_length=10)
    text = forms.CharField(widget=forms.HiddenInput, max_length=200, strip=False)
    reason = LineField(
        label=gettext_lazy("Why it may stay"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why it may stay, in a few words.")},
    )


class ThemeFilterForm(forms.Form):
    """Which stories to list."""

    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False, widget=Select)

    def __init__(self, *args: Any, own: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme: Any = self.fields["theme"]
        theme.choices = [("", _("Every theme")), *Theme.choices, *((f"own:{n}", n) for n in own)]


class UseForm(forms.Form):
    """Where a story is used outside of the reports that are made here."""

    consent = forms.ChoiceField(
        label=gettext_lazy("Under which consent?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what they agreed to.")},
    )
    used_in = LineField(
        label=gettext_lazy("Where?"),
        max_length=200,
        help_text=gettext_lazy("As its readers know it: “Summer newsletter 2026”."),
    )

    def __init__(self, *args: Any, consents: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_uuid = {str(one.uuid): one for one in consents}
        asked: Any = self.fields["consent"]
        asked.choices = [
            (uuid, one.funder.name if one.funder else Use(one.use).label)
            for uuid, one in self.by_uuid.items()
        ]
