"""What advice was worth in money: the one place where it is worked out."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..enums import Every
from ..reference.outcomes import OUTCOMES

# How many times a year an amount comes.
TIMES_A_YEAR: dict[str, int] = {
    Every.WEEK: 52,
    Every.FOUR_WEEKS: 13,
    Every.MONTH: 12,
    Every.YEAR: 1,
}
BENEFITS = ("O-FIN-GAIN", "O-FIN-GAIN-A")
MONEY_ADVICE = "O-FIN-MA"
GRANT = "O-GRANT"
DEBT_OFF, DEBT_MANAGED = "O-DEBT-OFF", "O-DEBT-MGD"
DEBTS = (DEBT_OFF, DEBT_MANAGED)
NOUGHT = Decimal(0)

FORMULA = _(
    "A year is worth 52 weekly, 13 four-weekly or 12 monthly amounts. What was paid for the time "
    "before is one-off. Debt that was written off or rescheduled is no gain and stands by itself."
)
ROUNDING = _("Sums are added in pence and shown in whole pounds; 50 pence are rounded up.")


@dataclass(frozen=True)
class Worth:
    """Sums in pounds and pence."""

    one_off: Decimal = NOUGHT
    yearly: Decimal = NOUGHT
    debt_off: Decimal = NOUGHT
    debt_managed: Decimal = NOUGHT

    def __add__(self, other: "Worth") -> "Worth":
        return Worth(
            self.one_off + other.one_off,
            self.yearly + other.yearly,
            self.debt_off + other.debt_off,
            self.debt_managed + other.debt_managed,
        )

    def __bool__(self) -> bool:
        return self != Worth()


def is_money(code: str) -> bool:
    """Whether an outcome is measured in pounds."""
    return OUTCOMES[code][1].startswith("£")


def worth(
    code: str, amount: Decimal | None, every: str = Every.ONCE, backdated: Decimal | None = None
) -> Worth:
    """Return what one outcome was worth. One that is not measured in pounds is worth none."""
    amount, backdated = amount or NOUGHT, backdated or NOUGHT
    if not is_money(code):
        return Worth()
    if code == DEBT_OFF:
        return Worth(debt_off=amount)
    if code == DEBT_MANAGED:
        return Worth(debt_managed=amount)
    if every == Every.ONCE:
        return Worth(one_off=amount + backdated)
    return Worth(one_off=backdated, yearly=amount * TIMES_A_YEAR[every])


def add_up(outcomes: Iterable[Any]) -> Worth:
    """Return what several outcomes (rows of MatterOutcome) were worth together."""
    total = Worth()
    for one in outcomes:
        total += worth(one.code, one.amount, one.every, one.backdated)
    return total


def in_pounds(amount: Decimal) -> str:
    """Return a sum as it is shown: £1,235."""
    return f"£{amount.quantize(Decimal(1), rounding=ROUND_HALF_UP):,}"
