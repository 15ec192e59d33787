"""Saying whom something is about: a name is typed, and the person chosen from those known."""

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organisations.models import StaffMembership
from rco_network.core.forms import LineField
from rco_network.core.text import search_key
from services.models import Participant

MOST_FOUND = 8


class WhoForm(forms.Form):
    """Whom it is about. The page that comes from somebody's own page knows (`participant`).

    Else a name can be typed: the form comes back with those of that name to choose from. Only
    people whom the colleague may see are found. `person` is who was chosen, or None.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    who = LineField(
        label=_("Who is it for?"),
        required=False,
        max_length=120,
        help_text=_("Type the beginning of their name. Leave it empty to name nobody."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    chosen = forms.ChoiceField(label=_("Which of these?"), required=False, widget=forms.RadioSelect)
    must_name = False

    def __init__(
        self,
        *args: Any,
        membership: StaffMembership,
        participant: Participant | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.membership, self.person = membership, participant
        self.found: list[Participant] = []
        if participant is not None:
            del self.fields["who"], self.fields["chosen"]
            return
        words = str(self.data.get("who", "")).strip() if self.is_bound else ""
        if search_key(words):
            known = Participant.objects.visible_to(membership).known()
            self.found = list(known.called(words).order_by("name_key", "pk")[:MOST_FOUND])
        field: Any = self.fields["chosen"]
        field.choices = [(str(p.uuid), _described(p)) for p in self.found]
        if not self.found:
            field.widget = forms.HiddenInput()

    def clean_chosen(self) -> str:
        text = str(self.cleaned_data["chosen"])
        self.person = next((p for p in self.found if str(p.uuid) == text), None)
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "who" not in self.fields or self.person is not None or "chosen" in self.errors:
            return data
        if data.get("who") and not self.found:
            self.add_error("who", _t("Nobody of this name is known. Check it, or add them first."))
        elif self.found:
            self.add_error("chosen", _t("Choose who it is, or empty the name."))
        elif self.must_name and "who" not in self.errors:
            self.add_error("who", _t("Type the name of the person whom you advise."))
        return data


def _described(person: Participant) -> str:
    more = [str(person.year_of_birth or ""), person.outward_postcode]
    told = ", ".join(word for word in more if word)
    return f"{person.name} ({told})" if told else person.name


def uuid_in(text: str | None) -> UUID | None:
    """Read a uuid that somebody sent; a made-up one for what is none; None for nothing."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
