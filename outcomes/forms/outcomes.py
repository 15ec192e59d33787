"""What changed, in which domain, and how we know."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.models import StaffMembership
from rco_network.core.forms import DayField, TextField
from services.actions.periods import Closed
from services.forms.closed import BecauseField
from services.forms.fields import LanguageField, Select, offer
from services.forms.guards import RowForm
from services.models import Service

from ..models import Domain, Outcome
from ..reference.plain_words import PLAIN_WORDS

LONGEST_EVIDENCE = 1000
_CHOOSE = _("Choose the domain in which something changed.")


@dataclass(frozen=True)
class DomainChoice:
    """A domain to choose, in plain words; `heading` is the framework's group of domains."""

    pk: int
    code: str
    name: str
    heading: str
    words: str
    is_chosen: bool


def domain_choices(chosen: Any) -> list[tuple[str, list[DomainChoice]]]:
    """Return every domain under its heading, those with a key in `chosen` (texts) marked."""
    rows = [
        DomainChoice(d.pk, d.code, d.label, gettext(d.heading), _words(d.code), str(d.pk) in chosen)
        for d in Domain.objects.order_by("framework", "position")
    ]
    return [(heading, list(ds)) for heading, ds in groupby(rows, key=lambda d: d.heading)]


class OutcomeForm(RowForm):
    """A dated change with a sentence of evidence."""

    happened_on = DayField(
        label=_("When did it happen?"),
        error_messages={
            "required": _("Choose the day; the month is enough, take its first day."),
            "invalid": _("Write a day like 2026-09-14."),
        },
    )
    evidence = TextField(
        label=_("What changed, and how do you know?"),
        max_length=LONGEST_EVIDENCE,
        help_text=_(
            "One sentence, without names: “Reads letters from school by herself since May; "
            "she showed me one.”"
        ),
        error_messages={
            "required": _("Write one sentence that says how you know."),
            "max_length": _("Use at most 1,000 letters: one sentence is enough."),
        },
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 4}),
    )
    evidence_language = LanguageField(
        label=_("Language of the sentence"), is_open=False, required=True, initial="en"
    )
    service: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Service that helped"),
        queryset=None,
        required=False,
        empty_label=_("None of ours"),
        help_text=_("If one of yours did."),
        widget=Select,
        error_messages={"invalid_choice": _("Choose one of your services from the list.")},
    )
    may_be_quoted = forms.BooleanField(
        label=_("They agreed that reports may quote this, without a name"), required=False
    )
    because = BecauseField()
    closed: Closed | None = None

    class Meta:
        model = Outcome
        fields = (
            "domain",
            "happened_on",
            "evidence",
            "evidence_language",
            "service",
            "may_be_quoted",
        )
        labels = {"domain": _("Domain")}
        error_messages = {
            "domain": {"required": _CHOOSE, "invalid_choice": _CHOOSE},
        }

    def __init__(self, *args: Any, membership: StaffMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Service.objects.for_organisation(membership.organisation_id)
        offer(self, "service", own.order_by("name"))
        if self.instance.pk is None:
            self.initial.setdefault("happened_on", timezone.localdate())

    def domains(self) -> list[tuple[str, list[DomainChoice]]]:
        """Return the choices of `domain`, drawn by outcomes/domain_choices.html."""
        return domain_choices({str(self["domain"].value() or "")})

    def clean_evidence(self) -> str:
        evidence = self.cleaned_data["evidence"]
        if not any(c.isalnum() for c in evidence):
            raise ValidationError(_("Write one sentence that says how you know."))
        return evidence


class ServiceDomainsForm(forms.Form):
    """Which domains a service works towards; none is an answer too."""

    domains = forms.ModelMultipleChoiceField(
        label=_("Domains"),
        queryset=Domain.objects.all(),
        required=False,
        error_messages={
            "invalid_choice": _("Choose domains from the list."),
            "invalid_pk_value": _("Choose domains from the list."),
        },
    )

    def choices(self) -> list[tuple[str, list[DomainChoice]]]:
        """Return the choices, drawn by outcomes/domain_choices.html."""
        return domain_choices({str(v) for v in self["domains"].value() or ()})


def _words(code: str) -> str:
    words = PLAIN_WORDS.get(code)
    return gettext(words) if words else ""


class DomainField(forms.ModelChoiceField):
    """One domain, named in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class FilterForm(forms.Form):
    """Which outcomes to list."""

    domain = DomainField(
        label=_("Domain"),
        queryset=Domain.objects.order_by("framework", "position"),
        to_field_name="code",
        required=False,
        empty_label=_("Every domain"),
        widget=Select,
        error_messages={"invalid_choice": _("Choose a domain from the list.")},
    )
