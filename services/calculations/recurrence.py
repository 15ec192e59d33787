"""Rules of RFC 5545: read, written in one form, worked out, said in words."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from dateutil.rrule import rrulestr
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, ngettext
from icalendar import vRecur

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
_ENDS = {"COUNT", "UNTIL"}
_DAYS_OF = {"DAILY": 1, "WEEKLY": 7}
MOST_INTERVAL = 52
# 29 February comes after eight years at the latest (1896, 1904; 2096, 2104).
_FAR = timedelta(days=366 * 9)


class BadRule(ValueError):
    """A rule that no series can have; the sentence says why, for whoever wrote it."""


def weekly(*weekdays: int, every: int = 1) -> str:
    """Return the rule of every (or every `every`th) week on these days, 0 being Monday."""
    interval = f"INTERVAL={every};" if every > 1 else ""
    return f"FREQ=WEEKLY;{interval}BYDAY={','.join(DAYS[day] for day in sorted(set(weekdays)))}"


def monthly(nth: int, weekday: int) -> str:
    """Return the rule of the `nth` such weekday of every month; -1 is the last one."""
    return f"FREQ=MONTHLY;BYDAY={nth}{DAYS[weekday]}"


def normalised(text: str) -> str:
    """Return a rule in the one form in which it is kept. Raises BadRule, in words."""
    text = text.strip().removeprefix("RRULE:").upper()
    parts: Any = {}
    try:
        parts = vRecur.from_ical(text) if len(text) <= 200 else {}
    except ValueError:
        parts = {}
    if not parts or "FREQ" not in parts:
        raise BadRule(gettext("This is no rule. Write one like FREQ=MONTHLY;BYDAY=-1TU."))
    if _ENDS & set(parts):
        raise BadRule(gettext("Leave COUNT and UNTIL out, and give the last day instead."))
    if unknown := set(parts) - _PARTS:
        raise BadRule(
            gettext("%(part)s is not understood here. Use %(parts)s.")
            % {"part": sorted(unknown)[0], "parts": ", ".join(sorted(_PARTS))}
        )
    if parts["FREQ"][0] not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise BadRule(gettext("A group meets once a day at most. Use FREQ=DAILY or longer."))
    every = int(parts.get("INTERVAL", [1])[0])
    if not 1 <= every <= MOST_INTERVAL:
        raise BadRule(gettext("INTERVAL is a number from 1 to 52."))
    if every == 1:
        parts.pop("INTERVAL", None)
    if parts.get("WKST") == ["MO"]:
        parts.pop("WKST")
    if parts.get("BYDAY"):
        parts["BYDAY"] = sorted(dict.fromkeys(parts["BYDAY"]), key=_place)
    rule = parts.to_ical().decode()
    try:
        found = next(days(rule, date(2024, 1, 1), date(2024, 1, 1), date(2024, 1, 1) + _FAR), None)
    except (ValueError, IndexError):
        found = None
    if found is None:
        raise BadRule(gettext("By this rule there is never a day. Look at it again."))
    return rule


def _place(day: str) -> tuple[str, int]:
    return day[:-2], DAYS.index(day[-2:])


def days(rule: str, first_on: date, start: date, end: date) -> Iterator[date]:
    """Yield the days of a series from `start` to `end`; it began on `first_on`.

    The day on which a series begins counts only if the rule has it. Days are local days: no
    clock that changes moves them.
    """
    begin = _nearest_beginning(rule, first_on, start)
    if end < begin:
        return
    dated = f"{rule};UNTIL={end:%Y%m%d}T000000"
    for moment in rrulestr(dated, dtstart=datetime.combine(begin, time())):
        if moment.date() >= start:
            yield moment.date()


def days_before(rule: str, first_on: date, count: int) -> list[date]:
    """Return the last `count` days before `first_on` that the rule would have had."""
    frequency, every = _frequency(rule)
    step = timedelta(days=_DAYS_OF.get(frequency, 28) * every)
    begin = first_on - step * (count + 13)
    return list(days(rule, begin, begin, first_on - timedelta(days=1)))[-count:]


def _nearest_beginning(rule: str, first_on: date, start: date) -> date:
    """Return a day from which the rule gives the same days, without all those before `start`."""
    frequency, every = _frequency(rule)
    step = _DAYS_OF.get(frequency, 0) * every
    if not step or start <= first_on:
        return first_on
    return first_on + timedelta(days=max(0, (start - first_on).days // step - 1) * step)


@lru_cache(maxsize=500)
def _frequency(rule: str) -> tuple[str, int]:
    parts = _parts(rule)
    # Which days a rule with BYSETPOS counts depends on where its weeks begin.
    if "BYSETPOS" in parts:
        return "", 1
    return parts["FREQ"], int(parts.get("INTERVAL", "1"))


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";"))


def weekdays_of(rule: str) -> list[int]:
    """Return the days of the week that the rule names (0 is Monday), without their number."""
    named = _parts(rule).get("BYDAY", "")
    return sorted({DAYS.index(day[-2:]) for day in named.split(",") if day})


def shifted(rule: str, was: date, now: date) -> str | None:
    """Return the rule whose date `was` falls on `now` instead; None where no such rule is near.

    A weekly rule changes that one day of the week, within its own week; "the last Tuesday"
    becomes "the last Wednesday" where `now` is one.
    """
    if was == now:
        return rule
    parts, was_day, now_day = _parts(rule), DAYS[was.weekday()], DAYS[now.weekday()]
    named = parts.get("BYDAY", "").split(",")
    if "BYSETPOS" in parts:
        return None
    same_week = was.isocalendar()[:2] == now.isocalendar()[:2]
    if parts["FREQ"] == "WEEKLY" and same_week and (not named[0] or was_day in named):
        swapped = [now_day if day == was_day else day for day in named if day] or [now_day]
        return normalised(_rule_of(parts | {"BYDAY": ",".join(swapped)}))
    if parts["FREQ"] == "MONTHLY" and len(named) == 1 and named[0][:-2] in ("-1", *"1234"):
        nth = int(named[0][:-2])
        if nth == (-1 if nth == -1 and is_last(now) else (now.day - 1) // 7 + 1):
            return normalised(_rule_of(parts | {"BYDAY": f"{nth}{now_day}"}))
    return None


def _rule_of(parts: dict[str, str]) -> str:
    """Return the text of a rule from its parts."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def is_last(day: date) -> bool:
    """Whether no such day of the week comes after it in its month."""
    return (day + timedelta(days=7)).month != day.month


def in_words(rule: str) -> str:
    """Return when it meets, as one says it: "Tuesdays", "every second Tuesday"."""
    parts = _parts(rule)
    every, named = int(parts.get("INTERVAL", "1")), parts.get("BYDAY", "").split(",")
    simple = set(parts) <= {"FREQ", "INTERVAL", "BYDAY"}
    if parts["FREQ"] == "WEEKLY" and simple and named[0]:
        listed = _listed(str(WEEKDAYS[DAYS.index(day)]) for day in named)
        if every == 1:
            return gettext("every %(days)s") % {"days": listed}
        if every == 2:
            return gettext("every second week on %(days)s") % {"days": listed}
        return gettext("every %(n)s weeks on %(days)s") % {"n": every, "days": listed}
    if parts["FREQ"] == "MONTHLY" and simple and every == 1 and len(named) == 1:
        which = _nth_words().get(named[0][:-2])
        if which:
            return which % {"day": str(WEEKDAYS[DAYS.index(named[0][-2:])])}
    if parts["FREQ"] == "DAILY" and set(parts) <= {"FREQ", "INTERVAL"}:
        return ngettext("every day", "every %(n)s days", every) % {"n": every}
    return gettext("by a rule of its own (%(rule)s)") % {"rule": rule}


def _nth_words() -> dict[str, str]:
    return {
        "1": gettext("the first %(day)s of the month"),
        "2": gettext("the second %(day)s of the month"),
        "3": gettext("the third %(day)s of the month"),
        "4": gettext("the fourth %(day)s of the month"),
        "-1": gettext("the last %(day)s of the month"),
    }


def _listed(words: Iterable[str]) -> str:
    *most, last = list(words)
    if not most:
        return last
    return gettext("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last}
