"""A filled-in register: what `save_register` is given and what the page is drawn from."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.utils import timezone

from ..enums import Mark
from ..models import Group, Session


class RegisterRefused(Exception):
    """The register cannot be saved as it was sent; the sentence says what to do."""


@dataclass
class Newcomer:
    """Somebody added on the register; `key` becomes their uuid, so that sending twice adds one."""

    key: str
    name: str
    mark: str = Mark.PRESENT
    same: str = ""
    error: str = ""
    likely: list[dict[str, Any]] = field(default_factory=list)


class Given(NamedTuple):
    """What was given of one kind: how many, or what it cost, or both. Neither is nothing."""

    number: int | None = None
    pounds: Decimal | None = None

    def __str__(self) -> str:
        said = ["" if self.number is None else str(self.number)]
        said += ["" if self.pounds is None else f"£{self.pounds:.2f}"]
        return " ".join(part for part in said if part)


# Of whom (None: of everybody together) and which kind.
ExtraKey = tuple[UUID | None, str]


@dataclass
class Sheet:
    """A filled-in register: when it was, and one mark a person.

    `marks` and `was` map a participant's uuid to the mark chosen and the mark that the page was
    drawn with. `key` is made by the page and becomes the session's uuid. `version` is the saved
    version that the page was drawn from, 0 for a session that was not there yet. What a page
    did not ask is left as it is: `tallies`, `extras` and `note` say only what it did ask.

    `by_phone`: it was filled in without a line, a while ago. Each mark is held against what the
    phone had seen of that person (`was`), and the session is not moved. `heads_was` is the head
    count that it had seen. `because` says why a day that a report counts is changed.
    """

    key: UUID
    version: int
    held_on: date
    starts_at: time
    minutes: int
    marks: dict[UUID, str] = field(default_factory=dict)
    was: dict[UUID, str] = field(default_factory=dict)
    newcomers: list[Newcomer] = field(default_factory=list)
    heads: int | None = None
    tallies: dict[str, int | None] = field(default_factory=dict)
    extras: dict[ExtraKey, Given] = field(default_factory=dict)
    extras_were: dict[ExtraKey, Given] = field(default_factory=dict)
    note: str | None = None
    note_was: str = ""
    because: str = ""
    by_phone: bool = False
    heads_was: int | None = None


def blank_sheet(group: Group, on: date | None = None) -> Sheet:
    """Return the sheet of a session that is not logged yet, at the group's usual time."""
    return Sheet(
        key=uuid4(),
        version=0,
        held_on=on or timezone.localdate(),
        starts_at=group.starts_at,
        minutes=group.minutes,
    )


def sheet_of(session: Session) -> Sheet:
    """Return the sheet of a saved session, without its people."""
    return Sheet(
        key=session.uuid,
        version=session.version,
        held_on=session.held_on,
        starts_at=session.starts_at,
        minutes=session.minutes,
    )
