"""What is asked of somebody who brings in a file of old records."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rco_network.core.spreadsheets import ENCODINGS
from rco_network.core.uploads import MOST_BYTES

from ..actions.periods import Closed
from ..models import Service
from ..resources.targets import ATTENDANCES, Target
from .closed import BecauseField, BecauseForm

LIMIT = f"{MOST_BYTES // 1024 // 1024} MB"


class UploadForm(forms.Form):
    """What it brings in, and the file. One that is larger than we take is told so here."""

    family = forms.ChoiceField(label=_("What is in the file?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=format_lazy(
            _(
                "CSV, Excel (.xlsx) or OpenDocument (.ods), up to {limit} and 200,000 rows. "
                "Nothing is saved yet: first you see what would happen."
            ),
            limit=LIMIT,
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.ods,.tsv,.txt"}),
        error_messages={
            "required": _("Choose the file that has the rows in it."),
            "max_length": _("The name of the file is too long. Rename it, and try again."),
        },
    )

    def __init__(
        self, *args: Any, targets: list[Target], too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and "family" not in self.data:
            # A file alone is one of past sessions, as it always was.
            self.data = sent = self.data.copy()  # type: ignore[attr-defined]
            sent["family"] = ATTENDANCES
        family = self.fields["family"]
        assert isinstance(family, forms.ChoiceField)  # noqa: S101 - declared above
        family.choices = [(target.family, target.label) for target in targets]
        self.initial["family"] = self.initial.get("family") or ATTENDANCES
        if too_large:
            self.fields["file"].error_messages["required"] = gettext(
                "This file is larger than %(limit)s. Make several files of it, "
                "for example one a year, or save it as CSV, which is smaller."
            ) % {"limit": LIMIT}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file.size:
            raise forms.ValidationError(_("The file is empty. Choose the file that has the rows."))
        return file


class EncodingForm(forms.Form):
    """How the letters of a file are written: each choice shows how names in it would look."""

    encoding = forms.ChoiceField(
        label=_("Which one shows the names as they should be?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the one that reads right.")},
    )

    def __init__(self, *args: Any, previews: list[tuple[str, list[str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["encoding"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (encoding, f"{ENCODINGS[encoding]}: {', '.join(cells)}")
            for encoding, cells in previews
            if encoding in ENCODINGS
        ]


class NewGroupsForm(forms.Form):
    """Where groups that are not there yet shall be made."""

    new_groups_service: Any = forms.ModelChoiceField(
        label=_("Add them to this service"),
        queryset=None,
        empty_label=_("Choose a service"),
        error_messages={"required": _("Choose the service that these groups belong to.")},
    )
    new_groups_start = forms.TimeField(
        label=_("They usually start at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("For rows that give no start."),
        error_messages={
            "required": _("Write a time, like 10:00."),
            "invalid": _("Write it like 10:00."),
        },
    )

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = Service.objects.for_organisation(organisation_id).running().order_by("name")
        field = self.fields["new_groups_service"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = services


class ConfirmForm(forms.Form):
    """Says which check the person has seen, and that refused rows are left out."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)
    leave_out = forms.BooleanField(
        error_messages={
            "required": _(
                "Nothing was saved, since rows are refused. Correct them in the file and "
                "upload it again, or tick here that they are left out."
            )
        }
    )
    because = BecauseField()
    closed: Closed | None = None

    def __init__(self, *args: Any, refused: int = 0, accepted: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not refused:
            del self.fields["leave_out"]
            return
        self.fields["leave_out"].label = ngettext(
            "Leave out the refused row and save the other %(accepted)s",
            "Leave out the %(refused)s refused rows and save the other %(accepted)s",
            refused,
        ) % {"refused": f"{refused:,}", "accepted": f"{accepted:,}"}


class UndoForm(BecauseForm):
    """Taking a file back: nothing is asked, unless days of an issued report are changed."""
