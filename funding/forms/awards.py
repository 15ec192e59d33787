"""An award as its letter says it, and the reports that it asks for."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.enums import Kind
from organisations.models import Organisation, StaffMembership
from rco_network.core.forms import DayField, LineField, TextField
from services.forms.fields import Select, offer
from services.forms.guards import RowForm

from ..models import Award, ReturnDue

# 360Giving's grant identifiers: the publisher's prefix, then the publisher's own number
# (https://standard.threesixtygiving.org, identifiers).
_IDENTIFIER = re.compile(r"^360G-[A-Za-z0-9]+-\S.*$")
_WRITE_A_DAY = {"invalid": _("Write a day like 2026-09-14."), "required": _("Choose a day.")}


class MoneyField(forms.DecimalField):
    """Pounds and pence, typed with or without the sign and commas."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        kwargs["error_messages"] = {
            "required": _("Write the amount, for example 30,000."),
            "invalid": _("Write the amount as a number, for example 30,000."),
            "min_value": _("The amount must not be negative."),
            "max_digits": _("The amount is too large. Write it in pounds."),
            "max_whole_digits": _("The amount is too large. Write it in pounds."),
            "max_decimal_places": _("Write at most two digits of pence."),
        }
        super().__init__(min_value=0, max_digits=14, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(re.sub(r"[£,\s]", "", str(value or ""))[:40])


class AwardForm(RowForm):
    """What the funder gave, for what, from when to when."""

    funder = forms.ModelChoiceField(
        label=_("Funder"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose the funder"),
        help_text=_("Not in the list? Ask your forum to add it to the directory."),
        widget=Select,
        error_messages={
            "required": _("Choose the funder."),
            "invalid_choice": _("Choose a funder from the list."),
        },
    )
    title = LineField(
        label=_("Title of the award"),
        max_length=300,
        error_messages={
            "required": _("Give the award a title, as in the funder's letter."),
            "max_length": _("Use at most 300 letters for the title."),
        },
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    purpose = TextField(
        label=_("What it is for"),
        required=False,
        max_length=4000,
        error_messages={"max_length": _("Use at most 4,000 letters.")},
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 4}),
    )
    amount = MoneyField(label=_("Amount in pounds"))
    awarded_on = DayField(label=_("Awarded on"), required=False, error_messages=_WRITE_A_DAY)
    starts_on = DayField(
        label=_("First day"), required=False, allow_future=True, error_messages=_WRITE_A_DAY
    )
    ends_on = DayField(
        label=_("Last day"), required=False, allow_future=True, error_messages=_WRITE_A_DAY
    )
    identifier = LineField(
        label=_("360Giving identifier"),
        required=False,
        max_length=120,
        help_text=_("If the funder has published the grant, for example 360G-example-123."),
        error_messages={"max_length": _("A 360Giving identifier has at most 120 characters.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )

    class Meta:
        model = Award
        fields = (
            "funder",
            "title",
            "purpose",
            "amount",
            "awarded_on",
            "starts_on",
            "ends_on",
            "identifier",
        )

    def __init__(self, *args: Any, membership: StaffMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.exclude(kind=Kind.RCO).exclude(pk=membership.organisation_id)
        offer(self, "funder", others.order_by("name"))

    def clean_identifier(self) -> str | None:
        identifier = self.cleaned_data["identifier"]
        if identifier and not _IDENTIFIER.match(identifier):
            raise ValidationError(_("A 360Giving identifier looks like 360G-example-123."))
        return identifier or None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_order(self, data, "starts_on", "ends_on")
        return data


class ReturnDueForm(RowForm):
    """A report that the funder expects: by when, and about which days."""

    due_on = DayField(label=_("Due on"), allow_future=True, error_messages=_WRITE_A_DAY)
    period_start = DayField(
        label=_("First day it covers"), allow_future=True, error_messages=_WRITE_A_DAY
    )
    period_end = DayField(
        label=_("Last day it covers"), allow_future=True, error_messages=_WRITE_A_DAY
    )

    class Meta:
        model = ReturnDue
        fields = ("due_on", "period_start", "period_end")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_order(self, data, "period_start", "period_end")
        return data


def check_order(form: forms.BaseForm, data: dict[str, Any], first: str, last: str) -> None:
    """Put an error on the form's last day when it lies before the first."""
    if data.get(first) and data.get(last) and data[last] < data[first]:
        form.add_error(last, _("The last day must not be before the first day."))
