"""Days and lengths of time as people say them."""

from datetime import date

from django.utils.translation import gettext as _


def day_in_words(day: date) -> str:
    """Return a day in words: 5 May 2026."""
    return f"{day:%-d %B %Y}"


def days_in_words(first: date | None, last: date | None) -> str:
    """Return from when to when in words, "" where neither end is known."""
    if first and last:
        if first == last:
            return day_in_words(first)
        start = f"{first:%-d %B}" if first.year == last.year else day_in_words(first)
        return f"{start} to {day_in_words(last)}"
    if first:
        return f"from {day_in_words(first)}"
    return f"until {day_in_words(last)}" if last else ""


def in_hours(minutes: int) -> str:
    """Say a length of time: 1 h 25 min."""
    hours, rest = divmod(minutes, 60)
    parts = [_("%(n)s h") % {"n": hours}] if hours else []
    if rest or not hours:
        parts.append(_("%(n)s min") % {"n": rest})
    return " ".join(parts)
