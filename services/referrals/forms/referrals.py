"""What is said in a referral, what the person agreed to, and how it is answered."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from rco_network.core.forms import DayField, LineField
from services.calculations import Likely
from services.forms.fields import LanguageField, Select, offer

from ..actions.referrals import Consent
from ..enums import Became, Given, Reason
from ..models import Referral

LONGEST_CONSENT_DAYS = 366
NEW = "new"


class ReferForm(forms.Form):
    """The least that another organisation needs, and the person's consent to just that."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    receiver: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("To which organisation"),
        to_field_name="uuid",
        empty_label=_("Choose one"),
        help_text=_("Those of the directory where somebody answers referrals."),
        error_messages={
            "required": _("Choose an organisation."),
            "invalid_choice": _("Choose an organisation from the list."),
        },
    )
    called = LineField(
        label=_("Name to call them by"),
        max_length=120,
        help_text=_("A first name may be enough."),
        error_messages={
            "required": _("Write a name to call them by."),
            "max_length": _("Use at most 120 letters for the name."),
        },
    )
    need = LineField(
        label=_("What they need, in one line"),
        max_length=200,
        help_text=_("For example: English for a beginner, mornings."),
        error_messages={
            "required": _("Write in one line what they need."),
            "max_length": _("Use at most 200 letters."),
        },
    )
    language = LanguageField(label=_("Language to speak with them"))
    with_contact = forms.BooleanField(
        label=_("They agree that we pass on how to reach them"), required=False
    )
    contact = LineField(
        label=_("How they may safely be reached"),
        required=False,
        max_length=300,
        help_text=_("Only what they said is safe, with the times. Empty: they will come by."),
        error_messages={"max_length": _("Use at most 300 letters.")},
    )
    consent_language = LanguageField(
        label=_("In which language the words were read to them"), is_open=False
    )
    given = forms.ChoiceField(
        label=_("How they agreed"),
        choices=[("", _("Choose")), *Given.choices],
        widget=Select,
        error_messages={"required": _("Choose how they agreed.")},
    )
    consent_on = DayField(
        label=_("When they agreed"), error_messages={"required": _("Choose a day.")}
    )
    until = DayField(
        label=_("Until when they agreed"),
        allow_future=True,
        help_text=_("At most a year. After it, what was said is removed."),
        error_messages={"required": _("Choose a day.")},
    )
    agreed = forms.BooleanField(
        label=_("The words below were read to them and they agreed"),
        error_messages={"required": _("Without their consent nothing is sent.")},
    )

    def __init__(self, *args: Any, receivers: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among = Organisation.objects.filter(pk__in=[one.pk for one in receivers])
        offer(self, "receiver", among.order_by("name", "pk"))
        self.fields["consent_language"].required = True

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        days = (until - timezone.localdate()).days
        if not 0 <= days <= LONGEST_CONSENT_DAYS:
            raise ValidationError(_("Choose a day from today to a year from now."))
        return until

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("contact") and not data.get("with_contact"):
            self.add_error(
                "with_contact", _("Tick that they agree, or leave out how to reach them.")
            )
        return data

    def referral(self) -> Referral:
        """Return the unsaved row that a valid form describes."""
        names = ("receiver", "called", "need", "language", "contact")
        return Referral(
            uuid=self.cleaned_data["key"], **{n: self.cleaned_data[n] or "" for n in names}
        )

    def consent(self) -> Consent:
        """Return what the person agreed to, of a valid form."""
        data = self.cleaned_data
        return Consent(data["consent_language"], data["given"], data["consent_on"], data["until"])


class AcceptForm(forms.Form):
    """Who it is here: somebody new, or one of those who may be the same person."""

    who = forms.ChoiceField(
        label=_("Is this someone you already know?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say whether this is somebody you already know."),
            "invalid_choice": _("Choose one of those below."),
        },
    )

    def __init__(self, *args: Any, likely: list[Likely], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["who"]
        known = [(str(one.uuid), f"{one.name} ({one.note})") for one in likely]
        field.choices = [*known, (NEW, _("No, somebody new"))]
        if not known:
            field.initial = NEW


class DeclineForm(forms.Form):
    """Why it is declined; the sender reads it."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[("", _("Choose a reason")), *((one.value, one.label) for one in Reason.offered())],
        widget=Select,
        error_messages={
            "required": _("Choose why, so that they can ask somebody else."),
            "invalid_choice": _("Choose a reason from the list."),
        },
    )


class BecameForm(forms.Form):
    """What became of it; the sender reads it."""

    became = forms.ChoiceField(
        label=_("What became of it"),
        choices=[("", _("Choose")), *Became.choices],
        widget=Select,
        error_messages={
            "required": _("Choose what became of it."),
            "invalid_choice": _("Choose from the list."),
        },
    )
