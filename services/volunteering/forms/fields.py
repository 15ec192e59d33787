"""Fields of volunteering: words without certificate numbers, a week to tick, pounds."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import LineField, TextField
from services.enums import Weekday

from ..enums import PartOfDay

# Twelve digits, however they are grouped: a DBS certificate's number. A phone number with + is not.
_CERTIFICATE = re.compile(r"(?<![\d+])(?:\d[ .-]?){11}\d(?!\d)")


def slots() -> list[tuple[str, str]]:
    """Return the parts of a week to tick, in the language of the page: Monday, morning."""
    return [
        (f"{day}{part}", f"{Weekday(day).label}, {str(PartOfDay(part).label).lower()}")
        for day in Weekday.values
        for part in PartOfDay.values
    ]


def no_certificate_number(text: str) -> None:
    """Raise ValidationError for words in which the number of a DBS certificate stands."""
    if _CERTIFICATE.search(text):
        raise ValidationError(
            gettext(
                "There are twelve digits in a row, as on a DBS certificate. Certificate numbers "
                "are not kept: take it out and save again."
            ),
            code="certificate_number",
        )


class WordsField(TextField):
    """A few sentences about a person, kept encrypted."""

    default_validators = [no_certificate_number]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 4000)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}))
        super().__init__(**kwargs)


class ShortWordsField(LineField):
    """One line about a person, kept encrypted."""

    default_validators = [no_certificate_number]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)


class SeveralField(forms.MultipleChoiceField):
    """Some of a short list, to tick."""

    def __init__(self, *, choices: Iterable[Any] | Callable[[], list[Any]], **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=choices, **kwargs)


_AMOUNT = _("Write an amount like 4.50.")


class PoundsField(forms.DecimalField):
    """An amount of money. A pound sign and a comma for thousands are understood."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 6)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("error_messages", dict.fromkeys(("invalid", "required"), _AMOUNT))
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value or "").replace("£", "").replace(",", "").strip())


class DurationField(forms.CharField):
    """Hours and minutes as people write them, cleaned to minutes: 2:30, 2h 30, 1.5, 90 min."""

    _FORMS = (
        (re.compile(r"^(\d{1,2})\s*(?::|h|hours?)\s*(\d{1,2})\s*(?:m|min|minutes)?$"), (60, 1)),
        (re.compile(r"^(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hours?)?$"), (60,)),
        (re.compile(r"^(\d{1,3})\s*(?:m|min|minutes)$"), (1,)),
    )

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "size": 8}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 60}:{value % 60:02}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        text = super().clean(value).strip().lower()
        for form, worth in self._FORMS:
            if found := form.match(text):
                parts = [float(part.replace(",", ".")) for part in found.groups()]
                minutes = round(sum(n * each for n, each in zip(parts, worth, strict=True)))
                if 5 <= minutes <= 960:
                    return minutes
                raise ValidationError(gettext("Write from 5 minutes to 16 hours for one day."))
        raise ValidationError(gettext("Write the time like 2:30, for two and a half hours."))
