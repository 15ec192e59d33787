"""Registers without a line: doors, and what was sent."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone

from services.enums import EntryKind, Mark
from services.models import MarkConflict, OutboxReceipt

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind, mark
from ..visitors import EVERYBODY, OF_AN_RCO
from ..visitors import Visitor as V

CONFLICT = "services.MarkConflict"

DOORS: dict[str, Door] = {
    **doors_of(
        EVERYBODY,
        "parts of a page, the same for everybody and without anybody's data",
        "phone phone-worker phone-manifest",
        methods="GET",
    ),
    **doors_of(OF_AN_RCO, "whoever logs takes their groups along", "phone-week", methods="GET"),
    **doors_of(OF_AN_RCO, "whoever logs", "phone-key", methods="POST"),
    **doors_of(OF_AN_RCO, "whoever logs", "phone-outbox", methods="POST"),
    **doors_of(
        OF_AN_RCO, "whoever keeps the register decides", "mark-decide", of=CONFLICT, methods="POST"
    ),
}


def lay(world: World, today: date) -> None:
    """Write a mark that waits to be decided, and what a phone was told."""
    rco = world.rco
    conflict = MarkConflict.objects.create(
        organisation=rco,
        session=world.rows[("services.Session", rco.pk)],
        participant=world.rows[("services.Participant", rco.pk)],
        there=Mark.PRESENT,
        there_by=world.users[V.WORKER],
        there_at=timezone.now(),
        sent=Mark.ABSENT,
        sent_by=world.users[V.LOGGER],
    )
    world.keep(conflict, rco)
    told: Any = {"state": "refused", "said": mark(world.name, Kind.SERVICE)}
    OutboxReceipt.objects.create(
        organisation=rco,
        key=uuid4(),
        kind=EntryKind.MARKS,
        answer=told,
        sent_by=world.users[V.LOGGER],
    )
