"""Lists typed one a line: questions, answers, domains."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

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
                f"There are {len(lines)} lines here. Write {self.least} to {self.most}, one a "
                "line.",
                code="number",
            )
        for number, line in enumerate(lines, start=1):
            if len(line) > self.longest:
                raise ValidationError(
                    f"Line {number} is too long. Use at most {self.longest} letters.", code="long"
                )
        return lines

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


def refuse_twice(lines: list[str], what: str) -> None:
    """Raise ValidationError where a line stands there twice."""
    seen: set[str] = set()
    for line in lines:
        if line.casefold() in seen:
            raise ValidationError(f"“{line}” stands there twice. Each {what} needs its own words.")
        seen.add(line.casefold())
