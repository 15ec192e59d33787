"""What people type about organisations and colleagues."""

import hashlib
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.accounts.models import User
from rco_network.core import languages
from rco_network.core.forms import DayField, LineField, TextField

from .enums import ROLES_OF, Duty, Kind, Role, Scheme
from .models import Identifier, Organisation, Place, StaffMembership
from .permissions import duties_of
from .reference.schemes import WrongNumber, tidy_number
from .reference.trail_words import ACTIONS, RECORDS, record_name, sentence

# The oldest company of today's register is from 1844 (Joint Stock Companies Act).
EARLIEST_YEAR = 1844


class DirectorySearch(forms.Form):
    """What the directory is narrowed to."""

    q = LineField(label=_("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Every kind")), *Kind.choices]
    )
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)


class TrailFilter(forms.Form):
    """What the trail is narrowed to. `record` comes from a record's own history."""

    person = forms.ModelChoiceField(
        StaffMembership.objects.none(),
        label=_("Who"),
        required=False,
        to_field_name="uuid",
        empty_label=_("Everybody"),
    )
    action = forms.ChoiceField(label=_("Did what"), required=False)
    kind = forms.ChoiceField(label=_("With what"), required=False)
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("Until"), required=False, allow_future=True)
    record = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = StaffMembership.objects.for_organisation(organisation).select_related("user")
        person: Any = self.fields["person"]
        person.queryset = staff.order_by("user__name", "pk")
        person.label_from_instance = lambda membership: str(membership.user)
        said = [(key, sentence(key)) for key in ACTIONS]
        words = [(key, text[:1].upper() + text[1:]) for key, text in said]
        records = [(model, record_name(model)) for model in RECORDS]
        self._offer("action", gettext("Everything"), sorted(words, key=lambda pair: pair[1]))
        self._offer("kind", gettext("Every record"), sorted(records, key=lambda pair: pair[1]))

    def _offer(self, name: str, empty: str, choices: list[tuple[str, str]]) -> None:
        chosen: Any = self.fields[name]
        chosen.choices = [("", empty), *choices]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("The last day must not be before the first day."))
        return data

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What was chosen, for the form of the file that holds the same entries."""
        return [(name, self.data[name]) for name in self.fields if self.data.get(name)]


class ProfileForm(forms.Form):
    """The words about an organisation. `drawn_from` tells whether somebody saved in between."""

    name = LineField(label=_("Name"), max_length=200)
    about = TextField(
        label=_("What it does"),
        required=False,
        max_length=2000,
        help_text=_("In a sentence or two, for other organisations and for funders."),
    )
    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )
    drawn_from = forms.CharField(widget=forms.HiddenInput, required=False)

    FIELDS = ("name", "about", "website")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        self.now = {name: getattr(organisation, name) for name in self.FIELDS}
        self.version = hashlib.sha256(repr(self.now).encode()).hexdigest()[:16]
        kwargs["initial"] = {**self.now, "drawn_from": self.version}
        super().__init__(*args, **kwargs)

    def changed_meanwhile(self) -> bool:
        """Whether somebody saved other words since this form was drawn, and not the same ones."""
        typed = {name: self.cleaned_data[name] for name in self.FIELDS}
        return self.cleaned_data["drawn_from"] != self.version and typed != self.now

    def redrawn(self) -> "ProfileForm":
        """Return the form as typed, drawn from what stands now: saving it again keeps the typed."""
        self.data = {**self.data.dict(), "drawn_from": self.version}  # type: ignore[attr-defined]
        return self


class IdentifierForm(forms.Form):
    """A number in a register, with its days: charities re-register and keep their history."""

    scheme = forms.ChoiceField(
        label=_("Register"), choices=[("", _("Choose a register")), *Scheme.choices]
    )
    number = LineField(label=_("Number"), max_length=60, help_text=_("For example 1121560."))
    valid_from = DayField(label=_("From"), required=False, earliest_year=EARLIEST_YEAR)
    valid_to = DayField(
        label=_("Until"),
        required=False,
        earliest_year=EARLIEST_YEAR,
        help_text=_("Leave empty while it counts."),
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day must not be before the first day."))
        if data.get("scheme") and data.get("number"):
            self._clean_number(data)
        return data

    def _clean_number(self, data: dict[str, Any]) -> None:
        try:
            data["number"] = tidy_number(data["scheme"], data["number"])
        except WrongNumber as wrong:
            self.add_error("number", str(wrong))
            return
        holder = (
            Identifier.objects.filter(scheme=data["scheme"], number=data["number"])
            .select_related("organisation")
            .first()
        )
        if holder is not None:
            self.add_error(
                "number",
                gettext(
                    "This number belongs to %(name)s in the directory already. If "
                    "that is the same organisation, ask the people who run the "
                    "site to join them."
                )
                % {"name": holder.organisation.name},
            )


def place_choices() -> list[Any]:
    """Return every place, by region, for a list to choose from."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for code, name, region in Place.objects.order_by("name").values_list(
        "gss_code", "name", "region"
    ):
        regions.setdefault(region or gettext("Countries and regions"), []).append((code, name))
    return [("", gettext("Choose a place")), *sorted(regions.items())]


class PlaceForm(forms.Form):
    """A place where the organisation works."""

    place = forms.ChoiceField(
        label=_("Place"),
        choices=place_choices,
        error_messages={
            "invalid_choice": _(
                "“%(value)s” is not the code of a place that is known here. "
                "Choose a place from the list."
            )
        },
    )


class LanguageForm(forms.Form):
    """A language in which the organisation can serve people."""

    code = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: [("", gettext("Choose a language")), *languages.offered()],
        error_messages={
            "invalid_choice": _("“%(value)s” is not a language of the list. Choose one from it.")
        },
    )


class CommunityForm(forms.Form):
    """A community, in the organisation's own words."""

    name = LineField(label=_("Community"), max_length=80, help_text=_("In your own words."))


class RoleField(forms.ChoiceField):
    """The roles that organisations of one kind give."""

    def __init__(self, *, organisation: Organisation, **kwargs: Any) -> None:
        roles = ROLES_OF[organisation.kind]
        kwargs.setdefault("label", _("Role"))
        super().__init__(
            choices=[(role, Role(role).label) for role in roles],
            initial=kwargs.pop("initial", roles[0]),
            widget=forms.RadioSelect,
            **kwargs,
        )


class InvitationForm(forms.Form):
    """Whom to ask, into which role."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("They get a link that works for 72 hours."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = RoleField(organisation=organisation)


class RoleForm(forms.Form):
    """Another role for a colleague."""

    def __init__(self, *args: Any, organisation: Organisation, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = RoleField(organisation=organisation, initial=role)


class GraceForm(forms.Form):
    """How long a logger may do without the second step."""

    days = forms.TypedChoiceField(
        label=_("How long?"),
        coerce=int,
        choices=[
            (7, _("A week")),
            (14, _("Two weeks")),
            (30, _("30 days")),
            (0, _("No longer: now")),
        ],
        initial=7,
        widget=forms.RadioSelect,
    )


class BreakGlassForm(forms.Form):
    """Into which organisation an administrator must look, and why."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.taking_part().order_by("name"),
        to_field_name="uuid",
        empty_label=_("Choose one"),
    )
    reason = TextField(
        min_length=20,
        max_length=1000,
        help_text=_("Its managers read this. Who asked you, and what you have to look at."),
    )


class DutiesForm(forms.Form):
    """What a colleague is asked to look after, whatever their role."""

    duties = forms.MultipleChoiceField(
        label=_("Looks after"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, colleague: StaffMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["duties"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(d, Duty(d).label) for d in duties_of(colleague.organisation)]
        field.initial = colleague.duties


class AnswersToForm(forms.Form):
    """Who looks after a colleague's work."""

    answers_to = forms.ChoiceField(
        label=_("Answers to"),
        required=False,
        help_text=_(
            "Who looks after their work, if somebody does. A safeguarding concern about "
            "somebody is not shown to those who answer to them."
        ),
    )

    def __init__(self, *args: Any, colleague: StaffMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = StaffMembership.objects.for_organisation(colleague.organisation_id).current()
        others = here.exclude(pk=colleague.pk).select_related("user").order_by("user__name", "pk")
        self._others = {str(other.uuid): other for other in others}
        field = self.fields["answers_to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        names = [(value, str(other.user)) for value, other in self._others.items()]
        field.choices = [("", gettext("Nobody")), *names]
        now = colleague.answers_to_id
        field.initial = next((v for v, other in self._others.items() if other.pk == now), "")

    @property
    def chosen(self) -> StaffMembership | None:
        """The colleague that was chosen, None for nobody."""
        return self._others.get(self.cleaned_data["answers_to"])


class NewPersonForm(forms.Form):
    """Somebody who accepts an invitation and has no account yet."""

    name = LineField(
        label=_("Your name"),
        max_length=120,
        help_text=_("What colleagues call you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("A password"),
        strip=False,
        max_length=200,
        help_text=_(
            "At least 12 characters. Three or four words that only you would put together."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        person = User(email=self.email, name=self.cleaned_data.get("name", ""))
        try:
            password_validation.validate_password(password, person)
        except ValidationError as problem:
            raise ValidationError(problem.messages) from None
        return password
