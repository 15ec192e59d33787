"""How concerns are shown to those who read them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import StaffMembership
from rco_network.core.dates import day_in_words, moment_in_words

from .calculations import readers
from .enums import EntryKind
from .models import Concern, Entry


def rows_of(concerns: Iterable[Concern]) -> list[dict[str, Any]]:
    """Return rows to tap: the day and the age; who it is about stays behind the tap."""
    return [_row(concern) for concern in concerns]


def _row(concern: Concern) -> dict[str, Any]:
    kind = concern.get_category_display() if concern.category else _("Kind not said yet")
    row = {
        "title": day_in_words(timezone.localtime(concern.raised_at)),
        "url": reverse("concern", args=[concern.uuid]),
        "detail": f"{kind}, {age_of(concern)}" if concern.is_open else kind,
        "tag": "",
        "kind": "info",
    }
    if concern.is_open and concern.is_danger:
        row |= {"tag": _("Danger"), "kind": "bad"}
    return row


def age_of(concern: Concern) -> str:
    """Return for how long it has been waiting: "today", "1 day", "12 days"."""
    days = (timezone.localdate() - timezone.localtime(concern.raised_at).date()).days
    return _("today") if days <= 0 else ngettext("%d day", "%d days", days) % days


def facts_of(concern: Concern) -> list[tuple[str, str]]:
    """Return what is known, name by name."""
    colleagues = ", ".join(concern.colleague_names)
    return [
        (_("About"), ", ".join(concern.about.splitlines())),
        *([(_("Colleagues it is about"), colleagues)] if colleagues else []),
        (_("When"), concern.happened),
        (_("Where"), concern.place),
        (_("Kind of harm"), str(concern.get_category_display()) if concern.category else ""),
        (_("Raised by"), concern.raiser),
        (_("Received"), moment_in_words(timezone.localtime(concern.raised_at))),
    ]


def events_of(entries: Iterable[Entry]) -> list[dict[str, str]]:
    """Return the record of a concern, newest first."""
    return [
        {
            "when": f"{moment_in_words(timezone.localtime(entry.at))} – {entry.writer}",
            "title": str(EntryKind(entry.kind).label),
            "text": entry.text,
        }
        for entry in entries
    ]


def people_of(concern: Concern) -> dict[str, list[StaffMembership]]:
    """Return the colleagues of the holder: who reads it, who was named, who could be named.

    Those whom it is about, and who answer to them, are in none of the lists.
    """
    here = list(
        StaffMembership.objects.for_organisation(concern.organisation_id)
        .current()
        .select_related("user")
        .order_by("user__name", "pk")
    )
    users = [member.user_id for member in here]
    now = readers(concern.organisation_id, kept_from=concern.kept_from, named=concern.named)
    able = readers(concern.organisation_id, kept_from=concern.kept_from, named=users)
    return {
        "reading": [m for m in here if m.user_id in now],
        "named": [m for m in here if m.user_id in now and m.user_id in concern.named],
        "able": [m for m in here if m.user_id in able - now],
        "others": [m for m in here if m.user_id not in concern.kept_from],
    }
