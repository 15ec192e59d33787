"""What a change to a series would do, in sentences, before it is done."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from ..models import Session
from .recurrence import days, in_words, weekdays_of

# Dates of a series without an end are counted no further.
_A_YEAR = 366


def sentences(series: Any, after: Any, start: date, stray: int) -> list[str]:
    """Return what becomes of a series when its dates from `start` are those of `after`.

    `after` is a series that is not saved. `stray` single changes fall away.
    """
    said = [_dates(series, start, after)]
    held = Session.objects.for_organisation(series.organisation_id).filter(
        group=series.group_id, held_on__gte=series.first_on
    )
    if many := held.count():
        said.append(
            ngettext(
                "%d session that was held stays as it is.",
                "%d sessions that were held stay as they are.",
                many,
            )
            % many
        )
    if stray:
        said.append(
            ngettext(
                "%d single change falls away, because its date is none any more.",
                "%d single changes fall away, because their dates are none any more.",
                stray,
            )
            % stray
        )
    return said


def _dates(series: Any, start: date, after: Any) -> str:
    end = series.last_on or date.fromordinal(start.toordinal() + _A_YEAR)
    many = sum(1 for _ in days(series.rule, series.first_on, start, end))
    words = {
        "n": many,
        "start": day_in_full(start),
        "end": day_in_full(end),
        "was": _pattern(series),
        "now": _pattern(after),
    }
    if series.last_on is None:
        text = gettext("All dates from %(start)s on: %(was)s becomes %(now)s.")
    elif len(weekdays_of(series.rule)) == 1 and series.rule == after.rule:
        text = ngettext(
            "%(n)s date, %(start)s: %(was)s becomes %(now)s.",
            "%(n)s dates from %(start)s until %(end)s: %(was)s becomes %(now)s.",
            many,
        )
    else:
        text = gettext("Dates from %(start)s until %(end)s: %(was)s becomes %(now)s.")
    said = text % words
    if after.last_on != series.last_on and after.last_on is not None:
        said += " " + gettext("The last day is %(day)s.") % {"day": day_in_full(after.last_on)}
    return said


def _pattern(series: Any) -> str:
    words = f"{in_words(series.rule)}, {series.starts_at:%H:%M}"
    return f"{words}, {series.room.name}" if series.room else words


def day_in_full(day: date) -> str:
    """Return a day as one says it: "Tuesday 24 November 2026"."""
    return date_format(day, "l j F Y")
