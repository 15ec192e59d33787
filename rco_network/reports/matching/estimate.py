"""From codes to a number of people, with the error that was measured for it.

Codes join some who are two people (namesakes born in one year) and part some who are one (a name
written in another way, a wrong year). Both are measured on a network of invented people
(`manage.py trial matching`), in which everybody is known; `measured.py` keeps what came out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, sqrt

from . import measured

# A difference between figures must not tell that three people go to two places.
STEP = 5


@dataclass(frozen=True)
class Joined:
    """People of several organisations by their codes. `records` counts each organisation's people
    for itself; `joined` is how many fewer they are when equal codes are one person; `largest`
    is the most that one organisation has; `chance` estimates how many were joined by chance."""

    records: int
    joined: int
    largest: int
    chance: float


@dataclass(frozen=True)
class Likely:
    """How many different people, and between which numbers they likely are (19 times of 20)."""

    people: int
    least: int
    most: int


def likely(found: Joined) -> Likely:
    """Return the number of different people behind some codes, corrected by what was measured.

    Rounded outwards to fives. Never below the largest organisation or above all records.
    """
    same = max(0.0, found.joined - measured.CHANCE * found.chance) / measured.RECALL
    spread = measured.SPREAD * same + measured.CHANCE_SPREAD * found.chance + 2 * sqrt(same)
    middle = found.records - same
    return Likely(
        people=_between(found, STEP * round(middle / STEP)),
        least=_between(found, STEP * floor((middle - spread) / STEP)),
        most=_between(found, STEP * ceil((middle + spread) / STEP)),
    )


def _between(found: Joined, number: int) -> int:
    return max(found.largest, min(found.records, number))


# Of (organisation, loose, code, people): people of one organisation are different by its own word,
# so a code stands for as many as the organisation that has most of them. Somebody without a year
# of birth is whoever bears that name elsewhere, if there is just one such person.
Row = tuple[int, str, str, int]


def join(rows: Iterable[Row]) -> Joined:
    """Put the people of several organisations together by their codes."""
    names: dict[str, dict[str, dict[int, int]]] = {}
    records: dict[int, int] = {}
    for organisation, loose, code, people in rows:
        of_code = names.setdefault(loose, {}).setdefault(code, {})
        of_code[organisation] = of_code.get(organisation, 0) + people
        records[organisation] = records.get(organisation, 0) + people
    total = sum(records.values())
    return Joined(
        records=total,
        joined=total - sum(map(_different, names.values())),
        largest=max(records.values(), default=0),
        chance=_by_chance(names, records),
    )


def _different(codes: dict[str, dict[int, int]]) -> int:
    unknown = codes.get("", {})
    known = [by_place for code, by_place in codes.items() if code]
    sure = sum(max(by_place.values()) for by_place in known)
    if len(known) != 1:
        return sure + max(unknown.values(), default=0)
    here = known[0]
    both = (here.get(place, 0) + unknown.get(place, 0) for place in {*here, *unknown})
    return max(sure, *both)


def _by_chance(names: dict[str, dict[str, dict[int, int]]], records: dict[int, int]) -> float:
    """How many people of different organisations have one code by chance, judged by namesakes.

    Within an organisation two people with one code are two people: how often that happens among
    its pairs says how often it happens among pairs of two organisations.
    """
    twice = sum(
        n * (n - 1) / 2
        for codes in names.values()
        for code, by_place in codes.items()
        if code
        for n in by_place.values()
    )
    within = sum(n * (n - 1) / 2 for n in records.values())
    total = sum(records.values())
    across = total * (total - 1) / 2 - within
    return twice / within * across if within else 0.0
