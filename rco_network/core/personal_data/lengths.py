"""How long this organisation keeps what, and when a clock that started on a day has run out."""

from calendar import monthrange
from datetime import date
from typing import Any

from ..models import KeptFor
from .periods import FUNDING_YEAR_ENDS_IN, PERIODS


def lengths_of(organisation: Any) -> dict[str, int]:
    """Return the months of every period that has some, the organisation's own where it set them."""
    own = KeptFor.objects.filter(organisation=organisation).values_list("period", "months")
    usual = {key: one.months for key, one in PERIODS.items() if one.months is not None}
    return usual | {key: months for key, months in own if key in usual}


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later (negative: earlier), or the month's last."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def funding_year_end(day: date) -> date:
    """Return the last day of the funding year (April to March) in which a day falls."""
    year = day.year + (day.month > FUNDING_YEAR_ENDS_IN)
    return date(year, FUNDING_YEAR_ENDS_IN, 31)


def over_on(period: str, start: date, months: int) -> date:
    """Return the day on which the time is over of what started its clock on `start`."""
    begins = funding_year_end(start) if period == "service_record" else start
    return months_later(begins, months)


def started_by(period: str, day: date, months: int) -> date:
    """Return the latest start of a clock that is over on `day`: the other way round."""
    latest = months_later(day, -months)
    if period != "service_record":
        return latest
    end = funding_year_end(latest)
    return end if end == latest else date(end.year - 1, FUNDING_YEAR_ENDS_IN, 31)
