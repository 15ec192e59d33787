"""Attainment of a class: a row a child, two choices each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.forms.fields import Select
from services.models import Participant

from ..models import Attainment, Scale, Term

STEPS = ("start", "end")


class WhichForm(forms.Form):
    """For which term, in which scale."""

    term = forms.ModelChoiceField(
        label=_("Term"), queryset=Term.objects.none(), to_field_name="uuid", empty_label=None
    )
    scale = forms.ModelChoiceField(
        label=_("Scale"), queryset=Scale.objects.none(), to_field_name="uuid", empty_label=None
    )

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.fields
        terms = Term.objects.for_organisation(organisation_id)
        rows["term"].queryset = terms.order_by("-starts_on", "-pk")
        rows["scale"].queryset = Scale.objects.for_organisation(organisation_id).order_by("pk")


class SheetForm(forms.Form):
    """The steps of every child at the start and at the end of the term."""

    def __init__(
        self,
        *args: Any,
        children: Iterable[Participant],
        scale: Scale,
        stored: Mapping[int, Attainment],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.children = list(children)
        choices = [("", "–"), *((str(n), step) for n, step in enumerate(scale.steps))]
        for child in self.children:
            row = stored.get(child.pk)
            for end in STEPS:
                step = getattr(row, f"at_{end}") if row else None
                self.fields[f"{end}_{child.uuid}"] = forms.TypedChoiceField(
                    label=child.name,
                    choices=choices,
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial="" if step is None else str(step),
                    widget=Select(attrs={"aria-labelledby": f"c-{child.uuid} h-{end}"}),
                    error_messages={"invalid_choice": _("Choose a step of the scale.")},
                )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The children with their two fields."""
        return [
            {"child": one, "start": self[f"start_{one.uuid}"], "end": self[f"end_{one.uuid}"]}
            for one in self.children
        ]

    @property
    def steps(self) -> dict[int, tuple[int | None, int | None]]:
        """What was chosen, by the child's key."""
        chosen = self.cleaned_data
        return {
            one.pk: (chosen[f"start_{one.uuid}"], chosen[f"end_{one.uuid}"])
            for one in self.children
        }
