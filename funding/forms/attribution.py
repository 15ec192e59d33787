"""A rule that says which sessions count towards an award."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField
from services.forms.fields import PlaceField, Select, offer, put_own_places_first
from services.forms.guards import RowForm
from services.models import Service

from ..models import AttributionRule, Award
from .awards import check_order

_WRITE_A_DAY = {"invalid": _("Write a day like 2026-09-14.")}


class RuleForm(RowForm):
    """Service, place and days; what is left open does not narrow the rule."""

    service: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Service"),
        queryset=None,
        required=False,
        empty_label=_("Every service"),
        widget=Select,
        error_messages={"invalid_choice": _("Choose one of your services from the list.")},
    )
    place = PlaceField(label=_("District"), empty=_("Everywhere"))
    starts_on = DayField(
        label=_("First day"),
        required=False,
        allow_future=True,
        error_messages=_WRITE_A_DAY,
        help_text=_("Left open, the award's own first day counts."),
    )
    ends_on = DayField(
        label=_("Last day"),
        required=False,
        allow_future=True,
        error_messages=_WRITE_A_DAY,
        help_text=_("Left open, the award's own last day counts."),
    )
    share = forms.IntegerField(
        label=_("Share of each session that this award pays for, in per cent"),
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Left open, awards that count the same session have equal shares."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Write a whole number from 0 to 100.")
        ),
    )

    class Meta:
        model = AttributionRule
        fields = ("service", "place", "starts_on", "ends_on", "share")

    def __init__(self, *args: Any, award: Award, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.award = award
        own = Service.objects.for_organisation(award.recipient_id)
        offer(self, "service", own.order_by("name"))
        put_own_places_first(self, "place", award.recipient_id)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_order(self, data, "starts_on", "ends_on")
        starts, ends, award = data.get("starts_on"), data.get("ends_on"), self.award
        if (starts and award.ends_on and starts > award.ends_on) or (
            ends and award.starts_on and ends < award.starts_on
        ):
            self.add_error(
                None,
                gettext(
                    "Nothing would count: the award runs %(dates)s, and these days lie outside."
                )
                % {"dates": award.dates},
            )
        return data
