"""Which groups, people and sessions of a file are already recorded.

Each function fills in the entries of a draft, or adds a problem to them: a match that could mean
two things is refused with a sentence, never chosen.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db import connection

from rco_network.core.text import search_key

from ..enums import Counting
from ..models import Group
from .draft import Draft, PersonCells, SessionCells

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

    @property
    def new_groups(self) -> list[GroupPlan]:
        return [g for g in self.groups.values() if g.pk is None and not g.problem]


@dataclass(frozen=True)
class NewGroups:
    """What a person ticked: groups that are not there are made in this service, at this time."""

    service_id: int
    starts_at: time


def match(draft: Draft, organisation_id: int, new_groups: NewGroups | None) -> Plan:
    """Return what the draft's rows stand for in this organisation; problems go to the entries."""
    plan = Plan()
    match_groups(plan, draft, organisation_id, new_groups)
    match_people(plan, draft.people, organisation_id)
    match_sessions(plan, draft, organisation_id)
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
            plan.problem = (
                f"{group.name} counts heads, so names cannot be put into it. Change how the group "
                "counts, or leave its rows out."
            )
        return plan
    plan = GroupPlan(search_key(name), name[:120], time(10, 0), 120)
    if found:
        ways = " or ".join(f"“{group.service.name}: {group.name}”" for group in found[:3])
        plan.problem = f"Two groups are called {name[:60]}. Write {ways}."
    elif new_groups is None:
        plan.problem = (
            f"There is no group called {name[:60]}. Correct the name, or add the group first."
        )
    elif len(name) > 120:
        plan.problem = "The name of a new group has at most 120 characters."
    else:
        plan.service_id = new_groups.service_id
        plan.starts_at = new_groups.starts_at
    return plan


def _limit_new_groups(plan: Plan, draft: Draft) -> None:
    if len(plan.new_groups) <= MOST_NEW_GROUPS:
        return
    sentence = (
        f"The file names {len(plan.new_groups)} groups that are not there; at most "
        f"{MOST_NEW_GROUPS} can be added at once. Look whether the right column is headed “Group”."
    )
    for group in plan.new_groups:
        group.problem = sentence
    for entry in draft.sessions:
        if entry.group and plan.groups[search_key(entry.group)].problem == sentence:
            entry.problems.append(("group", sentence))


def match_people(plan: Plan, people: list[PersonCells], organisation_id: int) -> None:
    """Find the people: by reference, else by name and year of birth; the others are new.

    Somebody without a year in the file is whoever has the name, if only one person has it. A
    year that nobody of that name has makes a new person, unless one of them has no year yet.
    """
    by_name, by_uuid = _known_people(people, organisation_id)
    years: dict[str, set[int]] = defaultdict(set)
    for entry in people:
        if entry.born is not None and entry.reference is None:
            years[entry.key].add(entry.born)
    stands_for: dict[Any, int] = {}
    for entry in people:
        if entry.problems:
            continue
        who = _identity(entry, by_name, by_uuid, years[entry.key])
        if entry.problems:
            continue
        if who not in stands_for:
            stands_for[who] = len(plan.people)
            plan.people.append(entry)
        entry.same_as = stands_for[who]


_KNOWN_PEOPLE = """
select id, name_key, year_of_birth, uuid from services_participant
where organisation_id = %s and erased_at is null
    and (name_key = any(%s) or uuid = any(%s))
"""


def _known_people(
    people: list[PersonCells], organisation_id: int
) -> tuple[dict[str, list[tuple[int, int | None]]], dict[Any, int]]:
    keys = list({entry.key for entry in people if not entry.problems})
    uuids = [entry.reference for entry in people if entry.reference]
    by_name: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    by_uuid: dict[Any, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN_PEOPLE, [organisation_id, keys, uuids])
        for pk, key, year, uuid in cursor.fetchall():
            by_name[key].append((pk, year))
            by_uuid[uuid] = pk
    return by_name, by_uuid


def _identity(
    entry: PersonCells,
    by_name: dict[str, list[tuple[int, int | None]]],
    by_uuid: dict[Any, int],
    years: set[int],
) -> Any:
    """What two entries of the same person share. Sets `participant_id`, or adds a problem."""
    if entry.reference is not None:
        entry.participant_id = by_uuid.get(entry.reference)
        if entry.participant_id is None:
            entry.problems.append(("reference", "Nobody here has this reference."))
        return entry.participant_id
    namesakes = by_name.get(entry.key, [])
    if entry.born is None:
        found, why = _without_year(namesakes, years)
        entry.born = min(years) if not namesakes and len(years) == 1 else None
    else:
        found, why = _with_year(namesakes, entry.born, years)
    if why:
        entry.problems.append(("name", _several(entry, why)))
    elif found is not None:
        entry.participant_id = found
    return found if found is not None else (entry.key, entry.born)


def _with_year(
    namesakes: list[tuple[int, int | None]], born: int, years: set[int]
) -> tuple[int | None, str]:
    """The namesake born that year, else the one whose year is not recorded."""
    found = [pk for pk, year in namesakes if year == born]
    if not found:
        found = [pk for pk, year in namesakes if year is None]
        if found and len(years) > 1:
            return None, "the one recorded has no year yet"
    if len(found) > 1:
        return None, f"{len(found)} people have this name"
    return (found[0] if found else None), ""


def _without_year(
    namesakes: list[tuple[int, int | None]], years: set[int]
) -> tuple[int | None, str]:
    """The only one of that name: among those recorded and those that the file adds."""
    recorded = {year for _, year in namesakes}
    added = years - recorded
    if None in recorded and len(years) == 1:
        added = set()
    if len(namesakes) + len(added) > 1:
        return None, f"{len(namesakes) + len(added)} people have this name"
    return (namesakes[0][0] if namesakes else None), ""


def _several(entry: PersonCells, why: str) -> str:
    return (
        f"“{entry.name[:40]}” could be more than one person: {why}. Add the year of birth, or the "
        "reference from a list that you took from here."
    )


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
        ("day", f"{group.name} met at {shown} that day. Write in “Start” which one it is.")
    )
    return None


def _has_heads(entry: SessionCells, found: _KnownSession | None) -> bool:
    if found is None or not found.has_head_count:
        return False
    entry.problems.append(
        ("group", "That session was counted by heads, so names cannot be put into it.")
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
            ("minutes", f"Another row says that this session lasted {lengths[place]} minutes.")
        )
        return False
    plan.minutes = entry.minutes
    plan.is_longer_or_shorter = found is not None and found.minutes != entry.minutes
    return True
