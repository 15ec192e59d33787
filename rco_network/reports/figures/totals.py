"""The one number of each figure, protected."""

from collections.abc import Iterable
from decimal import Decimal

from rco_network.core import disclosure

from .facts import Count, Facts
from .shape import Cell

HIDDEN = Cell(None, hidden=True)


def hours(minutes: int) -> Decimal:
    """Minutes as hours to one decimal place."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))


def people_known(facts: Facts) -> int:
    """Different people known by name: the rows of any one question add up to it."""
    return facts.sum("people", "gender").n


def sessions(facts: Facts) -> Cell:
    return Cell(facts.sum("sessions", "month").n)


def attendances(facts: Facts) -> Cell:
    if disclosure.is_small(people_known(facts)):
        return HIDDEN
    return Cell(facts.sum("attendances", "month").n + facts.sum("heads", "month").n)


def contact_hours(facts: Facts) -> Cell:
    if disclosure.is_small(people_known(facts)):
        return HIDDEN
    named, heads = facts.sum("attendances", "month"), facts.sum("heads", "month")
    return Cell(hours(named.minutes + heads.minutes))


def people(facts: Facts) -> Cell:
    """At least the people known by name or the fullest headed session; at most both added."""
    if "members" in facts.told:
        return people_of_several(facts)
    known = people_known(facts)
    headed = facts.table("heads", "month").values()
    if not headed:
        return few() if disclosure.is_small(known) else Cell(known)
    fullest, heads = max(h.people for h in headed), sum(h.n for h in headed)
    if disclosure.is_small(known):
        return Cell(fullest, upper=heads + disclosure.threshold() - 1)
    return Cell(max(known, fullest), upper=known + heads)


def people_by_organisation(facts: Facts, names: Iterable[str]) -> dict[str, Cell]:
    """People of each organisation, protected together: their sum is the upper end of the whole."""
    table, heads = facts.table("people", "organisation"), facts.table("heads", "organisation")
    known = {key: table.get(key, Count()).n for key in names}
    found = {}
    for key, printed in disclosure.protect(known).cells.items():
        headed = heads.get(key, Count())
        if printed is None:
            found[key] = HIDDEN
        elif headed.n:
            found[key] = Cell(max(printed, headed.people), upper=printed + headed.n)
        else:
            found[key] = Cell(printed)
    return found


def people_of_several(facts: Facts) -> Cell:
    """At least those of the largest organisation, at most those of all added up.

    Somebody who came to several is counted at each, so that the truth lies between the two.
    """
    cells = people_by_organisation(facts, facts.told["members"]).values()
    known, heads = people_known(facts), facts.sum("heads", "organisation").n
    if disclosure.is_small(known):
        return few() if not heads else Cell(0, upper=heads + disclosure.threshold() - 1)
    # The largest one that is printed: a hidden one is not told here either.
    return Cell(max((int(c.value or 0) for c in cells), default=0), upper=known + heads)


def new_people(facts: Facts) -> Cell:
    new = facts.n("people", "new", "new")
    if disclosure.may_print_part(new, people_known(facts)):
        return Cell(new)
    return few() if disclosure.is_small(new) else HIDDEN


def outcomes(facts: Facts) -> Cell:
    found = facts.table("outcomes", "all").get("all", Count())
    return HIDDEN if disclosure.is_small(found.people) else Cell(found.n)


def people_with_outcomes(facts: Facts) -> Cell:
    found = facts.table("outcomes", "all").get("all", Count()).people
    if disclosure.may_print_part(found, people_known(facts)):
        return Cell(found)
    return few() if disclosure.is_small(found) else HIDDEN


def few() -> Cell:
    return Cell(None, upper=disclosure.threshold() - 1, hidden=True)
