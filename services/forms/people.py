"""What is asked about a person: a name to be called by, and whatever else they want known."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.models import StaffMembership
from rco_network.core.forms import DayField, LineField

from ..calculations import Likely, likely_duplicates
from ..models import Household, Participant
from .fields import (
    LanguageField,
    OtherLanguagesField,
    PlaceField,
    Select,
    YearOfBirthField,
    put_own_places_first,
    say_blank,
)
from .guards import RowForm

# A whole postcode, of which only the first half is kept (Royal Mail's forms).
_WHOLE_POSTCODE = re.compile(r"^([A-Z]{1,2}[0-9][0-9A-Z]?)[0-9][A-Z]{2}$")
NEW = "new"
MOST_HOUSEHOLDS = 5


class FindForm(forms.Form):
    """A few letters of each word of a name."""

    words = LineField(
        label=_("Name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(
            attrs={"type": "search", "dir": "auto", "autocomplete": "off", "spellcheck": "false"}
        ),
    )


class ParticipantForm(RowForm):
    """One person. Only the name is required.

    Asks back, once, when the person may be known already and when a household of that name is:
    `likely` and `households` then hold whom to choose from. After `is_valid`, `same_person` is
    the uuid of the known person that was chosen instead of adding one, and `household` the
    household, new or known, or None.
    """

    name = LineField(
        label=_("Name to be called by"),
        max_length=120,
        error_messages={
            "required": _("Write the name that the person wants to be called by."),
            "max_length": _("Use at most 120 letters for the name."),
        },
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "spellcheck": "false"}),
    )
    main_language = LanguageField(label=_("Main language"))
    other_languages = OtherLanguagesField(label=_("Other languages"))
    year_of_birth = YearOfBirthField(label=_("Year of birth"))
    outward_postcode = forms.CharField(
        label=_("First half of the postcode"),
        required=False,
        max_length=10,
        help_text=_("For example M14. The second half is not kept."),
        error_messages={"max_length": _("Write only the first half of the postcode, like M14.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 8}),
    )
    district = PlaceField(label=_("District"))
    household_name = LineField(
        label=_("Household"),
        required=False,
        max_length=120,
        help_text=_(
            "What you call the people they live with, for example Haile family, Moss Side."
        ),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    joined_on = DayField(
        label=_("First came on"),
        help_text=_("As far as you know."),
        error_messages={
            "invalid": _("Write a day like 2026-09-14."),
            "required": _("Choose a day."),
        },
    )
    left_on = DayField(
        label=_("Left on"),
        required=False,
        help_text=_("Only when they no longer come."),
        error_messages={"invalid": _("Write a day like 2026-09-14.")},
    )

    class Meta:
        model = Participant
        fields = (
            "name",
            "main_language",
            "other_languages",
            "year_of_birth",
            "age_band",
            "gender",
            "outward_postcode",
            "district",
            "joined_on",
            "left_on",
        )
        widgets = {"age_band": Select, "gender": Select}
        labels = {"age_band": _("Age band"), "gender": _("Gender")}
        help_texts = {"age_band": _("When the year of birth is not known.")}

    def __init__(self, *args: Any, membership: StaffMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.likely: list[Likely] = []
        self.households: list[Household] = []
        self.same_person = ""
        self.household: Household | None = self.instance.household
        for name in ("age_band", "gender"):
            say_blank(self, name, gettext("Not recorded"))
        put_own_places_first(self, "district", membership.organisation_id)
        if self.instance.pk is None:
            del self.fields["left_on"]
            self.initial.setdefault("joined_on", timezone.localdate())
        elif self.household is not None:
            self.initial["household_name"] = self.household.name

    def clean_outward_postcode(self) -> str:
        typed = re.sub(r"\s+", "", self.cleaned_data["outward_postcode"]).upper()
        whole = _WHOLE_POSTCODE.match(typed)
        return whole.group(1) if whole else typed

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("year_of_birth"):
            data["age_band"] = ""
        joined, left = data.get("joined_on"), data.get("left_on")
        if joined and left and left < joined:
            self.add_error("left_on", _("The day they left must not be before the day they came."))
        if not self.errors:
            if self.instance.pk is None:
                self._ask_who_it_is()
            self._ask_which_household()
        return data

    def _ask_who_it_is(self) -> None:
        """Ask once whether this is somebody known; the answer is theirs, nobody is merged."""
        data = self.cleaned_data
        known = likely_duplicates(
            self.membership.organisation_id,
            data["name"],
            data["year_of_birth"],
            outward_postcode=data["outward_postcode"],
        )
        # Sent again, the form meets the person whom it has just added.
        self.likely = [one for one in known if one.uuid != data["key"]]
        choices = [(str(one.uuid), one.name) for one in self.likely]
        if not choices:
            return
        answer = self._ask("same", gettext("Known already"), choices)
        self.same_person = "" if answer in ("", NEW) else answer
        if not answer:
            self.add_error("same", _("Say whether this is somebody you already know."))

    def _ask_which_household(self) -> None:
        name = self.cleaned_data["household_name"]
        if self.household is not None and name == self.household.name:
            return
        self.household = None
        if not name:
            return
        self.households = list(
            Household.objects.for_organisation(self.membership.organisation_id)
            # A household in which nobody is seen is none: its people may be restricted records.
            .filter(Exists(Participant.objects.filter(household=OuterRef("pk"))), name__iexact=name)
            .prefetch_related("members")
            .order_by("id")[:MOST_HOUSEHOLDS]
        )
        self.household = Household(name=name)
        if not self.households:
            return
        choices = [(str(h.uuid), h.name) for h in self.households]
        answer = self._ask("which_household", gettext("Which household"), choices)
        known = [h for h in self.households if str(h.uuid) == answer]
        self.household = known[0] if known else self.household
        if not answer:
            self.add_error("which_household", _("Say whether this is one of the households below."))

    def _ask(self, name: str, label: str, choices: list[tuple[str, str]]) -> str:
        """Add a question to the form and return the answer to it, "" while there is none."""
        choices = [*choices, (NEW, "No, a new one")]
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, required=False, widget=forms.RadioSelect
        )
        answer = self.data.get(self.add_prefix(name), "")
        return answer if answer in dict(choices) else ""

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if not any(c.isalnum() for c in name):
            raise ValidationError(_("Write the name that the person wants to be called by."))
        return name
