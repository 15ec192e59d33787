"""Two networks alike, each with everything in it, and every visitor's account.

Whatever holds a name or a note holds a marked word (marks.py), so that a row that comes out where
it should not is seen wherever it comes out.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from organisations.enums import Right
from rco_network.core.tenancy import Scope, scope

from .browser import Browser, signed_in
from .marks import WORLDS
from .visitors import NOT_IN, Visitor

# Never given to anything: ids of this shape exist nowhere.
MADE_UP_UUID = UUID("5b1d8c9e-0c5a-4f7e-9d3b-2a6f4e8c7d10")
MADE_UP_KEY = 987_654_321
MADE_UP_CODE = "ZZZZZZ"


@dataclass
class World:
    """One network: its organisations, its visitors, and one row of each kind to ask for.

    `rows` names, by model ("services.Group") and organisation, the row that addresses of that
    model are filled with; or by visitor's name, with "near:" before the model for `near`.
    """

    name: str
    organisations: dict[str, Any] = field(default_factory=dict)
    members: dict[Visitor, Any] = field(default_factory=dict)
    users: dict[Visitor, Any] = field(default_factory=dict)
    rows: dict[tuple[str, int | str], Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def rco(self) -> Any:
        return self.organisations["rco"]

    def keep(self, row: Any, *owners: Any, label: str = "") -> Any:
        """Let addresses of this row's model be filled with it, for people of these owners."""
        for owner in owners:
            self.rows[(label or row._meta.label, owner.pk)] = row
        return row

    def row(self, label: str, visitor: Visitor) -> Any:
        """Return the row of this model that is the visitor's own, else that of the RCO."""
        if (label, visitor.name) in self.rows:
            return self.rows[(label, visitor.name)]
        member = self.members.get(visitor)
        own = self.rows.get((label, member.organisation_id)) if member else None
        return own or self.rows[(label, self.rco.pk)]

    def near(self, label: str, visitor: Visitor) -> Any:
        """Return a row of the visitor's own organisation that is not for their eyes, or None."""
        return self.rows.get((f"near:{label}", visitor.name))

    def has(self, label: str) -> bool:
        """Whether there is a row of this model."""
        return (label, self.rco.pk) in self.rows

    def owner_pks(self) -> list[int]:
        """Return the keys of the organisations."""
        return [o.pk for o in self.organisations.values()]


@dataclass
class Ground:
    """Both networks; `home` is where all visitors but the last belong."""

    home: World
    other: World

    def world_of(self, visitor: Visitor) -> World:
        """Where the visitor belongs."""
        return self.other if visitor is Visitor.STRANGER else self.home

    def across(self, visitor: Visitor) -> World:
        """Where the visitor has no business."""
        return self.home if visitor is Visitor.STRANGER else self.other

    def browser(self, visitor: Visitor) -> Browser:
        """Return a browser in which the visitor is signed in (or nobody)."""
        if visitor in NOT_IN - {Visitor.DISABLED}:
            return Browser()
        return signed_in(self.world_of(visitor).users[visitor])


def everything(organisations: Iterable[int], user_id: int | None = None) -> Any:
    """A scope with every right, in which the ground is laid and looked at."""
    rights = [str(right) for right in Right] + ["count", "erase", "sign_in"]
    return scope(user_id=user_id, organisation_ids=organisations, installation=True, rights=rights)


def acting(membership: Any) -> AbstractContextManager[Scope]:
    """The scope in which a request of this person runs."""
    return scope(
        user_id=membership.user_id,
        organisation_ids=[membership.organisation_id],
        rights=[str(right) for right in membership.rights],
    )


def prepare() -> Ground:
    """Lay the ground in an empty migrated database (or in a test's transaction)."""
    from .laying import lay

    today = localdate()
    first, second = (lay(World(name), today) for name in WORLDS)
    return Ground(first, second)
