"""A reader who solves: what can be made of tables and editions from what is printed.

Written apart from the engine that it attacks. It takes nothing from it but what a reader has: the
printed numbers, which numbers add up to which, and the published rule.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rco_network.core.disclosure import Policy, Zeros

Row = Hashable


@dataclass
class Attack:
    """Everything printed as a linear program over unknown whole numbers from 0 up.

    `unknowns` are counted from 0; a number is a sum of some of them.
    """

    rule: Policy
    unknowns: int
    sums: list[tuple[Sequence[int], Sequence[int]]] = field(default_factory=list)
    limits: list[tuple[float, float]] = field(default_factory=list)
    _made: Any = None

    def reads(self, parts: Sequence[int], shown: int | None, *, zeros: bool = False) -> None:
        """Take in a number, printed or hidden; `zeros` where zeros may be hidden too."""
        self.sums.append((parts, ()))
        self.limits.append(read(self.rule, shown, zeros=zeros))

    def knows_equal(self, one: Sequence[int], other: Sequence[int]) -> None:
        """Take in that two sums are of the same people."""
        self.sums.append((one, other))
        self.limits.append((0, 0))

    def ends(self, parts: Sequence[int]) -> tuple[float, float]:
        """Return the least and most that the sum of `parts` can be."""
        return -self._solved(parts, -1), self._solved(parts, 1)

    def pins(self, parts: Sequence[int]) -> bool:
        """Whether the sum can be narrowed within the range that the rule protects."""
        first = 1 if self.rule.zeros is Zeros.PRINTED else 0
        # The far end first: it is the one that fails.
        if self._solved(parts, 1) < self.rule.threshold - 1 - 1e-6:
            return True
        return -self._solved(parts, -1) > first + 1e-6

    def unmasks(self, parts: Sequence[int]) -> bool:
        """Whether the sum, which nobody printed, is known to be of few people and of somebody, and
        to less than the protected range."""
        least, most = self.ends(parts)
        few = self.rule.threshold - 1
        return least > 0.5 and most < few + 0.5 and not (least < 1.5 and most > few - 0.5)

    def _solved(self, parts: Sequence[int], sign: int) -> float:
        """The most that the sum, or less the sum, can be."""
        import numpy
        from scipy.optimize import linprog

        if self._made is None:
            self._made = self._matrices()
        aim = numpy.zeros(self.unknowns)
        aim[list(parts)] = -sign
        found = linprog(aim, **self._made)
        if found.status == 3:
            return float("inf")
        if found.status != 0:
            raise AssertionError(f"The attack has no solution: {found.message}")
        return -found.fun

    def _matrices(self) -> dict[str, Any]:
        """Every sum between its ends, as the solver wants it."""
        from scipy.sparse import csr_array

        upper: list[tuple[dict[int, float], float]] = []
        equal: list[tuple[dict[int, float], float]] = []
        for (parts, less), (least, most) in zip(self.sums, self.limits, strict=True):
            row = {**dict.fromkeys(parts, 1.0), **dict.fromkeys(less, -1.0)}
            if least == most:
                equal.append((row, least))
                continue
            if most < float("inf"):
                upper.append((row, most))
            if least > 0:
                upper.append(({i: -factor for i, factor in row.items()}, -least))
        made: dict[str, Any] = {"bounds": (0, None), "method": "highs-ds"}
        for name, rows in (("ub", upper), ("eq", equal)):
            if rows:
                cells = [
                    (factor, n, i) for n, (row, _) in enumerate(rows) for i, factor in row.items()
                ]
                factors, down, across = zip(*cells, strict=True) if cells else ((), (), ())
                made[f"A_{name}"] = csr_array(
                    (factors, (down, across)), shape=(len(rows), self.unknowns)
                )
                made[f"b_{name}"] = [end for _, end in rows]
        return made


def read(rule: Policy, shown: int | None, *, zeros: bool = False) -> tuple[float, float]:
    """Return what a reader takes a number for, from the published rule alone."""
    if shown is None:
        return (0 if zeros or rule.zeros is Zeros.PROTECTED else 1), float("inf")
    if rule.rounding == 1 or shown == 0:
        return shown, shown
    possible = [
        n
        for n in range(rule.threshold, shown + rule.rounding + 1)
        if int(n / rule.rounding + 0.5) * rule.rounding == shown
    ]
    return min(possible), max(possible)


def pinned(attack: Attack, secrets: Mapping[Row, Sequence[int]]) -> list[Row]:
    """Return the names of those sums that can be narrowed within the protected range."""
    return [name for name, parts in secrets.items() if attack.pins(parts)]


def one_sum(rule: Policy, shown: Iterable[int | None], total: int, *, zeros: bool) -> Attack:
    """Return the attack on a one-way table; the cells are the unknowns, in their order."""
    cells = list(shown)
    attack = Attack(rule, len(cells))
    for place, cell in enumerate(cells):
        attack.reads([place], cell, zeros=zeros)
    attack.reads(range(len(cells)), total)
    return attack
