"""What came of calling somebody who stayed away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import TextField

from ..enums import NoteKind
from ..models import Note
from ..models.contact import LONGEST_TEXT
from .guards import RowForm

_WAYS = [(NoteKind.CALL, _("I called them")), (NoteKind.NOTE, _("We spoke in another way"))]


class CallForm(RowForm):
    """How somebody spoke with the person, and what they said."""

    kind = forms.ChoiceField(
        label=_("How"),
        choices=_WAYS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how you spoke with them."),
            "invalid_choice": _("It is not safe to call them. Choose another way."),
        },
    )
    text = TextField(
        label=_("What they said"),
        max_length=LONGEST_TEXT,
        help_text=_("It stands among their notes."),
        error_messages={
            "required": _("Write what they said, or that nobody answered."),
            "max_length": _("Use at most 2,000 letters."),
        },
    )

    class Meta:
        model = Note
        fields = ("kind", "text")

    def __init__(self, *args: Any, is_safe: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = _WAYS if is_safe else _WAYS[1:]
        field: Any = self.fields["kind"]
        field.choices = ways
        self.initial["kind"] = ways[0][0]
