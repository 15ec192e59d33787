"""A network of invented people, some of whom go to several organisations, and how it is written.

Made by a seed, so that who is who is known. Names are those of the demonstration's communities
(demo/naming.py), in Latin letters or their own, spelt by whoever wrote them down.
"""

from dataclasses import dataclass
from random import Random

from ..demo.communities import ALL, Community
from ..demo.naming import Name

# How often a worker writes a person down in another way than the last one did. These are guesses:
# so the trial also has networks that are careful (half as often) and careless (one and a half
# times as often), and the ends that are printed hold for all three.
CARE = {"careful": 0.5, "usual": 1.0, "careless": 1.5}
NO_YEAR = 0.12
WRONG_YEAR = 0.03
OTHER_SPELLING = 0.3
SLIP = 0.03  # a letter left out, doubled or changed
THIRD_NAME = 0.55  # people who have a third name at all
THIRD_LEFT_OUT = 0.15  # and how often it is left out all the same
TURNED_ROUND = 0.05
AT_HOME = 0.85  # people who go to a place of their own community
BORN_IN_JANUARY = 0.1  # years that are guesses: rounded to fives


@dataclass(frozen=True)
class Record:
    """One person as one organisation wrote them down; `person` is the truth."""

    organisation: int
    person: int
    name: str
    year: int | None


@dataclass(frozen=True)
class _Person:
    community: Community
    words: tuple[Name, ...]
    has_third: bool
    year: int


def network(
    seed: int, *, organisations: int, people: int, overlap: float, care: str = "usual"
) -> list[Record]:
    """Return the records of so many people at so many organisations.

    `overlap` is the share of people who go to two or three of them, `care` a key of CARE. The same
    seed, the same network.
    """
    rng = Random(f"match {seed} {organisations} {people} {overlap} {care}")  # noqa: S311 (repeats itself)
    homes: dict[int, list[int]] = {}
    for place in range(organisations):
        for number in rng.sample(range(len(ALL)), rng.choice((1, 1, 2))):
            homes.setdefault(number, []).append(place)
    # Sizes differ as they do: a few large ones, many small ones.
    weights = [rng.paretovariate(1.3) for _ in range(organisations)]
    found = []
    for person in range(people):
        number = rng.randrange(len(ALL))
        one = _person(rng, ALL[number])
        count = rng.choice((2, 2, 2, 3)) if rng.random() < overlap else 1
        places: set[int] = set()
        while len(places) < min(count, organisations):
            near = homes.get(number, ()) if rng.random() < AT_HOME else ()
            usable = [p for p in near if p not in places] or [
                p for p in range(organisations) if p not in places
            ]
            places.add(rng.choices(usable, [weights[p] for p in usable])[0])
        found += [_record(rng, place, person, one, CARE[care]) for place in sorted(places)]
    return found


def _person(rng: Random, community: Community) -> _Person:
    naming = community.naming
    is_woman = rng.random() < 0.58
    given, second = naming.pick(rng, is_woman=is_woman)
    words = [given, second]
    if rng.random() < THIRD_NAME and not naming.is_family_first:
        words.append(rng.choice(naming.second + naming.men))
    year = 2026 - int(rng.triangular(6, 75, 30))
    if rng.random() < BORN_IN_JANUARY:
        year -= year % 5
    return _Person(community, tuple(words), len(words) == 3, year)


def _record(rng: Random, place: int, number: int, one: _Person, often: float) -> Record:
    words = list(one.words)
    if one.has_third and rng.random() < often * THIRD_LEFT_OUT:
        words.pop()
    in_native = rng.random() < one.community.native_share and all(w.native for w in words)
    written = [_written(rng, word, in_native, often) for word in words]
    if one.community.naming.is_family_first:
        written.reverse()
    elif rng.random() < often * TURNED_ROUND:
        written = [*written[1:], written[0]]
    name = " ".join(written)
    if rng.random() < often * SLIP:
        name = _slip(rng, name)
    return Record(place, number, name, _year(rng, one.year, often))


def _written(rng: Random, word: Name, in_native: bool, often: float) -> str:
    if in_native:
        return word.native
    is_other = rng.random() < often * OTHER_SPELLING
    return rng.choice(word.latin[1:] or word.latin) if is_other else word.latin[0]


def _slip(rng: Random, name: str) -> str:
    at = rng.randrange(1, len(name))
    kind = rng.choice(("out", "twice", "other"))
    if kind == "out":
        return name[:at] + name[at + 1 :]
    if kind == "twice":
        return name[:at] + name[at - 1] + name[at:]
    return name[:at] + rng.choice("aeionrst") + name[at + 1 :]


def _year(rng: Random, year: int, often: float) -> int | None:
    if rng.random() < often * NO_YEAR:
        return None
    return year + rng.choice((-1, 1)) if rng.random() < often * WRONG_YEAR else year
