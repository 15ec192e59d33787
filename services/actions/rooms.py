"""Rooms in which groups meet."""

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import Room


def room_named(*, by: StaffMembership, name: str) -> Room | None:
    """Return the organisation's room of this name, added if it is not there; None for no name."""
    if not name:
        return None
    return stored_room(by=by, room=find_room(by.organisation_id, name))


def find_room(organisation_id: int, name: str) -> Room | None:
    """Return the room of this name; one that is not there yet is not saved. None for no name."""
    if not name:
        return None
    found = Room.objects.for_organisation(organisation_id).filter(name__iexact=name).first()
    return found or Room(name=name)


def stored_room(*, by: StaffMembership, room: Room | None) -> Room | None:
    """Return the room, added if it is not saved yet."""
    return add_room(by=by, room=room) if room is not None and room.pk is None else room


@transaction.atomic
def add_room(*, by: StaffMembership, room: Room) -> Room:
    """Add a room, once however often its uuid is sent."""
    room.organisation_id = by.organisation_id
    room, is_new = add_once(room)
    if is_new:
        audit.record("room added", by=by, subject=room)
    return room


@transaction.atomic
def change_room(*, by: StaffMembership, room: Room, changed: list[str]) -> Room:
    """Save what was changed of a room: every group that meets there follows."""
    room.save()
    audit.record("room changed", by=by, subject=room, fields=sorted(changed))
    return room
