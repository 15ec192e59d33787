"""Organisations beyond the ten characters, and any of them grown or shrunk to a size."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count, cycle
from random import Random

from organisations.enums import Role
from organisations.reference.places import PLACES
from services.enums import ServiceKind as Kind

from .communities import ALL, POSTCODES
from .life import GroupLife, closing, meeting_days, weekday
from .people import new_uuid
from .plans import GroupPlan, OrganisationPlan, ServicePlan, group, service

_FIRST = """Amber Anise Barley Basil Brook Cardamom Cedar Clover Copper Cumin Damson Dawn Fennel Fig
Ginger Hazel Heather Indigo Juniper Kestrel Linden Loom Maple Mint Mulberry Myrtle Nutmeg Olive
Quince Rosemary Rowan Saffron Sage Sesame Sorrel Sumac Tamarind Thyme Walnut Willow""".split()
_SECOND = """Bench Bridge Corner Courtyard Doorstep Footpath Hearth Kettle Kitchen Ladder Lamp
Landing Orchard Porch Stair Stove Table Threshold Window Yard""".split()
_NAMES = {code: name.split(",")[0] for places in PLACES.values() for code, name in places.items()}

# Kind -> what such a service and its groups are called here.
_OFFERS: dict[str, tuple[str, tuple[GroupPlan, ...]]] = {
    Kind.ESOL: (
        "English classes",
        (
            group("Pre-entry", 0, "10:00", 120, 14),
            group("Entry 1", 1, "10:00", 120, 13),
            group("Entry 2", 2, "13:00", 120, 11),
            group("Evening class", 3, "18:30", 90, 10),
        ),
    ),
    Kind.ADVICE: (
        "Advice",
        (
            group("Drop-in", 1, "13:00", 180, 9, churn=0.25, is_all_year=True),
            group("Appointments", 4, "10:00", 240, 6, churn=0.25, is_all_year=True),
        ),
    ),
    Kind.SUPPLEMENTARY: (
        "Saturday school",
        (
            group("Younger class", 5, "10:00", 150, 13, audience="children"),
            group("Older class", 5, "10:00", 150, 11, audience="teens"),
        ),
    ),
    Kind.VOLUNTEERING: (
        "Volunteering",
        (group("Kitchen team", 4, "10:00", 180, 8, is_all_year=True),),
    ),
    Kind.CHILDREN: (
        "Young people",
        (group("Youth evening", 2, "17:30", 120, 12, audience="teens"),),
    ),
    Kind.WOMEN: (
        "Women's group",
        (group("Women's morning", 3, "10:30", 120, 11, audience="women"),),
    ),
    Kind.WELLBEING: (
        "Wellbeing",
        (group("Walk and talk", 6, "11:00", 90, heads=15, every=2, is_all_year=True),),
    ),
    Kind.CULTURE: (
        "Culture",
        (group("Community evening", 4, "18:00", 180, heads=42, every=4, is_all_year=True),),
    ),
}


def plans(rng: Random) -> Iterator[OrganisationPlan]:
    """Yield invented organisations without end, no two of the same name."""
    taken: set[str] = set()
    for number in count(1):
        home = rng.choice(list(POSTCODES))
        name = f"{rng.choice(_FIRST)} {rng.choice(_SECOND)} {_NAMES[home]}"
        if name in taken:
            name = f"{name} {number}"
        taken.add(name)
        communities = rng.sample(ALL, rng.choice((1, 1, 1, 2)))
        labels = " and ".join(community.label for community in communities)
        kinds = rng.sample(list(_OFFERS), rng.randint(2, 4))
        yield OrganisationPlan(
            name=name,
            slug=re.sub(r"[^a-z0-9]", "", name.lower()),
            about=f"{labels} families in {_NAMES[home]} and around it.",
            communities=tuple((community, 3 - n) for n, community in enumerate(communities)),
            places=((home, 82), (rng.choice([p for p in POSTCODES if p != home]), 18)),
            services=tuple(service(kind, _OFFERS[kind][0], *_OFFERS[kind][1]) for kind in kinds),
            staff=((_staff_name(communities[0], rng), Role.MANAGER),),
            blanks=rng.uniform(0.05, 0.25),
            quiet_weeks=rng.choice((0, 0, 0, 0, 0, 0, 1, 3, 8)),
            gap=rng.choice(((0, 0), (0, 0), (22, 20), (40, 37))),
            weight=min(5.0, rng.lognormvariate(0, 0.6)),
            joined_months_ago=rng.randint(6, 40),
        )


def _staff_name(community, rng: Random) -> str:
    given, second = community.naming.pick(rng, is_woman=rng.random() < 0.6)
    return community.naming.written(given, second, in_native=False)


def sized(plan: OrganisationPlan, wanted: float, first: date, today: date) -> OrganisationPlan:
    """Return the plan with groups added, left out or resized until about `wanted` marks are due.

    A plan that only counts heads gets a class, so that every size can be reached.
    """
    if not any(g.roll for s in plan.services for g in s.groups):
        name, groups = _OFFERS[Kind.ESOL]
        plan = replace(plan, services=(*plan.services, service(Kind.ESOL, name, *groups)))
    due = _due(plan, first, today)
    total = sum(due.values())
    services = {s: list(s.groups) for s in plan.services}
    named = [pair for pair, marks in due.items() if marks > 0]
    for number, (s, g) in enumerate(cycle(named)):
        if not named or total * 1.4 >= wanted:
            break
        services[s].append(_another(g, number // len(named) + 2))
        total += due[s, g]
    for s, g in reversed(named):
        if total * 0.5 < wanted or (s, g) == named[0]:
            break
        services[s].remove(g)
        total -= due[s, g]
    factor = wanted / total if total else 1
    return replace(
        plan,
        services=tuple(
            replace(s, groups=tuple(_resized(g, factor) for g in groups))
            for s, groups in services.items()
        ),
    )


def _another(plan: GroupPlan, number: int) -> GroupPlan:
    """One more group like this one, on another day."""
    return replace(
        plan,
        name=f"{plan.name} {number}",
        weekday=(plan.weekday + number) % 7,
        before_today=None,
        is_missed_once=False,
    )


def _resized(plan: GroupPlan, factor: float) -> GroupPlan:
    if not plan.roll or 0.93 < factor < 1.08:
        return plan
    return replace(plan, roll=max(3, round(plan.roll * factor)))


def marks_due(plan: OrganisationPlan, first: date, today: date) -> float:
    """Return about how many marks the plan would make as it stands."""
    return sum(_due(plan, first, today).values())


def _due(
    plan: OrganisationPlan, first: date, today: date
) -> dict[tuple[ServicePlan, GroupPlan], float]:
    rng = Random(0)  # noqa: S311 (only counts meetings)
    due = {}
    for s in plan.services:
        for g in s.groups:
            trial = GroupLife(g, s, weekday(g, today), new_uuid(rng), closing(g, today))
            meetings = sum(1 for _ in meeting_days(trial, plan, rng, first, today))
            due[s, g] = g.roll * meetings * 1.06
    return due
