"""What a lead, and whoever is named on a concern, writes under it."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation, StaffMembership
from rco_network.core.forms import TextField

from ..enums import Category, EntryKind
from .raising import MOST_LETTERS


class EntryForm(forms.Form):
    """A note, what was done, or a decision."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(label=_("What is it?"))
    text = TextField(
        label=_("In a few sentences"),
        max_length=MOST_LETTERS,
        help_text=_(
            "What you know, what you think, who does what by when. It cannot be changed afterwards."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"required": _("Write at least a few words.")},
    )

    def __init__(self, *args: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(kind, EntryKind(kind).label) for kind in kinds]


class CategoryForm(forms.Form):
    """The kind of harm."""

    category = forms.ChoiceField(
        label=_("Kind of harm"),
        choices=[("", _("Not said yet")), *Category.choices],
        required=False,
    )


class PersonForm(forms.Form):
    """A colleague to name, to take off, or whom it is also about."""

    person = forms.ChoiceField(label=_("Colleague"))

    def __init__(self, *args: Any, people: list[StaffMembership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.uuid): person for person in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            ("", gettext("Choose a colleague")),
            *((value, str(person.user)) for value, person in self._people.items()),
        ]

    @property
    def chosen(self) -> StaffMembership:
        """The colleague that was chosen."""
        return self._people[self.cleaned_data["person"]]


class ReasonForm(forms.Form):
    """Why. It stays in the concern's record."""

    reason = TextField(
        label=_("Why?"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("Say why. It stays in the record of this concern.")},
    )


class CloseForm(ReasonForm):
    """Why it is closed, and whether it is about a child."""

    year_of_birth = forms.IntegerField(
        label=_("If it is about a child: the year of birth"),
        required=False,
        help_text=_(
            "The record of a child is kept until they are 25; that of an adult for six "
            "years. Nothing is removed by itself."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_year_of_birth(self) -> int | None:
        year = self.cleaned_data["year_of_birth"]
        this_year = timezone.localdate().year
        if year is not None and not this_year - 26 <= year <= this_year:
            raise forms.ValidationError(
                gettext(
                    "Write the four digits of a child’s year of birth, from "
                    "%(year)s on, or leave it empty."
                )
                % {"year": this_year - 26}
            )
        return year


class HandOverForm(ReasonForm):
    """To which forum's lead it goes."""

    to = forms.ChoiceField(label=_("To the safeguarding lead of"), widget=forms.RadioSelect)

    field_order = ["to", "reason"]

    def __init__(self, *args: Any, forums: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._forums = {str(forum.uuid): forum for forum in forums}
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(value, forum.name) for value, forum in self._forums.items()]
        if forums:
            field.initial = str(forums[0].uuid)

    @property
    def organisation(self) -> Organisation:
        """The forum that was chosen."""
        return self._forums[self.cleaned_data["to"]]
