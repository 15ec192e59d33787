"""Tables of one question, of two, and of the same people by several: which cells are printed."""

from collections.abc import Mapping
from dataclasses import dataclass

from .policy import Policy, in_force

Cells = Mapping[str, int | None]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Published:
    """A one-way table as it may be printed: None is a hidden cell.

    `is_withheld` says that no choice of cells was enough and every one is hidden, zeros too.
    `hides_zeros` says that among the hidden there may be zeros, which are printed otherwise.
    """

    cells: Cells
    is_withheld: bool = False
    hides_zeros: bool = False

    @property
    def hides(self) -> bool:
        """Whether a note has to say that something is held back."""
        return any(value is None for value in self.cells.values())


@dataclass(frozen=True)
class PublishedTwoWay:
    """A two-way table with its margins as it may be printed: None is a hidden number.

    `cells` are by (row, column). `is_withheld` says that every inner cell is hidden, zeros too;
    margins may still be printed then. `hides_zeros` names in which of "cells", "rows" and
    "columns" there may be zeros among the hidden, where zeros are printed otherwise.
    """

    cells: Mapping[Pair, int | None]
    rows: Cells
    columns: Cells
    total: int | None
    is_withheld: bool
    hides_zeros: frozenset[str]

    @property
    def hides(self) -> bool:
        """Whether a note has to say that something is held back."""
        shown = (*self.cells.values(), *self.rows.values(), *self.columns.values(), self.total)
        return any(value is None for value in shown)


def protect(
    counts: Mapping[str, int],
    people: Mapping[str, int] | None = None,
    *,
    policy: Policy | None = None,
) -> Published:
    """Return the cells of a table whose rows add up to a printed total.

    `counts` are whole numbers by row; `people` says how many different people stand behind each
    row where that is not the count itself (attendances, outcomes). A row is hidden when few people
    stand behind it; then further rows, smallest first, until a reader who knows the total and
    this rule cannot narrow any hidden row to less than the whole protected range. Where the total
    itself is small it must not be printed either: ask `policy.is_small`.
    """
    rule = policy or in_force()
    behind = people if people is not None else counts
    hidden = {key for key in counts if _is_sensitive(rule, counts[key], behind[key])}
    others = sorted(
        (key for key, count in counts.items() if count and key not in hidden),
        key=lambda key: (counts[key], key),
    )
    while hidden and not _is_safe(rule, counts, hidden):
        if not others:
            return Published(dict.fromkeys(counts, None), is_withheld=True, hides_zeros=True)
        hidden.add(others.pop(0))
    return Published(_printed(rule, counts, hidden))


def protect_each(
    counts: Mapping[str, int],
    people: Mapping[str, int] | None = None,
    *,
    policy: Policy | None = None,
) -> Published:
    """Return the cells of a table whose rows do not add up (different people by month).

    A hidden row cannot be had by subtraction there, so only the small ones are hidden.
    """
    rule = policy or in_force()
    behind = people if people is not None else counts
    hidden = {key for key in counts if _is_sensitive(rule, counts[key], behind[key])}
    return Published(_printed(rule, counts, hidden))


def _is_sensitive(rule: Policy, count: int, people: int) -> bool:
    """Whether a number may not be printed by itself.

    A count of nothing is a zero, whoever could have been behind it.
    """
    return rule.is_sensitive(people if count else 0)


def _printed(rule: Policy, counts: Mapping[str, int], hidden: set[str]) -> dict[str, int | None]:
    return {key: None if key in hidden else rule.printed(n) for key, n in counts.items()}


def _is_safe(rule: Policy, counts: Mapping[str, int], hidden: set[str]) -> bool:
    """Whether each hidden cell could still be anything in the protected range.

    One sum needs no solver. A reader takes the total for something in its printed range, likewise
    every printed cell, and each hidden cell for the least that a hidden one can be or more. So a
    hidden cell is at most the greatest total less the least of everything else; and at least the
    least, unless it is the only hidden one: then what is left of the least total is.
    """
    least_total, most_total = rule.range_of(sum(counts.values()))
    printed = [rule.range_of(n) for key, n in counts.items() if key not in hidden]
    least = rule.least_hidden
    most = most_total - sum(low for low, _ in printed) - least * (len(hidden) - 1)
    reaches_least = len(hidden) > 1 or least_total - sum(high for _, high in printed) <= least
    return reaches_least and most >= rule.most_protected
