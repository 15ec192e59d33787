"""What a generated organisation is going to be, before a single row of it is written."""

from dataclasses import dataclass, field
from datetime import time

from services.enums import ServiceKind

from .communities import Community

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)

# The Indicators of Integration domains that a service of each kind usually works towards,
# by their position in outcomes/reference/indicators_of_integration.py.
DOMAINS_OF: dict[str, tuple[int, ...]] = {
    ServiceKind.ESOL: (9, 3, 1),
    ServiceKind.ADVICE: (14, 2, 13),
    ServiceKind.SUPPLEMENTARY: (3, 10, 9),
    ServiceKind.VOLUNTEERING: (1, 7),
    ServiceKind.CHILDREN: (3, 5, 6),
    ServiceKind.WOMEN: (6, 12, 4),
    ServiceKind.WELLBEING: (4, 6),
    ServiceKind.CULTURE: (10, 7, 5),
}


@dataclass(frozen=True)
class GroupPlan:
    """A group and its habits.

    `roll` is how many people are on its register; `heads` instead is how many are counted
    where no names are taken. `before_today` puts its day that many days before today, so that
    a demonstration made on any day has something to log. `since` and `until` are months ago.
    `churn` is the chance per meeting that somebody stops coming.
    """

    name: str
    weekday: int
    starts_at: time
    minutes: int
    roll: int = 0
    audience: str = "adults"
    heads: int = 0
    venue: str = ""
    place: str = ""
    every: int = 1
    since: int | None = None
    until: int | None = None
    before_today: int | None = None
    churn: float = 0.026
    is_all_year: bool = False
    is_missed_once: bool = False


@dataclass(frozen=True)
class ServicePlan:
    """A service with its groups."""

    name: str
    kind: str
    groups: tuple[GroupPlan, ...]
    domains: tuple[int, ...] = ()


@dataclass(frozen=True)
class OrganisationPlan:
    """An RCO: whom it serves, where, with what, and how carefully it writes things down.

    `blanks` is the share of a field that is left empty; `quiet_weeks` how many weeks before
    today nothing has been logged; `gap` weeks ago (from, to) that were never logged;
    `weight` is how much bigger it is than its groups say.
    """

    name: str
    slug: str
    about: str
    communities: tuple[tuple[Community, int], ...]
    places: tuple[tuple[str, int], ...]
    services: tuple[ServicePlan, ...]
    staff: tuple[tuple[str, str], ...]  # (name, role)
    blanks: float = 0.12
    quiet_weeks: int = 0
    gap: tuple[int, int] = (0, 0)
    weight: float = 1.0
    joined_months_ago: int = 24
    languages: tuple[str, ...] = field(default=())

    @property
    def home(self) -> str:
        """GSS code of the district in which it mostly works."""
        return self.places[0][0]


def group(name: str, weekday: int, starts: str, minutes: int, roll: int = 0, **more) -> GroupPlan:
    """Write a group in one line; `starts` is "10:00"."""
    return GroupPlan(name, weekday, time.fromisoformat(starts), minutes, roll, **more)


def service(kind: str, name: str, *groups: GroupPlan, domains: tuple[int, ...] = ()) -> ServicePlan:
    """Write a service in one call; its domains are those usual for its kind."""
    return ServicePlan(name, kind, groups, domains or DOMAINS_OF[kind])
