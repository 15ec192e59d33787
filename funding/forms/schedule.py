"""How often a report is due."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rco_network.core.forms import DayField, TextField
from services.forms.guards import RowForm

from ..enums import Every
from ..models import ReturnSchedule

_MOST_DAYS = 40


class ScheduleForm(RowForm):
    """Every so often from a day on, or the days that the funder gave."""

    every = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=Every.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose how often a report is due."),
            "invalid_choice": gettext_lazy("Choose how often a report is due."),
        },
    )
    first_on = DayField(
        label=gettext_lazy("First day of the first period"),
        allow_future=True,
        earliest_year=2000,
    )
    days = TextField(
        label=gettext_lazy("Last day of each period"),
        help_text=gettext_lazy("Only for days that the funder gave: one a line, as 2026-09-30."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr"}),
    )
    days_to_write = forms.IntegerField(
        label=gettext_lazy("Days to write it"),
        help_text=gettext_lazy("From the end of a period until its report is due."),
        min_value=0,
        max_value=366,
        error_messages={
            "required": gettext_lazy("Write a number of days, for example 28."),
            "invalid": gettext_lazy("Write a number of days, for example 28."),
            "min_value": gettext_lazy("Write a number from 0 to 366."),
            "max_value": gettext_lazy("Write a number from 0 to 366."),
        },
    )

    field_order = ("key", "was", "every", "first_on", "days", "days_to_write")

    class Meta:
        model = ReturnSchedule
        fields = ("every", "first_on", "days_to_write")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].initial = "\n".join(map(str, self.instance.last_days))

    def clean_days(self) -> list[date]:
        found = []
        for text in self.cleaned_data["days"].replace(",", " ").split():
            try:
                found.append(date.fromisoformat(text))
            except ValueError:
                raise forms.ValidationError(
                    _("“%(text)s” is no day. Write each as 2026-09-30, one a line.")
                    % {"text": text[:20]}
                ) from None
        if len(found) > _MOST_DAYS:
            raise forms.ValidationError(_("Write at most 40 days."))
        return sorted(set(found))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        by_days = data.get("every") == Every.DAYS
        first, days = data.get("first_on"), data.get("days") or []
        if by_days and "days" in data and not days:
            self.add_error("days", _("Write the days that the funder gave."))
        elif by_days and first and days and days[0] < first:
            self.add_error("days", _("The first of these days is before the first period."))
        self.instance.last_days = days if by_days else []
        return data
