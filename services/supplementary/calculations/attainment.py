"""Attainment of a class, in the school's own scale."""

from collections.abc import Iterable
from dataclasses import dataclass

from rco_network.core.disclosure import is_small

from ..models import Attainment, Scale


@dataclass(frozen=True)
class Progress:
    """How many children were recorded at both ends of a term, and how many went up."""

    both: int
    up: int

    @property
    def is_small(self) -> bool:
        """Whether so few stand behind it that it would be about somebody."""
        return is_small(self.both)


def progress_of(rows: Iterable[Attainment]) -> Progress:
    """Return the progress of these children over the term."""
    ends = [(r.at_start, r.at_end) for r in rows if r.at_start is not None and r.at_end is not None]
    return Progress(both=len(ends), up=sum(end > start for start, end in ends))


def step_in_words(scale: Scale, step: int | None) -> str:
    """Return what a step is called, "" where nothing was recorded."""
    return scale.steps[step] if step is not None and step < len(scale.steps) else ""
