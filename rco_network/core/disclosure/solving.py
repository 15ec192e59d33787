"""What a reader can work out, by solving for what is hidden.

Numbers are sums of atoms (the smallest pieces, whole numbers from 0). A reader knows which atoms
make up which number, every printed number or its range, and the least that a hidden one can be.
Whether a hidden number is protected is shown by two other worlds that look the same in print, one
where it is at the lower end of the protected range and one where it is at the upper end.

Soundness: the linear program only proposes such a world. It is rounded to whole numbers and every
statement is checked again in whole arithmetic; only then it counts. An error of the solver, a
fraction or a time limit can make us hide too much, never say "protected" when it is not.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

NO_LIMIT = 10**9


@dataclass(frozen=True)
class Number:
    """A number that is printed or hidden: the sum of `parts` less the sum of `less`.

    Printed, a reader takes it for something from `least` to `most`; hidden, for `floor` or more.
    `cost` is what hiding it loses; None says that it cannot be hidden.
    """

    parts: tuple[int, ...]
    least: int
    most: int
    floor: int = 0
    cost: float | None = None
    less: tuple[int, ...] = ()

    def of(self, atoms: Sequence[int]) -> int:
        """Its value in a world given by the sizes of its atoms."""
        return sum(atoms[i] for i in self.parts) - sum(atoms[i] for i in self.less)


@dataclass(frozen=True)
class Ends:
    """A range that an atom-sum must be able to reach on both sides, and the sum's atoms."""

    parts: tuple[int, ...]
    least: int
    most: int


class Reader:
    """Someone who has all that is printed about `sizes` atoms and solves for the rest."""

    def __init__(self, sizes: int, numbers: Sequence[Number], hidden: Collection[int] = ()) -> None:
        self.sizes = sizes
        self.numbers = numbers
        self.hidden: set[int] = set(hidden)
        self._program: Any = None

    def protects(self, ends: Ends) -> bool:
        """Whether both ends of the range are possible with what is hidden now."""
        return all(
            self.to_hide(ends.parts, least, most, may_hide=False) is not None
            for least, most in ((0, ends.least), (ends.most, NO_LIMIT))
        )

    def protect(self, ends: Ends) -> bool:
        """Hide further numbers, as cheap as can be, until both ends are possible.

        Returns False, with nothing changed, where no choice of numbers is enough.
        """
        before = set(self.hidden)
        for least, most in ((0, ends.least), (ends.most, NO_LIMIT)):
            more = self.to_hide(ends.parts, least, most)
            if more is None:
                self._change(before)
                return False
            self._change(self.hidden | more)
        return True

    def show(self, index: int) -> None:
        """Print a hidden number again."""
        self._change(self.hidden - {index})

    def hide(self, index: int) -> None:
        """Hide a number."""
        self._change(self.hidden | {index})

    def to_hide(
        self, parts: tuple[int, ...], least: int, most: int, *, may_hide: bool = True
    ) -> set[int] | None:
        """Return the numbers to hide for the sum of `parts` to lie from `least` to `most`.

        None where there is no such world; without `may_hide`, anything but the empty set is None.
        """
        if self._program is None:
            self._program = _Program(self.sizes, self.numbers, self.hidden)
        for whole in (False, True):
            world = self._program.solve(parts, least, most, may_hide=may_hide, whole=whole)
            if world is None:
                return None
            differs = self._differs(world)
            if differs is not None and least <= sum(world[i] for i in parts) <= most:
                return differs if may_hide or not differs else None
        return None

    def _differs(self, world: Sequence[int]) -> set[int] | None:
        """Which printed numbers are otherwise in this world; None where it cannot be one."""
        found: set[int] = set()
        if any(size < 0 for size in world):
            return None
        for index, number in enumerate(self.numbers):
            value = number.of(world)
            if index in self.hidden:
                if value < number.floor:
                    return None
            elif not number.least <= value <= number.most:
                if number.cost is None or value < number.floor:
                    return None
                found.add(index)
        return found

    def _change(self, hidden: set[int]) -> None:
        for index in self.hidden ^ hidden:
            if self._program is not None:
                self._program.price(index, hidden=index in hidden)
        self.hidden = hidden


class _Program:
    """The linear program: a column an atom, a row a number, and two columns a number that may be
    hidden, for how far it lies above or below what is printed."""

    def __init__(self, sizes: int, numbers: Sequence[Number], hidden: Collection[int]) -> None:
        # Half the weight of a worker: loaded where something has to be solved, not before.
        import highspy

        self.numbers, self.sizes = numbers, sizes
        self.solver = solver = highspy.Highs()
        solver.silent()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("time_limit", 2.0)
        self.infinity = highspy.kHighsInf
        self.optimal = highspy.HighsModelStatus.kOptimal
        self.continuous = highspy.HighsVarType.kContinuous
        self.integer = highspy.HighsVarType.kInteger
        solver.addVars(sizes, [0.0] * sizes, [self.infinity] * sizes)
        self.above: dict[int, int] = {}
        for index, number in enumerate(numbers):
            self._row(index, number, hidden=index in hidden)
        self.aims = 0  # the atoms of the last question
        self.question = solver.getNumRow()
        solver.addRow(-self.infinity, self.infinity, 0, [], [])
        self.asked: tuple[int, ...] = ()

    def _row(self, index: int, number: Number, *, hidden: bool) -> None:
        columns = [*number.parts, *number.less]
        factors = [1.0] * len(number.parts) + [-1.0] * len(number.less)
        if number.cost is not None:
            self.above[index] = above = self.solver.getNumCol()
            self.solver.addVar(0.0, self.infinity)
            self.solver.addVar(0.0, float(max(number.least - number.floor, 0)))
            columns += [above, above + 1]
            factors += [-1.0, 1.0]
        self.solver.addRow(float(number.least), float(number.most), len(columns), columns, factors)
        self.price(index, hidden=hidden)

    def price(self, index: int, *, hidden: bool) -> None:
        """Let a hidden number differ from what would be printed for nothing."""
        cost = 0.0 if hidden else self.numbers[index].cost or 0.0
        above = self.above.get(index)
        if above is not None:
            self.solver.changeColCost(above, cost)
            self.solver.changeColCost(above + 1, cost)

    def solve(
        self, parts: tuple[int, ...], least: int, most: int, *, may_hide: bool, whole: bool
    ) -> list[int] | None:
        """Return the cheapest world found, rounded to whole atoms; None where there is none."""
        for atom in self.asked:
            self.solver.changeCoeff(self.question, atom, 0.0)
        for atom in parts:
            self.solver.changeCoeff(self.question, atom, 1.0)
        self.asked = parts
        top = self.infinity if most >= NO_LIMIT else float(most)
        self.solver.changeRowBounds(self.question, float(least), top)
        if whole:
            self._integral(self.integer)
        self.solver.run()
        status = self.solver.getModelStatus()
        values = list(self.solver.getSolution().col_value[: self.sizes])
        if whole:
            self._integral(self.continuous)
        if status != self.optimal:
            return None
        return [round(value) for value in values]

    def _integral(self, kind: Any) -> None:
        for atom in range(self.sizes):
            self.solver.changeColIntegrality(atom, kind)
