"""Walking through the site as somebody would, to find every form that they are given."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from django.db import transaction
from django.urls import Resolver404, resolve

from .addresses import addresses
from .browser import Answer, Browser
from .doors import doors
from .forms import UUID, Form, read
from .ground import Ground
from .matrix import NO_ID, OWN, Asked
from .visitors import Visitor

MOST_PAGES = 400
# A calendar goes on for ever: another week, month or year of it is the same page.
_WHEN = re.compile(r"\b(19|20)\d\d(-\d\d)*\b|\b\d\d(:|%3A)\d\d\b")


@dataclass
class Walk:
    """The pages that one visitor can see, and the forms on them, each shape once.

    `refused` are links of those pages that lead to a refusal: nobody is offered what they may not.
    """

    pages: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def walk(ground: Ground, visitor: Visitor) -> Walk:
    """Look at every page of the visitor's own, from the table of addresses and by links."""
    return walk_from(ground.browser(visitor), ["/", *_own_addresses(ground, visitor)])


def walk_from(browser: Browser, starts: Iterable[str]) -> Walk:
    """Look at these pages and at all to which their links lead, each kind once."""
    found, seen, shapes = Walk(), set(), set()
    waiting = deque((start, "") for start in starts)
    while waiting and len(found.pages) < MOST_PAGES:
        path, where = waiting.popleft()
        path = path.partition("#")[0]
        if (kind := _kind_of(path)) in seen or not kind:
            continue
        seen.add(kind)
        answer = look(browser, path)
        if answer.status in (302, 303):
            waiting.append((answer.header("Location"), path))
        if answer.status == 403 and where:
            found.refused.append(f"{path} is offered on {where}")
        if answer.status != 200 or "html" not in answer.header("Content-Type"):
            continue
        found.pages.append(path)
        forms, links = read(path, answer.text)
        waiting.extend((link, path) for link in links if link.startswith("/"))
        for form in forms:
            if form.shape() not in shapes:
                shapes.add(form.shape())
                found.forms.append(form)
    return found


def look(browser: Browser, path: str) -> Answer:
    """Get a page and leave nothing behind."""
    with transaction.atomic():
        answer = Browser(dict(browser.cookies)).ask("GET", path)
        transaction.set_rollback(True)
    return answer


def _own_addresses(ground: Ground, visitor: Visitor) -> list[str]:
    table = doors()
    paths = []
    for address in addresses():
        door = table.get(address.name)
        if door and visitor in door.who and "GET" in door.methods:
            kind = OWN if door.of else NO_ID
            paths.append(Asked(ground, visitor, address, door, kind).path)
    return paths


@cache
def _kind_of(path: str) -> tuple[str, ...] | None:
    """Return what makes two addresses the same page: its view, and what the query asks by name."""
    address, _, query = path.partition("?")
    try:
        match = resolve(address)
    except Resolver404:
        return None
    route = UUID.sub("ID", address) if match.route.endswith("$") else match.route
    if match.url_name == "design":
        return None  # parts of pages, with forms that lead nowhere
    fixed = [str(v) for k, v in match.kwargs.items() if k in ("part", "show", "app_label")]
    return (route, *fixed, _WHEN.sub("DAY", UUID.sub("ID", query)))
