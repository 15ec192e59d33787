"""Days and lengths of time as people say them."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def day_in_words(day: date) -> str:
    """Return a day in words: 5 May 2026."""
    return date_format(day, "j F Y")


def day_and_month(day: date) -> str:
    """Return a day of this year in words: 5 May."""
    return date_format(day, "j F")


def weekday_in_words(day: date) -> str:
    """Return a day of this year with its name: Tuesday 5 May."""
    return date_format(day, "l j F")


def moment_in_words(moment: datetime) -> str:
    """Return a moment of local time in words: 5 May 2026, 14:10."""
    return date_format(moment, "j F Y, H:i")


def days_in_words(first: date | None, last: date | None) -> str:
    """Return from when to when in words, "" where neither end is known."""
    if first and last:
        if first == last:
            return day_in_words(first)
        is_one_year = first.year == last.year
        start = day_and_month(first) if is_one_year else day_in_words(first)
        return _("%(first)s to %(last)s") % {"first": start, "last": day_in_words(last)}
    if first:
        return _("from %(day)s") % {"day": day_in_words(first)}
    return _("until %(day)s") % {"day": day_in_words(last)} if last else ""


def in_hours(minutes: int) -> str:
    """Say a length of time: 1 h 25 min."""
    hours, rest = divmod(minutes, 60)
    parts = [_("%(n)s h") % {"n": hours}] if hours else []
    if rest or not hours:
        parts.append(_("%(n)s min") % {"n": rest})
    return " ".join(parts)
