"""The days of a week or a month, each with what meets."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..enums import OccurrenceState
from ..models import Closure, Group
from .timetable import Occurrence, occurrences

WEEK = timedelta(days=7)


@dataclass
class CalendarDay:
    """A day: what meets, what closes it, and how many groups that keeps away."""

    day: date
    is_today: bool
    is_outside: bool = False
    closures: list[str] = field(default_factory=list)
    kept_away: int = 0
    meets: list[Occurrence] = field(default_factory=list)


@dataclass(frozen=True)
class Span:
    """A week or a month: its first and last day, and those that are drawn round it."""

    first: date
    last: date
    drawn_first: date
    drawn_last: date
    before: date
    after: date


def week_of(day: date) -> Span:
    """Return the week of a day, from Monday on."""
    first = day - timedelta(days=day.weekday())
    last = first + timedelta(days=6)
    return Span(first, last, first, last, first - WEEK, first + WEEK)


def month_of(day: date) -> Span:
    """Return the month of a day, drawn in whole weeks."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    last = after - timedelta(days=1)
    before = (first - timedelta(days=1)).replace(day=1)
    return Span(first, last, week_of(first).first, week_of(last).last, before, after)


def days_of(
    groups: Iterable[Group], organisation_id: int, span: Span, today: date
) -> list[CalendarDay]:
    """Return the days that are drawn, each with what the groups do.

    Asks six queries for any number of groups, beside the one that fetches them.
    """
    many = (span.drawn_last - span.drawn_first).days + 1
    found = {
        day: CalendarDay(day, day == today, not span.first <= day <= span.last)
        for day in (span.drawn_first + timedelta(days=n) for n in range(many))
    }
    closures = Closure.objects.for_organisation(organisation_id).filter(
        first_on__lte=span.drawn_last, last_on__gte=span.drawn_first
    )
    for closure in closures.order_by("first_on", "id"):
        for day, drawn in found.items():
            if closure.first_on <= day <= closure.last_on:
                drawn.closures.append(closure.name)
    for one in occurrences(groups, span.drawn_first, span.drawn_last, with_left=True):
        drawn = found[one.day]
        is_kept_away = bool(one.closure) and one.change is None
        if is_kept_away and one.state == OccurrenceState.CANCELLED:
            drawn.kept_away += 1
            if one.closure not in drawn.closures:
                drawn.closures.append(one.closure)
        else:
            drawn.meets.append(one)
    return list(found.values())
