"""What is worked out beside the one statement: by other wings' own calculations, or of rows that
the role that counts may not read (money of advice, volunteers' hours).

The latter are read in the scope of whoever makes the report: who may not see them has no such
figure, and records that are restricted to others are not in it.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from funding.calculations import claimed_rows, costs, overlap
from funding.models import Spending
from organisations.models import Organisation
from outcomes.calculations.answered import among
from outcomes.calculations.change import changes
from services.advice.calculations import worth
from services.advice.models import MatterOutcome
from services.models import Attendance
from services.volunteering.calculations.giving import value_of_time
from services.volunteering.models import Stint

from ..matching.people import Came, different_people
from .facts import Count, Facts
from .ground import Ground
from .spec import FigureSpec


def told_while_counting(
    facts: Facts, ground: Ground, specs: Collection[FigureSpec], *, with_keys: bool = False
) -> dict[str, Any]:
    """Ask the calculations that count for themselves. Runs inside `counting(...)`."""
    wanted = {spec.key for spec in specs}
    told: dict[str, Any] = {}
    if ground.award is not None and wanted & {"shared", "cost"}:
        told["overlap"] = overlap(ground.award, ground.start, ground.end)
        if with_keys:
            (recipient,) = ground.organisations
            told["claimed"] = claimed_rows(recipient, ground.start, ground.end)
        told["award"] = ground.award.pk
    if ground.forum is None and "change" in wanted:
        (organisation,) = ground.organisations
        only = among(ground.sessions) if ground.is_part else None
        told["changes"] = changes(organisation, ground.start, ground.end, only=only)
    if ground.forum is not None:
        members = ground.organisations
        found = Organisation.objects.filter(pk__in=members).order_by("name", "pk")
        told["members"] = {str(pk): name for pk, name in found.values_list("pk", "name")}
        if _asks_together(specs) and not ground.is_part:
            told["different"] = different_people(
                members, ground.start, ground.end, forum=ground.forum, came=_came(facts, members)
            )
    return told


def _came(facts: Facts, members: Collection[int]) -> dict[int, Came]:
    known, headed = (facts.table(what, "organisation") for what in ("people", "heads"))
    none = Count()
    return {
        one: Came(
            known.get(str(one), none).n,
            headed.get(str(one), none).people,
            headed.get(str(one), none).n,
        )
        for one in members
    }


def _asks_together(specs: Collection[FigureSpec]) -> bool:
    """Whether the report says how many different people came to all organisations together."""
    return any(part.key == "organisations" for spec in specs for part in spec.parts)


def tell(facts: Facts, ground: Ground, specs: Collection[FigureSpec]) -> None:
    """Add what is read in the scope of whoever makes the report: outside `counting(...)`."""
    wanted = {spec.key for spec in specs}
    if wanted & {"volunteer_hours", "volunteer_value"}:
        _hours(facts, ground)
    if "advice_money" in wanted:
        _advice(facts, ground)
    if "cost" in wanted and "overlap" in facts.told:
        _costs(facts, ground)


def _hours(facts: Facts, ground: Ground) -> None:
    (organisation,) = ground.organisations
    given = value_of_time(organisation, ground.start, ground.end)
    if not given.minutes:
        return
    stints = Stint.objects.for_organisation(organisation).approved()
    keys = stints.filter(day__range=(ground.start, ground.end)).order_by("pk")
    facts.tables["hours", "all"]["all"] = Count(
        round(given.pounds),
        given.minutes,
        given.volunteers,
        tuple(keys.values_list("pk", flat=True)),
    )


def _advice(facts: Facts, ground: Ground) -> None:
    (organisation,) = ground.organisations
    rows = MatterOutcome.objects.for_organisation(organisation).filter(
        happened_on__range=(ground.start, ground.end)
    )
    if ground.is_part:
        came = Attendance.objects.filter(
            organisation=organisation, session__in=ground.sessions.values("id")
        )
        rows = rows.filter(participant__in=came.values("participant"))
    sums: dict[str, Any] = defaultdict(int)
    keys: dict[str, list[int]] = defaultdict(list)
    people: dict[str, set[int]] = defaultdict(set)
    for row in rows.order_by("pk"):
        found = worth(row.code, row.amount, row.every, row.backdated)
        for kind, amount in (("once", found.one_off), ("yearly", found.yearly)):
            if amount:
                sums[kind] += amount
                keys[kind].append(row.pk)
                people[kind].add(row.participant_id)
    for kind, amount in sums.items():
        facts.tables["advice", "kind"][kind] = Count(
            round(amount), 0, len(people[kind]), tuple(keys[kind])
        )
    facts.told["advice_people"] = len(set().union(*people.values()))


def _costs(facts: Facts, ground: Ground) -> None:
    facts.told["costs"] = costs(ground.award, ground.start, ground.end, facts.told["overlap"])
    spent = Spending.objects.filter(award=ground.award).touching(ground.start, ground.end)
    keys = tuple(spent.order_by("pk").values_list("pk", flat=True))
    if keys:
        facts.tables["spending", "all"]["all"] = Count(len(keys), keys=keys)
