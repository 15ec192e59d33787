"""What is asked of somebody who is worried about a person: a few words, in any language."""

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation, StaffMembership
from rco_network.core.forms import LineField, TextField
from services.models import Participant

from ..calculations import Way, ways_of

MOST_LETTERS = 10_000
# A borrowed phone offers nobody what was typed before.
_FORGETFUL = {"autocomplete": "off"}
_GOES_ELSEWHERE = _(
    "Nobody in your organisation may read this, because of who it is about. It can go to the "
    "forum’s safeguarding lead: we have chosen that for you. Please send it again."
)
_GOES_NOWHERE = _(
    "Nobody here or in your forum may read this, because of who it is about. Please ring the "
    "safeguarding team of your council, or the police on 101. In danger, ring 999."
)


class RaiseForm(forms.Form):
    """One short form. Only what was seen and whom it is about are needed.

    After `is_valid`: `said` holds the concern's own fields, `ticked` the staff memberships that it
    is about, and `to` the organisation whose leads get it.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    is_danger = forms.BooleanField(label=_("Somebody is in danger now"), required=False)
    about = LineField(
        label=_("Who is it about?"),
        max_length=300,
        help_text=_("A name, or how you know them."),
        error_messages={"required": _("Say who it is about. How you know them is enough.")},
        widget=forms.TextInput(attrs=_FORGETFUL),
    )
    what = TextField(
        label=_("What did you see, hear or notice?"),
        max_length=MOST_LETTERS,
        help_text=_("Write it as it was said. Any language is fine."),
        widget=forms.Textarea(attrs={"rows": 6, **_FORGETFUL}),
        error_messages={"required": _("Write what you saw or heard. A few words are enough.")},
    )
    happened = LineField(
        label=_("When?"),
        max_length=300,
        required=False,
        help_text=_("For example: today after class."),
        widget=forms.TextInput(attrs=_FORGETFUL),
    )
    place = LineField(
        label=_("Where?"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=_FORGETFUL),
    )
    done = TextField(
        label=_("What have you done already?"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, **_FORGETFUL}),
    )
    colleagues = forms.MultipleChoiceField(
        label=_("Which colleagues?"),
        required=False,
        help_text=_("Tick their name. They will not see this, nor will those who answer to them."),
        widget=forms.CheckboxSelectMultiple,
    )
    way = forms.ChoiceField(label=_("Who should read it?"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        membership: StaffMembership,
        ways: list[Way],
        participant: Participant | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.membership, self.ways, self.participant = membership, ways, participant
        here = StaffMembership.objects.for_organisation(membership.organisation_id).current()
        self._here = {str(m.uuid): m for m in here.select_related("user").order_by("user__name")}
        self.to: Organisation | None = None
        self.ticked: list[StaffMembership] = []
        names = [(value, str(member.user)) for value, member in self._here.items()]
        self._choose("colleagues", names)
        self._choose("way", [(way.value, label_of(way)) for way in ways])
        # Whoever is ticked, or came from somebody's page, has said it already.
        ticked = args and args[0] is not None and "colleagues" in args[0]
        self.fields["about"].required = participant is None and not ticked
        self.fields["way"].initial = ways[0].value if ways else ""

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        self.ticked = [self._here[value] for value in data.get("colleagues", [])]
        if "way" in data:
            self._find_the_way(data["way"])
        return data

    def _find_the_way(self, chosen: str) -> None:
        kept_from = [colleague.user_id for colleague in self.ticked]
        ways = {w.value: w for w in ways_of(self.membership, kept_from=kept_from)}
        if chosen in ways:
            self.to = ways[chosen].organisation
        elif ways:
            self._choose("way", [(value, label_of(way)) for value, way in ways.items()])
            sent: Any = self.data
            self.data = sent = sent.copy()
            sent["way"] = next(iter(ways))
            self.add_error("way", _GOES_ELSEWHERE)
        else:
            self.add_error(None, _GOES_NOWHERE)

    @property
    def said(self) -> dict[str, Any]:
        """The fields of the concern, as typed."""
        names = ("about", "what", "happened", "place", "done", "is_danger")
        found = {name: self.cleaned_data[name] for name in names}
        if self.participant is not None:
            # The name is copied: the lead of a forum cannot look anybody up here.
            found["about"] = "\n".join(filter(None, [self.participant.name, found["about"]]))
            found["participant_uuid"] = self.participant.uuid
        return found


def label_of(way: Way) -> str:
    """Say who would read it."""
    if way.is_own:
        return str(_("Our safeguarding lead"))
    text = _(
        "The safeguarding lead of %(forum)s. Choose this if it is about our lead or a manager, "
        "or if you do not want it to stay here."
    )
    return str(text) % {"forum": way.organisation.name}


def key_of(text: str) -> UUID | None:
    """Read a uuid that somebody sent, None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
