"""Asking for a report."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils import timezone

from funding.forms.awards import check_order
from funding.models import Award, ReturnDue
from organisations.models import Organisation
from rco_network.core.enums import Purpose
from rco_network.core.forms import DayField
from services.forms.fields import Select, offer
from services.forms.guards import RowForm
from services.models import Participant

from .models import Pack, SharingAgreement, Takeout


class ReportForm(forms.Form):
    """The period of a report; it starts as the next return due, else as the award's own dates."""

    key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"invalid": "Open this page again and send it."}
    )
    period_start = DayField(label="First day", earliest_year=2000)
    period_end = DayField(
        label="Last day", earliest_year=2000, help_text="Work up to and including this day counts."
    )
    share_when_ready = forms.TypedChoiceField(
        label="When it is ready",
        coerce=lambda value: value == "share",
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, award: Award, return_due: ReturnDue | None = None, **kwargs: Any
    ) -> None:
        start, end = usual_period(award, return_due)
        kwargs.setdefault(
            "initial",
            {
                "key": uuid4(),
                "period_start": start,
                "period_end": end,
                "share_when_ready": "look",
            },
        )
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["share_when_ready"]).choices = [
            ("look", "Let me look at it first"),
            ("share", f"Share it with {award.funder.name} at once"),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and end < start:
            self.add_error(
                "period_end", "The last day is before the first day. Change one of the two."
            )
        elif start and end and (end - start).days > 366 * 5:
            self.add_error("period_end", "A report covers five years at the most.")
        return data


def usual_period(award: Award, return_due: ReturnDue | None) -> tuple[date, date]:
    """Return the days that a report on this award most likely covers, never in the future."""
    today = timezone.localdate()
    if return_due is not None:
        return return_due.period_start, min(return_due.period_end, today)
    end = min(award.ends_on or today, today)
    start = award.starts_on or date(end.year, 1, 1)
    return min(start, end), end


class PackForm(forms.Form):
    """That everything held about a person shall be collected; sent twice is one pack."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"invalid": "Open this page again and send it."},
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.participant = participant

    def pack(self) -> Pack:
        """The row to ask for."""
        return Pack(
            uuid=self.cleaned_data["key"],
            organisation_id=self.participant.organisation_id,
            participant=self.participant,
        )


class TakeoutForm(forms.Form):
    """What everything is taken out for; sent twice is one archive."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"invalid": "Open this page again and send it."},
    )
    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=[(p, Purpose(p).label) for p in (Purpose.OWN_RECORDS, Purpose.AUTHORITY)],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what the archive is for."},
    )

    def takeout(self) -> Takeout:
        """The row to ask for."""
        return Takeout(uuid=self.cleaned_data["key"], purpose=self.cleaned_data["purpose"])


class AgreementForm(RowForm):
    """With which forum, from when, and until when if there is an end."""

    forum = forms.ModelChoiceField(
        label="Forum",
        queryset=Organisation.objects.none(),
        empty_label="Choose the forum",
        widget=Select,
        error_messages={
            "required": "Choose the forum.",
            "invalid_choice": "Choose a forum that your organisation belongs to, and with which "
            "there is no agreement yet.",
        },
    )
    starts_on = DayField(
        label="From",
        allow_future=True,
        error_messages={"invalid": "Write a day like 2026-09-14.", "required": "Choose a day."},
    )
    ends_on = DayField(
        label="Until",
        required=False,
        allow_future=True,
        help_text="Left open, it stands until you withdraw it.",
        error_messages={"invalid": "Write a day like 2026-09-14."},
    )

    class Meta:
        model = SharingAgreement
        fields = ("starts_on", "ends_on")

    def __init__(self, *args: Any, forums: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"starts_on": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        offer(self, "forum", forums)
        self.order_fields(("forum", "starts_on", "ends_on"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_order(self, data, "starts_on", "ends_on")
        return data
