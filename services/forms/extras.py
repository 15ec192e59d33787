"""What was given, as it is typed on a register: "2" for a number, "£4.50" for money, or both.

One short field for each person and kind, so that a whole column is typed in one go.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from rco_network.core.text import clean_line

from ..actions.register_sheet import ExtraKey, Given
from ..enums import ExtraKind
from ..models.extra import MOST_POUNDS

EVERYBODY = "all"
_MOST = 5000


class UnreadableGift(ValueError):
    """What was typed is neither a number nor money."""


def read_given(kind: str, text: str) -> Given:
    """Read one field. Travel is money, with or without the £. Raises UnreadableGift."""
    number: int | None = None
    pounds: Decimal | None = None
    words = clean_line(text).replace("£", " £").replace("£ ", "£").split()
    for word in words:
        is_money = kind == ExtraKind.TRAVEL or any(sign in word for sign in "£.,٫")
        try:
            if is_money and pounds is None:
                pounds = Decimal(word.strip("£").replace(",", ".").replace("٫", "."))
            elif not is_money and number is None:
                number = int(word)
            else:
                raise UnreadableGift(text)
        except (ValueError, InvalidOperation):
            raise UnreadableGift(text) from None
    _check(number, pounds, text)
    pounds = pounds.quantize(Decimal("0.01")) if pounds else None
    return Given(number or None, pounds)


def _check(number: int | None, pounds: Decimal | None, text: str) -> None:
    if number is not None and not 0 <= number <= _MOST:
        raise UnreadableGift(text)
    if pounds is None:
        return
    if not pounds.is_finite() or not 0 <= pounds <= MOST_POUNDS:
        raise UnreadableGift(text)
    if pounds != round(pounds, 2):
        raise UnreadableGift(text)


def read_extras(posted: QueryDict, prefix: str = "extra_") -> dict[ExtraKey, Given]:
    """Return what the fields of this prefix say. Unreadable ones are left out (`unreadable`)."""
    found = {}
    for key, text in _fields(posted, prefix).items():
        try:
            found[key] = read_given(key[1], text)
        except UnreadableGift:
            continue
    return found


def unreadable(posted: QueryDict, prefix: str = "extra_") -> dict[ExtraKey, str]:
    """Return the fields of this prefix that nobody could read, as typed."""
    found = {}
    for key, text in _fields(posted, prefix).items():
        try:
            read_given(key[1], text)
        except UnreadableGift:
            found[key] = clean_line(text)[:40]
    return found


def sentences(wrong: Mapping[ExtraKey, str], names: Mapping[UUID | None, str]) -> list[str]:
    """Say of each unreadable field where it is and what to write instead."""
    sentence = gettext(
        "%(kind)s, %(name)s: “%(text)s” cannot be read. Write 2 for a number, £4.50 for money, or "
        "both."
    )
    everybody = gettext("everybody together")
    return [
        sentence % {"kind": ExtraKind(kind).label, "name": names.get(uuid, everybody), "text": text}
        for (uuid, kind), text in wrong.items()
    ]


def _fields(posted: QueryDict, prefix: str) -> dict[ExtraKey, str]:
    found: dict[ExtraKey, str] = {}
    for name, value in posted.items():
        if not name.startswith(prefix):
            continue
        who, _, kind = name[len(prefix) :].rpartition("_")
        if kind not in ExtraKind.values:
            continue
        if who == EVERYBODY:
            found[None, kind] = str(value)
            continue
        try:
            found[UUID(who), kind] = str(value)
        except ValueError:
            continue
    return found
