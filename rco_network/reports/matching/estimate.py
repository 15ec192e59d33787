"""From codes to a number of people, with the error that was measured for it.

Codes join some who are two people (namesakes born in one year) and part some who are one (a name
written in another way, a wrong year). Both are measured on networks of invented people
(`manage.py trial matching`), in which everybody is known; `measured.py` keeps what came out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor, sqrt

from . import measured

# A difference between figures must not tell that three people go to two places.
STEP = 5


@dataclass(frozen=True)
class Joined:
    """People of several organisations by their codes. `coded` counts each organisation's people
    for itself; `joined` is how many fewer they are when equal codes are one person; `largest`
    is the most that one organisation has; `chance` estimates how many codes are equal by chance."""

    coded: int
    joined: int
    largest: int
    chance: float


@dataclass(frozen=True)
class Likely:
    """How many different people, and between which numbers they likely are (19 times of 20)."""

    people: int
    least: int
    most: int


def likely(found: Joined, known: int) -> Likely:
    """Return how many different people `known` records are of which some have codes.

    Who has no code (no year of birth, restricted, objected) is taken to go to several places as
    often as the others. What codes miss and what they join by chance is corrected by what was
    measured. Rounded outwards to fives; never below the largest organisation or above all records.
    """
    part = found.coded / known if known else 1.0
    by_chance = measured.CHANCE * found.chance
    seen = max(0.0, found.joined - by_chance)
    # Two records of one person meet if both have a code, and are written alike.
    same = seen / (measured.RECALL * part * part) if part else 0.0
    noise = 2 * sqrt(found.joined) / (measured.RECALL * part * part) if part else 0.0
    # At least a step: nobody and a few who go to two places look alike.
    spread = max(STEP, measured.SPREAD * same + noise + by_chance)
    middle = known - same
    return Likely(
        people=_between(found, known, STEP * round(middle / STEP)),
        least=_between(found, known, STEP * floor((middle - spread) / STEP)),
        most=_between(found, known, STEP * ceil((middle + spread) / STEP)),
    )


def _between(found: Joined, known: int, number: int) -> int:
    return max(found.largest, min(known, number))


# Of (organisation, code, people). People of one organisation are different by its own word, so a
# code stands for as many as the organisation that has most of them.
Row = tuple[int, str, int]


def join(rows: Iterable[Row]) -> Joined:
    """Put the people of several organisations together by their codes."""
    most: dict[str, int] = {}
    coded: dict[int, int] = {}
    twice = 0
    for organisation, code, people in rows:
        most[code] = max(people, most.get(code, 0))
        coded[organisation] = coded.get(organisation, 0) + people
        twice += people * (people - 1) // 2
    return joined(coded, different=sum(most.values()), twice=twice)


def joined(coded: Mapping[int, int], *, different: int, twice: int) -> Joined:
    """Return what is known of codes: `coded` people of each organisation, how many `different`
    ones they are where equal codes are one person, and `twice`, pairs of people of one
    organisation who have one code."""
    total = sum(coded.values())
    return Joined(
        coded=total,
        joined=total - different,
        largest=max(coded.values(), default=0),
        chance=_by_chance(twice, list(coded.values())),
    )


def _by_chance(twice: int, coded: list[int]) -> float:
    """How many pairs of people of two organisations have one code by chance, judged by namesakes.

    Within an organisation two people with one code are two people (`twice` counts such pairs): how
    often that happens among its pairs says how often it may among pairs of two organisations.
    """
    within = sum(n * (n - 1) / 2 for n in coded)
    total = sum(coded)
    across = total * (total - 1) / 2 - within
    return twice / within * across if within else 0.0
