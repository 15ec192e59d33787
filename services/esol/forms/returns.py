"""Which people, and which days, a return is about."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import StaffMembership
from rco_network.core.forms import DayField
from services.forms.fields import offer
from services.models import Group, Participant

WEEKS = 13


class ReturnForm(forms.Form):
    """A group and the days of a return; without an answer, the last quarter."""

    group = forms.ModelChoiceField(
        label=_("People of which group"),
        queryset=Group.objects.none(),
        to_field_name="uuid",
        error_messages={
            "required": _("Choose a group: the people are picked from its list."),
            "invalid_choice": _("Choose a group from the list."),
        },
    )
    first = DayField(label=_("From"))
    last = DayField(label=_("To"))

    def __init__(self, *args: Any, membership: StaffMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Group.objects.visible_to(membership).select_related("service")
        offer(self, "group", groups.filter(closed_on=None).order_by("service__name", "name", "pk"))
        group: Any = self.fields["group"]
        group.empty_label = _("Choose a group")
        group.label_from_instance = lambda one: f"{one.service.name} – {one.name}"
        today = timezone.localdate()
        self.initial.update({"first": today - timedelta(weeks=WEEKS), "last": today})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", str(_("The last day must not be before the first.")))
        return data


class PeopleOfReturnForm(forms.Form):
    """The people picked, among those who may be passed on."""

    people = forms.ModelMultipleChoiceField(
        queryset=Participant.objects.none(),
        to_field_name="uuid",
        error_messages={
            "required": _("Tick at least one person."),
            "invalid_choice": _("One of these people cannot be passed on. Look at the list again."),
            "invalid_pk_value": _("One of these people is not on the list. Look at it again."),
        },
    )

    def __init__(self, *args: Any, people: QuerySet[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "people", people)

    def clean_people(self) -> QuerySet[Participant]:
        found = self.cleaned_data["people"]
        if not found:
            raise ValidationError(str(_("Tick at least one person.")))
        return found
