"""One tag, two frameworks: what is tagged nationally, counted in an organisation's own words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BigIntegerField
from django.db.models.functions import Coalesce

from ..models import DomainMapping, Outcome, OwnFramework


@dataclass(frozen=True)
class Mapped:
    """A domain of a framework of somebody's own; `national` are keys of the domains it stands for.

    Empty where nobody has mapped it: then nothing counts in it, and a report has to say so.
    """

    uuid: UUID
    name: str
    position: int
    national: frozenset[int]


def mapped(framework: OwnFramework) -> list[Mapped]:
    """Return the domains of a framework in their order, with what each stands for."""
    stands_for: dict[int, set[int]] = {}
    rows = DomainMapping.objects.for_organisation(framework.organisation_id)
    for own, national in rows.filter(own_domain__framework=framework).values_list(
        "own_domain", "domain"
    ):
        stands_for.setdefault(own, set()).add(national)
    return [
        Mapped(d.uuid, d.name, d.position, frozenset(stands_for.get(d.pk, ())))
        for d in framework.domains.order_by("position")
    ]


@dataclass(frozen=True)
class Counted:
    """Rows and different people that count in one domain of somebody's own."""

    domain: Mapped
    n: int
    people: int


def tags_between(organisation_id: int, start: date, end: date) -> list[tuple[int, int]]:
    """Return (national domain, person) of each outcome between two days, both included.

    Linked records are one person. Runs inside `counting(...)` too.
    """
    rows = Outcome.objects.for_organisation(organisation_id).filter(happened_on__range=(start, end))
    who = Coalesce("participant__person_id", "participant_id", output_field=BigIntegerField())
    return list(rows.order_by().values_list("domain", who))


def counted(domains: Iterable[Mapped], tags: Iterable[tuple[int, int]]) -> list[Counted]:
    """Count (national domain, person) pairs in the domains of somebody's own.

    A pair counts in each domain that stands for its own; people are counted once in each, so the
    numbers of people do not add up over domains.
    """
    tags = list(tags)
    return [
        Counted(
            one,
            sum(domain in one.national for domain, _ in tags),
            len({person for domain, person in tags if domain in one.national}),
        )
        for one in domains
    ]
