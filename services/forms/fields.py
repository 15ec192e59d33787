"""Fields that more than one form asks with: languages, places, years."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.models import Place, PlaceServed
from organisations.reference.places import PLACES
from rco_network.core import languages

NOT_RECORDED = [("", _("Not recorded"))]
MOST_OTHER_LANGUAGES = 6


class Select(forms.Select):
    """A list to choose from, drawn without a template an option: lists of places are long."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return format_html(
            "<select{}>{}</select>",
            flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name})),
            draw_options(self.choices, "" if value is None else str(value)),
        )


class SelectSeveral(forms.SelectMultiple):
    """A few lists below each other instead of one in which several are held down."""

    use_fieldset = True
    allow_multiple_selected = False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = [str(v) for v in value or ()]
        places = min(MOST_OTHER_LANGUAGES, max(2, len(chosen) + 1))
        chosen += [""] * (places - len(chosen))
        base = {**self.attrs, **(attrs or {}), "name": name}
        return format_html_join(
            " ",
            "<select{}>{}</select>",
            (
                (
                    flatatt(
                        {
                            **base,
                            "id": f"{base.get('id', name)}_{n}",
                            "aria-label": gettext("Language %(n)s") % {"n": n + 2},
                        }
                    ),
                    draw_options(self.choices, one),
                )
                for n, one in enumerate(chosen)
            ),
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        several = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [value for value in dict.fromkeys(several) if value]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


def draw_options(choices: Iterable[Any], chosen: str) -> SafeString:
    """Return the `<option>`s of choices, either all plain or each in a group."""
    choices = list(choices)
    loose = [pair for pair in choices if not isinstance(pair[1], list | tuple)]
    groups = [pair for pair in choices if isinstance(pair[1], list | tuple)]
    return format_html(
        "{}{}",
        format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((v, SELECTED if str(v) == chosen else "", label) for v, label in loose),
        ),
        format_html_join(
            "",
            '<optgroup label="{}">{}</optgroup>',
            ((heading, draw_options(inside, chosen)) for heading, inside in groups),
        ),
    )


SELECTED = format_html(" {}", "selected")


class LanguageField(forms.ChoiceField):
    """One language, or none."""

    widget = Select
    default_error_messages = {"invalid_choice": _("Choose a language from the list.")}

    def __init__(self, *, is_open: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        none = NOT_RECORDED if is_open else []
        kwargs["choices"] = lambda: [*none, *languages.offered()]
        super().__init__(**kwargs)


class OtherLanguagesField(forms.MultipleChoiceField):
    """Up to six more languages."""

    widget = SelectSeveral
    default_error_messages = {"invalid_choice": _("Choose languages from the lists.")}

    def __init__(self, **kwargs: Any) -> None:
        choices = lambda: [("", "–"), *languages.offered()]  # noqa: E731
        super().__init__(choices=choices, required=False, **kwargs)

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > MOST_OTHER_LANGUAGES:
            raise ValidationError(
                gettext("Choose at most %(most_other_languages)s other languages.")
                % {"most_other_languages": MOST_OTHER_LANGUAGES}
            )


@cache
def places_by_code() -> Mapping[str, Place]:
    """Return every place of the reference list by its GSS code, as rows nobody has to read."""
    return {
        code: Place(gss_code=code, name=name, region=region)
        for region, places in PLACES.items()
        for code, name in places.items()
    }


@cache
def _place_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (region, sorted(places.items(), key=lambda pair: pair[1]))
        for region, places in PLACES.items()
    ]


class PlaceField(forms.ChoiceField):
    """A district by its GSS code; cleans to a Place or None. The organisation's own come first."""

    widget = Select
    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not the code of a district. Choose one from the list.")
    }

    def __init__(self, *, empty: str | Promise = NOT_RECORDED[0][1], **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        self.empty = empty
        super().__init__(choices=self._choices_with(()), **kwargs)

    def put_first(self, codes: Iterable[str]) -> None:
        """Offer these places first, under a heading of their own."""
        self.choices = self._choices_with(codes)

    def _choices_with(self, codes: Iterable[str]) -> list[Any]:
        known = places_by_code()
        own = [(code, known[code].name) for code in codes if code in known]
        return [("", self.empty), *([(_("Where you work"), own)] if own else []), *_place_choices()]

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        return places_by_code()[code] if code else None


def put_own_places_first(form: forms.BaseForm, name: str, organisation_id: int) -> None:
    """Let the form's PlaceField offer first where the organisation works."""
    field: Any = form.fields[name]
    served = PlaceServed.objects.for_organisation(organisation_id)
    field.put_first(served.values_list("place_id", flat=True))


def offer(form: forms.BaseForm, name: str, rows: QuerySet) -> None:
    """Let a field choose among these rows only: what is not among them is refused."""
    field: Any = form.fields[name]
    field.queryset = rows


def say_blank(form: forms.BaseForm, name: str, label: Any) -> None:
    """Say what leaving a choice open means; with no label it cannot be left open."""
    field: Any = form.fields[name]
    choices = [choice for choice in field.choices if choice[0] != ""]
    field.choices = [("", label), *choices] if label else choices


class YearOfBirthField(forms.IntegerField):
    """A year of four digits that has come; nobody who comes was born before 1900."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs["error_messages"] = {"invalid": _("Write the year in four digits, like 1987.")}
        kwargs["widget"] = forms.NumberInput(attrs={"inputmode": "numeric", "max": 2100})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        text = str(value or "").strip()
        year = super().clean(text if len(text) <= 6 else "x")
        if year is not None and not 1900 <= year <= timezone.localdate().year:
            raise ValidationError(_("Write a year from 1900 to this year, like 1987."))
        return year
