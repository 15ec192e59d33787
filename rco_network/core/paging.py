"""Pages by key: each costs the same, the first of a list and the last of ten thousand."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """Rows of one page, and the addresses ("?after=…") of its neighbours, "" where none is."""

    rows: list[Any]
    next_url: str
    previous_url: str


def page_of(
    rows: QuerySet, order: tuple[str, str], asked: QueryDict, size: int = PAGE_SIZE
) -> Page:
    """Return the page of `rows` that `?after=` or `?before=` (a row's uuid) asks for.

    `order` names two fields, the second unique, both rising or both falling ("-held_on", "-id").
    A row that has gone from the list since leads to the first page; text that is no uuid is a
    page that never was (Http404). The address holds no name and nothing to count rows by.
    """
    backwards = "before" in asked
    pointer = _pointer(rows, order, asked.get("before" if backwards else "after", ""))
    if pointer is None:
        backwards = False
    direction = (_turned(order[0]), _turned(order[1])) if backwards else order
    wanted = rows.order_by(*direction)
    if pointer is not None:
        is_nullable = rows.model._meta.get_field(order[0].removeprefix("-")).null
        wanted = wanted.filter(_beyond(direction, pointer, is_nullable=is_nullable))
    found = list(wanted[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, pointer is not None)
    return Page(
        found,
        _address(asked, "after", found[-1].uuid) if has_next and found else "",
        _address(asked, "before", found[0].uuid) if has_previous and found else "",
    )


def _pointer(rows: QuerySet, order: tuple[str, str], text: str) -> tuple[Any, Any] | None:
    if not text:
        return None
    try:
        uuid = UUID(text)
    except ValueError:
        raise Http404(_("This page of the list does not exist. Open the list again.")) from None
    names = [name.removeprefix("-") for name in order]
    return rows.filter(uuid=uuid).order_by().values_list(*names).first()


def _turned(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _beyond(order: tuple[str, str], pointer: tuple[Any, Any], *, is_nullable: bool) -> Q:
    """What comes after the pointer. PostgreSQL puts empty values last, or first when falling."""
    falls = order[0].startswith("-")
    first, second = (name.removeprefix("-") for name in order)
    value, tie = pointer
    tie_beyond = Q(**{f"{second}__{'lt' if falls else 'gt'}": tie})
    empty = Q(**{f"{first}__isnull": True})
    if value is None:
        return (empty & tie_beyond) | ~empty if falls else empty & tie_beyond
    # The first condition alone is one range of the index.
    at_least = Q(**{f"{first}__{'lte' if falls else 'gte'}": value})
    beyond = at_least & (Q(**{f"{first}__{'lt' if falls else 'gt'}": value}) | tie_beyond)
    return beyond | empty if is_nullable and not falls else beyond


def _address(asked: QueryDict, name: str, uuid: UUID) -> str:
    kept = [(key, value) for key, value in asked.items() if key not in ("after", "before")]
    return "?" + urlencode([*kept, (name, str(uuid))])
