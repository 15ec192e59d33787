"""What can be told by its shape alone: numbers, addresses, dates, references. Pure functions."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from ..enums import Found
from ..reference.identifying import BUILDINGS, LEVELS, POSTCODE_AREAS, STREETS

_CAPITALS = r"(?:[A-Z][\w’'-]*\s+){1,3}"
_YEARS = re.compile(r"(?:19|20)\d\d(?:\D+(?:19|20)\d\d)*")
_SIMPLE: tuple[tuple[Found, str, int], ...] = (
    (Found.EMAIL, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", 0),
    (Found.LINK, r"(?:https?://|www\.)\S+|(?<!\w)@\w{3,}", re.I),
    # Unique application number; visa; Home Office; port and appeal; residence card; national
    # insurance. Those of figures alone look like telephone numbers, and are found as such.
    (Found.REFERENCE, r"\b\d{4}-\d{4}-\d{4}-\d{4}\b", 0),
    (Found.REFERENCE, r"\bGWF\s?\d{6,9}\b", re.I),
    (Found.REFERENCE, r"\b[A-Z]\d{7}(?:/\d{1,3})?\b", 0),
    (Found.REFERENCE, r"\b[A-Z]{2,4}/\d{4,8}(?:/\d{1,4})?\b", 0),
    (Found.REFERENCE, r"\b[A-Z]{2}X?\d{6,7}\b", 0),
    (Found.REFERENCE, r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", 0),
    (Found.DATE, r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b", 0),
)
_AFTER_DATES: tuple[tuple[Found, str, int], ...] = (
    (Found.POSTCODE, r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.I),
    (Found.ADDRESS, r"\b(?:flat|apartment|apt|room|unit)\s+\d+\w?\b", re.I),
    (Found.ADDRESS, rf"\b\d{{1,4}}[a-z]?,?\s+{_CAPITALS}(?:{STREETS})\b", 0),
    (Found.PLACE, rf"\b{_CAPITALS}(?:{STREETS}|{BUILDINGS})\b", 0),
)
_OUTWARD = re.compile(r"\b([A-Z]{1,2})\d{1,2}[A-Z]?\b")
_PHONE = re.compile(r"(?<![\w£$€])(?:\+|00)?\(?\d(?:[\s().\-/]{0,2}\d){6,14}(?!\d)")


@dataclass(frozen=True)
class Span:
    """Something found in a text, from `start` to before `end`."""

    found: Found
    start: int
    end: int


class Taken:
    """The spans found so far; what overlaps one of them is not found twice."""

    def __init__(self) -> None:
        self.spans: list[Span] = []

    def add(self, found: Found, start: int, end: int) -> None:
        if start < end and all(end <= one.start or start >= one.end for one in self.spans):
            self.spans.append(Span(found, start, end))


def shapes(text: str, language: str, places: Iterable[str] = ()) -> Taken:
    """Return what a text shows by its shape; `places` are names of rooms and halls."""
    plain, taken = plain_digits(text), Taken()
    for found, pattern, flags in _SIMPLE:
        _all(taken, found, re.finditer(pattern, plain, flags))
    _all(taken, Found.DATE, _dates(language).finditer(plain))
    for found, pattern, flags in _AFTER_DATES:
        _all(taken, found, re.finditer(pattern, plain, flags))
    _all(taken, Found.POSTCODE, _OUTWARD.finditer(plain), _is_outward)
    _all(taken, Found.PHONE, _PHONE.finditer(plain), _is_phone)
    for place in places:
        _all(taken, Found.PLACE, re.finditer(re.escape(place), plain, re.I))
    return taken


def _all(
    taken: Taken,
    found: Found,
    matches: Iterator["re.Match[str]"],
    fits: Callable[["re.Match[str]"], bool] = lambda _: True,
) -> None:
    for match in matches:
        if fits(match):
            taken.add(found, match.start(), match.start() + len(match[0].rstrip(" .,;")))


def _is_outward(match: "re.Match[str]") -> bool:
    return match[1] in POSTCODE_AREAS and match[0] not in LEVELS


def _is_phone(match: "re.Match[str]") -> bool:
    """Seven digits or more that are not a few years side by side."""
    return not _YEARS.fullmatch(match[0].strip())


def plain_digits(text: str) -> str:
    """Return the text with the digits of every script as ours, letter for letter."""
    return "".join(
        str(digit) if (digit := unicodedata.decimal(c, None)) is not None else c for c in text
    )


@cache
def _dates(language: str) -> "re.Pattern[str]":
    """A day with a month in words, in English or the story's language: 12 March, March 12th."""
    months = "|".join(
        re.escape(name) for name in sorted(_months("en") | _months(language), key=len, reverse=True)
    )
    day = r"\d{1,2}(?:st|nd|rd|th)?\.?"
    return re.compile(
        rf"\b{day}\s+(?:of\s+)?(?:{months})\b\.?(?:,?\s+\d{{4}})?"
        rf"|\b(?:{months})\s+{day}(?!\d)(?:,?\s+\d{{4}}\b)?",
        re.I,
    )


def _months(language: str) -> set[str]:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return set()
    names = {
        name
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for name in get_month_names(width, context, locale).values()
    }
    return {name.rstrip(".") for name in names if any(c.isalpha() for c in name)}
