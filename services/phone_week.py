"""What a phone takes along for a week without a line: the least with which a register is kept."""

from collections import defaultdict
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Q

from .calculations.timetable import Occurrence, occurrences
from .enums import Counting
from .forms.registers import end_of
from .models import Attendance, Enrolment, Group, Session

# How far back a register can be filled in or corrected without a line, and how far ahead.
DAYS_BACK, DAYS_AHEAD = 6, 6


def week_of(membership: Any, today: date) -> list[dict[str, Any]]:
    """Return the groups that this colleague keeps, with whom to mark and what was saved.

    Of people a name to call them by and an id, nothing else; nobody who is hidden from the asker
    (by policy of the database). Asks the same number of questions for one group as for thirty.
    """
    groups = list(Group.objects.visible_to(membership).running().order_by("starts_at", "pk"))
    first, last = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
    meets: dict[int, list[Occurrence]] = defaultdict(list)
    for one in occurrences(groups, first, last):
        if one.takes_place:
            meets[one.group.pk].append(one)
    sessions = [one.session for found in meets.values() for one in found if one.session]
    marks = _marks(membership.organisation_id, sessions)
    listed = _listed(membership.organisation_id, groups, sessions, today)
    return [
        {
            "uuid": str(group.uuid),
            "name": group.name,
            "heads": group.counting == Counting.BY_HEAD,
            "usual": group.usual_mark,
            **_when(group.starts_at, group.minutes),
            "days": [{"on": one.day.isoformat(), **_span(one)} for one in meets[group.pk]],
            "people": [{"uuid": u, "name": name} for u, name in listed[group.pk].items()],
            "saved": [_saved(one, marks) for one in meets[group.pk] if one.session],
        }
        for group in groups
    ]


def _span(one: Occurrence) -> dict[str, str]:
    return {"starts": f"{one.starts_at:%H:%M}", "ends": f"{one.ends_at:%H:%M}"}


def _when(starts_at: time, minutes: int) -> dict[str, str]:
    return {"starts": f"{starts_at:%H:%M}", "ends": f"{end_of(starts_at, minutes):%H:%M}"}


def _saved(one: Occurrence, marks: dict[int, dict[str, str]]) -> dict[str, Any]:
    session: Any = one.session
    head_count = getattr(session, "head_count", None)
    return {
        "uuid": str(session.uuid),
        "version": session.version,
        "on": one.day.isoformat(),
        **_span(one),
        "marks": marks[session.pk],
        "heads": head_count.people if head_count else None,
    }


def _marks(organisation_id: int, sessions: list[Session]) -> dict[int, dict[str, str]]:
    """Marks by session and by the person's id."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = Attendance.objects.for_organisation(organisation_id).filter(session__in=sessions)
    for session_id, uuid, mark in rows.values_list("session_id", "participant__uuid", "mark"):
        found[session_id][str(uuid)] = mark
    return found


def _listed(
    organisation_id: int, groups: list[Group], sessions: list[Session], today: date
) -> dict[int, dict[str, str]]:
    """Who is on each group's list, by name, and whoever has a mark on a session that goes along."""
    people: dict[int, dict[str, str]] = defaultdict(dict)
    enrolled = Enrolment.objects.for_organisation(organisation_id).filter(
        Q(left_on=None) | Q(left_on__gte=today), group__in=groups
    )
    of_group = ("group_id", "participant__uuid", "participant__name")
    rows = enrolled.order_by("participant__name_key", "participant_id").values_list(*of_group)
    marked = Attendance.objects.for_organisation(organisation_id).filter(session__in=sessions)
    of_session = ("session__group_id", "participant__uuid", "participant__name")
    for group_id, uuid, name in [*rows, *marked.values_list(*of_session)]:
        people[group_id].setdefault(str(uuid), name)
    return people
