"""Which column is which, said by hand: a list to choose from beside each column."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import LineField
from rco_network.core.text import isolated

from ..resources.mapping import Mapping
from ..resources.preview import Preview
from ..resources.wide import blank_means

NOT_KEPT = ("", _("Not kept"))


class LookForm(forms.Form):
    """Another sheet, another row of headings, another layout: what the page shows next."""

    sheet = forms.CharField(required=False, max_length=200)
    row = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)
    layout = forms.CharField(required=False, max_length=40)


class ColumnsForm(forms.Form):
    """One choice a column, and what is true for the whole sheet. `mapping` after `is_valid`."""

    turns_names = forms.BooleanField(
        label=_("“Yusuf, Amina” is Amina Yusuf"), required=False, initial=True
    )
    fills_down = forms.BooleanField(
        label=_("An empty group, date, start or length is that of the row above"),
        required=False,
        help_text=_("For merged cells: only the first row of one holds anything."),
    )

    def __init__(self, *args: Any, preview: Preview, groups: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preview = preview
        self.groups = sorted(groups)
        before = preview.mapping
        self.mapping = before
        choices = [NOT_KEPT, *((f.key, f.label) for f in self._fields_to_choose())]
        for column in preview.columns:
            name = f"column_{column.place}"
            label = _("Column %(letter)s") % {"letter": column.letter}
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=column.key
            )
        self.fields["turns_names"].initial = before.turns_names
        self.fields["fills_down"].initial = before.fills_down
        if any(f.key == "group" for f in preview.target.fields):
            self._add_group()
        if preview.target.is_wide:
            self._add_dates()

    def _fields_to_choose(self) -> list[Any]:
        target = self.preview.target
        return [f for f in target.fields if not (target.is_wide and f.key == "mark")]

    def _add_group(self) -> None:
        self.fields["group"] = LineField(
            label=_("If no column says the group, all rows are of"),
            required=False,
            max_length=240,
            initial=self.preview.mapping.group,
            help_text=_("One that is not here yet can be added on the next page."),
            widget=forms.TextInput(attrs={"list": "groups", "dir": "auto", "autocomplete": "off"}),
        )

    def _add_dates(self) -> None:
        before, dates = self.preview.mapping, self.preview.dates
        self.fields["days"] = forms.MultipleChoiceField(
            label=_("Columns that are a session each"),
            choices=[(str(c), f"{isolated(said)} → {isolated(read)}") for c, said, read in dates],
            required=False,
            initial=[str(column) for column in before.days],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["blank"] = forms.ChoiceField(
            label=_("An empty cell below a date means"),
            choices=blank_means(),
            required=False,
            initial=before.blank,
        )
        if self.preview.lacks_year:
            self.fields["year"] = forms.IntegerField(
                label=_("Year of the first date"),
                min_value=1990,
                max_value=2100,
                initial=before.year,
                error_messages={"required": _("The dates have no year. Write that of the first.")},
            )

    def column_fields(self) -> list[tuple[Any, Any]]:
        """Pairs of a column and its bound field, for the table of the page."""
        return [(c, self[f"column_{c.place}"]) for c in self.preview.columns]

    def whole_sheet(self) -> list[Any]:
        """The bound fields that are true for the whole sheet; dates stand apart."""
        named = ("group", "year", "blank", "turns_names", "fills_down")
        return [self[name] for name in named if name in self.fields]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        places: dict[str, int] = {}
        for column in self.preview.columns:
            key = data.get(f"column_{column.place}")
            if key and key in places:
                label = self.preview.target.field(key).label
                self.add_error(
                    f"column_{column.place}",
                    _("Another column is “%(label)s” already. Choose one of them.")
                    % {"label": label},
                )
            elif key:
                places[key] = column.place
        self.mapping = self._mapping(places, data)
        for missing in self.mapping.missing:
            self.add_error(
                None,
                _("No column is “%(label)s” yet. Choose the one that says it.")
                % {"label": missing.label},
            )
        if self.preview.target.is_wide and not self.mapping.days:
            self.add_error(None, _("Tick at least one column that is a session."))
        return data

    def _mapping(self, places: dict[str, int], data: dict[str, Any]) -> Mapping:
        before = self.preview.mapping
        return Mapping(
            target=before.target,
            sheet=before.sheet,
            header_row=before.header_row,
            places=places,
            days=[int(column) for column in data.get("days", [])],
            group="" if "group" in places else data.get("group", ""),
            year=data.get("year"),
            blank=data.get("blank", ""),
            turns_names=data["turns_names"],
            fills_down=data["fills_down"],
            words=before.words,
        )


class WordsForm(forms.Form):
    """What each way of writing a mark (or a gender, a language) means in this file."""

    def __init__(self, *args: Any, spellings: list[list[Any]], target: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._of: dict[str, tuple[str, str]] = {}
        for number, (key, spelling, meaning, _label, rows) in enumerate(spellings):
            name = f"word_{number}"
            self._of[name] = key, spelling
            options = target.field(key).options
            self.fields[name] = forms.ChoiceField(
                label=f"{isolated(spelling)} ({rows:,})",
                choices=[("", _("Not understood: refused")), *options],
                required=False,
                initial=meaning,
            )

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """What was said, by field and spelling; only what differs from how it was read."""
        said: dict[str, dict[str, str]] = {}
        for name, (key, spelling) in self._of.items():
            if name in self.changed_data and self.cleaned_data[name]:
                said.setdefault(key, {})[spelling.casefold()[:20]] = self.cleaned_data[name]
        return said


class SamePersonForm(forms.Form):
    """Whether people of the file are somebody known already."""

    def __init__(self, *args: Any, questions: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._of: dict[str, str] = {}
        for number, question in enumerate(questions):
            name = f"same_{number}"
            self._of[name] = question["key"]
            born = f" ({question['born']})" if question["born"] else ""
            known = [(one["uuid"], _known(one)) for one in question["likely"]]
            self.fields[name] = forms.ChoiceField(
                label=_("%(name)s in the file is") % {"name": f"{question['name']}{born}"},
                choices=[*known, ("", _("Somebody else: add them"))],
                required=False,
                initial=question["chosen"],
                widget=forms.RadioSelect,
            )

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, by the person of the file."""
        return {key: self.cleaned_data[name] for name, key in self._of.items()}


def _known(one: dict[str, Any]) -> str:
    born = f" ({one['born']})" if one["born"] else ""
    return f"{one['name']}{born}: {one['note']}"
