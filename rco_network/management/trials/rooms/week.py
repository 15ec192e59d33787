"""The timetable's share of the trials: when the ground's groups meet."""

from datetime import date, time, timedelta

from services.calculations.recurrence import weekly
from services.models import Change, Closure, Group, Leader, Room, Series

from ..door import Door
from ..ground import World
from ..marks import Kind as K
from ..marks import mark

DOORS: dict[str, Door] = {}


def lay(world: World, today: date) -> None:
    """Let every group meet on today's day of the week, with one date cancelled."""
    own, word = {"organisation": world.rco}, mark(world.name, K.SERVICE)
    room = world.keep(Room.objects.create(**own, name=f"{word} hall", capacity=30), world.rco)
    kept = world.rows[("services.Group", world.rco.pk)]
    for group in Group.objects.for_organisation(world.rco).order_by("-pk"):
        series = Series.objects.create(
            **own,
            group=group,
            rule=weekly(today.weekday()),
            first_on=today - timedelta(days=28),
            starts_at=time(10),
            room=room,
            bank_holidays="",
        )
        if group == kept:
            world.keep(series, world.rco)
            Leader.objects.create(**own, series=series, name=f"{word} teacher")
            change = Change.objects.create(
                **own,
                group=group,
                series=series,
                kind="cancelled",
                day=today + timedelta(days=7),
                reason="room",
                note=f"{word} was told",
            )
            world.keep(change, world.rco)
    closure = Closure.objects.create(
        **own,
        name=f"{word} feast",
        first_on=today + timedelta(days=20),
        last_on=today + timedelta(days=20),
    )
    world.keep(closure, world.rco)
