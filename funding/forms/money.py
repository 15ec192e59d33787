"""An award's budget, its spending, and other money for the same work."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, LineField
from services.forms.fields import Select, offer
from services.forms.guards import RowForm

from ..models import Award, BudgetLine, OtherMoney, Spending
from .awards import MoneyField, check_order

_WRITE_A_DAY = {"invalid": _("Write a day like 2026-09-14."), "required": _("Choose a day.")}
_OWN_TEXT = {"dir": "auto", "autocomplete": "off"}


def _day(label: str | Promise, **more: Any) -> DayField:
    return DayField(label=label, allow_future=True, error_messages=_WRITE_A_DAY, **more)


class OfAward(RowForm):
    """A form about the money of one award."""

    def __init__(self, *args: Any, award: Award, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.award = award


class BudgetLineForm(OfAward):
    """What for, and how much was planned."""

    what = LineField(
        label=_("What for"),
        max_length=120,
        help_text=_("For example: Teachers, Room, Crèche. No names of people."),
        error_messages={
            "required": _("Write what the money is for."),
            "max_length": _("Use at most 120 letters."),
        },
        widget=forms.TextInput(attrs=_OWN_TEXT),
    )
    planned = MoneyField(label=_("Planned for the whole award, in pounds"))

    class Meta:
        model = BudgetLine
        fields = ("what", "planned")


class SpendingForm(OfAward):
    """How much was spent on a line, and between which days."""

    line: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Line of the budget"),
        queryset=None,
        empty_label=_("Choose the line"),
        widget=Select,
        error_messages={
            "required": _("Choose the line of the budget."),
            "invalid_choice": _("Choose a line of this award’s budget."),
        },
    )
    amount = MoneyField(label=_("Amount in pounds"))
    starts_on = _day(_("First day that it is for"), help_text=_("Often the first day of a month."))
    ends_on = _day(_("Last day that it is for"))

    class Meta:
        model = Spending
        fields = ("line", "amount", "starts_on", "ends_on")

    def __init__(self, *args: Any, award: Award, **kwargs: Any) -> None:
        super().__init__(*args, award=award, **kwargs)
        lines = BudgetLine.objects.for_organisation(award.recipient_id).filter(award=award)
        offer(self, "line", lines.order_by("pk"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_order(self, data, "starts_on", "ends_on")
        return data


class OtherMoneyForm(OfAward):
    """Who else pays for the same work, how much, and between which days."""

    source = LineField(
        label=_("Who gives it"),
        max_length=120,
        help_text=_(
            "For example: another funder, our own reserves. Not the name of a private "
            "person: write “a donor”."
        ),
        error_messages={
            "required": _("Write who gives the money."),
            "max_length": _("Use at most 120 letters."),
        },
        widget=forms.TextInput(attrs=_OWN_TEXT),
    )
    amount = MoneyField(label=_("Amount in pounds"))
    starts_on = _day(_("First day that it is for"))
    ends_on = _day(_("Last day that it is for"))

    class Meta:
        model = OtherMoney
        fields = ("source", "amount", "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_order(self, data, "starts_on", "ends_on")
        return data


class PeriodForm(forms.Form):
    """From which day until which a page counts: the award's own days so far, unless asked."""

    start = _day(_("From"), required=False)
    end = _day(_("Until"), required=False)

    def __init__(self, *args: Any, award: Award, **kwargs: Any) -> None:
        today = timezone.localdate()
        end = min(award.ends_on or today, today)
        start = award.starts_on or end.replace(month=1, day=1)
        self.usual = (min(start, end), end)
        kwargs["initial"] = {"start": self.usual[0], "end": self.usual[1]}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check_order(self, data, "start", "end")
        return data

    @property
    def days(self) -> tuple[Any, Any]:
        """Return the two days; the usual ones where nothing that can be read was asked."""
        if not (self.is_bound and self.is_valid()):
            return self.usual
        start = self.cleaned_data["start"] or self.usual[0]
        end = self.cleaned_data["end"] or self.usual[1]
        return (start, end) if start <= end else self.usual
