"""What is asked when something from the work is taken as an outcome."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rco_network.core.forms import TextField
from services.forms.fields import Select

from ..calculations.offer_words import drafted, what_it_says
from ..calculations.sources import Offer
from ..models import Domain, Outcome
from .outcomes import LONGEST_EVIDENCE


class OfferForm(forms.Form):
    """One offer: a sentence ready to be changed, the domain, the service that helped."""

    evidence = TextField(
        label=gettext_lazy("What changed, and how do you know?"),
        max_length=LONGEST_EVIDENCE,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 2}),
        error_messages={
            "required": gettext_lazy("Write one sentence that says how you know."),
            "max_length": gettext_lazy("Use at most 1,000 letters: one sentence is enough."),
        },
    )
    domain = forms.ChoiceField(label=gettext_lazy("In which part of life?"), widget=Select)
    service = forms.ChoiceField(
        label=gettext_lazy("Service that helped"), widget=Select, required=False
    )

    def __init__(
        self,
        data: Any,
        *,
        offer: Offer,
        domain: Domain,
        domains: dict[str, Domain],
        services: list[tuple[str, str]],
        service: int | None,
    ) -> None:
        initial = {
            "evidence": drafted(offer.kind, offer.facts),
            "domain": str(domain.pk),
            "service": str(service or ""),
        }
        super().__init__(data, prefix=offer.key, initial=initial)
        self.offer, self.domains = offer, domains
        asked: Any = self.fields["domain"]
        asked.choices = [(pk, one.name) for pk, one in domains.items()]
        helped: Any = self.fields["service"]
        helped.choices = [("", _("None of ours")), *services]

    @property
    def says(self) -> str:
        """What the work says."""
        return what_it_says(self.offer.kind, self.offer.facts)

    def clean_evidence(self) -> str:
        evidence = self.cleaned_data["evidence"]
        if not any(c.isalnum() for c in evidence):
            raise ValidationError(_("Write one sentence that says how you know."))
        return evidence

    @property
    def outcome(self) -> Outcome:
        """The outcome that it makes, not saved."""
        data = self.cleaned_data
        return Outcome(
            domain=self.domains[data["domain"]],
            service_id=int(data["service"]) if data["service"] else None,
            happened_on=self.offer.happened_on,
            evidence=data["evidence"],
            evidence_language="en",
        )
