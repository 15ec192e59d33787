"""What the work of an award cost: from its spending, against its own share of the work.

No cost is given where the number it is divided by is held back, a range or very small: who knows
a cost and the money knows the number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, gettext_noop

from rco_network.core.disclosure import threshold
from services.volunteering.calculations.giving import value_of_time

from ..models import Award, BudgetLine, OtherMoney, Spending
from .overlap import Overlap

PENNY, POUND = Decimal("0.01"), Decimal(1)
_COST_PER = {
    "sessions": gettext_noop("Cost per session"),
    "people": gettext_noop("Cost per person"),
    "outcomes": gettext_noop("Cost per outcome"),
}
_COUNTS_NOT = {
    "sessions": gettext_noop("No session counts towards this award."),
    "people": gettext_noop("No person counts towards this award."),
    "outcomes": gettext_noop("No outcome counts towards this award."),
}
SPENDING, BUDGET, NOTHING = "spending", "budget", ""
_BASIS = {
    SPENDING: gettext_noop(
        "From what was spent of this award in the period, divided by the award’s own share "
        "of the work (not by the full count, which other awards pay for too)."
    ),
    BUDGET: gettext_noop(
        "From the budget, since no spending is written down for the period: the planned money, "
        "spread evenly over the days of the award, divided by the award’s own share of the work. "
        "What it really cost may differ."
    ),
    NOTHING: gettext_noop(
        "There is no cost: neither spending nor a budget with both days of the award is "
        "written down."
    ),
}


@dataclass(frozen=True)
class Cost:
    """Money for one of something, or None and `reason`, why there is no such figure."""

    key: str
    label: str
    amount: Decimal | None
    reason: str = ""


@dataclass(frozen=True)
class LineSpent:
    """A line of the budget: planned for the whole award, spent in the period, spent so far."""

    what: str
    planned: Decimal
    in_period: Decimal
    so_far: Decimal

    @property
    def left(self) -> Decimal:
        """What is not spent yet; below zero where more was spent than planned."""
        return self.planned - self.so_far

    @property
    def over(self) -> Decimal:
        """What was spent above what was planned."""
        return -self.left


@dataclass(frozen=True)
class Beside:
    """Other money that paid for the same work in the period: named, and in no cost."""

    source: str
    amount: Decimal


@dataclass(frozen=True)
class Costs:
    """What an award cost in a period. `basis` is "spending", "budget" or "", and `method` says it
    in a sentence; `money` is what the costs are made of. `beside` and `volunteer_hours` (of the
    whole organisation; None: hidden or not ours to know) are named and not in it."""

    basis: str
    money: Decimal
    costs: tuple[Cost, ...]
    lines: tuple[LineSpent, ...]
    beside: tuple[Beside, ...]
    volunteer_hours: Decimal | None

    @property
    def method(self) -> str:
        """How the costs are made, in words."""
        return gettext(_BASIS[self.basis])

    @property
    def included(self) -> tuple[str, ...]:
        """The lines whose money is in the costs."""
        if self.basis == SPENDING:
            return tuple(line.what for line in self.lines if line.in_period)
        return tuple(line.what for line in self.lines) if self.basis == BUDGET else ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is not in the costs, in words."""
        said = [f"£{one.amount:,.0f} from {one.source} for the same work" for one in self.beside]
        if self.volunteer_hours:
            said.append(
                f"{self.volunteer_hours:,.0f} hours that volunteers gave to the whole organisation"
            )
        return (*said, "whatever the organisation pays without writing it down here")


def costs(award: Award, start: date, end: date, found: Overlap) -> Costs:
    """Return what an award cost between two days, both included; `found` is its overlap then.

    Runs in the recipient's own scope, not inside `counting(...)`: money is about nobody. Spending
    that reaches over an end of the period is taken in parts, by days.
    """
    lines = _lines(award, start, end)
    spent = sum((line.in_period for line in lines), Decimal(0))
    if Spending.objects.filter(award=award).touching(start, end).exists():
        basis, money = SPENDING, spent
    else:
        money = _planned(award, lines, start, end)
        basis = BUDGET if money else NOTHING
    return Costs(
        basis=basis,
        money=money.quantize(PENNY),
        costs=tuple(_cost(key, money, found) for key in _COST_PER) if basis else (),
        lines=lines,
        beside=_beside(award, start, end),
        volunteer_hours=_volunteer_hours(award.recipient_id, start, end),
    )


def in_period(row: Any, start: date, end: date) -> Decimal:
    """Return the part of an amount with two days that falls into a period, by days."""
    first, last = max(row.starts_on, start), min(row.ends_on, end)
    days = (last - first).days + 1
    if days <= 0:
        return Decimal(0)
    return Decimal(row.amount * days / ((row.ends_on - row.starts_on).days + 1))


def _lines(award: Award, start: date, end: date) -> tuple[LineSpent, ...]:
    spending: dict[int, list[Spending]] = {}
    for row in Spending.objects.for_organisation(award.recipient_id).filter(award=award):
        spending.setdefault(row.line_id, []).append(row)
    rows = BudgetLine.objects.for_organisation(award.recipient_id).filter(award=award)
    return tuple(_line(one, spending.get(one.pk, ()), start, end) for one in rows.order_by("pk"))


def _line(line: BudgetLine, spending: Iterable[Spending], start: date, end: date) -> LineSpent:
    return LineSpent(
        what=line.what,
        planned=line.planned,
        in_period=sum((in_period(row, start, end) for row in spending), Decimal(0)).quantize(PENNY),
        so_far=sum((row.amount for row in spending), Decimal(0)),
    )


def _planned(award: Award, lines: tuple[LineSpent, ...], start: date, end: date) -> Decimal:
    if not (award.starts_on and award.ends_on):
        return Decimal(0)
    days = (award.ends_on - award.starts_on).days + 1
    within = (min(end, award.ends_on) - max(start, award.starts_on)).days + 1
    planned = sum((line.planned for line in lines), Decimal(0))
    return planned * max(0, within) / days


def _cost(key: str, money: Decimal, found: Overlap) -> Cost:
    label, claim = gettext(_COST_PER[key]), found.claim(key)
    if key == "people" and found.has_heads:
        return Cost(
            key, label, None, gettext("Some people were counted by head: how many is a range.")
        )
    if claim.full is None or claim.share is None:
        return Cost(key, label, None, gettext("The number it would be divided by is held back."))
    if not claim.share:
        return Cost(key, label, None, gettext(_COUNTS_NOT[key]))
    if key != "sessions" and claim.share < threshold():
        return Cost(key, label, None, gettext("The number it would be divided by is too small."))
    # By the share as it is printed: the cost tells no more digits of it than the table does.
    amount = money / claim.share
    return Cost(key, label, amount.quantize(PENNY if amount < 10 else POUND))


def _beside(award: Award, start: date, end: date) -> tuple[Beside, ...]:
    rows = OtherMoney.objects.for_organisation(award.recipient_id).filter(award=award)
    return tuple(
        Beside(row.source, in_period(row, start, end).quantize(POUND))
        for row in rows.touching(start, end).order_by("source", "pk")
    )


def _volunteer_hours(organisation: int, start: date, end: date) -> Decimal | None:
    """Approved hours, if whoever asks may see volunteers; of few volunteers, none are given."""
    given = value_of_time(organisation, start, end)
    return None if given.volunteers < threshold() else given.hours
