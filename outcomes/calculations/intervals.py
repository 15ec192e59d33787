"""How sure one can be of a share of so many people."""

from dataclasses import dataclass
from math import sqrt

# Of 95 in 100 (the normal distribution).
_Z = 1.959964


@dataclass(frozen=True)
class Share:
    """`n` of `of` people, with the ends of its 95% interval as shares from 0 to 1."""

    n: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share itself, from 0 to 1."""
        return self.n / self.of


def share_of(n: int, of: int) -> Share | None:
    """Return the share with its Wilson score interval, None of nobody.

    E. B. Wilson, JASA 22 (1927): unlike the plain interval it stays between 0 and 1 and holds for
    few people. It says how far chance could carry the number, not how well it was asked.
    """
    if not of:
        return None
    part, spread = n / of, _Z * _Z / of
    middle = (part + spread / 2) / (1 + spread)
    reach = _Z * sqrt(part * (1 - part) / of + spread / (4 * of)) / (1 + spread)
    return Share(n, of, max(0.0, middle - reach), min(1.0, middle + reach))
