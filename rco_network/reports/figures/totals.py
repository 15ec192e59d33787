"""The one number of each figure, protected."""

from collections.abc import Iterable
from decimal import Decimal

from rco_network.core import disclosure

from .facts import Count, Facts
from .shape import HIDDEN, Cell, published


def hours(minutes: int) -> Decimal:
    """Minutes as hours to one decimal place."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))


def people_known(facts: Facts) -> int:
    """Different people known by name: the rows of any one question add up to it."""
    return facts.sum("people", "gender").n


def rounded(number: int) -> Cell:
    """A number of people, or of what they did, as the rule in force prints it."""
    return Cell(disclosure.in_force().printed(number))


def counted(people: int) -> Cell:
    """A number of people as it may be printed."""
    return few() if disclosure.is_small(people) else rounded(people)


def done_by(people: int, number: int) -> Cell:
    """A number of what so many people did as it may be printed."""
    return HIDDEN if disclosure.is_small(people) else rounded(number)


def between(least: int, most: int) -> Cell:
    """An honest range as the rule in force prints its ends."""
    rule = disclosure.in_force()
    return Cell(rule.printed(least), upper=rule.printed(most))


def sessions(facts: Facts) -> Cell:
    return Cell(facts.sum("sessions", "month").n)


def attendances(facts: Facts) -> Cell:
    number = facts.sum("attendances", "month").n + facts.sum("heads", "month").n
    return done_by(people_known(facts), number)


def contact_hours(facts: Facts) -> Cell:
    if disclosure.is_small(people_known(facts)):
        return HIDDEN
    named, heads = facts.sum("attendances", "month"), facts.sum("heads", "month")
    found = hours(named.minutes + heads.minutes)
    # Exact hours would give rounded attendances away where all sessions are of one length.
    return Cell(found) if disclosure.in_force().rounding == 1 else rounded(round(found))


def people(facts: Facts) -> Cell:
    """At least the people known by name or the fullest headed session; at most both added."""
    if "members" in facts.told:
        return people_of_several(facts)
    known = people_known(facts)
    headed = facts.table("heads", "month").values()
    if not headed:
        return counted(known)
    fullest, heads = max(h.people for h in headed), sum(h.n for h in headed)
    if disclosure.is_small(known):
        return between(fullest, heads + disclosure.threshold() - 1)
    return between(max(known, fullest), known + heads)


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
            found[key] = between(max(printed, headed.people), printed + headed.n)
        else:
            found[key] = published(printed)
    return found


def people_of_several(facts: Facts) -> Cell:
    """At least those of the largest organisation, at most those of all added up.

    Somebody who came to several is counted at each, so that the truth lies between the two.
    """
    cells = people_by_organisation(facts, facts.told["members"]).values()
    known, heads = people_known(facts), facts.sum("heads", "organisation").n
    if disclosure.is_small(known):
        return few() if not heads else between(0, heads + disclosure.threshold() - 1)
    # The largest one that is printed: a hidden one is not told here either.
    return between(max((int(c.value or 0) for c in cells), default=0), known + heads)


def new_people(facts: Facts) -> Cell:
    new = facts.n("people", "new", "new")
    if disclosure.may_print_part(new, people_known(facts)):
        return rounded(new)
    return few() if disclosure.is_small(new) else HIDDEN


def outcomes(facts: Facts) -> Cell:
    found = facts.table("outcomes", "all").get("all", Count())
    return done_by(found.people, found.n)


def people_with_outcomes(facts: Facts) -> Cell:
    found = facts.table("outcomes", "all").get("all", Count()).people
    if disclosure.may_print_part(found, people_known(facts)):
        return rounded(found)
    return few() if disclosure.is_small(found) else HIDDEN


def few() -> Cell:
    return Cell(None, upper=disclosure.threshold() - 1, hidden=True)
