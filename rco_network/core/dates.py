"""Days as people say them."""

from datetime import date


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
