"""An agreement that match codes may be made of people's names and years of birth."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funding.forms.awards import check_order
from organisations.models import Organisation
from rco_network.core.forms import DayField
from services.forms.fields import Select, offer
from services.forms.guards import RowForm

from ..models import SharingAgreement


class AgreementForm(RowForm):
    """With which forum, from when, and until when if there is an end."""

    forum = forms.ModelChoiceField(
        label=_("Forum"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose the forum"),
        widget=Select,
        error_messages={
            "required": _("Choose the forum."),
            "invalid_choice": _(
                "Choose a forum that your organisation belongs to, and with which "
                "there is no agreement yet."
            ),
        },
    )
    starts_on = DayField(
        label=_("From"),
        allow_future=True,
        error_messages={
            "invalid": _("Write a day like 2026-09-14."),
            "required": _("Choose a day."),
        },
    )
    ends_on = DayField(
        label=_("Until"),
        required=False,
        allow_future=True,
        help_text=_("Left open, it stands until you withdraw it."),
        error_messages={"invalid": _("Write a day like 2026-09-14.")},
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
