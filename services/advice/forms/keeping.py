"""Registrations, exemptions, the table of levels, the days of figures."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, LineField

from ..enums import REGISTERED_FOR, Category, Exempt, Work
from ..models import GuardRule
from ..reference.iaa import LEVEL_NAMES
from .subjects import tier_2


class RegistrationForm(forms.Form):
    """What the public register says of an adviser today."""

    level = forms.TypedChoiceField(
        label=_("Level"),
        coerce=int,
        choices=[(n, f"{n}: {name}") for n, name in LEVEL_NAMES.items() if n],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the level.")},
    )
    category = forms.ChoiceField(
        label=_("Registered for"), choices=[(one.value, one.label) for one in REGISTERED_FOR]
    )
    expires_on = DayField(label=_("Until when?"), allow_future=True, earliest_year=2000)


class ExemptionForm(forms.Form):
    """Why the table does not bind this organisation, and whose word that is."""

    kind = forms.ChoiceField(label=_("Why?"), choices=Exempt.choices, widget=forms.RadioSelect)
    said_by = LineField(
        label=_("Who said so?"),
        max_length=200,
        help_text=_("The supervising solicitor or the body, by name."),
        error_messages={"required": _("Write who said so.")},
    )
    said_on = DayField(label=_("When?"))


class RuleForm(forms.Form):
    """One line of the table."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    level = forms.TypedChoiceField(
        label=_("Level"),
        coerce=int,
        choices=[(n, f"{n}: {name}") for n, name in LEVEL_NAMES.items()],
    )
    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)
    permitted = forms.TypedChoiceField(
        label=_("At this level it is"),
        coerce=lambda text: text == "yes",
        choices=[("yes", _("permitted")), ("no", _("not permitted"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is permitted.")},
    )
    work = LineField(
        label=_("Which work?"),
        max_length=300,
        error_messages={"required": _("Write which work it is.")},
    )
    subjects = forms.MultipleChoiceField(
        label=_("Of which of our subjects does it speak?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A line without subjects is read by people only; nothing is refused by it."),
    )
    works = forms.MultipleChoiceField(
        label=_("Of which level of work?"),
        required=False,
        choices=Work.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    source = LineField(
        label=_("Where is that written?"),
        max_length=300,
        error_messages={"required": _("Write where that is written.")},
    )
    dated = DayField(label=_("When did you read it there?"))
    why = LineField(
        label=_("Why is it changed?"),
        max_length=500,
        error_messages={"required": _("Say why. It stays beside the table.")},
    )

    def __init__(self, *args: Any, rule: GuardRule | None = None, **kwargs: Any) -> None:
        if rule is not None:
            names = ("level", "category", "work", "subjects", "works", "source")
            kwargs["initial"] = {name: getattr(rule, name) for name in names} | {
                "permitted": "yes" if rule.permitted else "no"
            }
        super().__init__(*args, **kwargs)
        subjects: Any = self.fields["subjects"]
        # Immigration, and what borders on it; other subjects are bound by no level.
        subjects.choices = [
            pair
            for _name, pairs in tier_2(with_headings=False)
            for pair in pairs
            if pair[0].startswith("IMM-") or pair[0] in ("BEN-09", "BEN-10")
        ]
        self.fields["dated"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if bool(data.get("subjects")) != bool(data.get("works")):
            self.add_error("works", _t("Tick both subjects and levels of work, or neither."))
        return data

    @property
    def said(self) -> dict[str, Any]:
        """The line as it was typed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class DaysForm(forms.Form):
    """From when to when figures are counted."""

    first = DayField(label=_("From"))
    last = DayField(label=_("To"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _t("The last day must not be before the first."))
        return data


def this_year(today: date) -> dict[str, date]:
    """Return the days of the funding year (from April) up to today."""
    return {"first": date(today.year - (today.month < 4), 4, 1), "last": today}
