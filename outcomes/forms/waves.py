"""Starting to ask: what, of whom, when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField
from services.forms.fields import Select, offer
from services.forms.guards import RowForm
from services.models import Participant

from ..calculations.asking import may_be_asked
from ..models import Instrument, Wave

MOST_EXPECTED = 2000


class WaveForm(RowForm):
    """A questionnaire asked of the people of a group, or of one person.

    `people` are those who can be asked; for one person the list is not drawn.
    """

    instrument: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Which questionnaire?"),
        queryset=None,
        empty_label=None,
        widget=Select,
        error_messages={
            "required": _("Choose a questionnaire."),
            "invalid_choice": _("Choose a questionnaire from the list."),
        },
    )
    opened_on = DayField(label=_("From which day?"))
    people: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label=_("Who is asked?"),
        queryset=None,
        required=False,
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Choose people of the list."),
            "invalid_pk_value": _("Choose people of the list."),
        },
    )

    class Meta:
        model = Wave
        fields = (
            "instrument",
            "kind",
            "opened_on",
            "is_anonymous",
            "expected",
            "subject",
            "is_of_age",
        )
        labels = {
            "kind": _("When is it asked?"),
            "is_anonymous": _("Without names"),
            "expected": _("How many people are there to answer?"),
            "subject": _("Who are they?"),
            "is_of_age": _("Everybody who is asked is as old as the questionnaire asks for"),
        }
        help_texts = {
            "is_anonymous": _(
                "Nobody is named. Each person makes a code from three things that only "
                "they know, so that what they answer later can be set beside it."
            ),
            "expected": _("Only where nobody is named."),
            "is_of_age": _("Everybody asked is old enough for the instrument."),
        }
        widgets = {"kind": forms.RadioSelect, "subject": Select}

    def __init__(
        self, *args: Any, organisation: Any, people: Any, is_of_one: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        own = Instrument.objects.for_organisation(organisation).on_offer()
        offer(self, "instrument", own.order_by("name", "id"))
        self.candidates: list[Participant] = list(people)
        self.initial.setdefault("opened_on", timezone.localdate())
        if is_of_one:
            for name in ("people", "is_anonymous", "expected"):
                del self.fields[name]
            return
        keys = [person.pk for person in self.candidates]
        listed = Participant.objects.for_organisation(organisation).filter(pk__in=keys)
        offer(self, "people", listed.order_by("name_key", "id"))
        self.initial.setdefault("people", [person.uuid for person in self.candidates])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        instrument = data.get("instrument")
        if data.get("is_anonymous"):
            self._check_unnamed(data, instrument)
        elif "people" in self.fields and not self.errors and not self.asked:
            self.add_error("people", _("Choose at least one person who is old enough."))
        if not data.get("is_anonymous"):
            data["expected"] = None
        return data

    def _check_unnamed(self, data: dict[str, Any], instrument: Instrument | None) -> None:
        if not 1 <= (data.get("expected") or 0) <= MOST_EXPECTED:
            self.add_error(
                "expected",
                ValidationError(
                    gettext("Write how many people could answer, 1 to %(most_expected)s.")
                    % {"most_expected": f"{MOST_EXPECTED:,}"}
                ),
            )
        if instrument and instrument.min_age and not data.get("is_of_age"):
            self.add_error(
                "is_of_age",
                gettext(
                    "This questionnaire is for people from %(min_age)s on. Tick "
                    "this if all of them are, or choose another."
                )
                % {"min_age": instrument.min_age},
            )

    @property
    def asked(self) -> list[Participant]:
        """Who was chosen and is not known to be too young."""
        instrument, day = self.cleaned_data.get("instrument"), timezone.localdate()
        chosen = self.cleaned_data["people"] if "people" in self.fields else self.candidates
        if instrument is None:
            return list(chosen)
        return [person for person in chosen if may_be_asked(person, instrument, day)]
