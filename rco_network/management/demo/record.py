"""A life into the tables of the organisation that lived it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from random import Random

from outcomes.models import Domain, Outcome, ServiceDomain
from rco_network.core.text import search_key
from services.calculations.recurrence import weekly
from services.enums import Counting, Mark, Nation
from services.models import (
    Attendance,
    Enrolment,
    Group,
    HeadCount,
    Household,
    Participant,
    Room,
    Series,
    Service,
    Session,
)

from . import evidence
from .calendar import DAY
from .life import Life
from .people import new_uuid
from .plans import ServicePlan
from .writer import ids, write


@dataclass(frozen=True)
class Recorded:
    """The numbers that other rows point at, and how much there is."""

    services: dict[ServicePlan, int]
    people: int
    sessions: int
    attendances: int
    outcomes: int


def record(life: Life, organisation: int, staff: list[int], rng: Random, today: date) -> Recorded:
    """Write one organisation's life. Must run in its scope. `staff` are users who logged it."""
    services = _services(life, organisation, rng)
    own = Random(f"{life.plan.slug} rooms")  # noqa: S311 (a demonstration repeats itself)
    rooms = _rooms(life, organisation, own)
    groups = _groups(life, organisation, services, rooms)
    _series(life, organisation, groups, rooms, own, today)
    people = _people(life, organisation, staff, rng)
    write(
        Enrolment,
        "organisation group participant enrolled_on left_on",
        (
            (organisation, groups[n], people[place.person], place.enrolled_on, place.left_on)
            for n, group in enumerate(life.groups)
            for place in group.places
        ),
    )
    sessions = _sessions(life, organisation, services, groups, staff, rng)
    attendances = _attendances(life, organisation, people, sessions)
    told = evidence.outcomes(life, rng, today)
    domains = dict(Domain.objects.values_list("position", "id"))
    numbers = list(services.values())
    write(
        Outcome,
        "organisation participant domain service happened_on evidence evidence_language "
        "may_be_quoted uuid created_at recorded_by",
        (
            (
                organisation,
                people[person],
                domains[domain],
                numbers[service],
                day,
                sentence,
                language,
                quotable,
                uuid,
                moment(day),
                rng.choice(staff),
            )
            for person, domain, service, day, sentence, language, quotable, uuid in told
        ),
    )
    return Recorded(services, len(people), len(sessions), attendances, len(told))


def moment(day: date) -> datetime:
    """Some moment of a day, for what was written down on it."""
    return datetime.combine(day, time(17, 5), UTC)


def _services(life: Life, organisation: int, rng: Random) -> dict[ServicePlan, int]:
    plans = life.plan.services
    services = dict(zip(plans, ids(Service, len(plans)), strict=True))
    begun = moment(min(g.meetings[0].held_on for g in life.groups if g.meetings))
    write(
        Service,
        "id organisation uuid created_at name kind",
        ((pk, organisation, new_uuid(rng), begun, s.name, s.kind) for s, pk in services.items()),
    )
    domains = dict(Domain.objects.values_list("position", "id"))
    write(
        ServiceDomain,
        "organisation service domain",
        ((organisation, pk, domains[n]) for s, pk in services.items() for n in s.domains),
    )
    return services


def _rooms(life: Life, organisation: int, rng: Random) -> dict[str, int]:
    names = sorted({g.plan.venue for g in life.groups if g.plan.venue})
    rooms = dict(zip(names, ids(Room, len(names)), strict=True))
    write(
        Room,
        "id organisation uuid created_at name capacity is_shared",
        (
            (
                pk,
                organisation,
                new_uuid(rng),
                datetime.now(UTC),
                name,
                30,
                False,
            )
            for name, pk in rooms.items()
        ),
    )
    return rooms


def _series(
    life: Life,
    organisation: int,
    groups: list[int],
    rooms: dict[str, int],
    rng: Random,
    today: date,
) -> None:
    """The day on which each group meets. Where the day was moved to today, so are holidays."""
    write(
        Series,
        "organisation group uuid created_at rule first_on last_on starts_at minutes room "
        "bank_holidays keeps_terms",
        (
            (
                organisation,
                groups[n],
                new_uuid(rng),
                datetime.now(UTC),
                weekly(g.weekday, every=g.plan.every),
                g.meetings[0].held_on if g.meetings else today,
                g.closed_on - DAY if g.closed_on and g.meetings else None,
                g.plan.starts_at,
                g.plan.minutes,
                rooms.get(g.plan.venue),
                Nation.ENGLAND if g.plan.before_today is None else "",
                not g.plan.is_all_year,
            )
            for n, g in enumerate(life.groups)
        ),
    )


def _groups(
    life: Life, organisation: int, services: dict[ServicePlan, int], rooms: dict[str, int]
) -> list[int]:
    groups = ids(Group, len(life.groups))
    write(
        Group,
        "id organisation service uuid created_at name starts_at minutes room place "
        "counting usual_mark absences_before_call closed_on",
        (
            (
                pk,
                organisation,
                services[g.service],
                g.uuid,
                moment(g.meetings[0].held_on) if g.meetings else datetime.now(UTC),
                g.plan.name,
                g.plan.starts_at,
                g.plan.minutes,
                rooms.get(g.plan.venue),
                g.plan.place or life.plan.home,
                Counting.BY_HEAD if g.plan.heads else Counting.BY_NAME,
                Mark.ABSENT if g.plan.churn > 0.1 else Mark.PRESENT,
                2,
                g.closed_on,
            )
            for pk, g in zip(groups, life.groups, strict=True)
        ),
    )
    return groups


def _people(life: Life, organisation: int, staff: list[int], rng: Random) -> list[int]:
    households = ids(Household, len(life.people.households))
    first_seen = [p.joined_on for p in life.people.everybody]
    begun = moment(min(first_seen)) if first_seen else datetime.now(UTC)
    write(
        Household,
        "id organisation uuid created_at name",
        (
            (pk, organisation, h.uuid, begun, h.name)
            for pk, h in zip(households, life.people.households, strict=True)
        ),
    )
    people = ids(Participant, len(life.people.everybody))
    write(
        Participant,
        "id organisation uuid created_at name name_key main_language other_languages "
        "year_of_birth age_band gender outward_postcode district household joined_on left_on "
        "added_by",
        (
            (
                pk,
                organisation,
                p.uuid,
                moment(p.joined_on),
                p.name,
                search_key(p.name)[:200],
                p.main_language,
                p.other_languages,
                p.year_of_birth,
                p.age_band,
                p.gender,
                p.outward_postcode,
                p.district,
                None if p.household is None else households[p.household],
                p.joined_on,
                p.left_on,
                rng.choice(staff),
            )
            for pk, p in zip(people, life.people.everybody, strict=True)
        ),
    )
    return people


def _sessions(
    life: Life,
    organisation: int,
    services: dict[ServicePlan, int],
    groups: list[int],
    staff: list[int],
    rng: Random,
) -> list[int]:
    meetings = [(n, group, m) for n, group in enumerate(life.groups) for m in group.meetings]
    sessions = ids(Session, len(meetings))
    write(
        Session,
        "id organisation group service uuid created_at held_on starts_at minutes place version "
        "saved_at saved_by",
        (
            (
                pk,
                organisation,
                groups[n],
                services[group.service],
                m.uuid,
                m.saved_at,
                m.held_on,
                m.starts_at,
                m.minutes,
                group.plan.place or life.plan.home,
                2 if rng.random() < 0.06 else 1,
                m.saved_at,
                rng.choice(staff),
            )
            for pk, (n, group, m) in zip(sessions, meetings, strict=True)
        ),
    )
    write(
        HeadCount,
        "organisation session people",
        (
            (organisation, pk, m.heads)
            for pk, (_, _, m) in zip(sessions, meetings, strict=True)
            if m.heads is not None
        ),
    )
    return sessions


def _attendances(life: Life, organisation: int, people: list[int], sessions: list[int]) -> int:
    meetings = (m for group in life.groups for m in group.meetings)
    return write(
        Attendance,
        "organisation session participant held_on mark",
        (
            (organisation, pk, people[person], m.held_on, mark)
            for pk, m in zip(sessions, meetings, strict=True)
            for person, mark in m.marks
        ),
    )
