"""Asking for the issued reports of a time as one archive."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rco_network.core.enums import Purpose
from rco_network.core.forms import DayField

_FOR = (Purpose.OWN_RECORDS, Purpose.FUNDER, Purpose.AUTHORITY, Purpose.PUBLIC)


class DossierForm(forms.Form):
    """Between which days the reports lie, and what for; sent twice is one archive."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"invalid": _("Open this page again and send it.")},
    )
    first = DayField(label=_("From"), earliest_year=2000)
    last = DayField(label=_("Until"), earliest_year=2000, allow_future=True)
    purpose = forms.ChoiceField(
        label=_("What is it for?"),
        choices=[(p, Purpose(p).label) for p in _FOR],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what the archive is for.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        initial = {"key": uuid4(), "first": date(today.year - 1, 1, 1), "last": today}
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error(
                "last", _("The last day is before the first day. Change one of the two.")
            )
        return data
