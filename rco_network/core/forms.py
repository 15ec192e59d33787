"""Form parts that every app uses: they keep what was typed and say what to do."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .text import clean_line, clean_text

# A plain sentence, said in the same way wherever something must be filled in.
forms.Field.default_error_messages["required"] = _("Please fill this in.")
# Django's sentence repeats what was sent: an answer is the same whatever was made up.
for _kind in (forms.ChoiceField, forms.MultipleChoiceField):
    _kind.default_error_messages["invalid_choice"] = _("Select a valid choice from the list.")


class Renderer(TemplatesSetting):
    """Every field is drawn by one template (templates/forms/field.html)."""

    field_template_name = "forms/field.html"


class LineField(forms.CharField):
    """One line of text, cleaned of characters that cannot be seen."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"dir": "auto"}


class TextField(forms.CharField):
    """Several lines of text, cleaned of characters that cannot be seen."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"dir": "auto"}


class DayField(forms.DateField):
    """A day of local time. Refuses the wrong century and, unless allowed, the future."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, *, allow_future: bool = False, earliest_year: int = 1990, **kwargs: Any):
        self.allow_future = allow_future
        self.earliest_year = earliest_year
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y"])
        kwargs["error_messages"] = {
            "required": _("Choose a day."),
            **(kwargs.get("error_messages") or {}),
        }
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day is not None:
            check_day(day, allow_future=self.allow_future, earliest_year=self.earliest_year)
        return day


def check_day(day: date, *, allow_future: bool = False, earliest_year: int = 1990) -> None:
    """Raise ValidationError for a day in the wrong century or one that has not come yet."""
    if day.year < earliest_year or day.year > timezone.localdate().year + 20:
        raise ValidationError(
            gettext(
                "The year %(year)s cannot be right. Use a year from "
                "%(earliest_year)s on, for example 2026."
            )
            % {"year": day.year, "earliest_year": earliest_year},
            code="wrong_century",
        )
    if not allow_future and day > timezone.localdate():
        raise ValidationError(
            gettext("%(day)s has not come yet. Use today or an earlier day.")
            % {"day": date_format(day, "j F Y")},
            code="future",
        )
