"""On which days a group meets: the next ones for its paper, the past ones for its grid."""

from datetime import date, timedelta

from ..models import Group

_WEEK = timedelta(days=7)


def next_days(group: Group, after: date, count: int) -> list[date]:
    """Return the next days, from the day after `after` on, on which the group usually meets.

    A group without a usual day has none: its paper has empty columns to write dates into.
    """
    if group.weekday is None:
        return []
    ahead = (group.weekday - after.weekday() - 1) % 7 + 1
    first = after + timedelta(days=ahead)
    return [first + number * _WEEK for number in range(count)]


def past_days(group: Group, until: date, count: int) -> list[date]:
    """Return the last days up to `until` on which the group usually met, the oldest first."""
    if group.weekday is None:
        return []
    last = until - timedelta(days=(until.weekday() - group.weekday) % 7)
    return [last - number * _WEEK for number in reversed(range(count))]
