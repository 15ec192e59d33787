"""Lists typed one a line: questions, answers, domains."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from rco_network.core.forms import TextField


class LinesField(TextField):
    """Several short texts, one a line; gives them as a list. Refuses too many and too long ones."""

    def __init__(self, *, most: int, longest: int, least: int = 1, **kwargs: Any) -> None:
        self.most, self.least, self.longest = most, least, longest
        kwargs.setdefault("widget", forms.Textarea(attrs={"dir": "auto", "rows": 6}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        lines = [line for line in lines if line]
        if not lines and not self.required:
            return []
        if not self.least <= len(lines) <= self.most:
            raise ValidationError(
                _("There are %(number)s lines here. Write %(least)s to %(most)s, one a line.")
                % {"number": len(lines), "least": self.least, "most": self.most},
                code="number",
            )
        for number, line in enumerate(lines, start=1):
            if len(line) > self.longest:
                raise ValidationError(
                    _("Line %(number)s is too long. Use at most %(longest)s letters.")
                    % {"number": number, "longest": self.longest},
                    code="long",
                )
        return lines

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


def refuse_twice(lines: list[str], sentence: str) -> None:
    """Raise ValidationError with the sentence, which shows `line`, where one stands there twice."""
    seen: set[str] = set()
    for line in lines:
        if line.casefold() in seen:
            raise ValidationError(sentence % {"line": line})
        seen.add(line.casefold())
