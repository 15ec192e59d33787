"""Building a questionnaire of one's own, and writing one in another language."""

import re
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.core import languages
from rco_network.core.forms import LineField, TextField
from services.forms.fields import Select
from services.forms.guards import RowForm

from ..actions.instruments import Draft
from ..calculations.scripts import ENGLISH
from ..enums import Scoring
from ..models import Domain, Instrument, Wording
from .lines import LinesField, refuse_twice

MOST_QUESTIONS = 20
MOST_ANSWERS = 11
_NUMBER = re.compile(r"-?\d{1,3}")


def values_of(labels: list[str]) -> list[int]:
    """Return what each answer is worth: the numbers they begin with where these go up, else 1 on.

    So a scale from 0 to 10 counts as it is read, and words count from the first, which is 1.
    """
    found = [_NUMBER.match(label) for label in labels]
    numbers = [int(one.group()) for one in found if one]
    goes_up = all(a < b for a, b in pairwise(numbers))
    if len(numbers) == len(labels) and goes_up:
        return numbers
    return list(range(1, len(labels) + 1))


class InstrumentForm(RowForm):
    """A questionnaire: its questions one a line, and one scale for all of them."""

    name = LineField(
        label=_("What is it called?"),
        max_length=120,
        error_messages={"required": _("Write what the questionnaire is called.")},
    )
    introduction = TextField(
        label=_("What is said first"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
    )
    questions = LinesField(
        label=_("Questions, one a line"),
        most=MOST_QUESTIONS,
        longest=300,
        help_text=_("Short sentences that work read aloud. Ask one thing at a time."),
        error_messages={"required": _("Write at least one question.")},
    )
    labels = LinesField(
        label=_("Answers to choose from, one a line"),
        least=2,
        most=MOST_ANSWERS,
        longest=80,
        help_text=_(
            "From the lowest to the highest. The first counts 1, the next 2; lines that "
            "begin with a number count that number, so a scale may start at 0."
        ),
        error_messages={"required": _("Write the answers, from the lowest to the highest.")},
    )
    domain = forms.ModelChoiceField(
        label=_("Which part of life is it about?"),
        queryset=Domain.objects.order_by("framework", "position"),
        required=False,
        empty_label=_("Several, or none of them"),
        widget=Select,
        error_messages={"invalid_choice": _("Choose a domain from the list.")},
    )

    class Meta:
        model = Instrument
        fields = ("name", "introduction", "scoring", "better", "smallest_change", "min_age")
        labels = {
            "scoring": _("How do answers become a score?"),
            "better": _("Which way is good?"),
            "smallest_change": _("The smallest change that means something"),
            "min_age": _("From which age?"),
        }
        help_texts = {
            "smallest_change": _(
                "In points of the score. A smaller difference counts as “stayed”."
            ),
            "min_age": _("Leave it empty if everybody may be asked."),
        }
        widgets = {"scoring": forms.RadioSelect, "better": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["min_age"].validators.append(_age)
        if self.instance.pk is not None:
            asked = list(self.instance.questions.order_by("position"))
            self.initial.setdefault("questions", [q.words for q in asked])
            self.initial.setdefault("labels", asked[0].labels if asked else [])
            domains = {q.domain_id for q in asked}
            self.initial.setdefault("domain", domains.pop() if len(domains) == 1 else None)

    def clean_questions(self) -> list[str]:
        lines = self.cleaned_data["questions"]
        refuse_twice(
            lines, gettext("“%(line)s” stands there twice. Each question needs its own words.")
        )
        return list(lines)

    def clean_labels(self) -> list[str]:
        lines = self.cleaned_data["labels"]
        refuse_twice(
            lines, gettext("“%(line)s” stands there twice. Each answer needs its own words.")
        )
        return list(lines)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        asked = len(data.get("questions") or ())
        # A sum needs them all; a mean of many can do without a few.
        mean = data.get("scoring") == Scoring.MEAN
        self.instance.least_answered = max(1, asked - (asked // 5 if mean else 0))
        return data

    @property
    def drafts(self) -> list[Draft]:
        """The questions as typed, once the form is valid."""
        data = self.cleaned_data
        values = values_of(data["labels"])
        return [
            Draft(words, data["labels"], values, data["better"], data["domain"])
            for words in data["questions"]
        ]


def _age(value: int) -> None:
    if not 1 <= value <= 99:
        raise ValidationError(_("Write an age from 1 to 99, or leave it empty."))


class WordingForm(forms.ModelForm):
    """The questions and answers of an instrument in another language, in the same order."""

    language = forms.ChoiceField(
        label=_("Language"),
        widget=Select,
        error_messages={
            "required": _("Choose the language."),
            "invalid_choice": _("Choose a language."),
        },
    )
    introduction = TextField(
        label=_("What is said first"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
    )
    words = LinesField(
        label=_("The questions, one a line, in the same order"), most=MOST_QUESTIONS, longest=300
    )
    labels = LinesField(label=_("The answers, one a line, in the same order"), most=120, longest=80)
    is_checked = forms.BooleanField(
        label=_("Somebody who speaks this language has read it"), required=False
    )

    class Meta:
        model = Wording
        fields = ("language", "introduction", "words", "labels", "is_checked")

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(instrument.questions.order_by("position"))
        offered = [(code, name) for code, name in languages.offered() if code != ENGLISH]
        self.fields["language"].choices = [("", gettext("Choose a language")), *offered]  # type: ignore[attr-defined]
        if self.instance.pk is not None:
            self.initial["labels"] = self.instance.labels[: len(self.scale)]

    @property
    def scale(self) -> list[str]:
        """The answers to be written: once, where every question has the same ones."""
        scales = {tuple(q.labels) for q in self.asked}
        if len(scales) == 1:
            return list(scales.pop())
        return [label for q in self.asked for label in q.labels]

    def clean_words(self) -> list[str]:
        lines = self.cleaned_data["words"]
        _check_number(lines, len(self.asked), str(_TOO_FEW["questions"]))
        return list(lines)

    def clean_labels(self) -> list[str]:
        lines = list(self.cleaned_data["labels"])
        _check_number(lines, len(self.scale), str(_TOO_FEW["answers"]))
        all_of_them = sum(len(q.labels) for q in self.asked)
        return lines * (all_of_them // len(lines))


_TOO_FEW = {
    "questions": _(
        "There are %(wanted)s questions in English and %(number)s lines here. Write one line for "
        "each, in the same order."
    ),
    "answers": _(
        "There are %(wanted)s answers in English and %(number)s lines here. Write one line for "
        "each, in the same order."
    ),
}


def _check_number(lines: list[str], wanted: int, sentence: str) -> None:
    if len(lines) != wanted:
        raise ValidationError(sentence % {"wanted": wanted, "number": len(lines)})
