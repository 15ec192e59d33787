"""A report's words, and the colleague who approves them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import StaffMembership
from rco_network.core.forms import TextField

from ..figures.drafting import SUMMARY
from ..figures.numbering import places
from ..figures.shape import ReportDocument
from ..figures.words import UnknownFigure, by_address, passages, typed_numbers

MOST_LETTERS = 4000


class WordsForm(forms.Form):
    """A text for the summary and one beside each figure. Numbers come from the figures."""

    def __init__(
        self, *args: Any, document: ReportDocument, words: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cells = by_address(places(document))
        self.sections = {SUMMARY: _("In brief")}
        for stretch in document.stretches:
            if one := stretch.written:
                self.sections[one.key] = one.heading or _("Words between figures")
            self.sections |= {figure.key: figure.label for figure in stretch.figures}
        for key, label in self.sections.items():
            self.fields[key] = TextField(
                label=label,
                required=False,
                max_length=MOST_LETTERS,
                initial=words.get(key, ""),
                widget=forms.Textarea(attrs={"rows": 6 if key == SUMMARY else 3, "dir": "auto"}),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for key in self.sections:
            try:
                passages(data.get(key, ""), self.cells)
            except UnknownFigure as error:
                self.add_error(key, ValidationError(str(error)))
        return data

    def words(self) -> dict[str, str]:
        """The texts by section, those that say something."""
        return {key: text for key, text in self.cleaned_data.items() if text}

    def typed(self) -> list[str]:
        """Numbers in the stored words that were typed and cannot be traced."""
        texts = (str(self.initial.get(key) or self.fields[key].initial) for key in self.sections)
        return [number for text in texts for number in typed_numbers(text)]


class ApproverForm(forms.Form):
    """Which colleague approves."""

    approver = forms.TypedChoiceField(
        label=gettext_lazy("Who approves it?"),
        error_messages={"required": gettext_lazy("Choose a colleague.")},
    )

    def __init__(self, *args: Any, colleagues: Iterable[StaffMembership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {str(one.pk): one for one in colleagues}
        field: Any = self.fields["approver"]
        field.choices = [(pk, one.user.name) for pk, one in found.items()]
        field.coerce = found.__getitem__


class GiveBackForm(forms.Form):
    """What should change before the report is approved."""

    note = TextField(
        label=gettext_lazy("What should change?"),
        max_length=MOST_LETTERS,
        error_messages={"required": gettext_lazy("Say in a sentence what should change.")},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
