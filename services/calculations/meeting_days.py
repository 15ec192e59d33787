"""On which days a group meets: the next ones for its paper, the past ones for its grid."""

from datetime import date, timedelta

from ..models import Group, Series
from .recurrence import days_before
from .timetable import next_dates, occurrences

_A_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def next_days(group: Group, after: date, count: int) -> list[date]:
    """Return the next days, from the day after `after` on, on which the group is going to meet.

    A group without a pattern has none: its paper has empty columns to write dates into.
    """
    return list(dict.fromkeys(one.day for one in next_dates(group, after, count)))


def past_days(group: Group, until: date, count: int) -> list[date]:
    """Return the last days up to `until` on which the group met by its plan, the oldest first.

    Before it had a plan here it met on the same days: old papers are typed in too.
    """
    since = until - _WEEK * (count + 20)
    met = {one.day for one in occurrences([group], since, until) if one.takes_place}
    if len(met) < count:
        own = Series.objects.for_organisation(group.organisation_id).filter(group=group)
        first = own.order_by("first_on", "id").first()
        if first is not None:
            met |= set(days_before(first.rule, min(first.first_on, until + _A_DAY), count))
    return sorted(met)[-count:]
