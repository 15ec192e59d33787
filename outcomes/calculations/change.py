"""What changed between the first answers and the latest: shares, with how sure one can be.

    with counting(user_id=..., organisation_ids=[pk]):
        found = changes(pk, start, end, only=among(sessions_counting(award, start, end)))

The numbers are not protected yet: what leaves the organisation goes through core.disclosure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import fmean
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta

from rco_network.core.disclosure import threshold

from ..enums import WaveKind
from .answered import Among, Answered, Who, read
from .intervals import Share, share_of
from .scores import Measured, direction, measured_by, score

# Of fewer people a share says nothing: at ten, half of them is anything from a quarter to three
# quarters.
LEAST_TO_SAY = 10
# Whoever was asked at the start so long before the period still belongs to it.
COHORT = relativedelta(years=1)
WAYS = {"improved": 1, "stayed": 0, "worsened": -1}


@dataclass(frozen=True)
class Change:
    """What became of one score: of `asked` people, `matched` have a first and a later one.

    `asked`: different people asked at the start, in the period or in the year before it.
    `answered`: those of them with a score at the start. `improved`, `stayed` and `worsened` add
    up to `matched`; a difference below `smallest` is `stayed`. Shares and means are None where
    fewer than LEAST_TO_SAY people are matched (`is_too_few`).
    """

    key: str
    label: str
    better: str
    lowest: float
    highest: float
    domain_id: int | None
    measure_id: int | None
    smallest: float
    asked: int
    answered: int
    improved: int
    stayed: int
    worsened: int
    mean_first: float | None
    mean_latest: float | None
    # By what became of them, the keys of the two answers of each person.
    answers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def matched(self) -> int:
        """Different people of whom two scores can be compared."""
        return self.improved + self.stayed + self.worsened

    @property
    def is_too_few(self) -> bool:
        """Whether there are too few to say anything in shares."""
        return self.matched < least_to_say()

    @property
    def counts(self) -> dict[str, int]:
        """Different people by what became of them: a table for core.disclosure."""
        return {"improved": self.improved, "stayed": self.stayed, "worsened": self.worsened}

    def share(self, which: str) -> Share | None:
        """Return the share of "improved", "stayed" or "worsened", None of too few people."""
        return None if self.is_too_few else share_of(self.counts[which], self.matched)


@dataclass(frozen=True)
class InstrumentChange:
    """An instrument asked of one side, and what became of each of its scores."""

    uuid: Any
    code: str
    edition: int
    name: str
    attribution: str
    is_shipped: bool
    subject: str
    changes: tuple[Change, ...]


def least_to_say() -> int:
    """Return of how many people a share or a mean is printed at the least."""
    return max(LEAST_TO_SAY, threshold())


def changes(
    organisation_id: int,
    start: date,
    end: date,
    *,
    only: Among | None = None,
    instruments: Iterable[int] | None = None,
) -> list[InstrumentChange]:
    """Return what changed in the organisation by scores whose later answer came in the period.

    A first score is the earliest of a wave at the start, a later one the latest of a wave later
    on, between the two days (both included) and after the first. Linked records are one person,
    an anonymous answer is its code's. `only` keeps to some people (answered.among).
    """
    return [
        _of_instrument(one, start, end)
        for one in read(organisation_id, end, only=only, instruments=instruments)
    ]


def _of_instrument(found: Answered, start: date, end: date) -> InstrumentChange:
    asked = _asked(found, start)
    return InstrumentChange(
        found.instrument.uuid,
        found.instrument.code,
        found.instrument.edition,
        found.instrument.name,
        found.instrument.attribution,
        found.instrument.is_shipped,
        found.subject,
        tuple(
            _of_measured(found, one, asked, start, end)
            for one in measured_by(found.instrument, found.questions)
        ),
    )


@dataclass(frozen=True)
class _Asked:
    """Who was asked at the start, by name; and how many of groups in which nobody is named."""

    people: frozenset[Who]
    unnamed: int


def _asked(found: Answered, start: date) -> _Asked:
    since = start - COHORT
    people = frozenset(
        who for who, wave, day in found.asked if wave.kind == WaveKind.BASELINE and day >= since
    )
    # The same people are asked again in the same group: the fullest of its waves counts.
    by_group: dict[int | None, int] = {}
    for wave in found.waves.values():
        if wave.is_anonymous and wave.kind == WaveKind.BASELINE and wave.opened_on >= since:
            expected = wave.expected or 0
            by_group[wave.group_id] = max(by_group.get(wave.group_id, 0), expected)
    return _Asked(people, sum(by_group.values()))


def _of_measured(
    found: Answered, measured: Measured, asked: _Asked, start: date, end: date
) -> Change:
    first, latest = _scores(found, measured, start, end)
    smallest = float(found.instrument.smallest_change)
    pairs = {
        who: (first[who], there)
        for who, there in latest.items()
        if who in first and there.day > first[who].day
    }
    went = [direction(measured, smallest, a.value, b.value) for a, b in pairs.values()]
    named = asked.people | {who for who in pairs if who[0] == "person"}
    since = start - COHORT
    answered = {who for who, start_score in first.items() if start_score.day >= since} | set(pairs)
    codes = sum(who[0] == "code" for who in answered)
    can_say = len(pairs) >= least_to_say()
    return Change(
        key=measured.key,
        label=measured.label,
        better=measured.better,
        lowest=measured.lowest,
        highest=measured.highest,
        domain_id=measured.domain_id,
        measure_id=measured.measure_id,
        smallest=smallest,
        asked=len(named) + max(asked.unnamed, codes),
        answered=len(answered),
        improved=went.count(1),
        stayed=went.count(0),
        worsened=went.count(-1),
        mean_first=_mean([a.value for a, _ in pairs.values()]) if can_say else None,
        mean_latest=_mean([b.value for _, b in pairs.values()]) if can_say else None,
        answers={
            name: tuple(
                key
                for way, (a, b) in zip(went, pairs.values(), strict=True)
                if way == wanted
                for key in (a.answer, b.answer)
            )
            for name, wanted in WAYS.items()
        },
    )


class Scored(NamedTuple):
    """A score, its day, and the key of the answer that it was worked out of."""

    day: date
    value: float
    answer: int


Dated = dict[Who, Scored]


def _scores(found: Answered, measured: Measured, start: date, end: date) -> tuple[Dated, Dated]:
    """Return the earliest score at the start, and the latest later one of the period, by person."""
    first: Dated = {}
    latest: Dated = {}
    for who, wave, day, answers, key in found.answers:  # in the order of the days
        value = score(measured, found.instrument.scoring, found.instrument.least_answered, answers)
        if value is None:
            continue
        if wave.kind == WaveKind.BASELINE:
            first.setdefault(who, Scored(day, value, key))
        elif start <= day <= end:
            latest[who] = Scored(day, value, key)
    return first, latest


def _mean(values: Sequence[float]) -> float:
    return fmean(values)
