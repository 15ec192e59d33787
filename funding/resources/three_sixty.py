"""What is in a grant by the 360Giving standard 1.4 (standard.threesixtygiving.org), checked.

Every reason why a grant cannot come in is a sentence with its field. Grants to individuals are
refused: a person is never stored from a publication.
"""

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.core import get_global
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from organisations.actions.directory_entries import Number, PublishedOrganisation
from organisations.enums import Scheme
from organisations.reference.schemes import WrongNumber, split_org_id, tidy_number
from rco_network.core.forms import check_day
from rco_network.core.text import clean_line, clean_text

from ..actions.import_awards import PublishedAward, Refusal
from .published_files import RawGrant

_LONDON = ZoneInfo("Europe/London")
_EARLIEST_YEAR = 1945
_MOST = Decimal("999999999999.99")
_PENCE = Decimal("0.01")
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")
_OPEN_CALL = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_IS_WEB_ADDRESS = URLValidator(schemes=["http", "https"])


class _Bad(Exception):
    """One field of a grant cannot be used; the sentence says why."""


def check_grants(grants: Iterable[RawGrant]) -> tuple[list[PublishedAward], list[Refusal]]:
    """Return the grants that can come in, and the reasons why the others cannot."""
    good: list[PublishedAward] = []
    refusals: list[Refusal] = []
    places: dict[str, str] = {}
    for raw in grants:
        grant = _Grant(raw)
        award = grant.award()
        if award and award.identifier in places:
            grant.refuse("id", f"The same identifier as {places[award.identifier]}.")
            award = None
        if award:
            places[award.identifier] = award.place
            good.append(award)
        refusals += grant.refusals
    return good, refusals


class _Grant:
    """Reads one grant field by field and collects what is wrong with it."""

    def __init__(self, raw: RawGrant) -> None:
        self.raw = raw
        self.data: dict[str, Any] = raw.data if isinstance(raw.data, dict) else {}
        self.refusals: list[Refusal] = []
        identifier: Any = self.data.get("id")
        self.name = clean_line(identifier)[:120] if _is_text(identifier) else ""

    def refuse(self, path: str, reason: str) -> None:
        title = self.raw.titles.get(path) or re.sub(r"\.(\d+)\.", r"[\1].", path)
        self.refusals.append(Refusal(self.raw.place, self.name, title, reason))

    def read(self, path: str, value: Any, how: Callable[..., Any], **options: Any) -> Any:
        """Return what `how` makes of the value, or None with a refusal."""
        try:
            return how(value, **options)
        except _Bad as bad:
            self.refuse(path, str(bad))
            return None

    def award(self) -> PublishedAward | None:
        """Return the award, or None when anything in it was refused."""
        if not isinstance(self.raw.data, dict):
            self.refuse("", "This is not a grant: a grant is {…} with an id, a title and so on.")
            return None
        if self.data.get("recipientIndividual"):
            self.refuse(
                "recipientIndividual",
                "This grant went to an individual. People are never taken from publications.",
            )
            return None
        one = self.data.get
        fields = {
            "identifier": self.read("id", one("id"), _identifier),
            "title": self.read("title", one("title"), _line, longest=300, needed=True),
            "purpose": self.read("description", one("description"), _words),
            "currency": self.read("currency", one("currency"), _currency),
            "amount": self.read("amountAwarded", one("amountAwarded"), _amount),
            "awarded_on": self.read("awardDate", one("awardDate"), _awarded_on),
            "from_open_call": self.read("fromOpenCall", one("fromOpenCall"), _open_call),
            "programme": self.programme(),
            "funder": self.organisation("fundingOrganization", "funder"),
            "recipient": self.organisation("recipientOrganization", "recipient"),
        }
        fields |= self.dates()
        return None if self.refusals else PublishedAward(self.raw.place, **fields)

    def objects(self, name: str) -> list[tuple[str, dict[str, Any]]]:
        """Return the objects of a list field with their paths. Refuses what is no such list."""
        found = self.data.get(name)
        if found is None or found == []:
            return []
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.refuse(name, "This must be a list of objects, [{…}].")
            return []
        return [(f"{name}.{n}", one) for n, one in enumerate(found)]

    def programme(self) -> str:
        for path, one in self.objects("grantProgramme")[:1]:
            return self.read(f"{path}.title", one.get("title"), _line, longest=200)
        return ""

    def dates(self) -> dict[str, date | None]:
        """The days of the work: the actual ones where they are said, else the planned ones."""
        actual, planned = self.objects("actualDates"), self.objects("plannedDates")
        said = [pair for pair in actual if pair[1].get("startDate")] or planned
        starts, ends = [], []
        for path, one in said:
            starts.append(self.read(f"{path}.startDate", one.get("startDate"), _planned))
            ends.append(self.read(f"{path}.endDate", one.get("endDate"), _planned, last=True))
        first = min((day for day in starts if day), default=None)
        last = max((day for day in ends if day), default=None)
        if first and last and last < first:
            self.refuse(f"{said[0][0]}.endDate", f"It ends on {last}, before it starts on {first}.")
        return {"starts_on": first, "ends_on": last}

    def organisation(self, name: str, side: str) -> PublishedOrganisation | None:
        before = len(self.refusals)
        found = self.objects(name)
        if not found:
            if len(self.refusals) == before:
                self.refuse(name, f"The {side} is missing.")
            return None
        if len(found) > 1:
            self.refuse(name, f"There are {len(found)} of them; an award has one {side}.")
            return None
        path, one = found[0]
        called = self.read(f"{path}.name", one.get("name"), _line, longest=200, needed=True)
        numbers = self.numbers(path, one, side)
        if not called or not numbers:
            return None
        return PublishedOrganisation(numbers, called, _web_address(one.get("url")))

    def numbers(self, path: str, one: dict[str, Any], side: str) -> tuple[Number, ...]:
        """Return every number given for an organisation, its org-id first."""
        before = len(self.refusals)
        found: dict[Number, None] = {}
        for key, how in (
            ("id", split_org_id),
            ("charityNumber", _charity),
            ("companyNumber", _company),
        ):
            value = one.get(key)
            # Numbers that look like numbers lose their quotation marks in some publishers' JSON.
            said = str(value) if isinstance(value, int) and key != "id" else value
            if text := self.read(f"{path}.{key}", said, _line, longest=100):
                try:
                    found[how(text)] = None
                except WrongNumber as wrong:
                    self.refuse(f"{path}.{key}", str(wrong))
        if not found and len(self.refusals) == before:
            self.refuse(f"{path}.id", f"The {side} has no identifier, for example GB-CHC-1121560.")
        return tuple(found)


# One value each: returns what it means, or raises _Bad with a sentence.


def _is_text(value: Any) -> bool:
    """Whether it is text that can be stored: no half of a character pair stands alone in it."""
    return isinstance(value, str) and (value.isascii() or not _HALF_A_PAIR.search(value))


def _line(value: Any, *, longest: int, needed: bool = False) -> str:
    if value is None:
        value = ""
    if not _is_text(value):
        raise _Bad(f"This must be text, not {_shown(value)}.")
    line = clean_line(value)
    if needed and not line:
        raise _Bad("This is missing.")
    if len(line) > longest:
        raise _Bad(f"This has {len(line)} characters; at most {longest} fit.")
    return line


def _words(value: Any) -> str:
    if value is None:
        return ""
    if not _is_text(value):
        raise _Bad(f"This must be text, not {_shown(value)}.")
    if len(value) > 20_000:
        raise _Bad(f"This has {len(value)} characters; at most 20000 fit.")
    return clean_text(value)


def _identifier(value: Any) -> str:
    line = _line(value, longest=120, needed=True)
    if not re.fullmatch(r"360G-\S+.*", line, flags=re.IGNORECASE):
        raise _Bad(f"“{line}” is not a 360Giving identifier. One looks like 360G-LBFEW-111585.")
    return line


@cache
def _currencies() -> frozenset[str]:
    """The codes that are money somewhere today (ISO 4217, by CLDR)."""
    return frozenset(
        code
        for periods in get_global("territory_currencies").values()
        for code, _, ended, is_tender in periods
        if is_tender and ended is None
    )


def _currency(value: Any) -> str:
    code = _line(value, longest=100, needed=True).upper()
    if code not in _currencies():
        raise _Bad(f"“{code}” is not a currency. Use its three letters, for example GBP.")
    return code


def _amount(value: Any) -> Decimal:
    if value is None or value == "":
        raise _Bad("This is missing.")
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    text = value.strip() if _is_text(value) else ""
    if not is_number and not re.fullmatch(r"-?\d{1,40}(\.\d{1,40})?", text, flags=re.ASCII):
        raise _Bad(f"{_shown(value)} is not an amount. Digits only, for example 1000.50.")
    amount = Decimal(text or value)
    if amount < 0:
        raise _Bad(f"{_shown(value)} is negative. An award is nothing or more.")
    if amount > _MOST:
        raise _Bad("This amount is larger than any grant.")
    return amount.quantize(_PENCE, rounding=ROUND_HALF_UP)


def _day(value: Any, *, is_plan: bool, last: bool = False) -> date:
    try:
        day = _parsed(clean_line(value) if _is_text(value) else "", is_plan, last)
    except (ValueError, OverflowError):
        raise _Bad(
            f"{_shown(value)} is not a date as the standard writes it, for example 2026-03-31."
        ) from None
    try:
        check_day(day, allow_future=is_plan, earliest_year=_EARLIEST_YEAR)
    except ValidationError as wrong:
        raise _Bad(wrong.messages[0]) from None
    return day


def _parsed(text: str, is_plan: bool, last: bool) -> date:
    """A day, a moment (its day in London), or in a plan a month or year (first or last day)."""
    if is_plan and (found := re.fullmatch(r"(\d{4})(?:-(\d{2}))?", text, flags=re.ASCII)):
        year, month = int(found[1]), int(found[2] or (12 if last else 1))
        return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    if not re.match(r"\d{4}-\d{2}-\d{2}(T|\s|$)", text, flags=re.ASCII):
        raise ValueError(text)
    moment = datetime.fromisoformat(text)
    return (moment.astimezone(_LONDON) if moment.tzinfo else moment).date()


def _awarded_on(value: Any) -> date:
    if value in (None, ""):
        raise _Bad("This is missing.")
    return _day(value, is_plan=False)


def _planned(value: Any, *, last: bool = False) -> date | None:
    return None if value in (None, "") else _day(value, is_plan=True, last=last)


def _open_call(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    word = clean_line(value).casefold() if _is_text(value) else "?"
    if word and word not in _OPEN_CALL:
        raise _Bad(f"{_shown(value)} is neither Yes nor No.")
    return _OPEN_CALL.get(word)


def _charity(value: str) -> Number:
    """A charity's number: the register shows in it (Scotland SC, Northern Ireland 1xxxxx)."""
    text = clean_line(value).upper().replace(" ", "")
    if text.startswith("SC"):
        return Scheme.SC, tidy_number(Scheme.SC, text)
    if text.startswith("NIC") or re.fullmatch(r"1\d{5}", text, flags=re.ASCII):
        return Scheme.NIC, tidy_number(Scheme.NIC, text.removeprefix("NIC"))
    return Scheme.CHC, tidy_number(Scheme.CHC, text)


def _company(value: str) -> Number:
    return Scheme.COH, tidy_number(Scheme.COH, value)


def _web_address(value: Any) -> str:
    """A web address to link to, or "" for what is none: the grant does not fail for it."""
    if not _is_text(value):
        return ""
    address = clean_line(value)
    if address and "://" not in address:
        address = f"https://{address}"
    try:
        _IS_WEB_ADDRESS(address)
    except ValidationError:
        return ""
    return address if len(address) <= 200 else ""


def _shown(value: Any) -> str:
    """A value in a sentence: short, and nothing in it that cannot be seen."""
    text = clean_line(str(value).encode("utf-8", "replace").decode())
    return f"“{text[:60]}”"
