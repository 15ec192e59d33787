"""Asking for copies: everything held about a person, everything of an organisation."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rco_network.core.enums import Purpose
from services.models import Participant

from ..models import Pack, Takeout


class PackForm(forms.Form):
    """That everything held about a person shall be collected; sent twice is one pack.

    Its language starts as the reader's, who talks with the person.
    """

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"invalid": _("Open this page again and send it.")},
    )

    language = forms.ChoiceField(
        label=_("Language of the file to read"),
        help_text=_("Choose one that the person reads. What people wrote stays as they wrote it."),
        choices=settings.LANGUAGES,
        initial=get_language,
        error_messages={"required": _("Choose a language.")},
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.participant = participant

    def pack(self) -> Pack:
        """The row to ask for."""
        return Pack(
            uuid=self.cleaned_data["key"],
            organisation_id=self.participant.organisation_id,
            participant=self.participant,
            language=self.cleaned_data["language"],
        )


class TakeoutForm(forms.Form):
    """What everything is taken out for; sent twice is one archive."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"invalid": _("Open this page again and send it.")},
    )
    purpose = forms.ChoiceField(
        label=_("What is it for?"),
        choices=[(p, Purpose(p).label) for p in (Purpose.OWN_RECORDS, Purpose.AUTHORITY)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what the archive is for.")},
    )

    def takeout(self) -> Takeout:
        """The row to ask for."""
        return Takeout(uuid=self.cleaned_data["key"], purpose=self.cleaned_data["purpose"])
