"""Of which period results are wanted."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField

YEAR = timedelta(days=365)


class PeriodForm(forms.Form):
    """The last year, unless somebody says otherwise."""

    start = DayField(label=_("From"), required=False)
    end = DayField(label=_("To"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start and end and start > end:
            raise ValidationError(_("The first day must not be after the last one."))
        return data

    def period(self, today: date) -> tuple[date, date]:
        """Return the first and the last day asked for."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        end = data.get("end") or today
        start = data.get("start") or end - YEAR
        return min(start, end), end
