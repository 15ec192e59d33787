"""Why an edition is put right."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from rco_network.core.forms import TextField


class RestateForm(forms.Form):
    """The reason, which stands on the new edition; sent twice is one report."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"invalid": _("Open this page again and send it.")},
    )
    reason = TextField(
        label=_("What was wrong?"),
        help_text=_(
            "Without names. Readers see it beside what changed: “Three records were linked.”"
        ),
        max_length=600,
        error_messages={"required": _("Say in a sentence what was wrong.")},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
