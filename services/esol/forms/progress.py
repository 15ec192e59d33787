"""Targets, reviews, exams, and what a learner says about getting to class."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, LineField, TextField
from services.forms.fields import say_blank
from services.forms.guards import RowForm
from services.models import Participant

from ..enums import Barrier, Stage, TargetState
from ..models import Circumstances, ExamEntry, Review, Target

_STAGES = (
    (Stage.OBJECTIVES, _("A target to work on")),
    (Stage.AIMS, _("What they come for: the aim of it all")),
    (Stage.END, _("Achieved without having planned it")),
)


class _AboutLearner(RowForm):
    """Sets whose row it is."""

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = participant.organisation_id
        self.instance.participant = participant


class TargetForm(_AboutLearner):
    """What the learner wants to be able to do."""

    words = TextField(
        label=_("In the learner’s words"),
        max_length=500,
        help_text=_("For example: ring the school and say why my son is ill."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        error_messages={"required": _("Write what the learner wants to be able to do.")},
    )
    stage = forms.TypedChoiceField(
        label=_("What it is"), choices=_STAGES, coerce=int, widget=forms.RadioSelect
    )
    set_on = DayField(label=_("Set on"))

    class Meta:
        model = Target
        fields = ("words", "stage", "mode", "set_on")
        labels = {"mode": _("Mostly about")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_blank(self, "mode", str(_("Everything")))
        self.initial.setdefault("stage", Stage.OBJECTIVES)
        self.initial["set_on"] = self.initial.get("set_on") or timezone.localdate()


class MoveForm(forms.Form):
    """What became of a target."""

    to = forms.ChoiceField(choices=TargetState.choices)


class ReviewForm(_AboutLearner):
    """Looking back together."""

    held_on = DayField(label=_("Day"))
    went_well = TextField(
        label=_("What went well"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("Write at least a few words about what went well.")},
    )
    next_steps = TextField(
        label=_("What comes next"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    class Meta:
        model = Review
        fields = ("went_well", "next_steps", "next_level", "held_on")
        labels = {"next_level": _("Next level")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_blank(self, "next_level", str(_("Not yet")))
        self.initial["held_on"] = timezone.localdate()


class WeeksForm(forms.Form):
    """After how many weeks progress is reviewed."""

    weeks = forms.IntegerField(
        label=_("Weeks between reviews"),
        min_value=1,
        max_value=52,
        error_messages={
            "required": _("Write after how many weeks progress is reviewed, for example 12."),
            "invalid": _("Write the weeks as a number, for example 12."),
            "min_value": _("Reviews are due every 1 to 52 weeks."),
            "max_value": _("Reviews are due every 1 to 52 weeks."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class ExamForm(_AboutLearner):
    """An entry for an exam, and its result once it is there."""

    awarding_body = LineField(
        label=_("Awarding body"),
        required=False,
        max_length=80,
        help_text=_("For example Ascentis, City & Guilds, Trinity."),
    )
    sits_on = DayField(label=_("Day of the exam"), allow_future=True)

    class Meta:
        model = ExamEntry
        fields = ("mode", "level", "awarding_body", "sits_on", "result")
        labels = {"mode": _("Exam in"), "level": _("At level"), "result": _("Result")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_blank(self, "mode", str(_("Choose one")))
        say_blank(self, "level", str(_("Choose a level")))
        say_blank(self, "result", "")


class CircumstancesForm(_AboutLearner):
    """What a learner says about getting to class. All of it may be left open."""

    informal_hours = forms.DecimalField(
        label=_("Hours of English elsewhere, a week"),
        required=False,
        min_value=0,
        max_value=60,
        max_digits=3,
        decimal_places=1,
        help_text=_("Conversation groups, lessons on the phone, a volunteer at home."),
        error_messages={
            "invalid": _("Write the hours of one week as a number, for example 1.5."),
            "min_value": _("Write the hours of one week, from 0 to 60."),
            "max_value": _("Write the hours of one week, from 0 to 60."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.5"}),
    )
    barriers = forms.MultipleChoiceField(
        label=_("What keeps them from class"),
        choices=Barrier.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Circumstances
        fields = ("informal_hours", "barriers", "funding")
        labels = {"funding": _("Does public money for ESOL pay for their class?")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_blank(self, "funding", str(_("Not known")))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.instance.stated_on = timezone.localdate()
        return data
