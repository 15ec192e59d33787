"""One volunteer: fetched by whoever looks after volunteers, or by themselves; their page."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organisations.request import Request
from rco_network.core.dates import day_in_words, weekday_in_words
from services.enums import Weekday
from services.forms.guards import locked_if_sent
from services.views.person import note_view

from ..calculations.qualifying import held_by, lacking, missing_references
from ..calculations.rota import turns_to_come
from ..enums import MOVES, DbsLevel, PartOfDay, ReferenceState, Skill, State, WhyLeft
from ..models import Check, CheckIn, Reference, StateChange, Stint, Training, Volunteer
from ..models.role import VolunteerRole
from ..models.volunteer import VolunteerQuerySet
from ..permissions import can_manage, check_can_manage, check_is_volunteer

LAST = 12


def managed(request: Request, uuid: UUID, *, is_locked: bool = False) -> Volunteer:
    """Return a volunteer for whoever looks after volunteers; 404 for others' and erased ones."""
    check_can_manage(request.membership)
    own: VolunteerQuerySet = Volunteer.objects.for_organisation(request.membership.organisation_id)
    rows = own.known().select_related("participant__restriction", "membership__user")
    found: Volunteer = get_object_or_404(
        locked_if_sent(request, rows) if is_locked else rows, uuid=uuid
    )
    note_view(request, found.participant)
    return found


def own_or_managed(request: Request, uuid: UUID) -> Volunteer:
    """Return a volunteer for those who look after volunteers, or for themselves.

    Somebody who is no volunteer is refused before anything is looked up.
    """
    if can_manage(request.membership):
        return managed(request, uuid)
    mine = check_is_volunteer(request.membership)
    rows = Volunteer.objects.filter(pk=mine.pk).select_related("participant")
    return get_object_or_404(rows, uuid=uuid)


@require_safe
def volunteer(request: Request, uuid: UUID) -> HttpResponse:
    """One volunteer's page: how far they are, what is missing, what they gave."""
    found = managed(request, uuid)
    roles = list(VolunteerRole.objects.filter(held__volunteer=found).order_by("name"))
    today = timezone.localdate()
    held = held_by([found])[found.pk]
    missing = [(role, lacking(held, role, today)) for role in roles]
    context: dict[str, Any] = {
        "volunteer": found,
        "person": found.participant,
        "roles": roles,
        "missing": [(role, why) for role, why in missing if why],
        "references_missing": missing_references(found, roles),
        "can_move": bool(MOVES[found.state]),
        "facts": _facts(found, roles),
        "references": _references(found),
        "checks": _checks(found),
        "trainings": _trainings(found),
        "turns": [_turn_row(turn) for turn in turns_to_come(found, today)],
        "stints": _stints(found),
        "check_ins": _check_ins(found),
        "steps": _steps(found),
    }
    return render(request, "services/volunteering/volunteer.html", context)


def _facts(found: Volunteer, roles: list[VolunteerRole]) -> list[tuple[str, Any]]:
    since = day_in_words(found.started_on) if found.started_on else ""
    return [
        (_("Roles"), ", ".join(role.name for role in roles)),
        (_("Can do"), ", ".join(str(Skill(one).label) for one in found.skills)),
        (_("In a sentence"), found.words),
        (_("Has time"), _times(found.available)),
        (_("Active since"), since),
        (_("Signs in as"), str(found.membership.user) if found.membership else _("Does not")),
    ]


def _times(slots: list[str]) -> str:
    """Say a week in words, a day at a time: "Mon morning, evening; Tue evening"."""
    days = []
    for day, label in Weekday.choices:
        parts = [str(PartOfDay(s[1]).label).lower() for s in slots if s[0] == str(day)]
        if parts:
            days.append(f"{label} {', '.join(parts)}")
    return "; ".join(days)


def _references(found: Volunteer) -> list[dict[str, Any]]:
    kinds = {
        ReferenceState.ASKED: "warn",
        ReferenceState.SATISFACTORY: "good",
        ReferenceState.NOT_SATISFACTORY: "bad",
    }
    return [
        {
            "title": row.referee,
            "url": reverse("reference-edit", args=[row.uuid]),
            "detail": _("asked on %(day)s") % {"day": day_in_words(row.asked_on)},
            "tag": ReferenceState(row.state).label,
            "kind": kinds[ReferenceState(row.state)],
        }
        for row in Reference.objects.filter(volunteer=found).order_by("asked_on", "id")
    ]


def _checks(found: Volunteer) -> list[dict[str, Any]]:
    rows = Check.objects.filter(volunteer=found).select_related("seen_by")
    return [
        {
            "uuid": row.uuid,
            "title": row.get_kind_display(),
            "level": DbsLevel(row.level).label if row.level != DbsLevel.NONE else "",
            "seen_on": row.seen_on,
            "seen_by": str(row.seen_by or ""),
            "expires_on": row.expires_on,
            "is_over": not row.holds_on(timezone.localdate()),
        }
        for row in rows.order_by("-seen_on", "-id")
    ]


def _trainings(found: Volunteer) -> list[dict[str, Any]]:
    rows = Training.objects.filter(volunteer=found)
    return [
        {
            "uuid": row.uuid,
            "title": row.get_kind_display(),
            "done_on": row.done_on,
            "expires_on": row.expires_on,
            "is_over": not row.holds_on(timezone.localdate()),
        }
        for row in rows.order_by("-done_on", "-id")
    ]


def _turn_row(turn: Any) -> dict[str, Any]:
    return {
        "title": f"{weekday_in_words(turn.day)}, {turn.shift.time}",
        "url": reverse("shift", args=[turn.shift.uuid]),
        "detail": turn.shift.role.name,
        "tag": turn.get_state_display(),
        "kind": "info",
    }


def _stints(found: Volunteer) -> list[dict[str, Any]]:
    rows = Stint.objects.filter(volunteer=found).select_related("role").order_by("-day", "-id")
    return [
        {
            "title": f"{day_in_words(row.day)}: {row.minutes // 60}:{row.minutes % 60:02}",
            "url": "" if row.approved_at else reverse("hours-edit", args=[row.uuid]),
            "detail": row.role.name if row.role else "",
            "tag": _("approved") if row.approved_at else _("to approve"),
            "kind": "good" if row.approved_at else "warn",
        }
        for row in rows[:LAST]
    ]


def _check_ins(found: Volunteer) -> list[dict[str, Any]]:
    rows = CheckIn.objects.filter(volunteer=found).order_by("-on", "-id")[:LAST]
    return [
        {
            "when": day_in_words(row.on),
            "title": _("Answered %(n)s of 5") % {"n": row.pulse} if row.pulse else _("Talked"),
            "detail": row.note,
        }
        for row in rows
    ]


def _steps(found: Volunteer) -> list[dict[str, Any]]:
    rows = StateChange.objects.filter(volunteer=found).select_related("by").order_by("-id")
    return [
        {
            "when": day_in_words(row.on),
            "title": State(row.to).label,
            "detail": WhyLeft(row.why_left).label if row.why_left else "",
        }
        for row in rows[:LAST]
    ]
