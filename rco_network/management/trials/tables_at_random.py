"""Tables at random, printed by the engine or naively, and the attack on each."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from rco_network.core.disclosure import (
    Policy,
    Published,
    PublishedTwoWay,
    Together,
    protect,
    protect_together,
    protect_two_way,
)

from .attack import Attack, Row, one_sum, pinned

Pair = tuple[str, str]


@dataclass(frozen=True)
class Tried:
    """What came of one table: what was pinned, how many numbers it has and hides."""

    pinned: list[Row]
    numbers: int
    hidden: int
    is_withheld: bool = False


def sizes(rng: random.Random, how_many: int, *, people: int = 0) -> list[int]:
    """Numbers as tables have them: many zeros and small ones, some large."""
    spread = people or rng.choice((4, 12, 40, 150))
    return [
        rng.choice((0, rng.randint(0, 6), rng.randint(0, spread), rng.randint(0, spread)))
        for _ in range(how_many)
    ]


def one_way(rng: random.Random, rule: Policy, *, naive: bool) -> Tried:
    """Try a breakdown of people, or of attendances with few people behind some rows."""
    keys = [str(n) for n in range(rng.randint(2, 10))]
    people = dict(zip(keys, sizes(rng, len(keys)), strict=True))
    counts = dict(people)
    if rng.random() < 0.3:
        counts = {key: n * rng.randint(1, 8) for key, n in people.items()}
    if sum(people.values()) < rule.threshold:
        return Tried([], 0, 0)  # such a total is not printed, and nothing can be taken from it
    shown = naively(rule, counts, people) if naive else protect(counts, people, policy=rule)
    cells = [shown.cells[key] for key in keys]
    total = rule.printed(sum(counts.values()))
    attack = one_sum(rule, cells, total, zeros=shown.hides_zeros)
    secrets: dict[Row, list[int]] = {
        key: [place]
        for place, key in enumerate(keys)
        if cells[place] is None and counts[key] and rule.is_sensitive(people[key])
    }
    hidden = cells.count(None)
    return Tried(pinned(attack, secrets), len(cells), hidden, shown.is_withheld)


def naively(rule: Policy, counts: Mapping[str, int], people: Mapping[str, int]) -> Published:
    """Hide the small numbers and nothing else, as many do."""
    return Published(
        {
            key: None if rule.is_sensitive(people[key] if n else 0) else rule.printed(n)
            for key, n in counts.items()
        }
    )


def two_way(rng: random.Random, rule: Policy, *, naive: bool) -> Tried:
    """Try a table of two questions with its margins."""
    rows, columns = rng.randint(2, 7), rng.randint(2, 4)
    names = [(f"r{i}", f"c{j}") for i in range(rows) for j in range(columns)]
    people = dict(zip(names, sizes(rng, len(names)), strict=True))
    if sum(people.values()) < rule.threshold:
        return Tried([], 0, 0)
    shown = naive_two_way(rule, people) if naive else protect_two_way(people, policy=rule)
    attack = Attack(rule, len(names))
    secrets = read_two_way(attack, shown, {name: i for i, name in enumerate(names)}, people)
    return _tried(attack, secrets, [shown], [])


def naive_two_way(rule: Policy, people: Mapping[Pair, int]) -> PublishedTwoWay:
    """Hide the small cells and small margins, and nothing else."""

    def shown(number: int) -> int | None:
        return None if rule.is_sensitive(number) else rule.printed(number)

    rows = dict.fromkeys(row for row, _ in people)
    columns = dict.fromkeys(column for _, column in people)
    return PublishedTwoWay(
        {name: shown(n) for name, n in people.items()},
        rows={r: shown(sum(n for (row, _), n in people.items() if row == r)) for r in rows},
        columns={c: shown(sum(n for (_, col), n in people.items() if col == c)) for c in columns},
        total=shown(sum(people.values())),
        is_withheld=False,
        hides_zeros=frozenset(),
    )


def read_two_way(
    attack: Attack,
    shown: PublishedTwoWay,
    place: Mapping[Pair, int],
    people: Mapping[Pair, int],
) -> dict[Row, list[int]]:
    """Let the reader take in a two-way table; return what is hidden and of few people."""
    numbers: dict[Row, tuple[int | None, list[int], bool]] = {
        name: (cell, [place[name]], "cells" in shown.hides_zeros)
        for name, cell in shown.cells.items()
    }
    for key, cell in shown.rows.items():
        numbers["row", key, ""] = (
            cell,
            [i for (r, _), i in place.items() if r == key],
            "rows" in shown.hides_zeros,
        )
    for key, cell in shown.columns.items():
        numbers["column", key, ""] = (
            cell,
            [i for (_, c), i in place.items() if c == key],
            "columns" in shown.hides_zeros,
        )
    numbers["total"] = (shown.total, list(place.values()), False)
    size = {i: people[name] for name, i in place.items()}
    secrets: dict[Row, list[int]] = {}
    for name, (cell, parts, zeros) in numbers.items():
        attack.reads(parts, cell, zeros=zeros)
        if name in shown.cells and shown.is_withheld:
            continue  # no table was printed; what margins tell of it they tell without it
        if cell is None and attack.rule.is_sensitive(sum(size[i] for i in parts)):
            secrets[name] = parts
    return secrets


def linked(rng: random.Random, rule: Policy, *, naive: bool) -> Tried:
    """Try the same people by three questions, two pairs of them in two-way tables."""
    answers = {"age": rng.randint(2, 5), "gender": rng.randint(2, 3), "district": rng.randint(2, 5)}
    spread = rng.choice((8, 40, 150))
    weights = {q: [rng.random() ** 3 + 0.02 for _ in range(n)] for q, n in answers.items()}
    everyone = [
        {q: f"{q[0]}{rng.choices(range(n), weights[q])[0]}" for q, n in answers.items()}
        for _ in range(rng.randint(rule.threshold, rule.threshold + spread))
    ]
    labels = {q: [f"{q[0]}{i}" for i in range(n)] for q, n in answers.items()}
    single = {q: {a: sum(p[q] == a for p in everyone) for a in labels[q]} for q in answers}
    pairs = [("age", "gender"), ("age", "district")][: rng.randint(1, 2)]
    double = {
        (one, two): {
            (a, b): sum(p[one] == a and p[two] == b for p in everyone)
            for a in labels[one]
            for b in labels[two]
        }
        for one, two in pairs
    }
    shown = (
        _naive_together(rule, single, double)
        if naive
        else protect_together(single, double, policy=rule)
    )
    return _attack_linked(rule, shown, single, double)


def _naive_together(
    rule: Policy,
    single: Mapping[str, Mapping[str, int]],
    double: Mapping[Pair, Mapping[Pair, int]],
) -> Together:
    return Together(
        rule.printed(sum(single["age"].values())),
        {q: naively(rule, counts, counts) for q, counts in single.items()},
        {pair: naive_two_way(rule, counts) for pair, counts in double.items()},
    )


def _attack_linked(
    rule: Policy,
    shown: Together,
    single: Mapping[str, Mapping[str, int]],
    double: Mapping[Pair, Mapping[Pair, int]],
) -> Tried:
    """Every table has unknowns of its own; that they are of the same people ties them."""
    unknowns = sum(map(len, single.values())) + sum(map(len, double.values()))
    attack, first = Attack(rule, unknowns), 0
    secrets: dict[Row, list[int]] = {}
    where: dict[tuple[str, str], int] = {}
    for question, counts in single.items():
        table = shown.one_way[question]
        for place, (answer, count) in enumerate(counts.items(), first):
            where[question, answer] = place
            cell = table.cells[answer]
            attack.reads([place], cell, zeros=table.hides_zeros)
            if cell is None and rule.is_sensitive(count):
                secrets[question, answer] = [place]
        attack.reads(range(first, first + len(counts)), shown.total)
        if first:
            attack.knows_equal(range(first, first + len(counts)), range(len(single["age"])))
        first += len(counts)
    for pair, cells in double.items():
        place_of = {name: i for i, name in enumerate(cells, first)}
        first += len(cells)
        found = read_two_way(attack, shown.two_way[pair], place_of, cells)
        # The margins are secrets of the one-way tables.
        secrets |= {(pair, name): parts for name, parts in found.items() if name in cells}
        for side, question in enumerate(pair):
            for answer in single[question]:
                parts = [i for name, i in place_of.items() if name[side] == answer]
                attack.knows_equal(parts, [where[question, answer]])
    return _tried(attack, secrets, list(shown.two_way.values()), list(shown.one_way.values()))


def _tried(
    attack: Attack,
    secrets: Mapping[Row, list[int]],
    tables: list[PublishedTwoWay],
    singles: list[Published],
) -> Tried:
    cells = [cell for table in tables for cell in table.cells.values()]
    cells += [cell for single in singles for cell in single.cells.values()]
    if not singles:
        cells += [c for t in tables for c in (*t.rows.values(), *t.columns.values())]
    withheld = any(t.is_withheld for t in tables) or any(s.is_withheld for s in singles)
    return Tried(pinned(attack, secrets), len(cells), cells.count(None), withheld)
