"""How well codes count people once across organisations, on people of whom everything is known."""

import argparse
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations, product

from django.db import connection

from rco_network.core.text import search_key
from rco_network.reports.matching.codes import Known, code
from rco_network.reports.matching.estimate import Joined, Likely, join, likely

from .invented_people import CARE, Record, network
from .trial import Line, Place, Verdict

KEY = b"a key of this trial and of nothing else"
OVERLAPS = (0.0, 0.05, 0.1, 0.2, 0.4)


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the trial can be asked for."""
    parser.add_argument("--seed", type=int, default=101, help="the first seed (101)")
    parser.add_argument("--runs", type=int, default=3, help="runs for each of 15 kinds (3)")
    parser.add_argument("--people", type=int, default=4000, help="different people (4,000)")
    parser.add_argument("--organisations", type=int, default=40, help="organisations (40)")


@dataclass(frozen=True)
class Run:
    """One network counted: the truth, what the codes say, and what is made of it."""

    care: str
    people: int
    known: int
    found: Joined
    told: Likely
    recall: float
    precision: float

    @property
    def error(self) -> float:
        """How far the number is from the truth, as a part of it."""
        return (self.told.people - self.people) / self.people

    @property
    def is_within(self) -> bool:
        """Whether the truth lies between the two ends."""
        return self.told.least <= self.people <= self.told.most


def run(place: Place) -> Verdict:
    """Counts people of an invented network once by their codes, at several overlaps."""
    asked = place.options
    by_overlap: dict[float, list[Run]] = defaultdict(list)
    for overlap, care, number in product(OVERLAPS, CARE, range(asked.runs)):
        records = network(
            asked.seed + number,
            organisations=asked.organisations,
            people=asked.people,
            overlap=overlap,
            care=care,
        )
        by_overlap[overlap].append(count(records, care))
        place.say(f"overlap {overlap:.0%}, {care}, run {number + 1}")
    runs = [one for some in by_overlap.values() for one in some]
    within = sum(one.is_within for one in runs)
    worst = {care: max(abs(one.error) for one in runs if one.care == care) for care in CARE}
    lines = [Line(*_line(overlap, some)) for overlap, some in by_overlap.items()]
    lines += [
        Line("what fits best: recall, chance", "{:.3f}, {:.2f}".format(*fitted(runs))),
        Line("the truth lay between the two ends", f"{within} of {len(runs)}", "19 of 20",
             within >= 0.95 * len(runs)),
        *(
            Line(f"the furthest that the number was off, {care}", f"{off:.1%}",
                 "3.0%" if care == "usual" else "", off <= 0.03 if care == "usual" else None)
            for care, off in worst.items()
        ),
    ]  # fmt: skip
    pairs = statistics.fmean(one.recall for one in runs if one.recall)
    exact = statistics.fmean(one.precision for one in by_overlap[0.2])
    sentence = (
        f"{len(runs)} networks of {asked.people:,} invented people at {asked.organisations} "
        "organisations, 0 to 40% of them at several, written down with more and less care: codes "
        f"find {pairs:.0%} of the pairs of records that are one person, and at 20% overlap "
        f"{exact:.0%} of the pairs that they find are; the number of different people was off by "
        f"{worst['usual']:.1%} at most where names are written as usual "
        f"({max(worst.values()):.1%} elsewhere), and the truth lay between the printed ends in "
        f"{within} of {len(runs)}."
    )
    return Verdict(lines, sentence)


def _line(overlap: float, runs: list[Run]) -> tuple[str, str]:
    mean = statistics.fmean
    recall = f"recall {mean(one.recall for one in runs):.2f}, " if overlap else ""
    width = mean((one.told.most - one.told.least) / 2 / one.people for one in runs)
    return (
        f"{overlap:.0%} of people at several organisations",
        f"{recall}precision {mean(one.precision for one in runs):.2f}; off by "
        f"{mean(abs(one.error) for one in runs):.2%} (at most "
        f"{max(abs(one.error) for one in runs):.2%}); printed as ± {width:.1%}; uncounted it "
        f"would be off by {mean(one.known / one.people - 1 for one in runs):.1%}",
    )


def count(records: list[Record], care: str) -> Run:
    """Make the codes of a network's records as the job does, and count by them."""
    coded = list(zip(records, coded_as(records), strict=True))
    rows = Counter((one.organisation, made) for one, made in coded if made)
    found = join((place, made, n) for (place, made), n in rows.items())
    people = len({one.person for one in records})
    recall, precision = _of_pairs(coded)
    told = likely(found, len(records))
    return Run(care, people, len(records), found, told, recall, precision)


def coded_as(records: list[Record]) -> list[str]:
    """Return the codes of records: the database says how a name sounds, as it does for people."""
    names = sorted({search_key(one.name)[:200] for one in records})
    with connection.cursor() as cursor:
        cursor.execute(
            "select n.name, k.sound from unnest(%s::text[]) as n (name), "
            "services_name_keys(n.name) k where k.spans = 0",
            [names],
        )
        sounds = dict(cursor.fetchall())
    return [
        code(KEY, Known(sounds.get(search_key(one.name)[:200], ""), one.year)) for one in records
    ]


def _of_pairs(coded: list[tuple[Record, str]]) -> tuple[float, float]:
    """Recall and precision over pairs of records of two organisations, by name and year."""
    right = sum(
        1
        for one, other in _pairs(coded, lambda one: one[0].person)
        if one[1] and one[1] == other[1]
    )
    true = sum(1 for _ in _pairs(coded, lambda one: one[0].person))
    said = sum(1 for _ in _pairs([c for c in coded if c[1]], lambda one: one[1]))
    return right / true if true else 0.0, right / said if said else 1.0


def _pairs(coded, key):
    groups = defaultdict(list)
    for one in coded:
        groups[key(one)].append(one)
    for some in groups.values():
        for one, other in combinations(some, 2):
            if one[0].organisation != other[0].organisation:
                yield one, other


def fitted(runs: list[Run]) -> tuple[float, float]:
    """Return the recall and the part of chance that fit these runs best (least squares).

    What is joined is recall times what is the same (as far as both have a code), and a part of
    what chance would join.
    """
    rows = [
        (
            (one.known - one.people) * (one.found.coded / one.known) ** 2,
            one.found.chance,
            one.found.joined,
        )
        for one in runs
    ]
    a = sum(s * s for s, _, _ in rows)
    b = sum(s * c for s, c, _ in rows)
    d = sum(c * c for _, c, _ in rows)
    x, y = sum(s * j for s, _, j in rows), sum(c * j for _, c, j in rows)
    size = a * d - b * b
    return (x * d - y * b) / size, (a * y - b * x) / size
