"""Reading the chains of the trail again, from the first event, and saying what does not fit.

The database seals (migration 0007); this computes the same a second time, in Python, so that a
function of the database that was changed does not vouch for itself. What it cannot see alone is a
chain whose end was cut off, or that somebody with the database's whole power wrote anew: for that
each chain's head is printed and logged every night, to be compared with later.
"""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from .models.audit_seal import VERIFY
from .tenancy import scope

logger = logging.getLogger(__name__)

# Digits of a hash that are printed: 96 bits, short enough to be read over a telephone.
SHOWN = 24
BATCH = 5_000
# A job writes its events within ten minutes of their moment; an hour leaves room for clocks.
LATEST = timedelta(hours=1)
_BEGINNING = bytes(32)

# As core_audit_text of migration 0007 has them, in its order.
COLUMNS = {
    "id": "e.id::text",
    "uuid": "e.uuid::text",
    "organisation": "e.organisation_id::text",
    "actor": "e.actor_id::text",
    "action": "e.action",
    "subject_type": "e.subject_type",
    "subject_uuid": "e.subject_uuid::text",
    "detail": "e.detail::text",
    "is_confidential": "e.is_confidential::text",
    "at": "(extract(epoch from e.at) * 1000000)::bigint::text",
}
_ROWS = f"""
select s.position, s.event_id, (extract(epoch from s.sealed_at) * 1000000)::bigint,
    s.previous, s.hash, {", ".join(COLUMNS.values())}
from core_auditseal s left join core_auditevent e on e.id = s.event_id
where s.chain = %s and s.position > %s order by s.position limit {BATCH}
"""  # noqa: S608 - nothing but the columns above
_UNSEALED = """
select e.id, e.at from core_auditevent e
where e.organisation_id is not distinct from %s
    and not exists (select from core_auditseal s where s.event_id = e.id)
order by e.id
"""
_CHAINS = """
select distinct chain from core_auditseal
union select distinct coalesce(organisation_id, 0) from core_auditevent order by 1
"""


@dataclass(frozen=True)
class Head:
    """How far a chain goes: its last position and the first digits of the hash there."""

    position: int
    hash: str

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> "Head":
        """Read "POSITION:HASH" as it was printed. Raises ValueError for anything else."""
        position, _, digits = text.partition(":")
        if len(digits) < SHOWN or not set(digits) <= set("0123456789abcdef"):
            raise ValueError(f"“{text}” is not a head such as 12:{'0' * SHOWN}.")
        return cls(int(position), digits[:SHOWN])


@dataclass
class Findings:
    """What a chain holds: how many sealed events, its head, and one sentence a fault."""

    events: int = 0
    head: Head = field(default_factory=lambda: Head(0, _BEGINNING.hex()[:SHOWN]))
    faults: list[str] = field(default_factory=list)


def chains() -> list[int]:
    """Return every chain there is: ids of organisations, and 0 for the installation's own."""
    with connection.cursor() as cursor:
        cursor.execute(_CHAINS)
        return [row[0] for row in cursor.fetchall()]


def verify(chain: int, *, since: Head | None = None) -> Findings:
    """Compute one chain again, and compare it with a head that was written down earlier.

    Belongs in a scope with the right VERIFY (models/audit_seal.py); in any other it finds no row
    and reports nothing. Reads in batches: a million events take some seconds.
    """
    found = Findings()
    reading = _Reading(found, since)
    for row in _rows(chain):
        reading.take(row)
    reading.end()
    with connection.cursor() as cursor:
        cursor.execute(_UNSEALED, [chain or None])
        for event, at in cursor.fetchall():
            found.faults.append(
                f"Event {event}, of {_moment(at)} by its own word, was put in without a seal."
            )
    return found


def log_heads() -> int:
    """Verify every chain and log its head, so that a log kept elsewhere tells of a cut end.

    Return how many faults were found; each is logged as an error.
    """
    faults = 0
    with scope(rights=[VERIFY]):
        for chain in chains():
            found = verify(chain)
            logger.info("trail: chain %d goes to %s", chain, found.head)
            for fault in found.faults:
                logger.error("trail: chain %d: %s", chain, fault)
            faults += len(found.faults)
    return faults


def _rows(chain: int) -> Iterator[tuple[Any, ...]]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ROWS, [chain, last])
            rows = cursor.fetchall()
        yield from rows
        if len(rows) < BATCH:
            return
        last = rows[-1][0]


class _Reading:
    """One walk along a chain. After a fault it goes on from what stands there."""

    def __init__(self, found: Findings, since: Head | None) -> None:
        self.found = found
        self.since = since
        self.position = 0
        self.hash = _BEGINNING
        self.good = "the beginning"

    def take(self, row: tuple[Any, ...]) -> None:
        position, event, sealed, previous, digest, *parts = row
        before = len(self.found.faults)
        self._follows(position, bytes(previous))
        text = b"" if parts[0] is None else f"{sealed}|".encode() + canonical(parts)
        if parts[0] is None:
            self._say(f"Event {event}, at position {position}, is gone")
        elif hashlib.sha256(bytes(previous) + text).digest() != bytes(digest):
            self._say(f"Event {event}, at position {position}, or its seal was changed")
        elif _time(sealed) - _time(int(parts[-1])) > LATEST:
            self._say(
                f"Event {event}, at position {position}, says {_moment(_time(int(parts[-1])))}, "
                f"and was put in at {_moment(_time(sealed))}"
            )
        self.position, self.hash = position, bytes(digest)
        self._compare(position, bytes(digest))
        self.found.events += 1
        if len(self.found.faults) == before:
            self.good = f"position {position}, sealed {_moment(_time(sealed))}"

    def end(self) -> None:
        """What the chain's end tells."""
        self.found.head = Head(self.position, self.hash.hex()[:SHOWN])
        if self.since and self.position < self.since.position:
            self._say(
                f"The end is cut off: position {self.since.position} was there, "
                f"and the chain ends at {self.position}"
            )

    def _follows(self, position: int, previous: bytes) -> None:
        if position != self.position + 1:
            self._say(f"Positions {self.position + 1} to {position - 1} are gone with their seals")
        elif previous != self.hash:
            self._say(f"Position {position} does not follow the one before: the order was changed")

    def _compare(self, position: int, digest: bytes) -> None:
        earlier = self.since
        if earlier and position == earlier.position and digest.hex()[:SHOWN] != earlier.hash:
            self._say(f"Position {position} is not what was written down: the chain was made anew")

    def _say(self, fault: str) -> None:
        self.found.faults.append(f"{fault}. Everything is in order up to {self.good}.")


def canonical(parts: list[str | None]) -> bytes:
    """Return the text of an event's columns as it is hashed: length in bytes, colon, text."""
    said = (None if part is None else part.encode() for part in parts)
    return b"".join(b"-" if part is None else b"%d:%b" % (len(part), part) for part in said)


def _time(micros: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(micros))


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
