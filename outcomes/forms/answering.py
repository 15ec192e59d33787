"""Answering: all questions on one page for a worker, one a screen for the person themselves."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.answers import Sheet
from ..calculations.scripts import ENGLISH, Item, Script

UNSAID = "unsaid"


class AnswerForm(forms.Form):
    """What a worker writes down: each question, none of them required."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def __init__(self, *args: Any, script: Script, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.script = script
        for item in script.items:
            self.fields[f"q{item.place}"] = forms.ChoiceField(
                label=item.words,
                required=False,
                widget=forms.RadioSelect,
                choices=[
                    *((str(value), words) for value, words in item.options),
                    (UNSAID, _("Prefers not to say")),
                ],
                error_messages={"invalid_choice": _("Choose one of the answers.")},
            )

    def questions(self) -> list[Any]:
        """Return the fields of the questions, in their order."""
        return [self[f"q{item.place}"] for item in self.script.items]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and self.sheet.is_empty:
            self.add_error(
                None,
                _(
                    "Nothing is answered yet. Choose an answer, or “Prefers not to say”. If they "
                    "did "
                    "not want to answer at all, go back and say so."
                ),
            )
        return data

    @property
    def sheet(self) -> Sheet:
        """What was written down, once the form is valid."""
        given = [str(self.cleaned_data.get(f"q{item.place}", "")) for item in self.script.items]
        return sheet_of(given, self.script, self.cleaned_data.get("key") or uuid.uuid4())


def sheet_of(given: list[str], script: Script, key: uuid.UUID) -> Sheet:
    """Return what was given question by question: a value, UNSAID, or "" for nothing."""
    return Sheet(
        key,
        [int(one) if one not in ("", UNSAID) else None for one in given],
        [place for place, one in enumerate(given) if one == UNSAID],
        script.language,
    )


@dataclass
class Sitting:
    """Somebody answering by themselves: where they are, and what they said so far.

    All of it is on the page that they look at and nowhere else, until they send it. `at` is -1
    for the first page, then the place of a question, then their number for the last page.
    """

    scripts: Mapping[str, Script]
    language: str = ENGLISH
    at: int = -1
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    given: list[str] = field(default_factory=list)
    is_sent: bool = False

    @classmethod
    def of(cls, scripts: Mapping[str, Script], data: Mapping[str, Any], wanted: str) -> "Sitting":
        """Read what a page sent, whatever it sent, and take the step that was asked for."""
        language = str(data.get("language", wanted))
        sitting = cls(scripts, language if language in scripts else wanted)
        sitting.given = [_allowed(item, data.get(f"q{item.place}")) for item in sitting.items]
        sitting.key = _uuid(data.get("key"))
        sitting.at = _place(data.get("at"), len(sitting.items))
        if 0 <= sitting.at < len(sitting.items) and "answer" in data:
            sitting.given[sitting.at] = _allowed(sitting.items[sitting.at], data["answer"])
        go = data.get("go")
        steps = {"start": 0, "back": max(-1, sitting.at - 1), "next": sitting.at + 1}
        sitting.is_sent = go == "send" and sitting.at == len(sitting.items)
        sitting.at = min(len(sitting.items), steps.get(str(go), sitting.at))
        return sitting

    @property
    def script(self) -> Script:
        """What is asked, in the language chosen."""
        return self.scripts[self.language]

    @property
    def items(self) -> tuple[Item, ...]:
        """The questions."""
        return self.script.items

    @property
    def item(self) -> Item | None:
        """The question on the screen, None on the first and the last page."""
        return self.items[self.at] if 0 <= self.at < len(self.items) else None

    @property
    def is_last(self) -> bool:
        """Whether every question was shown."""
        return self.at >= len(self.items)

    @property
    def options(self) -> list[dict[str, Any]]:
        """The answers of the question on the screen."""
        if self.item is None:
            return []
        said = self.given[self.at]
        return [
            {"value": str(value), "words": words, "is_chosen": str(value) == said}
            for value, words in self.item.options
        ]

    @property
    def is_unsaid(self) -> bool:
        """Whether they would rather not answer the question on the screen."""
        return self.item is not None and self.given[self.at] == UNSAID

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the page carries on: everything but the answer on the screen."""
        pairs = [("key", str(self.key)), ("at", str(self.at)), ("language", self.language)]
        here = self.at if self.item else None
        return pairs + [(f"q{n}", one) for n, one in enumerate(self.given) if one and n != here]

    @property
    def number(self) -> int:
        """The question on the screen, from 1."""
        return self.at + 1

    @property
    def sheet(self) -> Sheet:
        """What was answered."""
        return sheet_of(self.given, self.script, self.key)


def _allowed(item: Item, said: Any) -> str:
    """Return what was said where it is one of the answers, "" for anything else."""
    allowed = {UNSAID, *(str(value) for value, _ in item.options)}
    return str(said) if str(said) in allowed else ""


def _place(said: Any, most: int) -> int:
    text = str(said)
    if not text.lstrip("-").isascii() or not text.lstrip("-").isdigit() or len(text) > 4:
        return -1
    return max(-1, min(most, int(text)))


def _uuid(said: Any) -> uuid.UUID:
    try:
        return uuid.UUID(str(said))
    except ValueError:
        return uuid.uuid4()


class CodeForm(forms.Form):
    """Three things that only the person knows, from which their code is made and kept nowhere."""

    mother = forms.CharField(
        label=_("The first two letters of your mother’s first name"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    day = forms.CharField(
        label=_("The day of the month on which you were born (1 to 31)"),
        max_length=4,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    place = forms.CharField(
        label=_("The last two letters of the place where you were born"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    @property
    def parts(self) -> list[str]:
        """What was said, empty for what was not."""
        data = self.cleaned_data
        day = "".join(str(int(c)) for c in data["day"] if c.isdecimal()).lstrip("0")
        return [data["mother"], day, data["place"]]


class BackForm(forms.Form):
    """Whoever works here, once the phone is back."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password.")},
    )
