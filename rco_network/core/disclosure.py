"""Small numbers are people: which cells of a table may be printed. The rule's one home.

The rule is the threshold rule with secondary suppression that ONS and UK LLC describe: a count of
1 to threshold - 1 is not printed, and enough other cells are held back with it that the total and
the printed cells do not give it away. All hidden cells look alike. Checks across several editions
are not made here yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings


def threshold() -> int:
    """Return the smallest number of people that a table prints."""
    return settings.DISCLOSURE_THRESHOLD


def is_small(people: int) -> bool:
    """Whether so few people stand behind a number that it could point at one of them."""
    return 0 < people < threshold()


@dataclass(frozen=True)
class Published:
    """A one-way table as it may be printed: None is a hidden cell.

    `is_withheld` says that no choice of cells was enough and every one is hidden, zeros too.
    """

    cells: Mapping[str, int | None]
    is_withheld: bool = False

    @property
    def hides(self) -> bool:
        """Whether a note has to say that something is held back."""
        return any(value is None for value in self.cells.values())


def protect(counts: Mapping[str, int], people: Mapping[str, int] | None = None) -> Published:
    """Return the cells of a table whose rows add up to a printed total.

    `counts` are whole numbers by row; `people` says how many different people stand behind each
    row where that is not the count itself (attendances, outcomes). A row is hidden when few people
    stand behind it; then further rows, smallest first, until a reader who knows the total and
    this rule cannot narrow any hidden row to less than the whole range 1 to threshold - 1.
    """
    behind = people if people is not None else counts
    hidden = {key for key, count in counts.items() if count and is_small(behind[key])}
    if not hidden:
        return Published(dict(counts))
    others = sorted(
        (key for key, count in counts.items() if count and key not in hidden),
        key=lambda key: (counts[key], key),
    )
    while not _is_safe([counts[key] for key in hidden]):
        if not others:
            return Published(dict.fromkeys(counts, None), is_withheld=True)
        hidden.add(others.pop(0))
    return Published({key: None if key in hidden else count for key, count in counts.items()})


def protect_each(counts: Mapping[str, int], people: Mapping[str, int] | None = None) -> Published:
    """Return the cells of a table whose rows do not add up (different people by month).

    A hidden row cannot be had by subtraction there, so only the small ones are hidden.
    """
    behind = people if people is not None else counts
    return Published(
        {key: None if count and is_small(behind[key]) else count for key, count in counts.items()}
    )


def may_print_part(part: int, whole: int) -> bool:
    """Whether a part may be printed beside its whole: neither it nor the rest is small."""
    return not is_small(part) and not is_small(whole - part)


def _is_safe(hidden: list[int]) -> bool:
    """Whether each hidden cell could still be anything from 1 to threshold - 1.

    A reader knows the sum of the hidden cells and that each is at least 1, so any one of them
    lies between 1 and the sum less one for each of the others.
    """
    most = sum(hidden) - (len(hidden) - 1)
    return len(hidden) >= 2 and most >= threshold() - 1
