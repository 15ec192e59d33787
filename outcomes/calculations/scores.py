"""From answers to scores. What was not answered is never nought."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..enums import Better, Scoring

TOTAL = "total"


@dataclass(frozen=True)
class Measured:
    """What an instrument gives a score of: one of its questions, or all of them together."""

    key: str
    label: str
    better: str
    places: tuple[int, ...]
    lowest: float
    highest: float
    domain_id: int | None = None
    measure_id: int | None = None


def measured_by(instrument: Any, questions: Sequence[Any]) -> list[Measured]:
    """Return what the instrument gives scores of. `questions` stand in their order."""
    if instrument.scoring == Scoring.EACH:
        return [
            Measured(
                q.key,
                q.words,
                q.better,
                (place,),
                min(q.values),
                max(q.values),
                q.domain_id,
                q.measure_id,
            )
            for place, q in enumerate(questions)
        ]
    lows, highs = [min(q.values) for q in questions], [max(q.values) for q in questions]
    parts = 1 if instrument.scoring == Scoring.SUM else max(1, len(questions))
    domains = {q.domain_id for q in questions}
    return [
        Measured(
            TOTAL,
            instrument.name,
            instrument.better,
            tuple(range(len(questions))),
            sum(lows) / parts,
            sum(highs) / parts,
            domains.pop() if len(domains) == 1 else None,
        )
    ]


def score(
    measured: Measured, scoring: str, least: int, answers: Sequence[int | None]
) -> float | None:
    """Return the score of these answers, None where too few questions were answered.

    A sum needs every answer: a missing one would count as nought. A mean needs `least` of them.
    """
    answered = (answers[place] for place in measured.places if place < len(answers))
    given = [answer for answer in answered if answer is not None]
    if not given:
        return None
    if scoring == Scoring.MEAN:
        return sum(given) / len(given) if len(given) >= least else None
    return float(sum(given)) if len(given) == len(measured.places) else None


def direction(measured: Measured, smallest: float, first: float, latest: float) -> int:
    """Return 1 for better, -1 for worse, 0 where the difference is smaller than means anything."""
    # Means of whole numbers: a difference that is the smallest change must not fall short of it
    # by the last binary digit.
    if abs(latest - first) < smallest - 1e-9:
        return 0
    return 1 if (latest > first) == (measured.better == Better.HIGH) else -1
