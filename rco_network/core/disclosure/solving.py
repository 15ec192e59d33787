"""What a reader can work out, by solving for what is hidden.

Numbers are sums of atoms (the smallest pieces, whole numbers from 0). A reader knows which atoms
make up which number, every printed number or its range, and the least that a hidden one can be.
Whether a hidden number is protected is shown by two other worlds that look the same in print, one
where it is at the lower end of the protected range and one where it is at the upper end.

Soundness: the linear program only proposes such a world; every statement is checked again here
before it counts, so an error of the solver can make us hide too much, never say "protected" when
it is not. Tables ask for worlds in whole numbers and check them in whole arithmetic. Editions are
content with fractions, which linear programming cannot tell from whole numbers either.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

NO_LIMIT = 10**9
LONGEST = 1.0
"""Seconds for a world in whole numbers where the linear program's has fractions."""
NEAR = 1e-6


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

    def of(self, atoms: Sequence[float]) -> float:
        """Its value in a world given by the sizes of its atoms."""
        return sum(atoms[i] for i in self.parts) - sum(atoms[i] for i in self.less)


@dataclass(frozen=True)
class Ends:
    """A range that an atom-sum must be able to reach on both sides, and the sum's atoms."""

    parts: tuple[int, ...]
    least: int
    most: int

    @property
    def sides(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """What the sum must be able to be: its least or fewer, its most or more."""
        return (0, self.least), (self.most, NO_LIMIT)


class Reader:
    """Someone who has all that is printed about `sizes` atoms and solves for the rest.

    `whole` asks for other worlds in whole numbers only.
    """

    def __init__(
        self,
        sizes: int,
        numbers: Sequence[Number],
        hidden: Collection[int] = (),
        *,
        whole: bool = True,
    ) -> None:
        self.whole = whole
        self.sizes = sizes
        self.numbers = numbers
        self.hidden: set[int] = set(hidden)
        self._program: Any = None
        self._worlds: list[list[float]] = []  # other worlds that look the same in print

    def protects(self, ends: Ends) -> bool:
        """Whether both ends of the range are possible with what is hidden now."""
        return all(
            self.to_hide(ends.parts, least, most, may_hide=False) is not None
            for least, most in ends.sides
        )

    def protect(self, ends: Ends) -> bool:
        """Hide further numbers, as cheap as can be, until both ends are possible.

        Returns False, with nothing changed, where no choice of numbers is enough.
        """
        before = set(self.hidden)
        for least, most in ends.sides:
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
        if any(_lies(sum(world[i] for i in parts), least, most) for world in self._worlds):
            return set()
        if self._program is None:
            self._program = _Program(self.sizes, self.numbers, self.hidden)
        for whole in (False, True):
            world = self._program.solve(parts, least, most, whole=whole)
            if world is None:
                return None
            if self.whole:
                world = [float(round(size)) for size in world]
            differs = self._differs(world)
            if differs is not None and _lies(sum(world[i] for i in parts), least, most):
                if not differs:
                    self._worlds.append(world)
                return differs if may_hide or not differs else None
        return None

    def _differs(self, world: Sequence[float]) -> set[int] | None:
        """Which printed numbers are otherwise in this world; None where it cannot be one."""
        found: set[int] = set()
        if any(size < -NEAR for size in world):
            return None
        for index, number in enumerate(self.numbers):
            value = number.of(world)
            if index in self.hidden:
                if value < number.floor - NEAR:
                    return None
            elif not _lies(value, number.least, number.most):
                if number.cost is None or value < number.floor - NEAR:
                    return None
                found.add(index)
        return found

    def _change(self, hidden: set[int]) -> None:
        if not self.hidden <= hidden:
            self._worlds = []  # what is printed again may be otherwise there
        for index in self.hidden ^ hidden:
            if self._program is not None:
                self._program.price(index, hidden=index in hidden)
        self.hidden = hidden


def _lies(value: float, least: float, most: float) -> bool:
    return least - NEAR <= value <= most + NEAR


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
        self.infinity = highspy.kHighsInf
        self.optimal = highspy.HighsModelStatus.kOptimal
        solver.addVars(sizes, [0.0] * sizes, [self.infinity] * sizes)
        self.above: dict[int, int] = {}
        for index, number in enumerate(numbers):
            self._row(index, number, hidden=index in hidden)
        self.questions: dict[tuple[int, ...], int] = {}

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
        self, parts: tuple[int, ...], least: int, most: int, *, whole: bool
    ) -> list[float] | None:
        """Return the cheapest world found; None where there is none."""
        row = self._row_of(parts)
        top = self.infinity if most >= NO_LIMIT else float(most)
        self.solver.changeRowBounds(row, float(least), top)
        solver = self._in_whole_numbers() if whole else self.solver
        solver.run()
        status = solver.getModelStatus()
        values = list(solver.getSolution().col_value[: self.sizes])
        self.solver.changeRowBounds(row, -self.infinity, self.infinity)
        if status != self.optimal:
            return None
        return values

    def _in_whole_numbers(self) -> Any:
        """A solver of its own for the few questions answered in fractions first."""
        import highspy

        solver = highspy.Highs()
        solver.silent()
        solver.passModel(self.solver.getLp())
        for atom in range(self.sizes):
            solver.changeColIntegrality(atom, highspy.HighsVarType.kInteger)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("time_limit", LONGEST)
        return solver

    def _row_of(self, parts: tuple[int, ...]) -> int:
        """A row for a question, without limits while it is not asked: a change of limits only
        lets the solver go on from where it was."""
        if parts not in self.questions:
            self.questions[parts] = self.solver.getNumRow()
            self.solver.addRow(
                -self.infinity, self.infinity, len(parts), list(parts), [1.0] * len(parts)
            )
        return self.questions[parts]
