"""Volunteers on trial: the logger is one of them, and sees their own shifts and hours."""

from datetime import date, time, timedelta

from services.models import Participant
from services.volunteering.models import (
    Assignment,
    Check,
    CheckIn,
    Expense,
    HourlyRate,
    Reference,
    RoleHeld,
    Shift,
    StateChange,
    Stint,
    Training,
    Volunteer,
    VolunteerRole,
)

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind as K
from ..marks import mark
from ..visitors import MANAGERS, V

_WHY = "by those who look after volunteers"
_OWN = "by those who look after volunteers, and by the volunteer themselves"
LOGGER = frozenset({V.LOGGER})
VOLUNTEER, SHIFT, TURN = "volunteering.Volunteer", "volunteering.Shift", "volunteering.Assignment"

DOORS: dict[str, Door] = {
    **doors_of(MANAGERS, _WHY, "volunteers rota volunteer-roles volunteer-figures", methods="GET"),
    **doors_of(
        MANAGERS,
        _WHY,
        "volunteer-new volunteer-role-new shift-new hourly-rate-new volunteer-hours "
        "volunteer-expenses",
    ),
    **doors_of(MANAGERS, "files that name people", "expenses-sheet", methods="POST"),
    **doors_of(MANAGERS, _WHY, "volunteer-from", of="services.Participant"),
    **doors_of(MANAGERS, _WHY, "volunteer", of=VOLUNTEER, methods="GET"),
    **doors_of(
        MANAGERS,
        _WHY,
        "volunteer-edit volunteer-step reference-new check-new training-new check-in-new",
        of=VOLUNTEER,
    ),
    **doors_of(MANAGERS, _WHY, "volunteer-role-edit", of="volunteering.VolunteerRole"),
    **doors_of(MANAGERS, _WHY, "reference-edit", of="volunteering.Reference"),
    **doors_of(MANAGERS, _WHY, "check-remove", of="volunteering.Check", methods="POST"),
    **doors_of(MANAGERS, _WHY, "training-remove", of="volunteering.Training", methods="POST"),
    **doors_of(MANAGERS, _WHY, "shift shift-edit", of=SHIFT),
    **doors_of(MANAGERS, _WHY, "shift-cancel", of=SHIFT, methods="POST"),
    **doors_of(
        MANAGERS,
        f"{_WHY}, once it has begun",
        "shift-all-came",
        of=SHIFT,
        methods="POST",
        also=frozenset({403}),
    ),
    **doors_of(LOGGER, "a volunteer's own shifts", "my-shifts", methods="GET"),
    **doors_of(LOGGER, "a volunteer takes a shift", "shift-take", of=SHIFT, methods="POST"),
    **doors_of(
        MANAGERS | LOGGER, _OWN, "turn-move", of=TURN, methods="POST", fixed={"to": "confirmed"}
    ),
    **doors_of(MANAGERS | LOGGER, _OWN, "hours-new expense-new", of=VOLUNTEER),
    **doors_of(MANAGERS | LOGGER, _OWN, "hours-edit", of="volunteering.Stint"),
    **doors_of(MANAGERS | LOGGER, _OWN, "hours-remove", of="volunteering.Stint", methods="POST"),
    **doors_of(MANAGERS | LOGGER, _OWN, "expense-edit", of="volunteering.Expense"),
}


def lay(world: World, today: date) -> None:
    """Write a volunteer who signs in, one who does not, and everything about them."""
    role = world.keep(
        VolunteerRole.objects.create(
            organisation=world.rco, name=f"{mark(world.name, K.SERVICE)} assistant"
        ),
        world.rco,
    )
    near = _volunteer(world, K.OTHER_GROUP, role, today)
    mine = _volunteer(world, K.PERSON, role, today, membership=world.members[V.LOGGER])
    world.keep(mine, world.rco)
    world.rows[(f"near:{VOLUNTEER}", V.LOGGER.name)] = near
    _vetting(world, mine, today)
    for whose in (near, mine):
        _turn(world, whose, role, today)
    HourlyRate.objects.create(
        organisation=world.rco,
        amount=10,
        applies_from=today,
        source=f"{mark(world.name, K.VOLUNTEERING)} source",
        source_on=today,
    )


def _volunteer(
    world: World, kind: K, role: VolunteerRole, today: date, **more: object
) -> Volunteer:
    name = f"{mark(world.name, kind)} helper"
    person = Participant.objects.create(organisation=world.rco, name=name, joined_on=today)
    made = Volunteer.objects.create(
        organisation=world.rco,
        participant=person,
        state="active",
        words=f"{mark(world.name, K.VOLUNTEERING)} wants to help",
        enquired_on=today,
        started_on=today,
        **more,
    )
    StateChange(volunteer=made, to="active", on=today).save()
    RoleHeld.objects.create(organisation=world.rco, volunteer=made, participant=person, role=role)
    return made


def _vetting(world: World, mine: Volunteer, today: date) -> None:
    word, soon = mark(world.name, K.VOLUNTEERING), today + timedelta(days=20)
    rows = (
        Reference(volunteer=mine, referee=f"{word} referee", words=f"{word} kind", asked_on=today),
        Check(volunteer=mine, kind="dbs", level="basic", seen_on=today, expires_on=soon),
        Training(volunteer=mine, kind="fire", done_on=today, expires_on=soon),
        CheckIn(volunteer=mine, on=today, pulse=4, note=f"{word} was tired"),
    )
    for row in rows:
        row.save()
        world.keep(row, world.rco)


def _turn(world: World, whose: Volunteer, role: VolunteerRole, today: date) -> None:
    """A shift of each: the newest kept is the logger's own, which is asked for by its turn."""
    shift = Shift.objects.create(
        organisation=world.rco,
        role=role,
        day=today + timedelta(days=2),
        starts_at=time(10),
        ends_at=time(12),
        places=2,
        where=f"{mark(world.name, K.SERVICE)} kitchen",
    )
    turn = Assignment(
        volunteer=whose, shift=shift, day=shift.day, during=shift.during, place=1, state="asked"
    )
    turn.save()
    stint = Stint(volunteer=whose, day=today, minutes=60, what=f"{mark(world.name, K.PERSON)} ate")
    stint.save()
    spent = Expense(volunteer=whose, day=today, kind="food", amount=3)
    spent.save()
    for row in (shift, turn, stint, spent):
        world.keep(row, world.rco)
