"""What an award counts, its attributed share, and what other awards count too: safe to print.

Many funders, one log: each award may count a session in full, and says so; the shares of all
awards add up to the whole once. Numbers first: page, report and file draw these objects.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext, gettext_noop

from rco_network.core.disclosure import Policy, in_force, may_print_part, threshold

from ..models import Award
from .claims import FIGURES, Work, gather_claims
from .sharing_out import METHOD

LABELS = {
    "sessions": gettext_noop("Sessions"),
    "attendances": gettext_noop("Attendances"),
    "people": gettext_noop("Different people known by name"),
    "outcomes": gettext_noop("Outcomes"),
}


@dataclass(frozen=True)
class Claim:
    """One figure of an award: None is a number that is held back, so that it says nothing of
    anybody. `full` counts what others count too, `share` is this award's part (one decimal
    place), `also` is how much of the full count at least one other award counts as well."""

    key: str
    label: str
    full: int | None
    share: Decimal | None
    also: int | None


@dataclass(frozen=True)
class Both:
    """What two awards both count. `funder` and `title` are the other award's; a report to a funder
    prints the funder's name and not the title."""

    award: int
    funder: str
    title: str
    sessions: int | None
    attendances: int | None
    people: int | None
    outcomes: int | None

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """The four in the order of the figures."""
        return (self.sessions, self.attendances, self.people, self.outcomes)


@dataclass(frozen=True)
class Overlap:
    """An award's claims between two days (both included), and with whom they are shared.

    `hides` says that a number is held back; `has_heads` that some people were counted by head
    and are in attendances, but in no number of people. `method` is sentences for a reader.
    """

    start: date
    end: date
    claims: tuple[Claim, ...]
    others: tuple[Both, ...]
    has_heads: bool

    def claim(self, key: str) -> Claim:
        """Return one figure by its key."""
        return next(one for one in self.claims if one.key == key)

    @property
    def method(self) -> tuple[str, ...]:
        """How shares come about, in sentences."""
        return tuple(map(gettext, METHOD))

    @property
    def hides(self) -> bool:
        """Whether a note has to say that something is held back."""
        numbers = [n for c in self.claims for n in (c.full, c.share, c.also)]
        return None in numbers or any(None in both.numbers for both in self.others)

    @property
    def note(self) -> str:
        """The sentence for numbers that are held back, "" where there is none."""
        if not self.hides:
            return ""
        return gettext(
            "“–” is a number that is held back: fewer than %(number)s people stand behind it, or "
            "it would tell such a number."
        ) % {"number": threshold()}


@dataclass(frozen=True)
class Line:
    """One award in the organisation's own table: its claims, and beside each award (itself too)
    what it has in common with it, None for nothing."""

    award: Award
    overlap: Overlap
    cells: tuple[tuple[Award, Both | None], ...]


@dataclass(frozen=True)
class Everything:
    """All of the organisation's work of a period: `whole` once, award by award, and `unfunded`."""

    lines: tuple[Line, ...]
    whole: tuple[Claim, ...]
    unfunded: tuple[Claim, ...]


def overlap(award: Award, start: date, end: date, *, policy: Policy | None = None) -> Overlap:
    """Return what an award counts between two days, both included, and who counts it too.

    Runs inside `counting(...)` of the recipient, for a user (the directory names funders to those
    who are signed in): one statement for all its awards. `policy` is the rule of disclosure, the
    installation's where none is given.
    """
    work = gather_claims(award.recipient_id, start, end)
    protected = _Protected(work, _awards(award.recipient_id), policy or in_force())
    return protected.overlap(award.pk, start, end)


def everything(organisation: int, start: date, end: date) -> Everything:
    """Return an organisation's awards with what they share, for its own eyes before it sends.

    Protected like what goes out, so that the page may be printed. Runs inside `counting(...)`.
    """
    work = gather_claims(organisation, start, end)
    awards = {pk: one for pk, one in _awards(organisation).items() if work.full("sessions", pk)}
    protected = _Protected(work, awards, in_force())
    found = {pk: protected.overlap(pk, start, end) for pk in awards}
    lines = [
        Line(
            award,
            found[pk],
            tuple((their, _with(found[pk], other)) for other, their in awards.items()),
        )
        for pk, award in awards.items()
    ]
    whole = tuple(protected.whole(figure) for figure in FIGURES)
    unfunded = (
        protected.unfunded(one, [line.overlap.claim(one.key).share for line in lines])
        for one in whole
    )
    return Everything(tuple(lines), whole, tuple(unfunded))


def _awards(organisation: int) -> dict[int, Award]:
    rows = Award.objects.received_by(organisation).select_related("funder")
    return {award.pk: award for award in rows.order_by("starts_on", "pk")}


def _with(found: Overlap, other: int) -> Both | None:
    return next((both for both in found.others if both.award == other), None)


@dataclass(frozen=True)
class _Protected:
    """An organisation's work, and what of it may be printed by a rule."""

    work: Work
    awards: dict[int, Award]
    rule: Policy

    def overlap(self, pk: int, start: date, end: date) -> Overlap:
        full = self.work.full
        others = [
            self.both(pk, other)
            for other in self.awards
            if other != pk and full("people", pk, other) + full("sessions", pk, other)
        ]
        return Overlap(
            start=start,
            end=end,
            claims=tuple(self.claim(figure, pk, others) for figure in FIGURES),
            others=tuple(sorted(others, key=lambda one: (one.funder, one.title))),
            has_heads=self.work.has_heads(pk),
        )

    def claim(self, figure: str, award: int, others: list[Both]) -> Claim:
        work, label = self.work, gettext(LABELS[figure])
        full, also = work.full(figure, award), work.also(figure, award)
        share = work.share(figure, award)
        if figure == "sessions":
            return Claim(figure, label, full, _one_place(share), also)
        is_outcomes = figure == "outcomes"
        behind = work.with_outcome(award) if is_outcomes else work.full("people", award)
        is_hidden = self.rule.is_small(behind)
        # A share beside its whole tells what is shared; where that is held back, so is the share.
        is_shared_hidden = is_hidden or any(getattr(both, figure) is None for both in others)
        return Claim(
            figure,
            label,
            None if is_hidden else self.rule.printed(full),
            None if is_shared_hidden or self.tells(award, is_outcomes) else self.part(share),
            None
            if is_shared_hidden or not may_print_part(also, full, policy=self.rule)
            else self.rule.printed(also),
        )

    def both(self, award: int, other: int) -> Both:
        work, shown = self.work, {}
        people = work.full("people", award, other)
        if self.is_part(people, work.full("people", award), work.full("people", other)):
            shown["people"] = people
        with_outcome = [work.with_outcome(award, other), work.with_outcome(award)]
        if "people" in shown and self.is_part(*with_outcome, work.with_outcome(other)):
            shown["outcomes"] = work.full("outcomes", award, other)
        at_sessions = (
            work.people_at(award, other),
            work.people_at(award, apart_from=other),
            work.people_at(other, apart_from=award),
        )
        if not any(map(self.rule.is_small, at_sessions)):
            shown["attendances"] = work.full("attendances", award, other)
        printed: dict[str, int | None] = {
            figure: self.rule.printed(shown[figure]) if figure in shown else None
            for figure in ("attendances", "people", "outcomes")
        }
        their = self.awards[other]
        sessions = work.full("sessions", award, other)
        return Both(other, their.funder.name, their.title, sessions=sessions, **printed)

    def is_part(self, part: int, *wholes: int) -> bool:
        return all(may_print_part(part, whole, policy=self.rule) for whole in wholes)

    def tells(self, award: int, is_outcomes: bool) -> bool:
        """Whether a share beside its whole tells of few people that they go elsewhere too."""
        return self.rule.is_small(self.work.partly(award, with_outcome=is_outcomes))

    def part(self, share: Fraction) -> Decimal:
        """A share as it is printed: one decimal place, or rounded as every number is."""
        if self.rule.rounding > 1:
            return Decimal(self.rule.printed(round(share)))
        return _one_place(share)

    def whole(self, figure: str) -> Claim:
        full = self.work.whole(figure)
        if figure == "sessions":
            return Claim(figure, gettext(LABELS[figure]), full, Decimal(full), None)
        people = self.work.whole("people")
        behind = sum(row.with_outcome for row in self.work.came)
        is_hidden = self.rule.is_small(behind if figure == "outcomes" else people)
        shown = None if is_hidden else self.rule.printed(full)
        return Claim(
            figure, gettext(LABELS[figure]), shown, None if shown is None else Decimal(shown), None
        )

    def unfunded(self, whole: Claim, shares: list[Decimal | None]) -> Claim:
        """What no award paid for: it would tell a share that is held back, if all others stand."""
        left = self.work.unfunded(whole.key)
        if whole.key == "sessions":
            return Claim(whole.key, whole.label, None, _one_place(left), None)
        is_hidden = whole.full is None or None in shares or 0 < left < self.rule.threshold
        return Claim(whole.key, whole.label, None, None if is_hidden else self.part(left), None)


def _one_place(share: Fraction) -> Decimal:
    return (Decimal(share.numerator) / share.denominator).quantize(Decimal("0.1"))
