"""When groups meet and when rooms are empty: school terms, bank holidays, fasts and feasts.

All by rule, so that any year works. School terms follow the common English pattern and differ
by some days from every council's own; Islamic days follow the tabular calendar and may differ
by a day from what was seen in the sky.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)

# Lunar New Year by published astronomical tables.
_LUNAR_NEW_YEAR = {
    date(2024, 2, 10),
    date(2025, 1, 29),
    date(2026, 2, 17),
    date(2027, 2, 6),
    date(2028, 1, 26),
    date(2029, 2, 13),
    date(2030, 2, 3),
    date(2031, 1, 23),
}


@cache
def easter(year: int) -> date:
    """Western Easter Sunday (anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday (Meeus' Julian algorithm; 13 days between calendars until 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _islamic(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar (civil epoch, 30-year cycle)."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day
    return date.fromordinal(days + 227014)


@cache
def islamic_days(year: int) -> tuple[list[tuple[date, date]], frozenset[date]]:
    """Return Ramadan's first and last days that touch this year, and its days of Eid."""
    about = int((year - 622) * 33 / 32)
    fasts, feasts = [], set()
    for hijri in range(about - 1, about + 4):
        first, fitr = _islamic(hijri, 9, 1), _islamic(hijri, 10, 1)
        fasts.append((first, fitr - DAY))
        adha = _islamic(hijri, 12, 10)
        feasts |= {fitr, fitr + DAY, adha, adha + DAY}
    return [f for f in fasts if year in (f[0].year, f[1].year)], frozenset(
        f for f in feasts if f.year == year
    )


def _monday_on_or_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Bank holidays of England and Wales without one-off ones."""
    good_friday, new_year, christmas = easter(year) - 2 * DAY, date(year, 1, 1), date(year, 12, 25)
    # Days after 25 December on which Christmas Day and Boxing Day are kept.
    kept, boxing = {4: (0, 3), 5: (2, 3), 6: (2, 1)}.get(christmas.weekday(), (0, 1))
    return frozenset(
        {
            new_year if new_year.weekday() < 5 else _monday_on_or_after(new_year),
            good_friday,
            easter(year) + DAY,
            _monday_on_or_after(date(year, 5, 1)),
            _monday_on_or_after(date(year, 5, 25)),
            _monday_on_or_after(date(year, 8, 25)),
            christmas + kept * DAY,
            christmas + boxing * DAY,
        }
    )


@cache
def school_holidays(year: int) -> tuple[tuple[date, date], ...]:
    """Return (first, last) days of the school holidays that begin in this year."""
    around = easter(year)
    autumn_half = _monday_on_or_after(date(year, 10, 23))
    winter_half = _monday_on_or_after(date(year, 2, 13))
    spring_half = _monday_on_or_after(date(year, 5, 25))
    week = timedelta(days=6)
    return (
        (date(year, 1, 1), date(year, 1, 4)),
        (winter_half, winter_half + week),
        (around - 9 * DAY, around + 7 * DAY),
        (spring_half, spring_half + week),
        (date(year, 7, 23), date(year, 9, 2)),
        (autumn_half, autumn_half + week),
        (date(year, 12, 20), date(year, 12, 31)),
    )


def is_school_holiday(day: date) -> bool:
    """Whether schools are shut, weekends of a term apart."""
    return any(first <= day <= last for first, last in school_holidays(day.year))


def is_closed(day: date, tradition: str) -> bool:
    """Whether nobody would open the door: bank holidays and the community's own great days."""
    if day in bank_holidays(day.year) or (day.month, day.day) in ((12, 24), (12, 31), (12, 25)):
        return True
    if tradition in ("muslim", "afghan"):
        return day in islamic_days(day.year)[1]
    if tradition == "tewahedo":
        feasts = {(1, 7), (1, 19)}
        return (day.month, day.day) in feasts or day == orthodox_easter(day.year)
    if tradition == "iranian":
        return (day.month, day.day) in ((3, 20), (3, 21))
    if tradition == "lunar":
        return any(day - first in (0 * DAY, DAY) for first in _LUNAR_NEW_YEAR)
    return False


def turnout(day: date, tradition: str) -> float:
    """How full a room is on this day, as a share of an ordinary week (0.5 to 1.1)."""
    share = 1.0
    if tradition in ("muslim", "afghan") and is_ramadan(day):
        share *= 0.72
    if tradition == "tewahedo" and timedelta(0) < orthodox_easter(day.year) - day <= WEEK:
        share *= 0.7
    if tradition == "tewahedo" and day.month == 1 and 3 <= day.day <= 9:
        share *= 0.65
    if tradition in ("iranian", "afghan") and day.month == 3 and 17 <= day.day <= 31:
        share *= 0.75
    if tradition == "lunar" and any(abs(day - first) < WEEK for first in _LUNAR_NEW_YEAR):
        share *= 0.7
    if day.month == 12 and day.day > 10:
        share *= 0.8
    if is_school_holiday(day):
        share *= 0.75
    if day.month in (9, 10):
        share *= 1.06
    if day.month == 7:
        share *= 0.9
    return share


def is_ramadan(day: date) -> bool:
    """Whether the day is in the fast of the tabular calendar."""
    return any(first <= day <= last for first, last in islamic_days(day.year)[0])


def newcomers(day: date) -> float:
    """How many newcomers a week brings, as a share of an ordinary week."""
    return {1: 1.8, 2: 1.2, 7: 0.5, 8: 0.4, 9: 2.4, 10: 1.5, 12: 0.4}.get(day.month, 1.0)


def weekdays(weekday: int, first: date, last: date, every: int = 1) -> Iterator[date]:
    """Yield each `every`th such weekday (0 is Monday) from the first day to the last."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    while day <= last:
        yield day
        day += every * WEEK
