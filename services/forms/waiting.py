"""Waiting lists: who waits for what, offering a place, and who was turned away."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import StaffMembership
from rco_network.core.forms import DayField

from ..enums import Obstacle, OutOfTurn
from ..models import Group, Offer, Service, TurnedAway, WaitingPlace
from .fields import Select, offer, say_blank
from .guards import RowForm

# How long somebody has to answer, unless the form says otherwise.
DAYS_TO_ANSWER = 7


class WaitingForm(RowForm):
    """What somebody waits for, since when, and what stands in the way."""

    asked_on = DayField(
        label=_("Day on which they asked"),
        initial=timezone.localdate,
        error_messages={"required": _("Write the day on which they asked.")},
    )

    class Meta:
        model = WaitingPlace
        fields = ("service", "group", "asked_on", "obstacle")
        widgets = {"service": Select, "group": Select, "obstacle": forms.RadioSelect}
        labels = {
            "service": _("What they wait for"),
            "group": _("One group of it"),
            "obstacle": _("What stands in the way"),
        }
        help_texts = {"group": _("Leave it open where any group of the service would do.")}
        error_messages = {
            "service": {
                "required": _("Choose what they wait for."),
                "invalid_choice": _("Choose a service from the list."),
            },
            "group": {"invalid_choice": _("Choose a group from the list.")},
        }

    def __init__(self, *args: Any, membership: StaffMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "service", Service.objects.visible_to(membership).running().order_by("name"))
        groups = Group.objects.visible_to(membership).running().select_related("service")
        offer(self, "group", groups.order_by("service__name", "name"))
        field: Any = self.fields["group"]
        field.label_from_instance = lambda group: f"{group.service.name} – {group.name}"
        say_blank(self, "service", _("Choose a service"))
        say_blank(self, "group", _("Any group"))
        say_blank(self, "obstacle", _("Nothing said"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        group, service = data.get("group"), data.get("service")
        if group and service and group.service_id != service.pk:
            self.add_error("group", _("This group belongs to another service. Choose again."))
        return data


class OfferForm(RowForm):
    """A place in a group, until a day."""

    last_day = DayField(
        label=_("Last day to answer"),
        allow_future=True,
        help_text=_("After it the offer lapses, and the next in line can be asked."),
        error_messages={"required": _("Write until when they can answer.")},
    )
    out_of_turn = forms.ChoiceField(
        label=_("Why before those who asked earlier"),
        choices=[("", _("It is their turn")), *OutOfTurn.choices],
        required=False,
        help_text=_("Needed only where others asked earlier. It is shown on the list."),
        widget=Select,
    )

    class Meta:
        model = Offer
        fields = ("group", "last_day", "out_of_turn")
        widgets = {"group": Select}
        labels = {"group": _("Place in")}
        error_messages = {
            "group": {
                "required": _("Choose the group in which there is a place."),
                "invalid_choice": _("Choose a group from the list."),
            }
        }

    def __init__(self, *args: Any, groups: QuerySet[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", groups)
        say_blank(self, "group", _("Choose a group"))
        self.initial.setdefault("last_day", timezone.localdate() + timedelta(days=DAYS_TO_ANSWER))

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        today = timezone.localdate()
        if not today <= day <= today + timedelta(days=90):
            raise forms.ValidationError(
                _("Give them from today to 90 days; a week is usual."), code="odd_day"
            )
        return day


class TurnedAwayForm(RowForm):
    """Who had to go, when, and why."""

    people = forms.IntegerField(
        label=_("How many people"),
        min_value=1,
        max_value=500,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Write how many people were turned away."),
            "invalid": _("Write how many people, as a number."),
            "min_value": _("Write how many people, from 1 to 500."),
            "max_value": _("Write how many people, from 1 to 500."),
        },
    )
    happened_on = DayField(
        label=_("Day"),
        initial=timezone.localdate,
        error_messages={"required": _("Write the day.")},
    )

    class Meta:
        model = TurnedAway
        fields = ("service", "people", "why", "happened_on")
        widgets = {"service": Select, "why": forms.RadioSelect}
        labels = {"service": _("What they asked for"), "why": _("Why they could not come")}
        error_messages = {
            "service": {
                "required": _("Choose what they asked for."),
                "invalid_choice": _("Choose a service from the list."),
            },
            "why": {"required": _("Choose why."), "invalid_choice": _("Choose why from the list.")},
        }

    def __init__(
        self, *args: Any, membership: StaffMembership, is_named: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "service", Service.objects.visible_to(membership).running().order_by("name"))
        say_blank(self, "service", _("Choose a service"))
        field: Any = self.fields["why"]
        field.choices = Obstacle.choices
        if is_named:
            del self.fields["people"]


class PeriodForm(forms.Form):
    """Two days, both of them in the period."""

    first = DayField(label=_("From"), required=False, earliest_year=2000)
    last = DayField(label=_("To"), required=False, earliest_year=2000)

    def period(self, today: date) -> tuple[date, date]:
        """Return the two days, the last twelve months where nothing valid was asked."""
        asked = self.cleaned_data if self.is_valid() else {}
        last = asked.get("last") or today
        first = asked.get("first") or last - timedelta(days=364)
        return min(first, last), max(first, last)
