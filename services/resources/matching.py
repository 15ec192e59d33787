"""Which groups and sessions of a file are already recorded; people in matching_people.py.

Each function fills in the entries of a draft, or adds a problem to them: a match that could mean
two things is refused with a sentence, never chosen.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from rco_network.core.text import search_key

from ..enums import Counting
from ..models import Group
from .draft import Draft, PersonCells, SessionCells
from .matching_people import match_people
from .reading import Choices, NewGroups

MOST_NEW_GROUPS = 50


@dataclass
class GroupPlan:
    """A group that rows belong to: one that exists (`pk`), or one to be made under this name.

    `key` is the same for two ways of writing the same group.
    """

    key: str
    name: str
    starts_at: time
    minutes: int
    pk: int | None = None
    service_id: int | None = None
    place_id: str | None = None
    problem: str = ""
    is_new: bool = False


@dataclass
class SessionPlan:
    """A session of the file: one that exists (`pk`), or a new one."""

    group: GroupPlan
    held_on: date
    starts_at: time
    minutes: int
    pk: int | None = None
    is_longer_or_shorter: bool = False


@dataclass
class Plan:
    """What the draft's entries stand for, each thing once, in lists that rows point into."""

    groups: dict[str, GroupPlan] = field(default_factory=dict)
    sessions: list[SessionPlan] = field(default_factory=list)
    people: list[PersonCells] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    is_not_asked: bool = False

    @property
    def new_groups(self) -> list[GroupPlan]:
        return [g for g in self.groups.values() if g.pk is None and not g.problem]


def match(draft: Draft, choices: Choices) -> Plan:
    """Return what the draft's rows stand for in this organisation; problems go to the entries."""
    plan = Plan()
    match_groups(plan, draft, choices.organisation_id, choices.new_groups)
    plan.people, plan.questions, plan.is_not_asked = match_people(draft.people, choices)
    match_sessions(plan, draft, choices.organisation_id)
    return plan


def match_groups(
    plan: Plan, draft: Draft, organisation_id: int, new_groups: NewGroups | None
) -> None:
    """Find the groups by name, or by service and name."""
    known: dict[str, list[Group]] = defaultdict(list)
    for group in Group.objects.for_organisation(organisation_id).select_related("service"):
        known[search_key(group.name)].append(group)
        known[search_key(f"{group.service.name} {group.name}")].append(group)
    for entry in draft.sessions:
        key = search_key(entry.group)
        if not entry.group:
            continue
        if key not in plan.groups:
            plan.groups[key] = _group_plan(entry.group, known.get(key, []), new_groups)
        if plan.groups[key].problem:
            entry.problems.append(("group", plan.groups[key].problem))
    _limit_new_groups(plan, draft)


def _group_plan(name: str, found: list[Group], new_groups: NewGroups | None) -> GroupPlan:
    if len(found) == 1:
        group = found[0]
        plan = GroupPlan(
            str(group.pk),
            group.name,
            group.starts_at,
            group.minutes,
            group.pk,
            group.service_id,
            group.place_id,
        )
        if group.counting == Counting.BY_HEAD:
            plan.problem = _(
                "%(name)s counts heads, so names cannot be put into it. Change "
                "how the group counts, or leave its rows out."
            ) % {"name": group.name}
        return plan
    plan = GroupPlan(search_key(name), name[:120], time(10, 0), 120)
    if found:
        ways = " or ".join(f"“{group.service.name}: {group.name}”" for group in found[:3])
        plan.problem = _("Two groups are called %(name)s. Write %(ways)s.") % {
            "name": name[:60],
            "ways": ways,
        }
    elif new_groups is None:
        plan.problem = _(
            "There is no group called %(name)s. Correct the name, or add the group first."
        ) % {"name": name[:60]}
    elif len(name) > 120:
        plan.problem = _("The name of a new group has at most 120 characters.")
    else:
        plan.service_id = new_groups.service_id
        plan.starts_at = new_groups.starts_at
    return plan


def _limit_new_groups(plan: Plan, draft: Draft) -> None:
    if len(plan.new_groups) <= MOST_NEW_GROUPS:
        return
    sentence = _(
        "The file names %(number)s groups that are not there; at most "
        "%(most)s can be added at once. Look whether the right "
        "column is headed “Group”."
    ) % {"number": len(plan.new_groups), "most": MOST_NEW_GROUPS}
    for group in plan.new_groups:
        group.problem = sentence
    for entry in draft.sessions:
        if entry.group and plan.groups[search_key(entry.group)].problem == sentence:
            entry.problems.append(("group", sentence))


_KNOWN_SESSIONS = """
select s.group_id, s.held_on, s.starts_at, s.id, s.minutes, h.id is not null
from services_session s
left join services_headcount h on h.session_id = s.id and h.organisation_id = s.organisation_id
where s.organisation_id = %s and s.group_id = any(%s) and s.held_on between %s and %s
"""


@dataclass(frozen=True)
class _KnownSession:
    pk: int
    minutes: int
    has_head_count: bool


def match_sessions(plan: Plan, draft: Draft, organisation_id: int) -> None:
    """Find the sessions by group, day and time, and make one plan for each."""
    usable = [s for s in draft.sessions if not s.problems]
    known = _known_sessions(plan, usable, organisation_id)
    times: dict[tuple[str, date | None], set[time]] = defaultdict(set)
    for entry in usable:
        if entry.start:
            times[search_key(entry.group), entry.day].add(entry.start)
    said: dict[tuple[str, date | None, time], int] = {}
    lengths: dict[int, int] = {}
    for entry in usable:
        key = search_key(entry.group)
        group = plan.groups[key]
        that_day = known.get((group.pk, entry.day), {})
        starts_at = _starts_at(entry, group, times[key, entry.day] | set(that_day))
        found = that_day.get(starts_at) if starts_at else None
        if starts_at is None or _has_heads(entry, found):
            continue
        place = said.setdefault((group.key, entry.day, starts_at), len(plan.sessions))
        if place == len(plan.sessions):
            plan.sessions.append(_session_plan(entry, group, found, starts_at))
        if _lasts(entry, plan.sessions[place], found, lengths, place):
            entry.same_as = place


def _known_sessions(
    plan: Plan, usable: Iterable[SessionCells], organisation_id: int
) -> dict[tuple[int | None, date | None], dict[time, _KnownSession]]:
    groups = [group.pk for group in plan.groups.values() if group.pk]
    days = [entry.day for entry in usable if entry.day]
    known: dict[tuple[int | None, date | None], dict[time, _KnownSession]] = defaultdict(dict)
    if not groups or not days:
        return known
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN_SESSIONS, [organisation_id, groups, min(days), max(days)])
        for group_id, held_on, *session in cursor.fetchall():
            starts_at, pk, minutes, has_head_count = session
            known[group_id, held_on][starts_at] = _KnownSession(pk, minutes, has_head_count)
    return known


def _starts_at(entry: SessionCells, group: GroupPlan, times: set[time]) -> time | None:
    """When the session began. Without a time: the only one that day, else the group's usual one.

    `times` are those of the file and of what is recorded, so that the file means the same when
    it comes again after its sessions were saved.
    """
    if entry.start:
        return entry.start
    if len(times) == 1:
        return next(iter(times))
    if not times or group.starts_at in times:
        return group.starts_at
    shown = " and ".join(f"{starts:%H:%M}" for starts in sorted(times)[:3])
    entry.problems.append(
        (
            "day",
            _("%(name)s met at %(times)s that day. Write in “Start” which one it is.")
            % {"name": group.name, "times": shown},
        )
    )
    return None


def _has_heads(entry: SessionCells, found: _KnownSession | None) -> bool:
    if found is None or not found.has_head_count:
        return False
    entry.problems.append(
        ("group", _("That session was counted by heads, so names cannot be put into it."))
    )
    return True


def _session_plan(
    entry: SessionCells, group: GroupPlan, found: _KnownSession | None, starts_at: time
) -> SessionPlan:
    assert entry.day is not None  # noqa: S101 - entries with problems are not matched
    minutes = found.minutes if found else group.minutes
    return SessionPlan(group, entry.day, starts_at, minutes, found.pk if found else None)


def _lasts(
    entry: SessionCells,
    plan: SessionPlan,
    found: _KnownSession | None,
    lengths: dict[int, int],
    place: int,
) -> bool:
    """Set the session's length; False, with a problem, where two rows disagree about it."""
    if entry.minutes is None:
        return True
    if lengths.setdefault(place, entry.minutes) != entry.minutes:
        entry.problems.append(
            (
                "minutes",
                _("Another row says that this session lasted %(number)s minutes.")
                % {"number": lengths[place]},
            )
        )
        return False
    plan.minutes = entry.minutes
    plan.is_longer_or_shorter = found is not None and found.minutes != entry.minutes
    return True
