"""Rates an hour that an organisation may put its volunteers' time at, with source and day.

Offered in the form, used only once somebody has stated it as the organisation's own.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Rate:
    """Pounds an hour from a day on."""

    amount: Decimal
    applies_from: date
    source: str


# The National Living Wage for people of 21 and over, as announced in November 2025.
NATIONAL_LIVING_WAGE = (
    Rate(
        Decimal("12.71"),
        date(2026, 4, 1),
        "National Living Wage, 21 and over: gov.uk, rates from 1 April 2026",
    ),
)


def rate_to_offer(day: date) -> Rate | None:
    """Return the newest rate known for a day, None before the first and a year after the last."""
    known = [one for one in NATIONAL_LIVING_WAGE if one.applies_from <= day]
    if not known or (day - known[-1].applies_from).days >= 365:
        return None
    return known[-1]
