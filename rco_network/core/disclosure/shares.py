"""Percentages and means: printed only where they say no more than the numbers that may be."""

from decimal import ROUND_HALF_UP, Decimal

from .policy import Policy, in_force
from .tables import Published


def may_print_part(part: int, whole: int, *, policy: Policy | None = None) -> bool:
    """Whether a part may be printed beside its whole: neither it nor the rest is small."""
    rule = policy or in_force()
    return not rule.is_sensitive(part) and not rule.is_sensitive(whole - part)


def may_print_share(part: int, whole: int, *, policy: Policy | None = None) -> bool:
    """Whether a percentage may be printed: who knows the whole can work the part out of it.

    72.7 % of 11 can only be 8. So it is printed where the part, the rest and the whole may be.
    """
    rule = policy or in_force()
    return whole >= rule.threshold and may_print_part(part, whole, policy=rule)


def share(
    part: int, whole: int, *, places: int = 0, policy: Policy | None = None
) -> Decimal | None:
    """Return the percentage to `places` decimals, halves up, or None where it is not printed.

    Where numbers are rounded it is made of the rounded ones: of the true ones, it would say more
    than they do.
    """
    rule = policy or in_force()
    if not 0 <= part <= whole or not may_print_share(part, whole, policy=rule):
        return None
    return _percent(rule.printed(part), rule.printed(whole), places)


def shares(table: Published, whole: int | None, *, places: int = 0) -> dict[str, Decimal | None]:
    """Return the percentage of each printed cell; None for a hidden cell and its percentage.

    `whole` is the total as it is printed, None where it is not.
    """
    return {
        key: _percent(cell, whole, places) if cell is not None and whole else None
        for key, cell in table.cells.items()
    }


def numerators(percent: Decimal, whole: int, *, places: int = 0) -> list[int]:
    """Return what a reader can make of a printed percentage of a printed whole: the parts that
    it can be the percentage of."""
    exact = percent * whole / 100
    half = Decimal(whole) / (200 * 10**places) + 1
    near = range(max(0, int(exact - half)), min(whole, int(exact + half) + 1) + 1)
    return [part for part in near if _percent(part, whole, places) == percent]


def may_print_mean(
    n: int,
    *,
    mean: Decimal | float | None = None,
    least: Decimal | float | None = None,
    most: Decimal | float | None = None,
    policy: Policy | None = None,
) -> bool:
    """Whether a mean, a score or a median of `n` people may be printed.

    Not of fewer than the threshold; nor, with the ends of the scale given, a mean at an end: then
    everyone's answer would be known.
    """
    rule = policy or in_force()
    return n >= rule.threshold and (mean is None or (mean != least and mean != most))


def _percent(part: int, whole: int, places: int) -> Decimal:
    unit = Decimal(1).scaleb(-places)
    return (Decimal(100 * part) / whole).quantize(unit, ROUND_HALF_UP)
