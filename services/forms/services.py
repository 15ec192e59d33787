"""Setting up what is offered: services and the groups that meet."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.models import StaffMembership
from rco_network.core.forms import LineField

from ..enums import Weekday
from ..models import Group, Participant, Series, Service
from .fields import PlaceField, Select, offer, put_own_places_first, say_blank
from .guards import RowForm


class ServiceForm(RowForm):
    """What a service is called and of which kind it is."""

    name = LineField(
        label=_("Name of the service"),
        max_length=120,
        help_text=_("As people call it, for example English for beginners."),
        error_messages={
            "required": _("Give the service a name."),
            "max_length": _("Use at most 120 letters for the name."),
        },
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    class Meta:
        model = Service
        fields = ("name", "kind")
        labels = {"kind": _("Kind of service")}
        help_texts = {"kind": _("Reports group services by kind.")}
        error_messages = {
            "kind": {
                "required": _("Choose a kind of service."),
                "invalid_choice": _("Choose a kind of service from the list."),
            }
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_blank(self, "kind", gettext("Choose a kind"))


class GroupForm(RowForm):
    """What a group is called, how its register starts, and its usual day, time and room.

    A group that has a pattern already keeps it: that is changed where all its dates are seen
    (forms.series), so the four fields of `MEETS` go.
    """

    MEETS = ("weekday", "starts_at", "minutes", "venue")

    name = LineField(
        label=_("Name of the group"),
        max_length=120,
        help_text=_("For example Tuesday morning, or Beginners A."),
        error_messages={
            "required": _("Give the group a name."),
            "max_length": _("Use at most 120 letters for the name."),
        },
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    weekday = forms.TypedChoiceField(
        label=_("Usual day"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("No usual day")), *Weekday.choices],
        help_text=_("It meets every week on this day. Other patterns can be set afterwards."),
        error_messages={"invalid_choice": _("Choose a day of the week from the list.")},
        widget=Select,
    )
    starts_at = forms.TimeField(
        label=_("Starts at"),
        error_messages={
            "required": _("Write when it starts, for example 10:00."),
            "invalid": _("Write a time like 10:00 or 18:30."),
        },
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        min_value=5,
        max_value=960,
        initial=120,
        error_messages={
            "required": _("Write how many minutes it lasts, for example 120."),
            "invalid": _("Write how many minutes it lasts as a number, for example 120."),
            "min_value": _("A session lasts between 5 minutes and 16 hours (960)."),
            "max_value": _("A session lasts between 5 minutes and 16 hours (960)."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    venue = LineField(
        label=_("Venue"),
        required=False,
        max_length=120,
        help_text=_("What your team calls the place, for example Library, room 2."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    capacity = forms.IntegerField(
        label=_("Room for how many"),
        min_value=1,
        max_value=2000,
        required=False,
        help_text=_("Leave it empty for no limit. Whoever comes once it is full can wait."),
        error_messages={
            "invalid": _("Write how many people the group has room for, as a number."),
            "min_value": _("Write how many people the group has room for, from 1 to 2,000."),
            "max_value": _("Write how many people the group has room for, from 1 to 2,000."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    absences_before_call = forms.IntegerField(
        label=_("Call after how many absences in a row"),
        min_value=0,
        max_value=20,
        initial=2,
        required=False,
        help_text=_("0: nobody calls. “Told us” is not counted."),
        error_messages={
            "invalid": _("Write after how many absences somebody calls, from 0 to 20."),
            "min_value": _("Write after how many absences somebody calls, from 0 to 20."),
            "max_value": _("Write after how many absences somebody calls, from 0 to 20."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    place = PlaceField(
        label=_("District in which it meets"), help_text=_("Funders ask for figures by district.")
    )

    class Meta:
        model = Group
        fields = (
            "name",
            "starts_at",
            "minutes",
            "place",
            "counting",
            "usual_mark",
            "capacity",
            "absences_before_call",
        )
        widgets = {
            "counting": forms.RadioSelect,
            "usual_mark": forms.RadioSelect,
        }
        labels = {
            "counting": _("How people are counted"),
            "usual_mark": _("How a new register starts"),
        }
        help_texts = {
            "counting": _("Count heads where taking names would be wrong, as at a food bank."),
            "usual_mark": "",
        }
        error_messages = {
            "counting": {"required": _("Choose how people are counted.")},
            "usual_mark": {"required": _("Choose how a new register starts.")},
        }

    def __init__(self, *args: Any, membership: StaffMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self._keep_pattern()
        for name in ("counting", "usual_mark"):
            say_blank(self, name, "")
        put_own_places_first(self, "place", membership.organisation_id)
        names = ("name", *self.MEETS, "place", "counting", "usual_mark")
        self.order_fields(name for name in names if name in self.fields)

    def _keep_pattern(self) -> None:
        group = self.instance
        if Series.objects.for_organisation(group.organisation_id).filter(group=group).exists():
            for name in self.MEETS:
                del self.fields[name]
        else:
            self.initial["venue"] = group.room.name if group.room else ""

    def clean_absences_before_call(self) -> int:
        asked: int | None = self.cleaned_data["absences_before_call"]
        return self.instance.absences_before_call if asked is None else asked


class PeopleField(forms.ModelMultipleChoiceField):
    """People by their uuid, of those that the form may choose from."""

    _UNKNOWN = _(
        "One of these people is not in your organisation’s list. Find them again and tick them."
    )
    default_error_messages = {
        "required": _("Tick at least one person."),
        "invalid_choice": _UNKNOWN,
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, to_field_name="uuid", **kwargs)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean([UUID(str(one)) for one in value or ()])
        except ValueError:
            raise ValidationError(self._UNKNOWN, code="invalid_choice") from None


class EnrolForm(forms.Form):
    """People of the organisation, ticked to be put on a group's list."""

    people = PeopleField()

    def __init__(self, *args: Any, membership: StaffMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "people", Participant.objects.for_organisation(membership.organisation_id))
