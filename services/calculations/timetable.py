"""What meets when: the dates of series, with what is changed, closed and held, worked out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Self

from django.db.models import Q
from holidays.countries.united_kingdom import UnitedKingdom

from ..enums import ChangeKind, ClosureKind, OccurrenceState, Reason
from ..models import Change, Closure, Group, Leader, Room, Series, Session
from .recurrence import days

State = OccurrenceState
# How far ahead `next_dates` looks, in steps: a class that meets once a year is found too.
_AHEAD = (timedelta(days=70), timedelta(days=400), timedelta(days=1100))


@dataclass(frozen=True)
class Occurrence:
    """A group on a day.

    `state` is an OccurrenceState. `reason` says in words why it is cancelled or moved (`note` more
    of it, which may tell of somebody); `closure` is the name of the closed day that cancels it.
    `session` is what was held, whatever had been planned. `original_day` is the date of the
    series, `day` the one on which it is. Times are local.
    """

    group: Group
    day: date
    starts_at: time
    minutes: int
    room: Room | None = None
    state: str = State.PLANNED
    reason: str = ""
    note: str = ""
    closure: str = ""
    leaders: tuple[str, ...] = ()
    session: Session | None = None
    series: Series | None = None
    change: Change | None = None
    original_day: date | None = None

    @property
    def ends_at(self) -> time:
        """When it ends; past midnight it ends at 23:59."""
        end = datetime.combine(self.day, self.starts_at) + timedelta(minutes=self.minutes)
        return end.time() if end.date() == self.day else time(23, 59)

    @property
    def takes_place(self) -> bool:
        """Whether it was held or is going to be."""
        return self.session is not None or self.state in (State.PLANNED, State.MOVED, State.EXTRA)

    def overlaps(self, other: Self) -> bool:
        """Whether both are at one time, on the same day."""
        return (
            self.day == other.day
            and self.starts_at < other.ends_at
            and other.starts_at < self.ends_at
        )

    @property
    def place(self) -> str:
        """What the team calls the room, "" where none is said."""
        return self.room.name if self.room else ""


@cache
def bank_holidays(nation: str, year: int) -> dict[date, str]:
    """Return the bank holidays of a nation (enums.Nation) in a year, by the package `holidays`."""
    return dict(UnitedKingdom(subdiv=nation, years=year).items())


def bank_holiday(nation: str, day: date) -> str:
    """Return the name of the bank holiday that this day is, "" where it is none."""
    return bank_holidays(nation, day.year).get(day, "") if nation else ""


def occurrences(
    groups: Iterable[Group], first_day: date, last_day: date, *, with_left: bool = False
) -> list[Occurrence]:
    """Return what the groups do from `first_day` to `last_day`, by day and time.

    Cancelled ones are among them (`takes_place`); the days that moved ones left only
    `with_left`. The groups are of one organisation. Always asks five queries for any number of
    groups (none for no group), beside the one that fetches them. Session's `head_count` is there.
    """
    listed = list(groups)
    if not listed:
        return []
    plan = Plan.read(listed, first_day, last_day)
    found = [*_planned(plan, with_left), *_extra(plan)]
    return sorted(_with_sessions(plan, found), key=lambda o: (o.day, o.starts_at, o.group.pk))


def next_dates(group: Group, after: date, count: int = 4) -> list[Occurrence]:
    """Return the next `count` sessions that are going to be, on days after `after`; maybe fewer."""
    found: list[Occurrence] = []
    begin = after + timedelta(days=1)
    for ahead in _AHEAD:
        end = after + ahead
        found += [o for o in occurrences([group], begin, end) if o.takes_place]
        if len(found) >= count:
            break
        begin = end + timedelta(days=1)
    return found[:count]


def planned_time(group: Group, day: date, at: time | None = None) -> tuple[time, int]:
    """Return start and minutes that are planned for a day, the usual ones where nothing is.

    Where the group meets twice that day, `at` says which one. Asks two queries: a register waits
    for it. Closed days are not asked for: whoever opens a register was there.
    """
    own = {"organisation": group.organisation_id, "group": group}
    series = list(Series.objects.filter(**own).between(day, day))
    changes = Change.objects.filter(Q(day=day) | Q(to_day=day), **own).select_related("series")
    moved, found = set(), []
    for change in changes:
        if change.day == day:
            moved.add(change.series_id)
        if change.kind != ChangeKind.CANCELLED and (change.to_day or change.day) == day:
            usual = change.series or group
            found.append((change.starts_at or usual.starts_at, change.minutes or usual.minutes))
    for one in series:
        if one.pk not in moved and day in days(one.rule, one.first_on, day, day):
            found.append((one.starts_at, one.minutes))
    found = [one for one in found if one[0] == at] or found
    return min(found) if found else (group.starts_at, group.minutes)


def room_clashes(found: Iterable[Occurrence]) -> list[tuple[Occurrence, Occurrence]]:
    """Return pairs of groups that are in one room at one time, unless the room is shared."""
    at: dict[tuple[date, int], list[Occurrence]] = defaultdict(list)
    for one in found:
        if one.room is not None and not one.room.is_shared and one.takes_place:
            at[one.day, one.room.pk].append(one)
    return [
        (one, other)
        for together in at.values()
        for number, one in enumerate(together)
        for other in together[number + 1 :]
        if one.overlaps(other) and one.group.pk != other.group.pk
    ]


@dataclass(frozen=True)
class Plan:
    """All that the rows say about some groups in some days."""

    first_day: date
    last_day: date
    groups: dict[int, Group]
    series: list[Series]
    changes: list[Change]
    closures: list[Closure]
    sessions: list[Session]
    leaders: dict[tuple[str, int], tuple[str, ...]]

    @classmethod
    def read(cls, groups: list[Group], first_day: date, last_day: date) -> Self:
        """Read the rows, in five queries; `groups` are one or more of one organisation."""
        organisation = groups[0].organisation_id
        own = {"organisation": organisation, "group__in": [group.pk for group in groups]}
        window = (first_day, last_day)
        changes = Change.objects.filter(**own).filter(
            Q(day__range=window) | Q(to_day__range=window)
        )
        closures = Closure.objects.for_organisation(organisation)
        sessions = Session.objects.filter(**own, held_on__range=window)
        return cls(
            first_day,
            last_day,
            {group.pk: group for group in groups},
            list(Series.objects.filter(**own).between(*window).select_related("room")),
            list(changes.select_related("room", "series__room").order_by("id")),
            list(closures.filter(first_on__lte=last_day, last_on__gte=first_day)),
            list(sessions.select_related("head_count").order_by("held_on", "starts_at")),
            _leaders(own),
        )

    def closed(self, day: date, series: Series | None, *, is_arranged: bool) -> str:
        """Return the name of what closes this day, "" where nothing does.

        What somebody arranged for one day stands above bank holidays and term breaks, and not
        above a day on which the organisation is closed.
        """
        for closure in self.closures:
            if closure.first_on <= day <= closure.last_on:
                is_break = closure.kind == ClosureKind.BREAK
                keeps_it = series is not None and series.keeps_terms and not is_arranged
                if not is_break or keeps_it:
                    return closure.name
        if series is None or is_arranged:
            return ""
        return bank_holiday(series.bank_holidays, day)


def _leaders(own: dict[str, Any]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return the names of those who lead, by ("series" or "change", key)."""
    groups = own["group__in"]
    named = Leader.objects.for_organisation(own["organisation"]).filter(
        Q(series__group__in=groups) | Q(change__group__in=groups)
    )
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for series, change, name, colleague in named.order_by("id").values_list(
        "series", "change", "name", "membership__user__name"
    ):
        key = ("series", series) if series else ("change", change)
        found[key] = (*found.get(key, ()), name or colleague or "")
    return found


def _planned(plan: Plan, with_left: bool) -> Iterable[Occurrence]:
    """Yield the dates of series, and those that were moved into these days from elsewhere."""
    changed = {(c.series_id, c.day): c for c in plan.changes if c.series_id}
    for series in plan.series:
        group = plan.groups[series.group_id]
        start = max(plan.first_day, series.first_on)
        for day in days(series.rule, series.first_on, start, _end(plan, series, group)):
            change = changed.pop((series.pk, day), None)
            if change is None:
                yield _usual(plan, series, group, day)
            else:
                yield from _changed(plan, change, group, with_left)
    for change in changed.values():
        # From a day outside of these; one within them has left its series meanwhile.
        if change.to_day and not plan.first_day <= change.day <= plan.last_day:
            yield from _changed(plan, change, plan.groups[change.group_id], with_left)


def _end(plan: Plan, series: Series, group: Group) -> date:
    end = min(plan.last_day, series.last_on or plan.last_day)
    return min(end, group.closed_on - timedelta(days=1)) if group.closed_on else end


def _is_open(group: Group, day: date) -> bool:
    return group.closed_on is None or day < group.closed_on


def _usual(plan: Plan, series: Series, group: Group, day: date) -> Occurrence:
    closure = plan.closed(day, series, is_arranged=False)
    return Occurrence(
        group=group,
        day=day,
        starts_at=series.starts_at,
        minutes=series.minutes,
        room=series.room,
        state=State.CANCELLED if closure else State.PLANNED,
        reason=closure,
        closure=closure,
        leaders=plan.leaders.get(("series", series.pk), ()),
        series=series,
        original_day=day,
    )


def _changed(plan: Plan, change: Change, group: Group, with_left: bool) -> Iterable[Occurrence]:
    series: Any = change.series  # what is not extra has one
    reason = str(Reason(change.reason).label) if change.reason else ""
    of_series = plan.leaders.get(("series", series.pk), ())
    more: dict[str, Any] = {
        "group": group,
        "starts_at": change.starts_at or series.starts_at,
        "minutes": change.minutes or series.minutes,
        "room": change.room or series.room,
        "leaders": plan.leaders.get(("change", change.pk), of_series),
        "note": change.note,
        "series": series,
        "change": change,
        "original_day": change.day,
    }
    if change.kind == ChangeKind.CANCELLED:
        closure = plan.closed(change.day, series, is_arranged=False)
        yield Occurrence(
            day=change.day, state=State.CANCELLED, reason=reason, closure=closure, **more
        )
        return
    day = change.to_day or change.day
    if plan.first_day <= day <= plan.last_day and _is_open(group, day):
        closure = plan.closed(day, series, is_arranged=True)
        moved = State.MOVED if change.is_elsewhere else State.PLANNED
        state = State.CANCELLED if closure else moved
        yield Occurrence(day=day, state=state, reason=closure or reason, closure=closure, **more)
    if with_left and change.to_day and plan.first_day <= change.day <= plan.last_day:
        usual = {"starts_at": series.starts_at, "minutes": series.minutes, "room": series.room}
        yield Occurrence(day=change.day, state=State.LEFT, reason=reason, **more | usual)


def _extra(plan: Plan) -> Iterable[Occurrence]:
    for change in plan.changes:
        if change.kind != ChangeKind.EXTRA:
            continue
        group = plan.groups[change.group_id]
        if not _is_open(group, change.day):
            continue
        closure = plan.closed(change.day, None, is_arranged=True)
        extra: Any = change  # an extra one says its time itself
        yield Occurrence(
            group=group,
            day=change.day,
            starts_at=extra.starts_at,
            minutes=extra.minutes,
            room=change.room,
            state=State.CANCELLED if closure else State.EXTRA,
            reason=closure or (str(Reason(change.reason).label) if change.reason else ""),
            note=change.note,
            closure=closure,
            leaders=plan.leaders.get(("change", change.pk), ()),
            change=change,
            original_day=change.day,
        )


def _with_sessions(plan: Plan, found: list[Occurrence]) -> Iterable[Occurrence]:
    """Put what was held where it was planned: the same time first, then whatever is that day."""
    held: dict[tuple[int, date], list[Session]] = defaultdict(list)
    for session in plan.sessions:
        held[session.group_id, session.held_on].append(session)
    waiting = []
    for one in sorted(found, key=lambda o: not o.takes_place):
        mine = held.get((one.group.pk, one.day), [])
        same = next((s for s in mine if s.starts_at == one.starts_at), None)
        if same is None or one.state == State.LEFT:
            waiting.append(one)
            continue
        mine.remove(same)
        yield _held(one, same)
    for one in waiting:
        mine = held.get((one.group.pk, one.day), [])
        yield _held(one, mine.pop(0)) if mine and one.takes_place else one
    for sessions in held.values():
        for session in sessions:
            group = plan.groups[session.group_id]
            unplanned = Occurrence(group, session.held_on, session.starts_at, session.minutes)
            yield _held(unplanned, session)


def _held(one: Occurrence, session: Session) -> Occurrence:
    """What was held was planned, whatever was said before: its own times count."""
    state = one.state if one.takes_place else State.PLANNED
    own = {"starts_at": session.starts_at, "minutes": session.minutes, "session": session}
    return Occurrence(**{**one.__dict__, **own, "state": state, "closure": ""})
