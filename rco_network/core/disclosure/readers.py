"""Where a reader stands who has the earlier editions and the new one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .claims import Claim
from .policy import Policy
from .solving import NO_LIMIT, Ends, Number, Reader

MOST_SOURCES = 6


@dataclass(frozen=True)
class Sensitive:
    """A few people: those of a hidden number, or of `whole` who are not in `part`."""

    whole: Claim
    part: Claim | None
    people: frozenset[int]
    is_new: bool
    """Whether the new edition has a part in it; otherwise only the earlier ones tell of it."""


def standing(before: Sequence[Claim], new: Sequence[Claim], rule: Policy) -> "Standing":
    return Standing(tuple(before), tuple(new), rule)


@dataclass
class Standing:
    """All that is printed, and what it tells."""

    before: tuple[Claim, ...]
    new: tuple[Claim, ...]
    rule: Policy
    _rooms: dict[tuple[str, bool, bool], "Room"] = field(default_factory=dict)

    def exposed(self) -> list[Sensitive]:
        """Return the small groups that a reader can narrow below the protected range."""
        return [what for what in self._sensitive() if self._is_exposed(what)]

    def _is_exposed(self, what: Sensitive) -> bool:
        ends = self._ends()
        if not self._by_hand(what) and self._room(what).protects(what.people, ends):
            return False
        # What the earlier editions give away already is not the new one's doing.
        return what.is_new or self.range_of(what) != self.range_of(what, is_before=True)

    def _by_hand(self, what: Sensitive) -> bool:
        """Whether one subtraction of printed ranges is enough; no solver is needed then."""
        part = what.part
        if part is None or what.whole.shown is None or part.shown is None:
            return False
        least, most = what.whole.least - part.most, what.whole.most - part.least
        return least > self.rule.least_hidden or most < self.rule.most_protected

    def _ends(self) -> tuple[int, int]:
        return self.rule.least_hidden, self.rule.most_protected

    # What is sensitive

    def _sensitive(self) -> list[Sensitive]:
        found: dict[frozenset[int], Sensitive] = {}
        known = {claim.people for claim in self.before}
        for claims, is_new in ((self.before, False), (self.new, True)):
            for claim in claims:
                if claim.shown is None and self.rule.is_small(len(claim.people)):
                    found.setdefault(claim.people, Sensitive(claim, None, claim.people, is_new))
        for whole, part in self._nested():
            rest = whole.people - part.people
            is_new = not {whole.people, part.people} <= known
            found.setdefault(rest, Sensitive(whole, part, rest, is_new))
        return list(found.values())

    def _nested(self) -> Iterable[tuple[Claim, Claim]]:
        """Pairs of numbers of which one is part of the other and lacks only few people.

        At least one of them is new, and nobody would say "part of" of answers to questions that
        the whole asks and the part does not.
        """
        new = {id(claim) for claim in self.new}
        by_size: dict[int, list[Claim]] = defaultdict(list)
        everything = list({_alike(c): c for c in (*self.before, *self.new)}.values())
        for claim in everything:
            by_size[len(claim.people)].append(claim)
        for whole in everything:
            size = len(whole.people)
            for part in (p for n in range(1, self.rule.threshold) for p in by_size[size - n]):
                if (
                    part.people
                    and (id(whole) in new or id(part) in new)
                    and set(whole.asks) <= set(part.asks)
                    and part.people < whole.people
                ):
                    yield whole, part

    # What can be worked out

    def range_of(self, what: Sensitive, *, is_before: bool = False) -> tuple[int, int]:
        """Return the least and most that it can be, as far as the protected range goes."""
        room = self._room(what, is_before=is_before)
        size, low, high = len(what.people), self.rule.least_hidden, self.rule.most_protected
        parts = room.parts(what.people)
        least = next((n for n in range(low, size) if room.can_be(parts, 0, n)), size)
        most = next((n for n in range(high, size, -1) if room.can_be(parts, n, NO_LIMIT)), size)
        return least, most

    def sources(self, what: Sensitive) -> tuple[str, ...]:
        """Name the numbers from which it can be worked out: the new ones without which not."""
        if what.part is not None:
            return what.whole.name, what.part.name
        same = [c.name for c in (*self.before, *self.new) if c.shown and c.people == what.people]
        if same:
            return tuple(same[:MOST_SOURCES])
        names = self.to_hide([what])
        if not names:
            names = {c.name for c in self.new if c.shown and c.people & what.people}
        return tuple(sorted(names)[:MOST_SOURCES])

    def to_hide(self, exposed: Iterable[Sensitive]) -> set[str]:
        """Return the names of new numbers without which nothing of this is exposed; empty where
        hiding does not help."""
        names: set[str] = set()
        for what in exposed:
            least, most = self._ends()
            if not what.is_new:
                first, last = self.range_of(what, is_before=True)
                least, most = max(least, first), min(most, last)
            hidden = self._room(what, may_hide=True).hide(what.people, (least, most))
            if hidden is None:
                return set()
            names |= hidden
        return names

    # Rooms

    def _room(self, what: Sensitive, *, is_before: bool = False, may_hide: bool = False) -> "Room":
        key = (self._group_of(what), is_before, may_hide)
        if key not in self._rooms:
            new = () if is_before else self.new
            self._rooms[key] = Room.of(self.before, new, key[0], self._groups, self.rule, may_hide)
        return self._rooms[key]

    @cached_property
    def _groups(self) -> dict[str, str]:
        """Questions that stand in one table together belong to one group, named by one of them."""
        group: dict[str, str] = {}
        for asks in {claim.asks for claim in (*self.before, *self.new)}:
            merged = {group.get(question, question) for question in asks}
            if merged:
                first = min(merged)
                group |= {q: first for q, g in group.items() if g in merged}
                group |= dict.fromkeys(asks, first)
        return group

    def _group_of(self, what: Sensitive) -> str:
        """The group of questions that what is sensitive is about; "" for everything."""
        asks = (what.part or what.whole).asks or what.whole.asks
        if not asks or any(what.people <= total for total in self._small_totals):
            return ""
        return self._groups[asks[0]]

    @cached_property
    def _small_totals(self) -> list[frozenset[int]]:
        return [
            claim.people
            for claim in (*self.before, *self.new)
            if not claim.asks and claim.shown is None and self.rule.is_small(len(claim.people))
        ]


def _alike(claim: Claim) -> tuple[object, ...]:
    return claim.people, claim.asks, claim.shown is None, claim.least, claim.most


class Room:
    """The numbers that have to do with each other, as sums of atoms.

    An atom is the people who are in the same numbers. In a room of one group of questions the
    size of each pattern of totals is held as it is: whoever works with other questions' numbers
    then finds them as they are, so another world here is one everywhere. Atoms that are in no
    number which could be otherwise are held too. Both leave fewer other worlds than there are:
    we may find too much, never too little.
    """

    def __init__(self, rule: Policy) -> None:
        self.rule = rule
        self.atom_of: dict[int, int] = {}
        self.names: list[set[str]] = []
        self.reader = Reader(0, [])
        self.worlds: set[tuple[int, ...]] = set()

    @classmethod
    def of(
        cls,
        before: Sequence[Claim],
        new: Sequence[Claim],
        group: str,
        groups: dict[str, str],
        rule: Policy,
        may_hide: bool,
    ) -> "Room":
        self = cls(rule)
        inside = [
            (claim, is_new)
            for claims, is_new in ((before, False), (new, True))
            for claim in claims
            if not group or not claim.asks or groups[claim.asks[0]] == group
        ]
        merged: dict[tuple[frozenset[int], bool], _Merged] = {}
        for claim, is_new in inside:
            key = (claim.people, bool(claim.asks))
            merged.setdefault(key, _Merged(claim.people, is_total=not claim.asks)).add(
                claim, can_hide=is_new and may_hide
            )
        self._build(list(merged.values()), holds_totals=bool(group))
        return self

    def _build(self, merged: list["_Merged"], *, holds_totals: bool) -> None:
        moving: set[int] = set()
        for each in merged:
            if each.can_differ and not (holds_totals and each.is_total):
                moving |= each.people
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
        self.sizes = sizes
        parts: list[list[int]] = [[] for _ in merged]
        patterns: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for where, atom in atoms.items():
            for index in where:
                parts[index].append(atom)
            patterns[tuple(i for i in where if merged[i].is_total)].append(atom)
        numbers: list[Number] = []
        hidden: list[int] = []
        for each, own in zip(merged, map(tuple, parts), strict=True):
            if not own or (holds_totals and each.is_total):
                continue
            if each.is_hidden:
                hidden.append(len(numbers))
            numbers.append(each.number(own, sum(sizes[a] for a in own), self.rule))
            self.names.append(each.names)
        if holds_totals:
            for pattern in patterns.values():
                size = sum(sizes[a] for a in pattern)
                numbers.append(Number(tuple(pattern), size, size))
        self.reader = Reader(len(sizes), numbers, hidden)

    def parts(self, people: frozenset[int]) -> tuple[int, ...] | None:
        """The atoms of these people; None where some of them are in no number that could differ."""
        if not people <= self.atom_of.keys():
            return None
        return tuple(sorted({self.atom_of[person] for person in people}))

    def can_be(self, parts: tuple[int, ...] | None, least: int, most: int) -> bool:
        return parts is not None and (
            self.reader.to_hide(parts, least, most, may_hide=False) is not None
        )

    def protects(self, people: frozenset[int], ends: tuple[int, int]) -> bool:
        """Whether so many as at both ends of the range could be in the place of these people."""
        parts = self.parts(people)
        return parts is not None and self.reader.protects(Ends(parts, *ends))

    def hide(self, people: frozenset[int], ends: tuple[int, int]) -> set[str] | None:
        """Hide what must be hidden for that, and return its names; None where nothing helps."""
        parts = self.parts(people)
        if parts is None or not self.reader.protect(Ends(parts, *ends)):
            return None
        return {
            name
            for index in self.reader.hidden
            if index < len(self.names)
            for name in self.names[index]
        }


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
