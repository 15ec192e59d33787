"""Asking why something is changed on days that an issued report counts.

A form that may have to ask has two lines:

    because = BecauseField()
    closed: Closed | None = None

and its page includes services/closed.html, which draws nothing while `closed` is None.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import TextField

from ..actions.periods import LONGEST_REASON, Closed, PeriodClosed


class BecauseField(TextField):
    """The reason. Asked as something that must be filled in; whether it must, the action says."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Why is this changed?"),
            help_text=_(
                "One sentence. It is kept beside the report, for the managers of your organisation."
            ),
            max_length=LONGEST_REASON,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"max_length": _("Use at most 400 letters: one sentence is enough.")},
        )

    def validate(self, value: Any) -> None:
        """Empty is no error yet: perhaps nothing is changed that a report counts."""


class BecauseForm(forms.Form):
    """The question alone, for pages whose other fields are no form of Django's."""

    because = BecauseField()
    closed: Closed | None = None


def ask_why(form: Any, refused: PeriodClosed) -> None:
    """Let the form that was refused come back with the question; all that was typed is kept.

    Which report it is stands in the notice of the page.
    """
    form.closed = refused.closed
    form.add_error("because", _("Say why: this day is in an issued report."))


def question(form: Any, closed: Closed | None) -> Any:
    """Return the form that asks: the one that came back, or an empty one, for days so closed."""
    asked = form if form is not None and form.is_bound else BecauseForm()
    asked.closed = asked.closed or closed
    return asked
