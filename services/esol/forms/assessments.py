"""Three levels, and whatever else the assessor wants to note."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, TextField
from services.forms.fields import say_blank
from services.forms.guards import RowForm
from services.models import Participant

from ..enums import AssessmentKind, Mode
from ..models import Assessment


class AssessmentForm(RowForm):
    """One assessment; the three levels come first, everything else has a believable answer."""

    held_on = DayField(label=_("Day"))
    notes = TextField(
        label=_("Notes for the teacher"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    class Meta:
        model = Assessment
        fields = (
            "speaking",
            "reading",
            "writing",
            "kind",
            "held_on",
            "first_language_reading",
            "notes",
        )
        labels = {
            "speaking": Mode.SPEAKING.label,
            "reading": Mode.READING.label,
            "writing": Mode.WRITING.label,
            "kind": _("Which assessment"),
            "first_language_reading": _("Reading in the first language"),
        }

    def __init__(self, *args: Any, participant: Participant, is_first: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = participant.organisation_id
        self.instance.participant = participant
        for name in ("speaking", "reading", "writing"):
            say_blank(self, name, str(_("Not assessed today")))
        say_blank(self, "first_language_reading", str(_("Not asked")))
        say_blank(self, "kind", "")
        if self.instance.pk is None:
            first = AssessmentKind.INITIAL if is_first else AssessmentKind.REVIEW
            self.initial.setdefault("kind", first)
            self.initial.setdefault("held_on", timezone.localdate())

    @property
    def more(self) -> list[Any]:
        """The fields below the three levels."""
        return [self[name] for name in ("kind", "held_on", "first_language_reading", "notes")]

    @property
    def is_open(self) -> bool:
        """Whether something below the three levels has to be looked at."""
        return self.instance.pk is not None or any(field.errors for field in self.more)
