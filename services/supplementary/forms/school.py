"""Terms, what a class is about, scales, and what is on file for the quality framework."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, LineField, TextField
from rco_network.core.text import clean_line
from services.forms.guards import RowForm
from services.models import Group

from ..models import Attainment, QualityItem, Scale, SchoolClass, Term

_AGE: dict[str, Any] = {"min_value": 3, "max_value": 25, "required": False}
_AGE_ERRORS = {
    "invalid": _("Write the age as a number of years, for example 7."),
    "min_value": _("Write an age from 3 to 25."),
    "max_value": _("Write an age from 3 to 25."),
}


class TermForm(RowForm):
    """A term, from a day to a day."""

    name = LineField(
        label=_("Name of the term"),
        max_length=80,
        help_text=_("For example Autumn 2026."),
        error_messages={"required": _("Give the term a name.")},
    )
    starts_on = DayField(label=_("First day"), allow_future=True)
    ends_on = DayField(label=_("Last day"), allow_future=True)

    class Meta:
        model = Term
        fields = ("name", "starts_on", "ends_on")

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = organisation_id


class SchoolClassForm(RowForm):
    """The subject of a class and for which ages it is."""

    subject = LineField(
        label=_("Subject"),
        max_length=60,
        help_text=_("For example Arabic, Maths, Tigrinya."),
        error_messages={"required": _("Write the subject of the class.")},
    )
    age_from = forms.IntegerField(label=_("From age"), error_messages=_AGE_ERRORS, **_AGE)
    age_to = forms.IntegerField(label=_("To age"), error_messages=_AGE_ERRORS, **_AGE)

    class Meta:
        model = SchoolClass
        fields = ("subject", "age_from", "age_to")

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = group.organisation_id
        self.instance.group = group


class ScaleForm(RowForm):
    """The school's own steps, one a line, the lowest first."""

    name = LineField(
        label=_("Name of the scale"),
        max_length=60,
        help_text=_("For example Reading steps."),
        error_messages={"required": _("Give the scale a name.")},
    )
    lines = TextField(
        label=_("Steps, one a line, the lowest first"),
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write at least two steps, one a line.")},
    )

    class Meta:
        model = Scale
        fields = ("name",)

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = organisation_id
        self.used = 0
        if self.instance.pk is not None:
            self.initial["lines"] = "\n".join(self.instance.steps)
            self.used = _highest_used(self.instance)
            if self.used:
                self.fields["lines"].help_text = _(
                    "Steps that were used keep their places: change their words, or add below."
                )

    def clean_lines(self) -> list[str]:
        steps = [clean_line(line) for line in self.cleaned_data["lines"].splitlines()]
        steps = [step for step in steps if step]
        if not 2 <= len(steps) <= 12:
            raise forms.ValidationError(_("Write between 2 and 12 steps, one a line."))
        if len(steps) != len(set(steps)):
            raise forms.ValidationError(_("Each step needs a name of its own."))
        if any(len(step) > 60 for step in steps):
            raise forms.ValidationError(_("Use at most 60 letters for a step."))
        if len(steps) < self.used:
            raise forms.ValidationError(
                _("Children were recorded on step %(n)s: keep at least so many steps.")
                % {"n": self.used}
            )
        self.instance.steps = steps
        return steps


def _highest_used(scale: Scale) -> int:
    """Return how many steps, counted from the lowest, some child stands or stood on."""
    rows = Attainment.objects.for_organisation(scale.organisation_id).filter(scale=scale)
    pairs = rows.values_list("at_start", "at_end")
    return max((step + 1 for pair in pairs for step in pair if step is not None), default=0)


class QualityForm(RowForm):
    """What is on file for one item, since when, and until when it is good."""

    evidence = TextField(
        label=_("Where it is, and what shows it"),
        required=False,
        max_length=1000,
        help_text=_("For example: blue folder in the office, agreed by the committee in May."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on_file_since = DayField(label=_("On file since"), required=False)
    expires_on = DayField(label=_("To be looked at again by"), required=False, allow_future=True)

    class Meta:
        model = QualityItem
        fields = ("evidence", "on_file_since", "expires_on")

    def __init__(self, *args: Any, organisation_id: int, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = organisation_id
        self.instance.key = key
