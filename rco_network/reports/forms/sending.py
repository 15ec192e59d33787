"""Sending a link to an edition, and handing an edition to another funder."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

DAYS, MOST_TAKEN = 7, 5


class LinkForm(forms.Form):
    """To whom, for how long, and how often the file may be taken; sent twice is one link."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"invalid": _("Open this page again and send it.")},
    )
    address = forms.EmailField(
        label=_("E-mail address of the reader"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        error_messages={
            "required": _("Write the e-mail address of the reader."),
            "invalid": _("Write an e-mail address like name@example.org."),
        },
    )
    days = forms.TypedChoiceField(
        label=_("It opens for"),
        choices=[(1, _("1 day")), (7, _("7 days")), (14, _("14 days")), (30, _("30 days"))],
        coerce=int,
        initial=DAYS,
    )
    most = forms.TypedChoiceField(
        label=_("The file can be taken"),
        choices=[(1, _("once")), (5, _("5 times")), (20, _("20 times"))],
        coerce=int,
        initial=MOST_TAKEN,
        help_text=_("Several trustees may use the same link."),
    )


class HandForm(forms.Form):
    """Which funder's return the edition answers too."""

    return_due = forms.TypedChoiceField(
        label=_("To whom?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whose return it answers."),
            "invalid_choice": _("Choose one from the list."),
        },
    )

    def __init__(self, *args: Any, dues: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {str(one.uuid): one for one in dues}
        field: Any = self.fields["return_due"]
        field.choices = [(key, _label(one)) for key, one in found.items()]
        field.coerce = found.__getitem__


def _label(due: Any) -> str:
    days = f"{date_format(due.period_start, 'j M Y')} – {date_format(due.period_end, 'j M Y')}"
    return f"{due.award.funder.name}, {due.award.title}: {days}"
