"""What one cell means, or a sentence about why it cannot be right."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from rco_network.core.forms import check_day
from rco_network.core.spreadsheets import cell_text

from ..enums import Mark

SHOWN = 40


class BadCell(ValueError):
    """The cell cannot be used; the sentence says what is wrong and what to write."""


_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_CAREFUL = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})|\d{5}(?:\.\d+)?|.*[^\d]\d{2}")
_DAY_IN_WORDS = re.compile(
    r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[- ]([a-z]{3,9})[-, ]+(\d{4}|\d{2})"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2})(?::00)?)?\s*(am|pm)?")

# A stroke for here and a ring for away is how registers on paper were kept in Britain.
_SPELLINGS: dict[str, str] = {
    Mark.PRESENT: "present pres here p yes y 1 true ✓ ✔ ☑ ✅ √ / \\ attended attend came in",
    Mark.LATE: "late l",
    Mark.ABSENT: "absent abs ab away a no n 0 o false x ✗ ✘ ✕ × ☒ ❌ missing dna",
    Mark.EXCUSED: "excused e apologies apology apols authorised told-us sick ill",
}
_MARKS = {word: mark for mark, words in _SPELLINGS.items() for word in words.split()}
# Days are counted from here in spreadsheets (the 1900 system, after its missing leap day).
_DAY_ZERO = date(1899, 12, 30)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


def shown(text: str) -> str:
    """A cell in a sentence: in quotation marks, and not all of a long one."""
    return f"“{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}”"


def required(text: str, what: str) -> str:
    """Return the text of a cell that must hold something."""
    if not text:
        raise BadCell(
            _(
                "%(what)s is missing. Write it on every row; a merged cell counts "
                "only for its first."
            )
            % {"what": what}
        )
    return text


def day(text: str) -> date:
    """A day: 2026-03-24, 24/03/2026, 24.3.26, 24 March 2026 or a spreadsheet's number of it.

    The day comes first, always; a year of two digits is the nearest that is not far ahead. Not
    before 1990, not to come.
    """
    found = _found_day(required(text, _("The date")))
    try:
        check_day(found)
    except ValidationError as error:
        raise BadCell(error.messages[0]) from None
    return found


def later_day(text: str) -> date | None:
    """A day that may still come, as an expiry. None where the cell is blank."""
    if not text:
        return None
    found = _found_day(text)
    try:
        check_day(found, allow_future=True)
    except ValidationError as error:
        raise BadCell(error.messages[0]) from None
    return found


def past_day(text: str) -> date | None:
    """A day as `day` reads it. None where the cell is blank."""
    return day(text) if text else None


def is_read_with_care(text: str) -> bool:
    """Whether a day could have been meant otherwise: 3/4/25, 24.03.26 or a number."""
    return bool(_CAREFUL.fullmatch(text))


def _found_day(text: str) -> date:
    if match := _ISO_DAY.fullmatch(text):
        return _date(text, *map(int, match.groups()))
    if match := _DAY_FIRST.fullmatch(text):
        of_day, month, year = match.groups()
        return _date(text, _year(year), int(month), int(of_day))
    if match := _DAY_IN_WORDS.fullmatch(text.lower()):
        of_day, word, year = match.groups()
        if word[:3] in _MONTHS:
            return _date(text, _year(year), _MONTHS.index(word[:3]) + 1, int(of_day))
    if match := _SERIAL.fullmatch(text):
        return _DAY_ZERO + timedelta(days=int(match.group(1)))
    if re.fullmatch(r".*\d{4}.* \d{1,2}:\d{2}.*", text):
        raise BadCell(
            _("%(shown)s is a date with a time. Put the time into a column of its own, “Start”.")
            % {"shown": shown(text)}
        )
    raise BadCell(_("%(shown)s is not a date. Write it like 24/03/2026.") % {"shown": shown(text)})


def _year(text: str) -> int:
    """Two digits mean the hundred years that end twenty years from now."""
    year = int(text)
    if len(text) == 4:
        return year
    this_year = timezone.localdate().year
    century = this_year // 100 * 100
    return century + year if century + year <= this_year + 20 else century - 100 + year


def _date(text: str, year: int, month: int, of_day: int) -> date:
    try:
        return date(year, month, of_day)
    except ValueError:
        if month > 12 >= of_day:
            raise BadCell(
                _("%(shown)s seems to have the month first. Write the day first, in every row.")
                % {"shown": shown(text)}
            ) from None
        raise BadCell(_("The date %(shown)s does not exist.") % {"shown": shown(text)}) from None


def start(text: str) -> time | None:
    """A time of day: 10:00, 9.30, 10 am. None where the cell is blank."""
    if not text:
        return None
    match = _CLOCK.fullmatch(text.lower())
    if match and (match.group(2) or match.group(3)):
        hour, minute = int(match.group(1)), int(match.group(2) or 0)
        if match.group(3) and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match.group(3) == "pm" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise BadCell(
        _("%(shown)s is not a time of day. Write it like 10:00 or 14:30.") % {"shown": shown(text)}
    )


def minutes(text: str) -> int | None:
    """A length between 5 and 960 minutes. None where the cell is blank."""
    if not text:
        return None
    number = _number(text, "a number of minutes. Write it like 120")
    if not 5 <= number <= 960:
        raise BadCell(
            _("A session lasts between 5 minutes and 16 hours, not %(short)s minutes.")
            % {"short": _short(text)}
        )
    return number


def born(text: str) -> int | None:
    """A year of birth of four digits, or that of a date of birth. None where the cell is blank."""
    if not text:
        return None
    if not text.isdecimal() or len(text) == 5:
        text = _year_of(text)
    number = _number(text, _("%(shown)s is not a year. Write it with four digits, like 1987."))
    if not 1900 <= number <= timezone.localdate().year:
        raise BadCell(
            _("The year of birth %(short)s cannot be right. Write four digits, like 1987.")
            % {"short": _short(text)}
        )
    return number


def _year_of(text: str) -> str:
    """The year of a date of birth, which lies behind us; the text itself where it is no date."""
    try:
        year = _found_day(text).year
    except BadCell:
        return text
    return str(year - 100 if year > timezone.localdate().year and "20" not in text else year)


def _number(text: str, otherwise: str) -> int:
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    raise BadCell(otherwise % {"shown": shown(text)})


def _short(text: str) -> str:
    return text if len(text) <= 9 else text[:9] + "…"


def spelling(text: str) -> str:
    """The form in which ways of writing a mark or a word are told apart."""
    return text.casefold()[:20]


def mark(text: str) -> str:
    """One of the four marks, from any of the ways in which people write them."""
    word = required(text, _("The mark")).casefold().replace("\ufe0f", "")
    found = _MARKS.get(word) or _MARKS.get(word.replace(" ", "-"))
    if found is None:
        raise BadCell(
            _("%(shown)s is not a mark. Write here, late, away or told us.")
            % {"shown": shown(text)}
        )
    return found


def group(text: str) -> str:
    """The name of a group, as written."""
    if len(required(text, _("The group"))) > 240:
        raise BadCell(_("The group’s name is longer than 240 characters."))
    return text


def name(text: str) -> str:
    """A name to be called by: up to 120 characters with at least one letter, and no formula."""
    required(text, _("The name"))
    if text[0] in "=+-@":
        raise BadCell(
            _("%(shown)s is a formula, not a name. Write the name itself.") % {"shown": shown(text)}
        )
    if len(text) > 120:
        raise BadCell(_("The name is longer than 120 characters. Write the name to be called by."))
    if not any(map(str.isalpha, text)):
        raise BadCell(
            _("%(shown)s has no letter in it. Write the name to be called by.")
            % {"shown": shown(text)}
        )
    return text


def part_of_name(text: str) -> str:
    """A first name or a surname; together they are read as `name`."""
    return text[:121]


_TURNED = re.compile(r"([^,\d]{1,60}),\s*([^,\d]{1,60})")


def turned(text: str) -> str:
    """“Yusuf, Amina” as “Amina Yusuf”; what has no comma stays as it is."""
    match = _TURNED.fullmatch(text)
    return f"{match.group(2).strip()} {match.group(1).strip()}" if match else text


def reference(text: str) -> UUID | None:
    """A person's reference. None where the cell is blank."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise BadCell(
            _(
                "%(shown)s is not a reference from here. Leave it blank and write "
                "the year of birth instead."
            )
            % {"shown": shown(text)}
        ) from None


Reader = Callable[[str], Any]

READ: dict[str, Reader] = {
    "group": group,
    "day": day,
    "start": start,
    "minutes": minutes,
    "name": name,
    "first": part_of_name,
    "last": part_of_name,
    "born": born,
    "reference": reference,
    "mark": mark,
}
# What a column that is not in the file, or a cell that cannot be read, leaves behind.
BLANK: dict[str, Any] = {"group": "", "day": None, "name": "", "mark": "", "first": "", "last": ""}


class CellReader:
    """Reads cells of one file. What a day or a name means is found out once for each file.

    `words` maps a field and a spelling in it to what somebody said that it means. `days` are the
    days that could have been meant otherwise, as they were read.
    """

    def __init__(
        self,
        readers: Mapping[str, Reader] | None = None,
        words: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._readers = readers or READ
        self._words = words or {}
        self._seen: dict[tuple[str, str], tuple[Any, str]] = {}
        self.days: dict[str, date] = {}

    def read(
        self, keys: tuple[str, ...], values: tuple[Any, ...]
    ) -> tuple[list[Any], list[tuple[str, str]]]:
        """Return what cells mean, and pairs of column and sentence for the unreadable ones."""
        meant: list[Any] = []
        problems: list[tuple[str, str]] = []
        for key, value in zip(keys, values, strict=True):
            of_cell, problem = self._one(key, cell_text(value))
            meant.append(of_cell)
            if problem:
                problems.append((key, problem))
        return meant, problems

    def _one(self, key: str, text: str) -> tuple[Any, str]:
        found = self._seen.get((key, text))
        if found is None:
            told = self._words.get(key, {}).get(spelling(text))
            try:
                found = (self._readers[key](text) if told is None else told), ""
            except BadCell as problem:
                found = BLANK.get(key), str(problem)
            self._seen[key, text] = found
            if isinstance(found[0], date) and is_read_with_care(text):
                self.days[text] = found[0]
        return found
