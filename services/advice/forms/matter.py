"""Opening a matter, naming its advisers, deciding on conflicts, closing."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organisations.models import StaffMembership
from rco_network.core.dates import day_in_words
from rco_network.core.forms import DayField, TextField
from rco_network.core.text import clean_line

from ..calculations.guard import needs_tier_2
from ..enums import OF_A_MATTER, Decision, Ended
from ..models import Matter
from .people import WhoForm
from .subjects import NOT_YET, tier_2

MOST_OTHERS = 10
LONGEST = 4000
_AREA = {"autocomplete": "off"}


class MatterForm(WhoForm):
    """What is wanted, at which level, who works on it, and who is on the other side."""

    must_name = True

    subject = forms.ChoiceField(
        label=_("What is it about?"),
        error_messages={"required": _("Choose what it is about.")},
    )
    subject_2 = forms.ChoiceField(label=_("Also about"), required=False)
    subject_3 = forms.ChoiceField(label=_("And about"), required=False)
    level = forms.ChoiceField(
        label=_("How far does the work go?"),
        choices=[(work.value, work.label) for work in OF_A_MATTER],
        initial=OF_A_MATTER[0],
        widget=forms.RadioSelect,
    )
    wanted = TextField(
        label=_("What does the person want?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, **_AREA}),
    )
    others = TextField(
        label=_("Who is on the other side?"),
        required=False,
        max_length=1000,
        help_text=_(
            "People by name, one a line: landlord, employer, husband or wife. We look whether we "
            "work for them already. Leave it empty if it is only an office such as the council."
        ),
        widget=forms.Textarea(attrs={"rows": 3, **_AREA}),
    )
    adviser = forms.ChoiceField(label=_("Who works on it?"))
    opened_on = DayField(label=_("Since when?"))

    def __init__(self, *args: Any, advisers: list[StaffMembership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._advisers = {str(adviser.uuid): adviser for adviser in advisers}
        for name in ("subject", "subject_2", "subject_3"):
            field: Any = self.fields[name]
            first = NOT_YET if name == "subject" else ("", _("Nothing else"))
            field.choices = [first, *tier_2(with_headings=True)]
        who: Any = self.fields["adviser"]
        who.choices = [(uuid, str(one.user)) for uuid, one in self._advisers.items()]
        if len(advisers) == 1:
            who.initial = next(iter(self._advisers))
            who.widget = forms.HiddenInput()
        self.fields["opened_on"].initial = timezone.localdate

    def clean_others(self) -> list[str]:
        names = [clean_line(line) for line in self.cleaned_data["others"].splitlines()]
        names = [name for name in names if name]
        if len(names) > MOST_OTHERS:
            raise forms.ValidationError(_t("Write at most %s names.") % MOST_OTHERS)
        if any(len(name) > 120 for name in names):
            raise forms.ValidationError(_t("Write one name a line, and no more than the name."))
        return names

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("subject", "subject_2", "subject_3"):
            if needs_tier_2(data.get(name) or ""):
                self.add_error(name, _t("Say which, so that registrations can be looked at."))
        return data

    @property
    def named(self) -> StaffMembership:
        """Who will work on it."""
        return self._advisers[self.cleaned_data["adviser"]]

    @property
    def matter(self) -> Matter:
        """The matter as it was typed."""
        said = self.cleaned_data
        codes = [said["subject"], said["subject_2"], said["subject_3"]]
        made = Matter(
            participant=self.person,
            subjects=tuple(dict.fromkeys(code for code in codes if code)),
            level=said["level"],
            wanted=said["wanted"],
            opened_on=said["opened_on"],
        )
        if said["key"]:
            made.uuid = said["key"]
        return made


class DecisionForm(forms.Form):
    """What a supervisor says to a possible conflict; who only steps back is not asked why."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[
            (Decision.CLEAR.value, _("It is somebody else: no conflict")),
            (Decision.REFER.value, _("It is a conflict: we do not take it on, and refer them")),
            (Decision.ALLOWED.value, _("We may work for both, for the reason below")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    reason = TextField(
        label=_("Why?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, **_AREA}),
    )

    def __init__(self, *args: Any, is_supervisor: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_supervisor:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("decision") == Decision.ALLOWED and data.get("reason") == "":
            self.add_error("reason", _t("Say why it is allowed all the same."))
        return data


class CloseForm(forms.Form):
    """How a matter ended."""

    ended = forms.ChoiceField(
        label=_("How did it end?"),
        choices=Ended.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    closed_on = DayField(label=_("On which day?"))
    ending = TextField(
        label=_("What was said at the end?"),
        required=False,
        max_length=LONGEST,
        help_text=_("What came of it, and what the person can do now."),
        widget=forms.Textarea(attrs={"rows": 3, **_AREA}),
    )

    def __init__(self, *args: Any, opened_on: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened_on = opened_on
        self.fields["closed_on"].initial = timezone.localdate

    def clean_closed_on(self) -> Any:
        day = self.cleaned_data["closed_on"]
        if day < self.opened_on:
            raise forms.ValidationError(
                _t("It was opened on %s. Choose that day or a later one.")
                % day_in_words(self.opened_on)
            )
        return day
