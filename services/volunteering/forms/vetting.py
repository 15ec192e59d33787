"""What is written down of references, checks, trainings and check-ins."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField
from rco_network.core.personal_data.lengths import months_later
from services.forms.guards import RowForm

from ..enums import CheckKind, DbsLevel, ReferenceState
from ..models import Check, CheckIn, Reference, Training, Volunteer
from .fields import ShortWordsField, WordsField

# Looked at again after so long where nobody says otherwise. A DBS certificate has no end of its
# own: three years are what many keep to.
USUAL_MONTHS = 36
PULSE = [
    (5, _("5 – very well")),
    (4, _("4 – well")),
    (3, _("3 – so-so")),
    (2, _("2 – not so well")),
    (1, _("1 – badly")),
]


class _AboutVolunteer(RowForm):
    def __init__(self, *args: Any, volunteer: Volunteer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.volunteer = volunteer
            self.instance.organisation_id = volunteer.organisation_id


class ReferenceForm(_AboutVolunteer):
    """Who was asked, whether it came, and what it said."""

    referee = ShortWordsField(
        label=_("Who is asked"),
        help_text=_("A name, and how they know the person."),
        error_messages={"required": _("Write who is asked.")},
    )
    asked_on = DayField(label=_("Asked on"))
    state = forms.ChoiceField(
        label=_("Where it is"), choices=ReferenceState.choices, widget=forms.RadioSelect
    )
    received_on = DayField(label=_("Came on"), required=False)
    words = WordsField(
        label=_("What it says"),
        help_text=_("Given in confidence: read by those who look after volunteers only."),
    )

    class Meta:
        model = Reference
        fields = ("referee", "asked_on", "state", "received_on", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asked_on", timezone.localdate())
        self.initial.setdefault("state", ReferenceState.ASKED)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("state") == ReferenceState.ASKED:
            data["received_on"] = None
        elif data.get("state") and not data.get("received_on") and "received_on" not in self.errors:
            data["received_on"] = max(timezone.localdate(), data.get("asked_on") or date.min)
        return data


class CheckForm(_AboutVolunteer):
    """That a check was seen. There is nowhere to write a number, and nothing to upload."""

    kind = forms.ChoiceField(
        label=_("What was seen"), choices=CheckKind.choices, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(
        label=_("Level, of a DBS certificate"),
        choices=DbsLevel.choices,
        required=False,
        help_text=_(
            "Look at the certificate, give it back, and write down no number and nothing it says. "
            "That somebody may volunteer is written down without how: no status is kept."
        ),
    )
    seen_on = DayField(label=_("Seen on"))
    expires_on = DayField(
        label=_("Look again by"),
        allow_future=True,
        required=False,
        help_text=_(
            "A DBS certificate has no end of its own: choose the day until which you rely on it. "
            "You are reminded 60, 30 and 7 days before. Empty means three years for a DBS check."
        ),
    )

    class Meta:
        model = Check
        fields = ("kind", "level", "seen_on", "expires_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen_on", timezone.localdate())
        self.initial.setdefault("kind", CheckKind.DBS)

    def clean_level(self) -> str:
        return self.cleaned_data["level"] or DbsLevel.NONE

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") != CheckKind.DBS:
            data["level"] = DbsLevel.NONE
            return data
        if data.get("level") == DbsLevel.NONE and "level" not in self.errors:
            self.add_error("level", gettext("Say of which level the DBS certificate is."))
        if not data.get("expires_on") and data.get("seen_on") and "expires_on" not in self.errors:
            data["expires_on"] = months_later(data["seen_on"], USUAL_MONTHS)
        return data


class TrainingForm(_AboutVolunteer):
    """A training, when it was done, and until when it holds."""

    done_on = DayField(label=_("Done on"))
    expires_on = DayField(
        label=_("Holds until"),
        allow_future=True,
        required=False,
        help_text=_("Empty if it does not run out. You are reminded 60, 30 and 7 days before."),
    )

    class Meta:
        model = Training
        fields = ("kind", "done_on", "expires_on")
        widgets = {"kind": forms.RadioSelect}
        labels = {"kind": _("Which training")}
        error_messages = {"kind": {"required": _("Choose which training it was.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("done_on", timezone.localdate())
        kind: Any = self.fields["kind"]
        kind.choices = [choice for choice in kind.choices if choice[0]]


class CheckInForm(_AboutVolunteer):
    """One question, and a note if there is something to note."""

    on = DayField(label=_("Talked on"))
    pulse = forms.TypedChoiceField(
        label=_("How is volunteering going for you?"),
        choices=[*PULSE, ("", _("Did not ask"))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("As they answer it. Shown only as a mean of enough people."),
    )
    note = WordsField(label=_("Note"))

    class Meta:
        model = CheckIn
        fields = ("on", "pulse", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and data["pulse"] is None and not data["note"]:
            self.add_error(None, gettext("Choose an answer or write a note."))
        return data
