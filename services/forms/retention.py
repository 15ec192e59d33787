"""How long, and which record longer; and that somebody means to erase."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.core.enums import HoldReason
from rco_network.core.forms import TextField
from rco_network.core.personal_data import Period
from rco_network.core.personal_data.periods import length_in_words

LONGEST_WORDS = 1000


class LengthForm(forms.Form):
    """How many months something is kept, within the floor and the ceiling of its period."""

    months = forms.IntegerField(
        label=_("Months"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Write how many months."),
            "invalid": _("Write a whole number."),
        },
    )

    def __init__(self, *args: Any, period: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        least, most = period.floor or 0, period.ceiling or 0
        field: Any = self.fields["months"]
        field.help_text = gettext("From %(least)s (%(short)s) to %(most)s (%(long)s).") % {
            "least": least,
            "short": length_in_words(least),
            "most": most,
            "long": length_in_words(most),
        }
        self._least, self._most, self._period = least, most, period

    def clean_months(self) -> int:
        months = int(self.cleaned_data["months"])
        if months < self._least:
            raise forms.ValidationError(
                gettext("At least %(length)s. %(why)s")
                % {"length": length_in_words(self._least), "why": gettext(self._period.why_floor)}
            )
        if months > self._most:
            raise forms.ValidationError(
                gettext("At most %(length)s. %(why)s")
                % {"length": length_in_words(self._most), "why": gettext(self._period.why_ceiling)}
            )
        return months


class HoldForm(forms.Form):
    """Until when a record is kept longer, and why."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[("", _("Choose a reason")), *HoldReason.choices],
        error_messages={
            "required": _("Choose a reason."),
            "invalid_choice": _("Choose a reason from the list."),
        },
    )
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The periods decide again from the next day on."),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Choose a day, like 2027-03-31."),
        },
    )
    words = TextField(
        label=_("What there is to say about it"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept encrypted. The person can ask to read it."),
        error_messages={
            "max_length": format_lazy(_("Use at most {most} letters."), most=f"{LONGEST_WORDS:,}")
        },
    )


class EraseForm(forms.Form):
    """One tick between the button and what cannot be undone."""

    is_meant = forms.BooleanField(
        label=_("Erase this person. I know that nobody can bring them back."),
        error_messages={"required": _("Tick the box if you mean it.")},
    )
