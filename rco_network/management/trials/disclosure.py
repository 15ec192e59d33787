"""A reader attacks thousands of tables and editions, with a linear program of its own."""

import argparse
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from rco_network.core.disclosure import ONS_10_5, THRESHOLD_5, Policy, Zeros

from .editions_at_random import issue
from .tables_at_random import Tried, linked, one_way, two_way
from .trial import Line, Place, Verdict

RULES = {
    "5": THRESHOLD_5,
    "10-5": ONS_10_5,
    "5, zeros protected": Policy(zeros=Zeros.PROTECTED),
}
KINDS: dict[str, Callable[..., Tried]] = {
    "one-way tables": one_way,
    "two-way tables": two_way,
    "linked tables": linked,
}


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the trial can be asked for."""
    parser.add_argument("--tables", type=int, default=500, help="of each kind and rule (500)")
    parser.add_argument("--editions", type=int, default=200, help="organisations a rule (200)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--naive", action="store_true", help="attack primary suppression alone: this must fail"
    )


@dataclass
class Tally:
    """What came of many tables of one kind under one rule."""

    tables: int = 0
    numbers: int = 0
    hidden: int = 0
    pinned: int = 0
    withheld: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, seed: int, name: str, tried: Tried) -> None:
        self.tables += 1
        self.numbers += tried.numbers
        self.hidden += tried.hidden
        self.pinned += len(tried.pinned)
        self.withheld += tried.is_withheld
        if tried.pinned:
            self.faults.append(f"{name}, seed {seed}: {tried.pinned[:3]}")

    def include(self, other: "Tally") -> None:
        self.tables += other.tables
        self.pinned += other.pinned
        self.faults += other.faults

    @property
    def share(self) -> str:
        return f"{100 * self.hidden / max(self.numbers, 1):.0f} %"


def run(place: Place) -> Verdict:
    """Try to work out hidden numbers of thousands of tables and editions by linear programming."""
    lines: list[Line] = []
    found, bare = Tally(), Tally()
    asked = place.options
    for rule in RULES:
        for kind in KINDS:
            mine = tables(place, kind, rule, count=asked.tables, naive=asked.naive)
            naive = tables(place, kind, rule, count=max(asked.tables // 10, 10), naive=True)
            lines.append(_line(f"{kind}, rule {rule}", mine, naive))
            found.include(mine)
            bare.include(naive)
    for rule in ("5", "10-5"):
        mine, naive, more = editions(place, rule, count=asked.editions)
        lines += [_line(f"organisations' editions, rule {rule}", mine, naive), more]
        found.include(mine)
        bare.include(naive)
    seen = f"{bare.pinned:,} in {bare.tables:,}"
    lines.append(Line("the same attack on naive suppression", seen, "some", bare.pinned > 0))
    return Verdict(
        lines,
        f"{found.tables:,} tables and organisations attacked: {found.pinned:,} numbers pinned; "
        f"with nothing but the small numbers hidden, {seen}.",
        found.faults,
    )


def tables(place: Place, kind: str, rule: str, *, count: int, naive: bool) -> Tally:
    """Attack so many tables of a kind, protected or naively."""
    tally = Tally()
    for seed in seeds(place, count):
        tried = KINDS[kind](random.Random(seed), RULES[rule], naive=naive)  # noqa: S311
        tally.add(seed, f"{kind}, rule {rule}", tried)
        place.say(f"{kind}, rule {rule}: {tally.tables:,} of {count:,}, {tally.pinned} pinned")
    return tally


def editions(place: Place, rule: str, *, count: int) -> tuple[Tally, Tally, Line]:
    """Attack what so many organisations issue one after the other."""
    mine, bare = Tally(), Tally()
    refused = coarsened = offered = 0
    for n, seed in enumerate(seeds(place, count)):
        out = issue(random.Random(seed), RULES[rule], naive=place.options.naive)  # noqa: S311
        mine.add(seed, f"editions, rule {rule}", out.tried)
        refused, coarsened = refused + out.refused, coarsened + out.coarsened
        offered += out.editions
        if n % 5 == 0:
            naive = issue(random.Random(seed), RULES[rule], naive=True)  # noqa: S311
            bare.add(seed, "", naive.tried)
        place.say(f"editions, rule {rule}: {n + 1:,} of {count:,}, {mine.pinned} pinned")
    what = f"{offered:,} editions, rule {rule}: coarsened, refused"
    return mine, bare, Line(what, f"{coarsened:,}, {refused:,}")


def seeds(place: Place, count: int) -> range:
    """The seeds of a trial; another --seed tries other tables."""
    first = place.options.seed * 1_000_003
    return range(first, first + count)


def _line(name: str, mine: Tally, bare: Tally) -> Line:
    withheld = f", {mine.withheld:,} withheld" if mine.withheld else ""
    return Line(
        f"{mine.tables:,} {name}: numbers pinned",
        f"{mine.pinned:,} ({mine.share} hidden{withheld}; naively {bare.pinned:,} pinned in "
        f"{bare.tables:,}, {bare.share} hidden)",
        "0 pinned",
        mine.pinned == 0,
    )
