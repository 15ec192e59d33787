"""The rooms' share of the trials: one file a room, with its doors and the rows behind them.

A file has `DOORS` (a table as in `doors.py`) and `lay(world, today)`, which writes one row of each
kind into both networks, marked (`marks.py`), and keeps it (`world.keep`).
"""

from datetime import date
from typing import Protocol

from ..door import Door
from ..ground import World
from . import (
    advice,
    counting,
    editions,
    esol,
    layouts,
    old_records,
    people,
    phone,
    questions,
    referrals,
    register,
    stories,
    supplementary,
    volunteering,
    way,
    week,
)


class RoomOnTrial(Protocol):
    """A module of this package."""

    DOORS: dict[str, Door]

    def lay(self, world: World, today: date) -> None:
        """Write the rows."""


ROOMS: tuple[RoomOnTrial, ...] = (
    week,
    register,
    phone,
    esol,
    supplementary,
    volunteering,
    advice,
    old_records,
    people,
    referrals,
    stories,
    counting,
    editions,
    layouts,
    questions,
    way,
)
DOORS = tuple(room.DOORS for room in ROOMS)


def lay_rooms(world: World, today: date) -> None:
    """Fill in what the rooms hold."""
    for room in ROOMS:
        room.lay(world, today)
