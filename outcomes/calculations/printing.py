"""What may be said of a change, in the house and outside of it."""

from dataclasses import dataclass

from rco_network.core.disclosure import may_print_part, protect

from .change import Change
from .intervals import Share, share_of


@dataclass(frozen=True)
class Line:
    """One of "improved", "stayed", "worsened": `n` None where it is hidden, `share` likewise."""

    key: str
    n: int | None
    share: Share | None


def in_house(change: Change) -> list[Line]:
    """Return the counts as they are, for those who may read each answer anyway.

    Shares only where there are enough people to say anything (change.least_to_say).
    """
    return [Line(key, n, change.share(key)) for key, n in change.counts.items()]


def for_readers(change: Change) -> list[Line]:
    """Return the counts as a table that may leave the house: small ones hidden, and with them
    what would give them away; a share only where its count and the rest may be told.
    """
    return [Line(key, n, _told(change, n)) for key, n in protect(change.counts).cells.items()]


def means_for_readers(change: Change) -> tuple[float, float] | None:
    """Return the means at the start and later, None where they may not leave the house.

    Beside a hidden count they would help to find it.
    """
    if change.mean_first is None or change.mean_latest is None:
        return None
    is_open = all(line.n is not None for line in for_readers(change))
    return (change.mean_first, change.mean_latest) if is_open else None


def _told(change: Change, n: int | None) -> Share | None:
    if n is None or change.is_too_few or not may_print_part(n, change.matched):
        return None
    return share_of(n, change.matched)
