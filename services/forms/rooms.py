"""Rooms, and days on which nothing meets."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, LineField

from ..models import Closure, Room
from .fields import say_blank
from .guards import RowForm


class RoomForm(RowForm):
    """What a room is called and for how many people it is."""

    name = LineField(
        label=_("Name of the room"),
        max_length=120,
        error_messages={"required": _("Give the room a name.")},
    )

    class Meta:
        model = Room
        fields = ("name", "capacity", "is_shared")
        labels = {
            "capacity": _("For how many people"),
            "is_shared": _("Several groups can be there at once"),
        }
        help_texts = {"is_shared": _("For example online, or a hall with several rooms.")}


class ClosureForm(RowForm):
    """From when until when, and for whom."""

    name = LineField(
        label=_("What it is"),
        max_length=80,
        help_text=_("For example Eid, or Half-term."),
        error_messages={"required": _("Say what it is, for example Eid.")},
    )
    first_on = DayField(label=_("First day"), allow_future=True)
    last_on = DayField(label=_("Last day"), allow_future=True)

    class Meta:
        model = Closure
        fields = ("name", "kind", "first_on", "last_on")
        labels = {"kind": _("Who stops")}
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_blank(self, "kind", "")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("first_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day comes before the first one."))
        elif first and last and (last - first).days > 200:
            self.add_error("last_on", _("That is more than half a year. Look at the days again."))
        return data
