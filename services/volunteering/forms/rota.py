"""What a role is, when it is needed, and who is put on a shift."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, LineField, TextField
from services.forms.guards import RowForm
from services.models import Group

from ..enums import TrainingKind
from ..models import Shift, Volunteer, VolunteerRole
from .fields import SeveralField

MOST_WEEKS = 26


class RoleForm(RowForm):
    """A role and what it needs."""

    name = LineField(
        label=_("What the role is called"),
        max_length=120,
        error_messages={"required": _("Give the role a name.")},
    )
    what = TextField(
        label=_("What is done"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    needs_trainings = SeveralField(label=_("Trainings needed"), choices=TrainingKind.choices)
    needs_references = forms.IntegerField(
        label=_("References needed"),
        min_value=0,
        max_value=3,
        initial=2,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    is_closed = forms.BooleanField(label=_("Nobody is wanted for it any more"), required=False)

    class Meta:
        model = VolunteerRole
        fields = ("name", "what", "needs_dbs", "needs_trainings", "needs_references")
        labels = {"needs_dbs": _("DBS check needed")}
        help_texts = {
            "needs_dbs": _(
                "Not more than the role allows: basic is open to every role, the others only to "
                "those that the law names. The barred lists are for regulated activity only."
            )
        }

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = organisation_id
        if self.instance.pk is None:
            del self.fields["is_closed"]
        else:
            self.initial["is_closed"] = self.instance.closed_on is not None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "is_closed" in self.fields:
            today = self.instance.closed_on or timezone.localdate()
            self.instance.closed_on = today if data.get("is_closed") else None
        return data


class ShiftForm(RowForm):
    """When a role is needed, by how many, and for how many weeks when it is new."""

    role = forms.ModelChoiceField(
        label=_("Role"),
        queryset=VolunteerRole.objects.none(),
        to_field_name="uuid",
        empty_label=_("Choose a role"),
        error_messages={"required": _("Choose which role is needed.")},
    )
    group = forms.ModelChoiceField(
        label=_("For the group"),
        queryset=Group.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("No group"),
    )
    day = DayField(label=_("Day"), allow_future=True)
    starts_at = forms.TimeField(
        label=_("From"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Say when it begins.")},
    )
    ends_at = forms.TimeField(
        label=_("To"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Say when it ends.")},
    )
    places = forms.IntegerField(
        label=_("How many volunteers"),
        min_value=1,
        max_value=50,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    where = LineField(label=_("Where"), max_length=120, required=False)
    weeks = forms.IntegerField(
        label=_("For how many weeks"),
        min_value=1,
        max_value=MOST_WEEKS,
        initial=1,
        help_text=_("The same shift each week: 1 is only this one."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Shift
        fields = ("role", "group", "day", "starts_at", "ends_at", "places", "where")

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = organisation_id
        roles: Any = self.fields["role"]
        roles.queryset = VolunteerRole.objects.for_organisation(organisation_id).order_by("name")
        groups: Any = self.fields["group"]
        groups.queryset = Group.objects.for_organisation(organisation_id).running().order_by("name")
        if self.instance.pk is None:
            roles.queryset = roles.queryset.open()
            self.initial.setdefault("day", timezone.localdate())
        else:
            del self.fields["weeks"]
            self.initial["role"] = self.instance.role.uuid
            if self.instance.group is not None:
                self.initial["group"] = self.instance.group.uuid


class PutOnForm(forms.Form):
    """A volunteer for a shift."""

    volunteer = forms.ChoiceField(
        label=_("Ask a volunteer"), error_messages={"required": _("Choose whom to ask.")}
    )

    def __init__(
        self, *args: Any, people: list[tuple[Volunteer, list[str]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(one.uuid): one for one, _why in people}
        field: Any = self.fields["volunteer"]
        field.choices = [
            ("", _("Choose a volunteer")),
            *((str(one.uuid), one.participant.name) for one, why in people if not why),
            # Chosen all the same, the reason is said and nothing is saved.
            *((str(one.uuid), f"{one.participant.name} – {why[0]}") for one, why in people if why),
        ]

    @property
    def chosen(self) -> Volunteer:
        """The volunteer that was chosen."""
        return self._people[self.cleaned_data["volunteer"]]
