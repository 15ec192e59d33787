"""Ticking colleagues: who logs a group, who sees a restricted record."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.models import StaffMembership


class ColleaguesForm(forms.Form):
    """Some of the colleagues that it is given. Overwrites nobody's choice silently.

    Cleans to the ticked memberships. The page carries a digest of who was chosen when it was
    drawn: when somebody chose others since, the form is refused once, and what was ticked stays.
    """

    colleagues = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("One of them does not work here as that any more. Choose again.")
        },
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        colleagues: Sequence[StaffMembership],
        chosen: Iterable[StaffMembership],
        label: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.has_moved = False
        self._by_uuid = {str(one.uuid): one for one in colleagues}
        now = [str(one.uuid) for one in chosen if str(one.uuid) in self._by_uuid]
        field: Any = self.fields["colleagues"]
        field.label = label or gettext("Colleagues")
        field.choices = [(uuid, one.user.name) for uuid, one in self._by_uuid.items()]
        self.initial = {"colleagues": now, "was": _digest(now)}

    def clean_colleagues(self) -> list[StaffMembership]:
        return [self._by_uuid[str(UUID(uuid))] for uuid in self.cleaned_data["colleagues"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        was = self.cleaned_data.get("was")
        if was and was != self.initial["was"]:
            self.has_moved = True
            sent: Any = self.data
            self.data = sent = sent.copy()
            sent["was"] = self.initial["was"]
            now = [self._by_uuid[uuid].user.name for uuid in self.initial["colleagues"]]
            self.add_error(
                None,
                gettext(
                    "Somebody else changed this meanwhile. Named now: %(names)s. Save "
                    "again to keep what you ticked."
                )
                % {"names": ", ".join(now) or gettext("nobody")},
            )
        return data


def _digest(uuids: Iterable[str]) -> str:
    return hashlib.sha256(" ".join(sorted(uuids)).encode()).hexdigest()[:20]
