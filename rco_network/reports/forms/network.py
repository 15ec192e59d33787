"""Asking for a report on several organisations."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organisations.enums import Kind
from organisations.models import Organisation, Place

from .asking import YearForm


class OverviewForm(YearForm):
    """The days and the language of an overview; it starts as the last full year."""


class PlaceForm(YearForm):
    """A place in which members held sessions, and the council that is to read about it."""

    place = forms.ModelChoiceField(
        queryset=Place.objects.none(),
        label=_("Place"),
        empty_label=_("Choose a place"),
        help_text=_("Places in which a member of the forum held a session."),
        error_messages={
            "required": _("Choose the place that the report is about."),
            "invalid_choice": _("No member held a session there. Choose a place from the list."),
        },
    )
    reader = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Council that reads it"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("It is handed over when the report is issued, not before."),
        error_messages={"invalid_choice": _("Choose a council from the list, or nobody.")},
    )
    field_order = ["place", "reader", "period_start", "period_end", "language", "layout"]

    def __init__(self, *args: Any, places: QuerySet[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        councils = Organisation.objects.taking_part().filter(kind=Kind.COUNCIL)
        self.fields["reader"].queryset = councils.order_by("name")  # type: ignore[attr-defined]
