"""What is typed when somebody asks about their own data, and when they are answered."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, TextField
from services.forms.guards import RowForm
from services.models import Participant

from ..enums import Answer, Asked
from ..models import PersonRequest


class RequestForm(RowForm):
    """What somebody asks, in their words if they matter, and when they asked."""

    asked = forms.ChoiceField(
        label=_("What they ask"), choices=Asked.choices, widget=forms.RadioSelect
    )
    words = TextField(
        label=_("In their words"),
        required=False,
        max_length=1000,
        help_text=_("Only if it helps to answer. They do not have to give a reason."),
    )
    asked_on = DayField(label=_("Asked on"), help_text=_("The answer is due one month later."))

    class Meta:
        model = PersonRequest
        fields = ("asked", "use", "words", "asked_on")
        labels = {"use": _("To which use they object")}

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = participant.organisation_id
        self.instance.participant = participant
        use: Any = self.fields["use"]
        use.help_text = gettext("Only for an objection.")
        use.choices = [
            ("", gettext("No objection")),
            *((v, label) for v, label in use.choices if v),
        ]
        self.initial.setdefault("asked_on", timezone.localdate())

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("asked") != Asked.OBJECTION:
            data["use"] = ""
        elif not data.get("use") and "use" not in self.errors:
            self.add_error("use", _("Say to which use they object."))
        return data


class AnswerForm(forms.Form):
    """What became of a request."""

    answer = forms.ChoiceField(
        choices=[(Answer.DONE, _("Do it, or say that it is done")), (Answer.REFUSED, _("Refuse"))],
        widget=forms.RadioSelect,
    )
    reason = TextField(
        required=False,
        max_length=1000,
        help_text=_(
            "Needed when you refuse: the person is told it, and that they can complain to "
            "the Information Commissioner."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == Answer.REFUSED and not data.get("reason"):
            self.add_error("reason", _("Say why it is refused."))
        return data
