"""Hours, expenses, and the rate at which time is put."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, LineField
from services.forms.guards import RowForm

from ..models import Expense, HourlyRate, Stint, Volunteer, VolunteerRole
from ..reference.rates import rate_to_offer
from .fields import DurationField, PoundsField, ShortWordsField


class HoursForm(RowForm):
    """How long somebody helped on a day, as what."""

    day = DayField(label=_("Day"))
    minutes = DurationField(
        label=_("How long"),
        help_text=_("Like 2:30."),
        error_messages={"required": _("Write how long it took, like 2:30.")},
    )
    role = forms.ModelChoiceField(
        label=_("As"),
        queryset=VolunteerRole.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("Something else"),
    )
    what = ShortWordsField(label=_("What was done"), required=False)

    class Meta:
        model = Stint
        fields = ("day", "minutes", "role", "what")

    def __init__(self, *args: Any, volunteer: Volunteer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.volunteer = volunteer
            self.instance.organisation_id = volunteer.organisation_id
            self.initial.setdefault("day", timezone.localdate())
        roles: Any = self.fields["role"]
        roles.queryset = VolunteerRole.objects.for_organisation(volunteer.organisation_id).order_by(
            "name"
        )
        if self.instance.role is not None:
            self.initial["role"] = self.instance.role.uuid


class ExpenseForm(RowForm):
    """What somebody spent on a day."""

    day = DayField(label=_("Day"))
    amount = PoundsField(label=_("Amount in pounds"))
    what = ShortWordsField(
        label=_("For what"), required=False, help_text=_("Like: bus to the drop-in and back.")
    )

    class Meta:
        model = Expense
        fields = ("day", "kind", "amount", "what", "receipt_seen")
        labels = {"kind": _("Kind"), "receipt_seen": _("A receipt was seen")}
        error_messages = {"kind": {"required": _("Choose what it was spent on.")}}
        help_texts = {
            "receipt_seen": _(
                "What was really spent, and not more: a round sum can make somebody an employee "
                "and cost them their benefits or asylum support."
            )
        }

    def __init__(self, *args: Any, volunteer: Volunteer, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.volunteer = volunteer
            self.instance.organisation_id = volunteer.organisation_id
            self.initial.setdefault("day", timezone.localdate())
        if is_own:
            # Whoever approves it says that they saw the receipt.
            del self.fields["receipt_seen"]


class TickedForm(forms.Form):
    """Some of the rows of a page, by their uuids."""

    rows = forms.MultipleChoiceField(
        error_messages={"required": _("Tick at least one line.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, among: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by_uuid = {str(row.uuid): row for row in among}
        field: Any = self.fields["rows"]
        field.choices = [(uuid, uuid) for uuid in self._by_uuid]
        field.error_messages["invalid_choice"] = gettext(
            "One of the lines has changed meanwhile. Look at the page and tick again."
        )

    @property
    def chosen(self) -> list[Any]:
        """The ticked rows."""
        return [self._by_uuid[str(UUID(uuid))] for uuid in self.cleaned_data["rows"]]


class PaidForm(TickedForm):
    """Ticked expenses, and the day on which they were paid."""

    paid_on = DayField(label=_("Paid on"))


class RateForm(RowForm):
    """Pounds an hour from a day on, with the source."""

    amount = PoundsField(label=_("Pounds an hour"), max_digits=5)
    applies_from = DayField(label=_("From the day"))
    source = LineField(
        label=_("Source"),
        max_length=200,
        help_text=_("What a reader can look up: a name, a year, an address."),
    )
    source_on = DayField(label=_("Looked up on"))

    class Meta:
        model = HourlyRate
        fields = ("amount", "applies_from", "source", "source_on")

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = organisation_id
        today = timezone.localdate()
        self.initial.setdefault("source_on", today)
        if offered := rate_to_offer(today):
            for name in ("amount", "applies_from", "source"):
                self.initial.setdefault(name, getattr(offered, name))
