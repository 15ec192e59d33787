"""What the rooms show on pages of the wing, which must not know them.

A room's `apps.ready` imports its `shown.py`, which hands functions to the decorators here. Each
is asked anew for every page, with the asker's membership, and answers None (or nothing) where
the asker has no right to it: a title alone could tell. Blocks stand in the order of the apps.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypedDict

from organisations.enums import Right
from organisations.models import StaffMembership

from .models import Group, Participant


class Row(TypedDict, total=False):
    """One line, as components/link_rows.html takes it; `kind` colours the tag (ui.KINDS)."""

    title: str
    url: str
    detail: str
    tag: str
    kind: str


@dataclass(frozen=True)
class Block:
    """A heading with lines below it and at most one next step."""

    title: str
    rows: list[Row] = field(default_factory=list)
    empty: str = ""
    action_label: str = ""
    action_url: str = ""


@dataclass(frozen=True, order=True)
class Task:
    """Something that waits for the asker, on the first page; the earliest day comes first."""

    due_on: date
    title: str
    url: str
    detail: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Page:
    """An entry of the menu: what it says, the name of its address, the right that it needs."""

    label: Any  # in words, or words that wait for the asker's language
    name: str
    right: Right


@dataclass(frozen=True)
class Beside:
    """What whoever keeps a register must have beside one name: `urgent` at once, `more` a tap."""

    urgent: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


PersonBlock = Callable[[StaffMembership, Participant], Block | None]
GroupBlock = Callable[[StaffMembership, Group], Block | None]
Tasks = Callable[[StaffMembership, date], Iterable[Task]]
# Of a group's register on a day, by the uuid of the person as text.
OnRegister = Callable[[StaffMembership, Group, date], Mapping[str, Beside]]

_of_person: list[PersonBlock] = []
_of_group: list[GroupBlock] = []
_tasks: list[Tasks] = []
_pages: list[Page] = []
_on_register: list[OnRegister] = []


def on_person(function: PersonBlock) -> PersonBlock:
    """Show a block on the page of a participant."""
    _of_person.append(function)
    return function


def on_group(function: GroupBlock) -> GroupBlock:
    """Show a block on the page of a group."""
    _of_group.append(function)
    return function


def to_do(function: Tasks) -> Tasks:
    """Put what waits for somebody on their first page."""
    _tasks.append(function)
    return function


def on_register(function: OnRegister) -> OnRegister:
    """Put words beside names on the register of a group, for who may keep it.

    Asked for every register that is opened: answer at once, and with nothing, for other groups.
    """
    _on_register.append(function)
    return function


def in_menu(label: Any, name: str, right: Right) -> None:
    """Add a page to the menu of whoever has the right."""
    _pages.append(Page(label, name, right))


def blocks_of_person(membership: StaffMembership, participant: Participant) -> list[Block]:
    """Return what the rooms show of a person to this colleague."""
    found = (function(membership, participant) for function in _of_person)
    return [block for block in found if block is not None]


def blocks_of_group(membership: StaffMembership, group: Group) -> list[Block]:
    """Return what the rooms show of a group to this colleague."""
    found = (function(membership, group) for function in _of_group)
    return [block for block in found if block is not None]


def beside_names(membership: StaffMembership, group: Group, day: date) -> dict[str, Beside]:
    """Return what the rooms put beside names on this register, by the person's uuid as text."""
    found: dict[str, Beside] = {}
    for function in _on_register:
        for key, one in function(membership, group, day).items():
            had = found.get(key, Beside())
            found[key] = Beside(had.urgent + one.urgent, had.more + one.more)
    return found


def tasks_of(membership: StaffMembership, today: date) -> list[Task]:
    """Return what waits for this colleague, the earliest first."""
    return sorted(task for function in _tasks for task in function(membership, today))


def pages_for(membership: StaffMembership) -> list[Page]:
    """Return the entries of the menu that this colleague may open."""
    return [page for page in _pages if membership.has_right(page.right)]
