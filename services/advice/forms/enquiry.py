"""The quick enquiry: a few taps on a phone."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import DayField, TextField

from ..calculations.guard import needs_tier_2
from ..enums import Channel, Work
from ..models import Enquiry
from ..permissions import works_open_to
from .people import WhoForm
from .subjects import NOT_YET, tier_1, tier_2

LONGEST_NOTE = 2000


class EnquiryForm(WhoForm):
    """Day, channel, what about, how far, how long; who and a note if there is time."""

    channel = forms.ChoiceField(
        label=_("How did they come?"),
        choices=[c for c in Channel.choices if c[0] != Channel.UNKNOWN],
        initial=Channel.FACE,
        widget=forms.RadioSelect,
    )
    about = forms.ChoiceField(
        label=_("What about?"),
        error_messages={"required": _("Choose what it was about.")},
    )
    more = forms.ChoiceField(
        label=_("More exactly"),
        required=False,
        help_text=_("Only if you know. Advice about immigration needs it."),
    )
    level = forms.ChoiceField(label=_("What did you give?"), widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=480,
        initial=10,
        error_messages={
            "min_value": _("Write from 1 to 480 minutes."),
            "max_value": _("Write from 1 to 480 minutes."),
        },
    )
    day = DayField(label=_("Day"))
    note = TextField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=_("No names of others and no numbers of papers."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("about", [NOT_YET, *tier_1()])
        self._choose("more", [("", _("Not said")), *tier_2(with_headings=False)])
        works = works_open_to(self.membership)
        self._choose("level", [(work.value, work.label) for work in works])
        self.fields["level"].initial = Work.INFORMATION
        self.fields["day"].initial = timezone.localdate
        self.order_fields(["key", "about", "more", "level", "channel", "minutes", "day"])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        about, more = data.get("about", ""), data.get("more", "")
        if more and about and not more.startswith(about):
            self.add_error("more", _t("This belongs to another heading. Choose again."))
        is_advice = data.get("level") not in (None, "", Work.INFORMATION)
        if is_advice and about and needs_tier_2(more or about):
            self.add_error("more", _t("Say which, so that your registration can be looked at."))
        return data

    @property
    def enquiry(self) -> Enquiry:
        """The enquiry as it was typed."""
        said = self.cleaned_data
        made = Enquiry(
            day=said["day"],
            channel=said["channel"],
            subject=said["more"] or said["about"],
            level=said["level"],
            minutes=said["minutes"],
            participant=self.person,
            note=said["note"],
        )
        if said["key"]:
            made.uuid = said["key"]
        return made
