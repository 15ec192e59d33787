"""The timetable's share of the trials: when the ground's groups meet."""

from datetime import date, time, timedelta

from services.actions.calendar_feeds import hash_of
from services.calculations.recurrence import weekly
from services.models import CalendarFeed, Change, Closure, Group, Leader, Room, Series

from ..door import Door, doors_of
from ..ground import World, acting
from ..marks import Kind as K
from ..marks import mark
from ..visitors import CASEWORK, EVERYBODY, OF_AN_RCO
from ..visitors import Visitor as V

GROUP, SERIES, CHANGE = "services.Group", "services.Series", "services.Change"
ROOM, CLOSURE = "services.Room", "services.Closure"
_PLANNING = "services are set up by those who run them"

DOORS: dict[str, Door] = {
    **doors_of(OF_AN_RCO, "whoever logs sees when groups meet", "calendar", methods="GET"),
    **doors_of(OF_AN_RCO, "one's own calendar on one's own phone", "calendar-feed"),
    **doors_of(
        OF_AN_RCO, "one's own calendar on one's own phone", "calendar-feed-end", methods="POST"
    ),
    **doors_of(
        EVERYBODY,
        "whoever holds the secret address; calendars do not sign in",
        "calendar-file",
        of="token",
        methods="GET",
        is_open=True,
        also=frozenset({403, 404}),
    ),
    **doors_of(CASEWORK, _PLANNING, "closures rooms"),
    **doors_of(CASEWORK, _PLANNING, "closure-remove", of=CLOSURE, methods="POST"),
    **doors_of(CASEWORK, _PLANNING, "room-edit", of=ROOM),
    **doors_of(CASEWORK, _PLANNING, "series-new extra-new", of=GROUP),
    **doors_of(CASEWORK, _PLANNING, "series-edit series-date", of=SERIES),
    **doors_of(CASEWORK, _PLANNING, "series-cancel", of=SERIES, methods="POST"),
    **doors_of(CASEWORK, _PLANNING, "change-undo", of=CHANGE, methods="POST"),
}


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
    worker = world.members[V.WORKER]
    with acting(worker):
        CalendarFeed.objects.create(
            **own,
            user=worker.user,
            membership=worker,
            secret_hash=hash_of(world.tokens["rco"]),
        )
    closure = Closure.objects.create(
        **own,
        name=f"{word} feast",
        first_on=today + timedelta(days=20),
        last_on=today + timedelta(days=20),
    )
    world.keep(closure, world.rco)
