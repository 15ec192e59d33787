"""What an award counts, its attributed share, and what other awards count too: safe to print.

Many funders, one log: each award may count a session in full, and says so; the shares of all
awards add up to the whole once. Numbers first: page, report and file draw these objects.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from rco_network.core.disclosure import is_small, may_print_part, threshold

from ..models import Award
from .claims import FIGURES, Work, gather_claims
from .sharing_out import METHOD

LABELS = {
    "sessions": "Sessions",
    "attendances": "Attendances",
    "people": "Different people known by name",
    "outcomes": "Outcomes",
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
    method: tuple[str, ...] = METHOD

    def claim(self, key: str) -> Claim:
        """Return one figure by its key."""
        return next(one for one in self.claims if one.key == key)

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
        return (
            f"“–” is a number that is held back: fewer than {threshold()} people stand behind it, "
            "or it would tell such a number."
        )


@dataclass(frozen=True)
class Line:
    """One award in the organisation's own table: its claims, and what it has with each award."""

    award: Award
    overlap: Overlap
    cells: tuple[Both | None, ...]


@dataclass(frozen=True)
class Everything:
    """All of the organisation's work of a period: `whole` once, award by award, and `unfunded`."""

    lines: tuple[Line, ...]
    whole: tuple[Claim, ...]
    unfunded: tuple[Claim, ...]


def overlap(award: Award, start: date, end: date) -> Overlap:
    """Return what an award counts between two days, both included, and who counts it too.

    Runs inside `counting(...)` of the recipient, for a user (the directory names funders to those
    who are signed in): one statement for all its awards.
    """
    work = gather_claims(award.recipient_id, start, end)
    return _overlap(work, award.pk, _others(award.recipient_id), start, end)


def everything(organisation: int, start: date, end: date) -> Everything:
    """Return an organisation's awards with what they share, for its own eyes before it sends.

    Protected like what goes out, so that the page may be printed. Runs inside `counting(...)`.
    """
    work = gather_claims(organisation, start, end)
    awards = _others(organisation)
    claimed = {pk: a for pk, a in awards.items() if work.full("sessions", pk)}
    lines = []
    for pk, award in claimed.items():
        found = _overlap(work, pk, claimed, start, end)
        by_award = {both.award: both for both in found.others}
        lines.append(Line(award, found, tuple(by_award.get(other) for other in claimed)))
    known = work.whole("people")
    whole = tuple(_whole(work, figure, known) for figure in FIGURES)
    shares = {figure: [line.overlap.claim(figure).share for line in lines] for figure in FIGURES}
    return Everything(
        lines=tuple(lines),
        whole=whole,
        unfunded=tuple(
            _left(work, one, is_hidden=None in shares[one.key] or one.full is None) for one in whole
        ),
    )


def _others(organisation: int) -> dict[int, Award]:
    rows = Award.objects.received_by(organisation).select_related("funder")
    return {award.pk: award for award in rows.order_by("starts_on", "pk")}


def _overlap(work: Work, pk: int, awards: dict[int, Award], start: date, end: date) -> Overlap:
    others = tuple(
        _both(work, pk, other, award)
        for other, award in awards.items()
        if other != pk and work.full("people", pk, other) + work.full("sessions", pk, other)
    )
    return Overlap(
        start=start,
        end=end,
        claims=tuple(_claim(work, figure, pk, others) for figure in FIGURES),
        others=tuple(sorted(others, key=lambda one: (one.funder, one.title))),
        has_heads=work.has_heads(pk),
    )


def _claim(work: Work, figure: str, award: int, others: tuple[Both, ...]) -> Claim:
    full = work.full(figure, award)
    share, also = work.share(figure, award), work.also(figure, award)
    if figure == "sessions":
        return Claim(figure, LABELS[figure], full, _one_place(share), also)
    behind = work.with_outcome(award) if figure == "outcomes" else work.full("people", award)
    is_hidden = is_small(behind)
    # A share beside its whole tells what is shared; where that is held back, so is the share.
    others_hidden = any(getattr(both, figure) is None for both in others)
    share_hidden = is_hidden or others_hidden or _tells(share, full)
    return Claim(
        figure,
        LABELS[figure],
        None if is_hidden else full,
        None if share_hidden else _one_place(share),
        None if is_hidden or others_hidden or not may_print_part(also, full) else also,
    )


def _tells(share: Fraction, full: int) -> bool:
    """Whether a share, or what is missing to the whole, is so small that it is about few."""
    least = threshold()
    return 0 < share < least or 0 < full - share < least


def _both(work: Work, award: int, other: int, their: Award) -> Both:
    numbers: dict[str, int | None] = {f: work.full(f, award, other) for f in FIGURES}
    people = work.full("people", award, other)
    if not _is_printable_part(people, work.full("people", award), work.full("people", other)):
        numbers["people"] = None
    with_outcome = work.with_outcome(award, other)
    if numbers["people"] is None or not _is_printable_part(
        with_outcome, work.with_outcome(award), work.with_outcome(other)
    ):
        numbers["outcomes"] = None if people else 0
    behind = (
        work.people_at(award, other),
        work.people_at(award, apart_from=other),
        work.people_at(other, apart_from=award),
    )
    if any(is_small(n) for n in behind):
        numbers["attendances"] = None
    return Both(award=other, funder=their.funder.name, title=their.title, **numbers)


def _is_printable_part(part: int, *wholes: int) -> bool:
    return all(may_print_part(part, whole) for whole in wholes)


def _whole(work: Work, figure: str, known: int) -> Claim:
    full = work.whole(figure)
    is_hidden = figure != "sessions" and is_small(known)
    if figure == "outcomes":
        is_hidden = is_small(sum(row.with_outcome for row in work.came)) or is_hidden
    shown = None if is_hidden else full
    return Claim(figure, LABELS[figure], shown, None if is_hidden else Decimal(full), None)


def _left(work: Work, whole: Claim, *, is_hidden: bool) -> Claim:
    share = work.unfunded(whole.key)
    # Shares are printed line by line, so what is left over would tell one that is held back.
    held = is_hidden or (whole.key != "sessions" and _tells(share, whole.full or 0))
    return Claim(whole.key, whole.label, None, None if held else _one_place(share), None)


def _one_place(share: Fraction) -> Decimal:
    return (Decimal(share.numerator) / share.denominator).quantize(Decimal("0.1"))
