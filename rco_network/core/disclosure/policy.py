"""The rule as a value: how few people are too few, whether numbers are rounded, what zeros do."""

from dataclasses import dataclass, replace
from enum import StrEnum

from django.conf import settings


class Zeros(StrEnum):
    """What a zero in a table does."""

    PRINTED = "printed"
    """A zero is printed; a reader knows that a hidden number is at least 1."""
    PROTECTED = "protected"
    """A zero is hidden like 1, 2 and 3: that nobody answered so says something of everybody."""


@dataclass(frozen=True)
class Policy:
    """One rule for screen, PDF, CSV and API.

    `threshold` is the smallest number of people that is printed; `rounding` the base to which
    every number is rounded (1: not at all), each number and each total on its own. Raises
    ValueError where the two do not go together.
    """

    threshold: int = 5
    rounding: int = 1
    zeros: Zeros = Zeros.PRINTED

    def __post_init__(self) -> None:
        if self.threshold < 2:
            raise ValueError("The disclosure threshold must be at least 2: 1 protects nobody.")
        if self.rounding < 1 or self.rounding > self.threshold:
            raise ValueError("Disclosure rounding must lie between 1 and the threshold.")

    @property
    def least_hidden(self) -> int:
        """The least that a hidden number can be, as every reader knows."""
        return 1 if self.zeros is Zeros.PRINTED else 0

    @property
    def most_protected(self) -> int:
        """The upper end of the protected range."""
        return self.threshold - 1

    def is_small(self, people: int) -> bool:
        """Whether so few people stand behind a number that it could point at one of them."""
        return 0 < people < self.threshold

    def is_sensitive(self, people: int) -> bool:
        """Whether a number may not be printed by itself: it is small, or a protected zero."""
        return self.least_hidden <= people < self.threshold

    def printed(self, number: int) -> int:
        """Return the number as it is printed: rounded to the nearest multiple, halves up."""
        return (2 * number + self.rounding) // (2 * self.rounding) * self.rounding

    def range_of(self, number: int) -> tuple[int, int]:
        """Return the least and most that a reader takes a printed number for, both included.

        A reader knows the base of rounding, that a printed 0 is nobody, and that nothing under
        the threshold is printed.
        """
        if number == 0 or self.rounding == 1:
            return number, number
        least = self.printed(number) - self.rounding // 2
        return max(least, min(number, self.threshold)), least + self.rounding - 1

    def is_as_strict_as(self, other: "Policy") -> bool:
        """Whether this rule prints nothing that the other would hold back."""
        return (
            self.threshold >= other.threshold
            and self.rounding % other.rounding == 0
            and (self.zeros is Zeros.PROTECTED or other.zeros is Zeros.PRINTED)
        )


THRESHOLD_5 = Policy()
ONS_10_5 = Policy(threshold=10, rounding=5)


def in_force() -> Policy:
    """Return the rule of this installation (DISCLOSURE_THRESHOLD, _ROUNDING, _ZEROS)."""
    return Policy(
        threshold=settings.DISCLOSURE_THRESHOLD,
        rounding=settings.DISCLOSURE_ROUNDING,
        zeros=Zeros(settings.DISCLOSURE_ZEROS),
    )


def choices() -> dict[str, Policy]:
    """Return the rules that a report may choose, by a key to store with it.

    "standard" is the installation's own; "10-5" the stricter ONS rule, where that is not weaker
    than the installation's in any point: a report may protect more, never less.
    """
    standard = in_force()
    strict = replace(ONS_10_5, zeros=standard.zeros)
    more = strict != standard and strict.is_as_strict_as(standard)
    return {"standard": standard, **({"10-5": strict} if more else {})}


def named(key: str) -> Policy:
    """Return the rule under a key of `choices`; the installation's for one no longer offered."""
    found = choices()
    return found.get(key, found["standard"])


def threshold() -> int:
    """Return the smallest number of people that a table prints."""
    return in_force().threshold


def is_small(people: int) -> bool:
    """Whether so few people stand behind a number that it could point at one of them."""
    return in_force().is_small(people)
