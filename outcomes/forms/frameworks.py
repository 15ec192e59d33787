"""A framework of one's own, and what its domains stand for."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from rco_network.core.forms import LineField
from services.forms.guards import RowForm

from ..models import Domain, OwnDomain, OwnFramework
from .lines import LinesField, refuse_twice
from .outcomes import DomainChoice, domain_choices

MOST_DOMAINS = 30


class FrameworkForm(RowForm):
    """Its name, its edition, and its domains one a line."""

    name = LineField(
        label=gettext_lazy("What is it called?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write what the framework is called.")},
    )
    edition = LineField(
        label=gettext_lazy("Edition"),
        max_length=20,
        help_text=gettext_lazy("For example 2026. A new year with other domains is a new edition."),
        error_messages={"required": gettext_lazy("Write the edition, for example 2026.")},
    )
    domains = LinesField(
        label=gettext_lazy("Its domains, one a line"),
        most=MOST_DOMAINS,
        longest=80,
        error_messages={"required": gettext_lazy("Write at least one domain.")},
    )

    class Meta:
        model = OwnFramework
        fields = ("name", "edition", "is_shared")
        labels = {"is_shared": gettext_lazy("Other organisations of the network may see it")}
        help_texts = {
            "is_shared": gettext_lazy(
                "A funder shares it, so that those who report see in which words."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            names = self.instance.domains.order_by("position").values_list("name", flat=True)
            self.initial.setdefault("domains", list(names))

    def clean_domains(self) -> list[str]:
        lines = self.cleaned_data["domains"]
        refuse_twice(
            lines, gettext("“%(line)s” stands there twice. Each domain needs its own words.")
        )
        return list(lines)


class MapForm(forms.Form):
    """For each domain of one's own, the national ones that count in it."""

    def __init__(self, *args: Any, framework: OwnFramework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = list(framework.domains.order_by("position").prefetch_related("mappings"))
        for one in self.own:
            self.fields[f"d{one.pk}"] = forms.ModelMultipleChoiceField(
                label=one.name,
                queryset=Domain.objects.all(),
                required=False,
                initial=[m.domain_id for m in one.mappings.all()],
                error_messages={
                    "invalid_choice": gettext_lazy("Choose domains from the list."),
                    "invalid_pk_value": gettext_lazy("Choose domains from the list."),
                },
            )

    def rows(self) -> list[dict[str, Any]]:
        """Return each own domain with the choices of the national ones, for the template."""
        everything = [domain for _, domains in domain_choices(()) for domain in domains]
        return [
            {
                "own": one,
                "name": f"d{one.pk}",
                "errors": self[f"d{one.pk}"].errors,
                "choices": self._marked(everything, one),
            }
            for one in self.own
        ]

    def _marked(self, domains: list[DomainChoice], one: OwnDomain) -> list[DomainChoice]:
        chosen = {str(v) for v in self[f"d{one.pk}"].value() or ()}
        return [replace(domain, is_chosen=str(domain.pk) in chosen) for domain in domains]

    @property
    def stands_for(self) -> dict[OwnDomain, Any]:
        """What each of them stands for, once the form is valid."""
        return {one: self.cleaned_data[f"d{one.pk}"] for one in self.own}
