"""Where a reader stands who has the earlier editions and the new one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .claims import Claim
from .policy import Policy
from .rooms import Room
from .solving import NO_LIMIT

MOST_SOURCES = 6
EVERYTHING = ""
"""The room of all numbers, for what is about no question: totals."""


@dataclass(frozen=True)
class Sensitive:
    """A few people: those of a hidden number, or of `whole` who are not in `part`.

    `is_new` says that the new edition has a part in it; otherwise the earlier ones tell of it.
    """

    whole: Claim
    part: Claim | None
    people: frozenset[int]
    is_new: bool

    @property
    def difference(self) -> tuple[int, int] | None:
        """What is left when one printed number is taken from the other; None where one is not."""
        if self.part is None or self.whole.shown is None or self.part.shown is None:
            return None
        return self.whole.least - self.part.most, self.whole.most - self.part.least


@dataclass
class Standing:
    """All that is printed, and what it tells."""

    before: Sequence[Claim]
    new: Sequence[Claim]
    rule: Policy
    _rooms: dict[tuple[object, ...], Room] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A breakdown of which nothing is printed is not there; what it would have said is no
        # secret of this edition, and a reader cannot work out a number that has no place.
        told = {claim.asks for claim in self.new if claim.shown is not None}
        self.new = [claim for claim in self.new if not claim.asks or claim.asks in told]

    def exposed(self, among: Iterable[Sensitive] | None = None) -> list[Sensitive]:
        """Return the small groups that a reader can narrow below the protected range.

        `among` are those that were exposed before more was hidden: hiding exposes nobody.
        """
        left = None if among is None else {(what.people, what.part is None) for what in among}
        return [
            what
            for what in self._sensitive()
            if (left is None or (what.people, what.part is None) in left) and self._is_exposed(what)
        ]

    def _is_exposed(self, what: Sensitive) -> bool:
        if not self._by_hand(what):
            # Few atoms first; all of them, which takes longer, only where those are not enough.
            for room in (self._room(what), self._room(what, is_wide=True)):
                if any(room.reaches(what.people, *ends) for ends in self._safe(what)):
                    return False
        if what.is_new:
            return True
        if what.difference is not None and what.difference == self._differed(what):
            return False
        # What the earlier editions give away already is not the new one's doing.
        least, most = self.range_of(what, is_before=True)
        return least < most and (least, most) != self.range_of(what)

    def _differed(self, what: Sensitive) -> tuple[int, int] | None:
        """What was left before when one printed number was taken from the other."""
        whole, part = (
            self._printed_before.get(claim.people) if claim else None
            for claim in (what.whole, what.part)
        )
        return Sensitive(whole, part, what.people, False).difference if whole and part else None

    @cached_property
    def _printed_before(self) -> dict[frozenset[int], Claim]:
        return {claim.people: claim for claim in self.before if claim.shown is not None}

    def _safe(self, what: Sensitive) -> list[tuple[int, int]]:
        """The ranges of which a reader must be left with one, the best first.

        A hidden number is known to be small; it must be possible all over the protected range.
        What one number has more than another is not known to be anything: it is enough that it
        could be a number that would be printed, or nobody.
        """
        protected = (self.rule.least_hidden, self.rule.most_protected)
        if what.part is None:
            return [protected]
        size = len(what.people)
        return [(size, self.rule.threshold), (0, size), protected]

    def _by_hand(self, what: Sensitive) -> bool:
        """Whether one subtraction of printed numbers is enough; no solver is needed then."""
        ends = what.difference
        return ends is not None and not any(
            ends[0] <= low and ends[1] >= high for low, high in self._safe(what)
        )

    # What is sensitive

    def _sensitive(self) -> list[Sensitive]:
        found: dict[tuple[object, ...], Sensitive] = {}

        def add(what: Sensitive) -> None:
            found.setdefault((what.people, what.part is None, self._group_of(what)), what)

        known = {claim.people for claim in self.before}
        for claims, is_new in ((self.before, False), (self.new, True)):
            for claim in claims:
                if claim.shown is None and self.rule.is_small(len(claim.people)):
                    add(Sensitive(claim, None, claim.people, is_new))
        for whole, part in self._nested():
            is_new = not {whole.people, part.people} <= known
            add(Sensitive(whole, part, whole.people - part.people, is_new))
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
        if what.difference == (len(what.people),) * 2 and not is_before:
            return len(what.people), len(what.people)
        room = self._room(what, is_before=is_before, is_wide=True)
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
        names = self._room(what, may_hide=True, is_wide=True).lets(
            what.people, *self._safe(what)[0]
        )
        if not names:
            names = {c.name for c in self.new if c.shown and c.people & what.people}
        return tuple(sorted(names)[:MOST_SOURCES])

    def to_hide(self, exposed: Iterable[Sensitive]) -> set[str]:
        """Return the names of new numbers without which these are exposed less or not at all.

        Empty where hiding single numbers, a breakdown or all of them does not help.
        """
        names: set[str] = set()
        for what in exposed:
            hidden = self._cheapest(what)
            names |= self._breakdown(what) if hidden is None else hidden
        return names

    def _cheapest(self, what: Sensitive) -> set[str] | None:
        """The names of single new numbers to hide; None where that is not enough."""
        wanted = self._safe(what)
        if not what.is_new:
            wanted = [self.range_of(what, is_before=True)]
        room = self._room(what, may_hide=True, is_wide=True)
        hidden = (room.hide(what.people, *ends) for ends in wanted)
        return next((names for names in hidden if names is not None), None)

    def _breakdown(self, what: Sensitive) -> set[str]:
        """The names of a new breakdown that has to do with it: two-way tables before others."""
        group = self._group_of(what)
        shown = [c for c in self.new if c.asks and c.shown is not None]
        mine = [c for c in shown if self._is_inside(c, group)]
        deepest = max((len(c.asks) for c in mine), default=0)
        gone = {c.asks for c in mine if len(c.asks) == deepest}
        return {c.name for c in self.new if c.asks in gone}

    # Rooms

    def _room(
        self,
        what: Sensitive,
        *,
        is_before: bool = False,
        may_hide: bool = False,
        is_wide: bool = False,
    ) -> Room:
        group = self._group_of(what)
        key = (group, is_before, may_hide, is_wide)
        if key not in self._rooms:
            claims = [(claim, False) for claim in self.before]
            claims += [(claim, may_hide) for claim in self.new if not is_before]
            inside = [(c, h) for c, h in claims if self._is_inside(c, group)]
            self._rooms[key] = Room(
                inside, self.rule, holds_totals=group != EVERYTHING, is_wide=is_wide
            )
        return self._rooms[key]

    def _is_inside(self, claim: Claim, group: str) -> bool:
        return not claim.asks or group in (EVERYTHING, self._groups[claim.asks[0]])

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
        """The group of questions that what is sensitive is about; EVERYTHING for totals."""
        asks = (what.part or what.whole).asks or what.whole.asks
        if not asks or any(what.people <= total for total in self._small_totals):
            return EVERYTHING
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
