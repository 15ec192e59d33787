"""The level of a class, a course, and how somebody's place on it ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, LineField
from services.forms.fields import say_blank
from services.forms.guards import RowForm
from services.models import Group

from ..calculations.profiles import ORDER
from ..models import ClassLevel, Course, Learner


class ClassLevelForm(RowForm):
    """One level, or two next to each other for a mixed class."""

    class Meta:
        model = ClassLevel
        fields = ("lowest", "highest")
        labels = {"lowest": _("Level"), "highest": _("Up to (for a mixed class)")}
        help_texts = {"highest": _("The same as above for a class of one level.")}

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = group.organisation_id
        self.instance.group = group
        say_blank(self, "lowest", str(_("Choose a level")))
        say_blank(self, "highest", str(_("The same level")))
        self.fields["highest"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        low = data.get("lowest")
        data["highest"] = data.get("highest") or low
        if low and ORDER[data["highest"]] < ORDER[low]:
            self.add_error("highest", str(_("This is lower than the level above. Swap the two.")))
        return data


class CourseForm(RowForm):
    """A run of a class from a day to a day."""

    name = LineField(
        label=_("Name of the course"),
        max_length=80,
        help_text=_("For example Autumn term 2026."),
        error_messages={"required": _("Give the course a name.")},
    )
    starts_on = DayField(label=_("First day"), allow_future=True)
    ends_on = DayField(label=_("Last day"), allow_future=True)

    class Meta:
        model = Course
        fields = ("name", "starts_on", "ends_on")

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = group.organisation_id
        self.instance.group = group


class LearnerForm(RowForm):
    """What became of somebody's place on a course."""

    started_on = DayField(label=_("Started on"))
    ended_on = DayField(label=_("Last day"), required=False)

    class Meta:
        model = Learner
        fields = ("completion", "ended_on", "outcome", "is_transfer", "started_on")
        labels = {
            "completion": _("How it stands"),
            "outcome": _("What came of it"),
            "is_transfer": _("They moved to another course or provider"),
        }
        help_texts = {
            "is_transfer": _("Then they are counted in no rate of this course."),
        }
        widgets = {"completion": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_blank(self, "completion", "")
        say_blank(self, "outcome", str(_("Nothing to say yet")))
