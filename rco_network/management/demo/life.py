"""What happened: who came to what and when, and what was never written down."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from services.enums import Mark

from . import calendar
from .people import People, known_for_a_while, new_uuid
from .plans import GroupPlan, OrganisationPlan, ServicePlan

LONDON = ZoneInfo("Europe/London")
MONTH = timedelta(days=365 / 12)


@dataclass(slots=True)
class Place:
    """One person's place on a group's register (an enrolment)."""

    person: int
    enrolled_on: date
    left_on: date | None = None
    is_ghost: bool = False  # stopped coming, and nobody took the name off


@dataclass(slots=True)
class Meeting:
    """One session that was logged, with its marks or its head count."""

    uuid: UUID
    held_on: date
    starts_at: time
    minutes: int
    saved_at: datetime
    heads: int | None = None
    marks: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class GroupLife:
    """A group, its register's places and its sessions."""

    plan: GroupPlan
    service: ServicePlan
    weekday: int
    uuid: UUID
    closed_on: date | None
    places: list[Place] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)


@dataclass
class Life:
    """Everything that one organisation has lived through."""

    plan: OrganisationPlan
    people: People
    groups: list[GroupLife]

    @property
    def marks(self) -> int:
        return sum(len(m.marks) for g in self.groups for m in g.meetings)


def live(plan: OrganisationPlan, rng: Random, first: date, today: date) -> Life:
    """Return the organisation's life from its first day to yesterday."""
    people = People(plan, rng)
    groups = [
        GroupLife(group, service, weekday(group, today), new_uuid(rng), closing(group, today))
        for service in plan.services
        for group in service.groups
    ]
    for group in groups:
        meet(group, people, list(meeting_days(group, plan, rng, first, today)), rng, today)
    for group in groups:
        write_somebody_twice(group, people, rng)
    say_goodbye(groups, people, rng, today)
    return Life(plan, people, groups)


def weekday(group: GroupPlan, today: date) -> int:
    """The group's usual day, moved to where the demonstration needs it."""
    if group.before_today is None:
        return group.weekday
    return (today - timedelta(days=group.before_today)).weekday()


def closing(group: GroupPlan, today: date) -> date | None:
    return None if group.until is None else today - group.until * MONTH


def meeting_days(
    group: GroupLife, plan: OrganisationPlan, rng: Random, first: date, today: date
) -> Iterator[date]:
    """Yield the days on which the group met and somebody logged it, always before today."""
    habits, tradition = group.plan, plan.communities[0][0].tradition
    start = first if habits.since is None else max(first, today - habits.since * MONTH)
    last = (group.closed_on or today) - calendar.DAY
    lately = today - 3 * calendar.WEEK
    gap = [today - timedelta(weeks=weeks) for weeks in plan.gap]
    days = list(calendar.weekdays(group.weekday, start, last, habits.every))
    for number, day in enumerate(days, start=1):
        is_recent = habits.before_today is not None and day >= lately
        is_shut = (
            calendar.is_closed(day, tradition)
            or gap[0] <= day < gap[1]
            or (calendar.is_school_holiday(day) and not habits.is_all_year)
            or (rng.random() < 0.025 and day < lately)
        )
        is_missed = habits.is_missed_once and number == len(days)
        is_quiet = day >= today - timedelta(weeks=plan.quiet_weeks)
        if not (is_missed or is_quiet or (is_shut and not is_recent)):
            yield day


def meet(group: GroupLife, people: People, days: list[date], rng: Random, today: date) -> None:
    """Let people come, stay away, arrive and leave over the group's meetings."""
    tradition = people.plan.communities[0][0].tradition
    for number, day in enumerate(days):
        meeting = logged(group.plan, day, rng, today)
        group.meetings.append(meeting)
        share = calendar.turnout(day, tradition)
        if group.plan.heads:
            meeting.heads = max(2, round(rng.gauss(group.plan.heads * share, group.plan.heads / 7)))
            continue
        if number == 0:
            fill(group, people, day, rng)
        else:
            come_and_go(group, people, day, rng)
        for place in group.places:
            if place.left_on is None:
                keenness = 0.04 if place.is_ghost else people.everybody[place.person].keenness
                meeting.marks.append((place.person, mark(rng, keenness * share)))


def mark(rng: Random, chance: float) -> str:
    """Return what the register says of somebody who comes with this chance."""
    if rng.random() < chance:
        return Mark.LATE.value if rng.random() < 0.07 else Mark.PRESENT.value
    return Mark.EXCUSED.value if rng.random() < 0.3 else Mark.ABSENT.value


def logged(plan: GroupPlan, day: date, rng: Random, today: date) -> Meeting:
    """A session as it was typed: now and then days later, now and then with a wrong length."""
    minutes = plan.minutes
    slip = rng.random()
    if slip < 0.004:
        minutes = max(5, minutes // 10)
    elif slip < 0.006:
        minutes = min(960, minutes * 5)
    after = timedelta(minutes=plan.minutes + rng.randint(2, 90))
    if rng.random() < 0.12:
        after += timedelta(days=rng.randint(1, 6))
    saved_at = datetime.combine(day, plan.starts_at, LONDON) + after
    latest = datetime.combine(today - calendar.DAY, time(21, 30), LONDON)
    return Meeting(new_uuid(rng), day, plan.starts_at, minutes, min(saved_at, latest))


def fill(group: GroupLife, people: People, day: date, rng: Random) -> None:
    """The first register of a group."""
    was_there_before = group.plan.since is None
    for _ in range(max(2, round(group.plan.roll * 0.8))):
        since = known_for_a_while(rng, day) if was_there_before else day
        add(group, people, since, rng)


def come_and_go(group: GroupLife, people: People, day: date, rng: Random) -> None:
    """Some stop coming; about as many newcomers arrive, most of them in September and January."""
    plan, on_roll = group.plan, 0
    for place in group.places:
        if place.left_on is not None:
            continue
        if rng.random() < plan.churn and on_roll > 2:
            if rng.random() < 0.12:
                place.is_ghost = True
            else:
                place.left_on = max(place.enrolled_on, day - calendar.DAY)
                continue
        on_roll += 1
    wanted = plan.roll * 1.03 - on_roll
    usual = plan.roll * plan.churn * (1 if wanted > 0 else 0.4)
    expected = (max(0.0, wanted) * 0.12 + usual) * calendar.newcomers(day)
    while expected > rng.random() and on_roll < plan.roll * 1.25:
        add(group, people, day, rng)
        on_roll += 1
        expected -= 1


def add(group: GroupLife, people: People, day: date, rng: Random) -> None:
    """Put somebody on the register: often a person who already comes to something else."""
    person = None
    if people.everybody and rng.random() < 0.3:
        known = rng.randrange(len(people.everybody))
        is_here = any(place.person == known for place in group.places)
        if people.everybody[known].fits(group.plan.audience) and not is_here:
            person = known
            people.everybody[known].joined_on = min(people.everybody[known].joined_on, day)
    if person is None:
        person = people.arrives(group.plan.audience, day)
    group.places.append(Place(person, day))


def write_somebody_twice(group: GroupLife, people: People, rng: Random) -> None:
    """Now and then the same person stands under a second spelling from some day on."""
    for place in list(group.places):
        if rng.random() > 0.015 or place.is_ghost:
            continue
        days = [m.held_on for m in group.meetings if any(p == place.person for p, _ in m.marks)]
        if len(days) < 6:
            continue
        since = days[len(days) // 2]
        again = people.same_again(place.person, since)
        for meeting in group.meetings:
            if meeting.held_on >= since:
                meeting.marks = [
                    (again if person == place.person else person, word)
                    for person, word in meeting.marks
                ]
        group.places.append(Place(again, since, place.left_on))
        place.left_on = since - calendar.DAY


def say_goodbye(groups: list[GroupLife], people: People, rng: Random, today: date) -> None:
    """Of those who have been on no register for three months, some are marked as having left."""
    last: dict[int, date] = {}
    for group in groups:
        for place in group.places:
            until = place.left_on or today
            last[place.person] = max(last.get(place.person, until), until)
    for number, until in last.items():
        if until < today - 3 * MONTH and rng.random() < 0.5:
            person = people.everybody[number]
            person.left_on = max(until, person.joined_on)
