"""A calendar that phones read (iCalendar, RFC 5545): when and where groups meet, no name."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, Event, Timezone

from .calculations.recurrence import days
from .calculations.timetable import Plan
from .enums import ChangeKind
from .models import Change, Group, Series

LONDON = ZoneInfo("Europe/London")
AHEAD = timedelta(days=366)
# Written here, since the package's own puts the change of March an hour late. Rules since 1996
# (Summer Time Order 2002): clocks change at one o'clock Greenwich time.
_BRITISH_TIME = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


def calendar_file(groups: Iterable[Group], name: str, today: date, *, is_neutral: bool) -> bytes:
    """Return the calendar of these groups, from the beginning of last year to a year from today.

    `is_neutral` says of each session only when it is. Group names, times and rooms are all that it
    ever holds: no person, no number, no note.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Common Thread//Timetable//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", gettext("Sessions") if is_neutral else name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    listed = list(groups)
    if listed:
        calendar.add_component(Timezone.from_ical(_BRITISH_TIME))
        plan = Plan.read(listed, date(today.year - 1, 1, 1), today + AHEAD)
        writer = _Writer(plan, is_neutral)
        for event in writer.events():
            calendar.add_component(event)
    return bytes(calendar.to_ical())


class _Writer:
    """The events of a plan."""

    def __init__(self, plan: Plan, is_neutral: bool) -> None:
        self.plan, self.is_neutral = plan, is_neutral
        self.now = timezone.now()
        self.changes: dict[tuple[int, date], Change] = {
            (c.series_id, c.day): c for c in plan.changes if c.series_id
        }

    def events(self) -> Iterable[Event]:
        """Yield each series with its exceptions, and sessions beside them."""
        for series in self.plan.series:
            yield from self._series(series)
        changes: Iterable[Any] = self.plan.changes  # an extra one says its time itself
        for change in changes:
            if change.kind == ChangeKind.EXTRA and self._is_open(change, change.day):
                event = self._event(change.uuid, change.group_id, change.room)
                self._put_time(event, change.day, change.starts_at, change.minutes)
                closed = self.plan.closed(change.day, None, is_arranged=True)
                yield self._cancelled(event) if closed else event

    def _is_open(self, row: Series | Change, day: date) -> bool:
        closed_on = self.plan.groups[row.group_id].closed_on
        return closed_on is None or day < closed_on

    def _series(self, series: Series) -> Iterable[Event]:
        start = max(self.plan.first_day, series.first_on)
        end = min(self.plan.last_day, series.last_on or self.plan.last_day)
        dates = [
            day
            for day in days(series.rule, series.first_on, start, end)
            if self._is_open(series, day)
        ]
        if not dates:
            return
        event = self._event(series.uuid, series.group_id, series.room)
        self._put_time(event, dates[0], series.starts_at, series.minutes)
        parts = dict(part.split("=", 1) for part in series.rule.split(";"))
        rule: dict[str, Any] = {name: value.split(",") for name, value in parts.items()}
        last = _moment(dates[-1], series.starts_at).astimezone(ZoneInfo("UTC"))
        event.add("rrule", rule | {"UNTIL": last})
        changed = [day for day in dates if (series.pk, day) in self.changes]
        for day in dates:
            if day not in changed and self.plan.closed(day, series, is_arranged=False):
                event.add("exdate", _moment(day, series.starts_at))
        yield event
        for day in changed:
            yield self._exception(series, self.changes[series.pk, day])

    def _exception(self, series: Series, change: Change) -> Event:
        event = self._event(series.uuid, series.group_id, change.room or series.room)
        event.add("recurrence-id", _moment(change.day, series.starts_at))
        day = change.to_day or change.day
        starts_at = change.starts_at or series.starts_at
        self._put_time(event, day, starts_at, change.minutes or series.minutes)
        is_off = change.kind == ChangeKind.CANCELLED or not self._is_open(change, day)
        if is_off or self.plan.closed(day, series, is_arranged=True):
            return self._cancelled(event)
        return event

    def _event(self, uuid: Any, group_id: int, room: Any) -> Event:
        event = Event()
        event.add("uid", str(uuid))
        event.add("dtstamp", self.now)
        name = self.plan.groups[group_id].name
        event.add("summary", gettext("Session") if self.is_neutral else name)
        if room is not None and not self.is_neutral:
            event.add("location", room.name)
        return event

    def _put_time(self, event: Event, day: date, starts_at: time, minutes: int) -> None:
        event.add("dtstart", _moment(day, starts_at))
        end = datetime.combine(day, starts_at) + timedelta(minutes=minutes)
        event.add("dtend", end.replace(tzinfo=LONDON))

    def _cancelled(self, event: Event) -> Event:
        event.add("status", "CANCELLED")
        return event


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON)
