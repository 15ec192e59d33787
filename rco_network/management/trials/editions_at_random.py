"""Editions at random of one organisation: its people, its reports, and who holds them together.

The attacker knows by what each report was filtered, so which nest; of the people only that each
has one age and one gender and came to some services in some quarters. Every combination of those
is possible to the attacker, whether somebody is there or not.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, product

from rco_network.core.disclosure import Claim, Policy, Together, coarsen, protect_together

from .attack import Attack, Row, pinned
from .tables_at_random import Tried

GENDERS = ("f", "m", "o")
QUARTERS, SERVICES = 3, 2
PLACES = tuple(product(range(QUARTERS), range(SERVICES)))
Key = tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """Where somebody came, and two answers; `where` are indices of PLACES."""

    gender: str
    age: str
    where: frozenset[int]


@dataclass(frozen=True)
class Edition:
    """A report's filter and what it prints: numbers by (), (question, answer) or both answers."""

    places: frozenset[int]
    people: dict[Key, frozenset[int]]
    shown: dict[Key, int | None]
    zeros: frozenset[Key]
    """The numbers that may be nobody although they are hidden."""


@dataclass
class World:
    """An organisation, drawn by chance."""

    rng: random.Random
    rule: Policy
    people: list[Person] = field(default_factory=list)
    ages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        rng = self.rng
        self.ages = tuple("abcd"[: rng.randint(2, 4)])
        loyal = rng.random()
        for _ in range(rng.randint(8, rng.choice((20, 60, 200)))):
            went = frozenset(i for i in range(len(PLACES)) if rng.random() < loyal)
            self.people.append(
                Person(
                    rng.choices(GENDERS, (50, 40, 10))[0],
                    rng.choice(self.ages),
                    went or frozenset({rng.randrange(len(PLACES))}),
                )
            )

    def edition(self) -> Edition:
        """Draw a report on some quarters and services, protected by itself."""
        rng = self.rng
        first = rng.randrange(QUARTERS)
        quarters = range(first, rng.randint(first, QUARTERS - 1) + 1)
        services = rng.choice(((0,), (1,), (0, 1), (0, 1)))
        places = frozenset(i for i, (q, s) in enumerate(PLACES) if q in quarters and s in services)
        inside = [n for n, person in enumerate(self.people) if person.where & places]
        members: dict[Key, frozenset[int]] = {(): frozenset(inside)}
        for question, answers in (("gender", GENDERS), ("age", self.ages)):
            for answer in answers:
                members[question, answer] = frozenset(
                    n for n in inside if getattr(self.people[n], question) == answer
                )
        is_crossed = rng.random() < 0.3
        if is_crossed:
            for gender, age in product(GENDERS, self.ages):
                members["gender", "age", gender, age] = (
                    members["gender", gender] & members["age", age]
                )
        return self._protected(places, members, is_crossed=is_crossed)

    def _protected(
        self, places: frozenset[int], members: dict[Key, frozenset[int]], *, is_crossed: bool
    ) -> Edition:
        count = {key: len(who) for key, who in members.items()}
        pair = ("gender", "age")
        table = protect_together(
            {q: {k[1]: n for k, n in count.items() if k[:1] == (q,) and len(k) == 2} for q in pair},
            {pair: {(k[2], k[3]): n for k, n in count.items() if len(k) == 4}}
            if is_crossed
            else {},
            policy=self.rule,
        )
        shown = {key: _shown(table, key) for key in members}
        return Edition(places, members, shown, _zeros(table, members))


def _shown(table: Together, key: Key) -> int | None:
    if not key:
        return table.total
    if len(key) == 2:
        return table.one_way[key[0]].cells[key[1]]
    return table.two_way[key[0], key[1]].cells[key[2], key[3]]


def _zeros(table: Together, keys: Iterable[Key]) -> frozenset[Key]:
    return frozenset(
        key
        for key in keys
        if (len(key) == 2 and table.one_way[key[0]].hides_zeros)
        or (len(key) == 4 and "cells" in table.two_way[key[0], key[1]].hides_zeros)
    )


def claims(edition: Edition, number: int, rule: Policy) -> list[Claim]:
    """Return the edition as the engine wants it."""
    return [
        Claim(
            f"{number}:{'/'.join(key)}",
            edition.people[key],
            None if shown is None else rule.range_of(len(edition.people[key])),
            asks=key[: len(key) // 2],
            may_be_nobody=key in edition.zeros,
        )
        for key, shown in edition.shown.items()
    ]


@dataclass(frozen=True)
class Issued:
    """What came of one organisation's reports."""

    tried: Tried
    refused: int
    coarsened: int
    editions: int


def issue(rng: random.Random, rule: Policy, *, naive: bool) -> Issued:
    """Issue two to four reports one after the other, and let the attacker hold them together."""
    world = World(rng, rule)
    out: list[Edition] = []
    before: list[Claim] = []
    refused = coarsened = 0
    editions = rng.randint(2, 4)
    for number in range(editions):
        edition = world.edition()
        mine = claims(edition, number, rule)
        more = set() if naive else coarsen(before, mine, policy=rule)
        if more is None:
            refused += 1
            continue
        coarsened += bool(more)
        for key, claim in zip(edition.shown, mine, strict=True):
            if claim.name in more:
                edition.shown[key] = None
        told = {claim.asks for claim in claims(edition, number, rule) if claim.shown is not None}
        before += [c for c in claims(edition, number, rule) if not c.asks or c.asks in told]
        out.append(edition)
    shown = [cell for edition in out for cell in edition.shown.values()]
    tried = Tried(_attacked(world, out), len(shown), shown.count(None))
    return Issued(tried, refused, coarsened, editions)


def _attacked(world: World, editions: list[Edition]) -> list[Row]:
    """Return which hidden numbers, and differences of nested reports, the attacker pins."""
    patterns = [
        frozenset(where)
        for size in range(1, len(PLACES) + 1)
        for where in combinations(range(len(PLACES)), size)
    ]
    kinds = list(product(GENDERS, world.ages, patterns))
    attack = Attack(world.rule, len(kinds))
    secrets: dict[Row, list[int]] = {}
    rests: dict[Row, list[int]] = {}
    parts_of: list[dict[Key, list[int]]] = []
    for number, edition in enumerate(editions):
        parts_of.append({key: _kinds(kinds, key, edition.places) for key in edition.shown})
        told = {key[: len(key) // 2] for key, cell in edition.shown.items() if cell is not None}
        for key, cell in edition.shown.items():
            if key and key[: len(key) // 2] not in told:
                continue  # nothing of this table was printed
            attack.reads(parts_of[-1][key], cell, zeros=key in edition.zeros)
            if cell is None and world.rule.is_small(len(edition.people[key])):
                secrets[number, key] = parts_of[-1][key]
    for (i, part), (j, whole) in product(enumerate(editions), repeat=2):
        if not part.places < whole.places:
            continue
        for key in part.shown.keys() & whole.shown.keys():
            if world.rule.is_small(len(whole.people[key] - part.people[key])):
                held = set(parts_of[i][key])
                rests[j, i, key] = [n for n in parts_of[j][key] if n not in held]
    return [*pinned(attack, secrets), *(n for n, parts in rests.items() if attack.unmasks(parts))]


def _kinds(
    kinds: list[tuple[str, str, frozenset[int]]], key: Key, places: frozenset[int]
) -> list[int]:
    """The kinds of people whom a number of a report with this filter counts."""
    asked = dict(zip(key[: len(key) // 2], key[len(key) // 2 :], strict=True))
    return [
        n
        for n, (gender, age, where) in enumerate(kinds)
        if where & places and asked.get("gender", gender) == gender and asked.get("age", age) == age
    ]
