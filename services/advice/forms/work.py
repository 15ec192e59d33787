"""What is written under an open matter."""

import re
import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organisations.models import StaffMembership
from rco_network.core.forms import DayField, LineField, TextField

from ..calculations import is_money
from ..calculations.money import DEBTS
from ..enums import Channel, Copy, Every, Held, PartyRole, Work
from ..models import Deadline, Document, Matter, MatterOutcome, Step
from ..models.sealed import Subjects
from ..reference.outcomes import OUTCOMES

LONGEST = 6000
# Six digits in a row, or letters that run into digits: a passport's, a visa's, an account's.
_NUMBER = re.compile(r"\d{6,}|\b[A-Za-z]{1,3}[ -]?\d{5,}")
_NO_NUMBERS = _(
    "This looks like the number of a paper. Leave it out: numbers of papers are not kept here."
)


class _Keyed(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def made(self, row: Any) -> Any:
        """Give the row the name that the page made for it."""
        if self.cleaned_data["key"]:
            row.uuid = self.cleaned_data["key"]
        return row


class StepForm(_Keyed):
    """A step, quickly."""

    text = TextField(
        label=_("What was done?"),
        max_length=LONGEST,
        help_text=_("It cannot be changed afterwards. The person may ask to read it."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"required": _("Write what was done.")},
    )
    level = forms.ChoiceField(
        label=_("How far did it go?"), choices=Work.choices, widget=forms.RadioSelect
    )
    subject = forms.ChoiceField(label=_("About"))
    channel = forms.ChoiceField(label=_("In which way?"), choices=Channel.choices)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=960,
        initial=15,
        error_messages={
            "min_value": _("Write from 1 to 960 minutes."),
            "max_value": _("Write from 1 to 960 minutes."),
        },
    )
    done_on = DayField(label=_("Day"))

    def __init__(self, *args: Any, matter: Matter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject: Any = self.fields["subject"]
        subject.choices = [(code, str(Subjects([code]))) for code in matter.subjects]
        if len(matter.subjects) == 1:
            subject.initial = matter.subjects[0]
            subject.widget = forms.HiddenInput()
        self.fields["level"].initial = matter.level
        self.fields["channel"].initial = Channel.FACE
        self.fields["done_on"].initial = timezone.localdate

    @property
    def step(self) -> Step:
        """The step as it was typed."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        said["subject"] = Subjects([said["subject"]])
        made: Step = self.made(Step(**said))
        return made


class DeadlineForm(_Keyed):
    """What must be done by a day."""

    what = LineField(
        label=_("What must be done?"),
        max_length=300,
        error_messages={"required": _("Write what must be done.")},
    )
    due_on = DayField(label=_("By which day?"), allow_future=True)
    who = forms.ChoiceField(label=_("Who does it?"))

    def __init__(self, *args: Any, advisers: list[StaffMembership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._advisers = {str(adviser.uuid): adviser for adviser in advisers}
        who: Any = self.fields["who"]
        who.choices = [(uuid, str(one.user)) for uuid, one in self._advisers.items()]

    @property
    def deadline(self) -> Deadline:
        """The deadline as it was typed."""
        said = self.cleaned_data
        who = self._advisers[said["who"]]
        made: Deadline = self.made(
            Deadline(what=said["what"], due_on=said["due_on"], membership=who)
        )
        return made


class DocumentForm(_Keyed):
    """Which paper there is, and where; never its number."""

    what = LineField(
        label=_("Which paper?"),
        max_length=200,
        help_text=_("For example: letter of refusal, tenancy agreement. No numbers."),
        error_messages={"required": _("Write which paper it is.")},
    )
    copy = forms.ChoiceField(label=_("What is there of it?"), choices=Copy.choices)
    state = forms.ChoiceField(
        label=_("Where is it on its way?"),
        choices=[(one.value, one.label) for one in (Held.ASKED, Held.RECEIVED)],
        widget=forms.RadioSelect,
        initial=Held.RECEIVED,
    )
    place = LineField(
        label=_("Where is it kept?"),
        required=False,
        max_length=200,
        help_text=_("For example: locked cabinet, second drawer."),
    )

    def clean_what(self) -> str:
        return _without_numbers(self.cleaned_data["what"])

    def clean_place(self) -> str:
        return _without_numbers(self.cleaned_data["place"])

    @property
    def document(self) -> Document:
        """The paper as it was typed."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        made: Document = self.made(Document(**said))
        return made


def _without_numbers(text: str) -> str:
    if _NUMBER.search(text):
        raise forms.ValidationError(_NO_NUMBERS)
    return text


class PartyForm(forms.Form):
    """Somebody else in the matter."""

    name = LineField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Write their name.")},
    )
    role = forms.ChoiceField(label=_("Who are they?"), choices=PartyRole.choices)
    reference = LineField(
        label=_("Their reference"),
        required=False,
        max_length=80,
        help_text=_("The one that they write on their letters."),
    )


class OutcomeForm(_Keyed):
    """What came of it, with the money if there is some."""

    code = forms.ChoiceField(
        label=_("What came of it?"), choices=[(c, name) for c, (name, _m) in OUTCOMES.items()]
    )
    happened_on = DayField(label=_("On which day?"))
    amount = forms.DecimalField(
        label=_("Amount in pounds"),
        required=False,
        min_value=Decimal(0),
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("As it is paid: the weekly or monthly amount."),
        error_messages={"invalid": _("Write an amount in pounds, like 393.45.")},
    )
    every = forms.ChoiceField(label=_("How often?"), choices=Every.choices)
    backdated = forms.DecimalField(
        label=_("Paid for the time before, in pounds"),
        required=False,
        min_value=Decimal(0),
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": _("Write an amount in pounds, like 393.45.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        code = data.get("code")
        if not code:
            return data
        paid = data.get("amount") is not None or data.get("backdated") is not None
        if paid and not is_money(code):
            self.add_error("amount", _t("This outcome is not measured in money. Leave it empty."))
        if is_money(code) and not paid and "amount" not in self.errors:
            self.add_error("amount", _t("Write how much it was."))
        if code in DEBTS and (data.get("every") != Every.ONCE or data.get("backdated")):
            self.add_error("every", _t("Write the whole debt as one amount that comes once."))
        return data

    @property
    def outcome(self) -> MatterOutcome:
        """The outcome as it was typed."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        made: MatterOutcome = self.made(MatterOutcome(**said))
        return made
