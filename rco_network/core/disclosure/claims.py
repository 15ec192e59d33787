"""One number of an edition, and whom it counts."""

from dataclasses import dataclass

People = frozenset[int]


@dataclass(frozen=True)
class Claim:
    """One number of an edition, printed or hidden, and the people whom it counts.

    `name` is for readers and different for each claim of an edition. `shown` is the number
    itself, a range that it is known to lie in (a rounded number: `policy.range_of`), or None
    where it is hidden; hidden numbers are part of an edition like printed ones. `asks` are the
    questions by which the people were told apart: ("gender",) for a row by gender, two for a cell
    of a two-way table, none for a total. Answers of questions that never stand in one table are
    taken to tell nothing of each other but through totals; claims without `asks` are held against
    all others, which is safe but may refuse more than it must. Where answers do not exclude each
    other, each is a question of its own: ("month 2026-04",). `may_be_nobody` says that zeros
    are among what is hidden in this table (`Published.hides_zeros`), so that a hidden number may
    also be nobody; left out, more is refused than must be.

    Raises ValueError where `shown` is not true of `people`.
    """

    name: str
    people: People
    shown: int | tuple[int, int] | None
    asks: tuple[str, ...] = ()
    may_be_nobody: bool = False

    def __post_init__(self) -> None:
        if self.shown is not None and not self.least <= len(self.people) <= self.most:
            raise ValueError(
                f"“{self.name}” is shown as {self.shown}, but {len(self.people)} people are in it. "
                "Give a rounded number as the range that it stands for."
            )

    @property
    def least(self) -> int:
        """The least that a printed number can be."""
        return self.shown[0] if isinstance(self.shown, tuple) else self.shown or 0

    @property
    def most(self) -> int:
        """The most that a printed number can be."""
        return self.shown[1] if isinstance(self.shown, tuple) else self.shown or 0
