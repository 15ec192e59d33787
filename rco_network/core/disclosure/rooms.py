"""The numbers that have to do with each other, laid out for the solver."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .claims import Claim
from .policy import Policy
from .solving import NO_LIMIT, Ends, Number, Reader


class Room:
    """The numbers that have to do with each other, as sums of atoms.

    An atom is the people who are in the same numbers. In a room of one group of questions the
    size of each pattern of totals is held as it is: whoever works with other questions' numbers
    then finds them as they are, so another world here is one everywhere. Atoms that are in no
    number which could be otherwise are held too. Both leave fewer other worlds than there are:
    we may find too much, never too little.
    """

    def __init__(
        self,
        claims: Iterable[tuple[Claim, bool]],
        rule: Policy,
        *,
        holds_totals: bool,
        is_wide: bool,
    ) -> None:
        """`claims` are the room's, each with whether it may be hidden; `is_wide` holds no atoms."""
        merged: dict[tuple[frozenset[int], bool], _Merged] = {}
        for claim, can_hide in claims:
            key = (claim.people, bool(claim.asks))
            merged.setdefault(key, _Merged(claim.people, is_total=not claim.asks)).add(
                claim, can_hide=can_hide
            )
        self.rule, self.holds_totals = rule, holds_totals
        self.atom_of: dict[int, int] = {}
        self.names: list[set[str]] = []
        everything = list(merged.values())
        self._build(everything, self._moving(everything, is_wide=is_wide))

    def _moving(self, merged: list["_Merged"], *, is_wide: bool) -> set[int]:
        """The people of the numbers that could be otherwise, and who stands in one number with
        them: those could change places."""
        rows = [each for each in merged if not (self.holds_totals and each.is_total)]
        if is_wide:
            return set().union(*(each.people for each in rows))
        first = set().union(*(each.people for each in rows if each.can_differ))
        near = (each.people for each in merged if not each.is_total)
        return first.union(*(people for people in near if not first.isdisjoint(people)))

    def _build(self, merged: list["_Merged"], moving: set[int]) -> None:
        signature: dict[int, list[int]] = {person: [] for person in sorted(moving)}
        for index, each in enumerate(merged):
            for person in each.people & moving:
                signature[person].append(index)
        atoms: dict[tuple[int, ...], int] = {}
        sizes: list[int] = []
        for person, where in signature.items():
            atom = atoms.setdefault(tuple(where), len(atoms))
            if atom == len(sizes):
                sizes.append(0)
            sizes[atom] += 1
            self.atom_of[person] = atom
        parts: list[list[int]] = [[] for _ in merged]
        patterns: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for inside, atom in atoms.items():
            for index in inside:
                parts[index].append(atom)
            patterns[tuple(i for i in inside if merged[i].is_total)].append(atom)
        numbers: list[Number] = []
        hidden: list[int] = []
        for each, own in zip(merged, map(tuple, parts), strict=True):
            if not own or (self.holds_totals and each.is_total):
                continue
            if each.is_hidden:
                hidden.append(len(numbers))
            numbers.append(each.number(own, sum(sizes[a] for a in own), self.rule))
            self.names.append(each.names)
        if self.holds_totals:
            for pattern in patterns.values():
                size = sum(sizes[a] for a in pattern)
                numbers.append(Number(tuple(pattern), size, size))
        self.reader = Reader(len(sizes), numbers, hidden, whole=False)

    def parts(self, people: frozenset[int]) -> tuple[int, ...] | None:
        """The atoms of these people; None where some of them are in no number that could differ."""
        if not people <= self.atom_of.keys():
            return None
        return tuple(sorted({self.atom_of[person] for person in people}))

    def can_be(self, parts: tuple[int, ...] | None, least: int, most: int) -> bool:
        return parts is not None and (
            self.reader.to_hide(parts, least, most, may_hide=False) is not None
        )

    def reaches(self, people: frozenset[int], least: int, most: int) -> bool:
        """Whether so few as `least` and so many as `most` could be in the place of these people."""
        parts = self.parts(people)
        return parts is not None and self.reader.protects(Ends(parts, least, most))

    def hide(self, people: frozenset[int], least: int, most: int) -> set[str] | None:
        """Hide what must be hidden for that, and return its names; None where nothing helps."""
        parts = self.parts(people)
        if parts is None or not self.reader.protect(Ends(parts, least, most)):
            return None
        return self._named(self.reader.hidden)

    def lets(self, people: frozenset[int], least: int, most: int) -> set[str]:
        """Name the numbers that would be otherwise if there were so few or so many of them."""
        parts = self.parts(people) or ()
        sides = Ends(parts, least, most).sides
        return self._named({i for side in sides for i in self.reader.to_hide(parts, *side) or ()})

    def _named(self, numbers: Iterable[int]) -> set[str]:
        return {name for i in numbers if i < len(self.names) for name in self.names[i]}


@dataclass
class _Merged:
    """The same people under several names: what a reader knows of their number, taken together."""

    people: frozenset[int]
    is_total: bool
    least: int = 0
    most: int = NO_LIMIT
    is_fixed: bool = False
    is_hidden: bool = True
    is_somebody: bool = False
    names: set[str] = field(default_factory=set)

    def add(self, claim: Claim, *, can_hide: bool) -> None:
        self.is_somebody |= not claim.may_be_nobody
        if claim.shown is None:
            return
        self.is_hidden = False
        self.least = max(self.least, claim.least)
        self.most = min(self.most, claim.most)
        self.is_fixed = self.is_fixed or not can_hide
        self.names.add(claim.name)

    @property
    def can_differ(self) -> bool:
        """Whether there could be more or fewer of them in a world that looks the same."""
        return not self.is_fixed or self.least < self.most

    def number(self, atoms: tuple[int, ...], moving: int, rule: Policy) -> Number:
        """The number as a sum of the atoms that move; the rest of it is what it is."""
        held = len(self.people) - moving
        floor = (min(rule.least_hidden, len(self.people)) if self.is_somebody else 0) - held
        if self.is_hidden:
            return Number(atoms, floor, NO_LIMIT, floor=floor)
        cost = None
        if not self.is_fixed:
            cost = (1.0 + len(self.people)) * (20 if self.is_total else 1)
        return Number(atoms, self.least - held, self.most - held, floor=floor, cost=cost)
