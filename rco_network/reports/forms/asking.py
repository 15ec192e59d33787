"""Asking for a report."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funding.models import Award, ReturnDue
from rco_network.core.forms import DayField

from ..models import Layout, OwnFigure


class PeriodForm(forms.Form):
    """The two days of a report and its language; sent twice is one report."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"invalid": _("Open this page again and send it.")},
    )
    period_start = DayField(label=_("First day"), earliest_year=2000)
    period_end = DayField(
        label=_("Last day"),
        earliest_year=2000,
        help_text=_("Work up to and including this day counts."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en-gb")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and end < start:
            self.add_error(
                "period_end", _("The last day is before the first day. Change one of the two.")
            )
        elif start and end and (end - start).days > 366 * 5:
            self.add_error("period_end", _("A report covers five years at the most."))
        return data


class OwnWorkForm(PeriodForm):
    """A report on the organisation's own work, which may have figures that it composed."""

    own_figures = forms.MultipleChoiceField(
        label=_("Your own figures"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose your own figures from the list.")},
    )

    layout = forms.ChoiceField(
        label=_("Layout"),
        required=False,
        help_text=_("Which figures, in which order, with which words of your own."),
        error_messages={"invalid_choice": _("Choose a layout from the list, or the usual one.")},
    )

    def __init__(
        self,
        *args: Any,
        own_figures: Iterable[OwnFigure] = (),
        layouts: Iterable[Layout] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._layouts = {str(one.uuid): one for one in layouts}
        named = [(key, one.name) for key, one in self._layouts.items()]
        select: Any = self.fields["layout"]
        select.choices = [("", _("The usual one")), *named]
        if not self._layouts:
            del self.fields["layout"]
        self._composed = {figure.key: figure for figure in own_figures}
        field: Any = self.fields["own_figures"]
        field.choices = [(key, figure.name) for key, figure in self._composed.items()]
        if not self._composed:
            del self.fields["own_figures"]

    def clean_own_figures(self) -> list[dict[str, Any]]:
        """What the report keeps of those that were chosen."""
        return [self._composed[key].told() for key in self.cleaned_data["own_figures"]]

    def clean_layout(self) -> dict[str, Any] | None:
        """What the report keeps of the layout that was chosen."""
        chosen = self._layouts.get(self.cleaned_data["layout"])
        return chosen.told() if chosen else None


class AwardReportForm(OwnWorkForm):
    """The period of a return; it starts as the next one due, else as the award's own dates."""

    def __init__(
        self, *args: Any, award: Award, return_due: ReturnDue | None = None, **kwargs: Any
    ) -> None:
        start, end = usual_period(award, return_due)
        kwargs.setdefault(
            "initial",
            {"key": uuid4(), "period_start": start, "period_end": end, "language": "en-gb"},
        )
        super().__init__(*args, **kwargs)


class YearForm(OwnWorkForm):
    """The period of the organisation's own impact report; it starts as the last full year."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        year = timezone.localdate().year - 1
        kwargs.setdefault(
            "initial",
            {
                "key": uuid4(),
                "period_start": date(year, 1, 1),
                "period_end": date(year, 12, 31),
                "language": "en-gb",
            },
        )
        super().__init__(*args, **kwargs)


def usual_period(award: Award, return_due: ReturnDue | None) -> tuple[date, date]:
    """Return the days that a report on this award most likely covers, never in the future."""
    today = timezone.localdate()
    if return_due is not None:
        return return_due.period_start, min(return_due.period_end, today)
    end = min(award.ends_on or today, today)
    start = award.starts_on or date(end.year, 1, 1)
    return min(start, end), end
