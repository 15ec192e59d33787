"""Which reports a schedule asks for, and by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..enums import MONTHS_OF, Every
from ..models import ReturnSchedule

# Reminders before a report is due, in days; the last one is sent once it is late.
REMIND_BEFORE = (14, 3)


@dataclass(frozen=True)
class Period:
    """The first and last day of a report, both included, and the day on which it is due."""

    start: date
    end: date
    due_on: date


def periods(schedule: ReturnSchedule, until: date) -> Iterator[Period]:
    """Yield the schedule's periods, in order, that begin on or before `until`.

    The award's own last day ends the last of them.
    """
    last = schedule.award.ends_on
    for start, end in _spans(schedule):
        if start > until or (last and start > last):
            return
        end = min(end, last) if last else end
        yield Period(start, end, end + timedelta(days=schedule.days_to_write))


def _spans(schedule: ReturnSchedule) -> Iterator[tuple[date, date]]:
    start = schedule.first_on
    if schedule.every == Every.DAYS:
        for end in sorted(set(schedule.last_days)):
            if end >= start:
                yield start, end
                start = end + timedelta(days=1)
        return
    months = MONTHS_OF[Every(schedule.every)]
    for number in range(1, 200):
        following = months_after(schedule.first_on, number * months)
        yield start, following - timedelta(days=1)
        start = following


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or that month's last: 31 August, 30 November."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(1))


def reminder_step(due_on: date, today: date) -> int:
    """Return how many of the reminders are called for by now: 0 to 3, and 3 is late."""
    if due_on < today:
        return len(REMIND_BEFORE) + 1
    return sum(due_on <= today + timedelta(days=days) for days in REMIND_BEFORE)
