"""What is asked of somebody who wants to help, and which step they take."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.models import StaffMembership
from rco_network.core.forms import DayField, LineField
from services.calculations import Likely, likely_duplicates
from services.enums import Weekday
from services.forms.guards import RowForm
from services.models import Participant

from ..enums import MOVES, PartOfDay, Skill, State, WhyLeft
from ..models import RoleHeld, Volunteer, VolunteerRole
from .fields import SeveralField, WordsField, slots


class EnquiryForm(RowForm):
    """Since when somebody wants to help, and what they say about it."""

    enquired_on = DayField(label=_("Asked on"))
    skills = SeveralField(label=_("What they can do"), choices=Skill.choices)
    words = WordsField(
        label=_("In a sentence"), help_text=_("What they want to do, and why. Nothing of health.")
    )

    class Meta:
        model = Volunteer
        fields = ("enquired_on", "skills", "words")

    def __init__(self, *args: Any, membership: StaffMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = membership.organisation_id
        self.membership = membership
        self.initial.setdefault("enquired_on", timezone.localdate())


class NewcomerForm(EnquiryForm):
    """As EnquiryForm, for somebody who is not known yet. Asks once whether they are.

    After `is_valid`, `known` is the uuid of somebody who was chosen instead, and `person` the
    participant to add.
    """

    name = LineField(
        label=_("Name to be called by"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the name that the person wants to be called by.")},
    )
    field_order = ["key", "name", "enquired_on", "skills", "words"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.likely: list[Likely] = []
        self.known = ""

    @property
    def person(self) -> Participant:
        """The participant whom the form makes."""
        # Both keys follow from the page's, so that sending it twice adds one person.
        return Participant(uuid=self.instance.uuid, name=self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.errors:
            return data
        organisation_id = self.membership.organisation_id
        found = likely_duplicates(organisation_id, data["name"])
        self.likely = [one for one in found if one.uuid != self.instance.uuid]
        if self.likely:
            self._ask_who_it_is()
        return data

    def _ask_who_it_is(self) -> None:
        new = ("new", gettext("No, somebody new"))
        choices = [*((str(one.uuid), one.name) for one in self.likely), new]
        self.fields["same"] = forms.ChoiceField(
            label=_("Is it one of them?"),
            choices=choices,
            required=False,
            widget=forms.RadioSelect,
            help_text=_("Somebody who came as a participant and helps now is one person."),
        )
        answer = self.data.get("same", "")
        if answer not in dict(choices):
            self.add_error("same", gettext("Say whether this is somebody you already know."))
        self.known = "" if answer in ("", "new") else answer


class VolunteerForm(RowForm):
    """Roles, skills, times, and the account with which somebody sees the rota."""

    roles = forms.ModelMultipleChoiceField(
        label=_("Roles agreed with them"),
        queryset=VolunteerRole.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They see and take shifts of these roles only."),
    )
    skills = SeveralField(label=_("What they can do"), choices=Skill.choices)
    words = WordsField(label=_("In a sentence"))
    available = SeveralField(label=_("When they have time"), choices=slots)
    membership = forms.ModelChoiceField(
        label=_("Signs in as"),
        queryset=StaffMembership.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("Does not sign in"),
        help_text=_("With it they see open shifts, sign up, swap, and log their hours."),
    )

    class Meta:
        model = Volunteer
        fields = ("skills", "words", "available", "membership")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation_id = self.instance.organisation_id
        held = RoleHeld.objects.filter(volunteer=self.instance).values_list("role_id", flat=True)
        own_roles = VolunteerRole.objects.for_organisation(organisation_id)
        roles: Any = self.fields["roles"]
        roles.queryset = (own_roles.open() | own_roles.filter(pk__in=list(held))).order_by("name")
        self.initial["roles"] = list(own_roles.filter(pk__in=held).values_list("uuid", flat=True))
        account: Any = self.fields["membership"]
        account.queryset = (
            StaffMembership.objects.for_organisation(organisation_id)
            .current()
            .select_related("user")
            .order_by("user__name")
        )
        account.label_from_instance = lambda one: str(one.user)
        if self.instance.membership_id:
            self.initial["membership"] = self.instance.membership.uuid

    def week(self) -> list[tuple[Any, list[Any]]]:
        """The boxes of `available`, a row for each day."""
        boxes, parts = list(self["available"]), len(PartOfDay.values)
        return [
            (label, boxes[n * parts : (n + 1) * parts]) for n, label in enumerate(Weekday.labels)
        ]


class StepForm(forms.Form):
    """The next step of a volunteer, with its day; leaving has a reason."""

    to = forms.ChoiceField(
        label=_("Next step"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the next step.")},
    )
    on = DayField(label=_("On"))
    why_left = forms.ChoiceField(
        label=_("If they leave: why"),
        choices=[("", _("Choose a reason")), *WhyLeft.choices],
        required=False,
    )

    def __init__(self, *args: Any, volunteer: Volunteer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = MOVES[volunteer.state]
        to: Any = self.fields["to"]
        to.choices = [(state, State(state).label) for state in moves]
        to.initial = moves[0]
        self.fields["on"].initial = timezone.localdate()
        if State.LEFT not in moves:
            del self.fields["why_left"]

    def said(self) -> dict[str, Any]:
        """What the action takes: a reason only where somebody leaves."""
        data = self.cleaned_data
        why = data.get("why_left", "") if data["to"] == State.LEFT else ""
        day: date = data["on"]
        return {"to": data["to"], "on": day, "why_left": why}
