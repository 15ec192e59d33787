"""What is asked about a child, and only where the school needs it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, LineField, TextField
from services.forms.fields import say_blank
from services.forms.guards import RowForm
from services.models import Participant

from ..models import Carer, Child, ChildConsent, MainstreamSchool


class _AboutChild(RowForm):
    """Sets whose row it is."""

    def __init__(self, *args: Any, child: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = child.organisation_id
        self.instance.participant = child
        self.child = child


class RegisterWordsForm(_AboutChild):
    """What whoever keeps the register must have on the day."""

    medical = TextField(
        label=_("Allergies, medicine, what to do"),
        required=False,
        max_length=500,
        help_text=_("Only what keeps the child safe in class. The register of the day shows it."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    not_collect = TextField(
        label=_("Who must not collect the child"),
        required=False,
        max_length=500,
        help_text=_("The register does not show this: it says to ask the lead."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    class Meta:
        model = Child
        fields = ("medical", "not_collect")


class CarerForm(_AboutChild):
    """A guardian, or somebody who may collect the child."""

    name = LineField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the name of the adult.")},
    )
    phone = LineField(
        label=_("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr", "autocomplete": "off"}),
    )
    person = forms.ChoiceField(
        label=_("Comes here too"),
        required=False,
        help_text=_("People of the same household. Choose, if it is one of them."),
    )

    class Meta:
        model = Carer
        fields = ("name", "relation", "phone", "is_guardian", "may_collect")
        labels = {
            "relation": _("What they are to the child"),
            "is_guardian": _("Is a parent or guardian: decides for the child"),
            "may_collect": _("May collect the child"),
        }
        error_messages = {"relation": {"required": _("Choose what they are to the child.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_blank(self, "relation", str(_("Choose")))
        linked = self.instance.person if self.instance.person_id else None
        self._household = {str(one.uuid): one for one in _household_of(self.child)}
        if linked is not None:
            self._household[str(linked.uuid)] = linked
        field: Any = self.fields["person"]
        field.choices = [
            ("", _("Nobody of them")),
            *((key, one.name) for key, one in self._household.items()),
        ]
        # Who is linked and not to be seen stays linked.
        if not self._household or (self.instance.person_id and linked is None):
            del self.fields["person"]
        elif linked is not None:
            self.initial["person"] = str(linked.uuid)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "person" in self.fields:
            self.instance.person = self._household.get(data.get("person", ""))
        return data


def _household_of(child: Participant) -> list[Participant]:
    if child.household_id is None:
        return []
    people = Participant.objects.for_organisation(child.organisation_id).known()
    return list(people.filter(household=child.household_id).exclude(pk=child.pk)[:20])


class ConsentForm(_AboutChild):
    """That a guardian agreed, who, and when."""

    given_by = LineField(
        label=_("Which guardian agreed"),
        max_length=120,
        error_messages={"required": _("Write which guardian agreed.")},
    )
    given_on = DayField(label=_("On"))

    class Meta:
        model = ChildConsent
        fields = ("given_by", "given_on")

    def __init__(self, *args: Any, to: str, guardian: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.to = to
        self.initial.update({"given_by": guardian, "given_on": timezone.localdate()})


class MainstreamForm(_AboutChild):
    """The day school, with the guardian who agreed that it is named."""

    name = LineField(
        label=_("Name of the school"),
        max_length=120,
        error_messages={"required": _("Write the name of the school.")},
    )
    agreed_by = LineField(
        label=_("Which guardian agreed that we name it"),
        max_length=120,
        error_messages={"required": _("Write which guardian agreed. Without that, leave it out.")},
    )
    agreed_on = DayField(label=_("On"))

    class Meta:
        model = MainstreamSchool
        fields = ("name", "agreed_by", "agreed_on")

    def __init__(self, *args: Any, guardian: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial.update({"agreed_by": guardian, "agreed_on": timezone.localdate()})
