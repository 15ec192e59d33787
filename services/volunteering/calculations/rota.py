"""The rota as a week, and what a volunteer who signs in sees of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from organisations.models import StaffMembership

from ..enums import STANDING, TAKES_A_PLACE, Turn
from ..models import Assignment, Shift, Volunteer
from .qualifying import Held, blocks, held_by

# How far ahead a volunteer sees open shifts.
WEEKS_AHEAD = 6


@dataclass
class OnShift:
    """A shift with the turns on it, and for a volunteer why they cannot take it."""

    shift: Shift
    turns: list[Assignment]
    why_not: list[str] = field(default_factory=list)

    @property
    def free(self) -> int:
        """How many places nobody holds."""
        return max(0, self.shift.places - len(self.turns))


def monday_of(day: date) -> date:
    """Return the first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def shifts_with_turns(shifts: QuerySet[Shift]) -> list[OnShift]:
    """Return shifts in order with the turns that hold a place."""
    turns = Assignment.objects.filter(state__in=TAKES_A_PLACE).select_related(
        "volunteer__participant"
    )
    rows = shifts.select_related("role", "group__service").prefetch_related(
        Prefetch("assignments", queryset=turns.order_by("place"), to_attr="turns")
    )
    return [OnShift(row, row.turns) for row in rows.order_by("day", "starts_at", "id")]


def week(organisation_id: int, monday: date) -> list[tuple[date, list[OnShift]]]:
    """Return the seven days of a week with their shifts."""
    found = shifts_with_turns(
        Shift.objects.for_organisation(organisation_id)
        .on()
        .between(monday, monday + timedelta(days=6))
    )
    days = [monday + timedelta(days=n) for n in range(7)]
    return [(day, [one for one in found if one.shift.day == day]) for day in days]


def short_shifts(organisation_id: int, first: date, last: date) -> list[OnShift]:
    """Return shifts of these days that have a free place."""
    rows = Shift.objects.for_organisation(organisation_id).on().between(first, last)
    return [one for one in shifts_with_turns(rows) if one.free]


def open_to(volunteer: Volunteer, today: date) -> list[OnShift]:
    """Return shifts of the volunteer's own roles with a free place or a swap on offer.

    `why_not` says what stands between them and it: nothing is left out in silence.
    """
    held = held_by([volunteer])[volunteer.pk]
    ahead = (
        Shift.objects.for_organisation(volunteer.organisation_id)
        .on()
        .between(today, today + timedelta(weeks=WEEKS_AHEAD))
        .filter(role__in=held.roles)
    )
    found = []
    mine = _of(volunteer, today)
    for one in shifts_with_turns(ahead):
        if one.shift.has_begun or any(t.volunteer_id == volunteer.pk for t in one.turns):
            continue
        if one.free or offered(one.turns):
            one.why_not = _why_not(held, one.shift, mine)
            found.append(one)
    return found


def offered(turns: Iterable[Assignment]) -> Assignment | None:
    """Return the turn that looks for a swap, None where nobody offers one."""
    return next((turn for turn in turns if turn.state == Turn.OFFERED), None)


def _why_not(held: Held, shift: Shift, mine: list[Assignment]) -> list[str]:
    found = blocks(held, shift.role, shift.day)
    if any(overlaps(turn, shift) for turn in mine):
        found.append(overlap_sentence())
    return found


def overlap_sentence() -> str:
    """What the database says when two shifts of one volunteer overlap."""
    constraint = next(
        c for c in Assignment._meta.constraints if c.name == "volunteer_in_one_place_at_once"
    )
    return str(constraint.violation_error_message)


def overlaps(turn: Assignment, shift: Shift) -> bool:
    """Whether a turn and a shift share a moment."""
    when = shift.during
    return turn.during.lower < when.upper and when.lower < turn.during.upper


def _of(volunteer: Volunteer, today: date) -> list[Assignment]:
    return list(
        Assignment.objects.for_organisation(volunteer.organisation_id).filter(
            volunteer=volunteer, day__gte=today, state__in=STANDING
        )
    )


def turns_to_come(volunteer: Volunteer, today: date) -> list[Assignment]:
    """Return a volunteer's own turns from today on, soonest first."""
    rows = Assignment.objects.for_organisation(volunteer.organisation_id).filter(
        volunteer=volunteer, day__gte=today, state__in=STANDING
    )
    return list(rows.select_related("shift__role", "shift__group").order_by("during"))


def who_could(by: StaffMembership, one: OnShift) -> list[tuple[Volunteer, list[str]]]:
    """Return the volunteers with the shift's role, those who can come first, others with why."""
    shift = one.shift
    people = (
        Volunteer.objects.for_organisation(by.organisation_id)
        .known()
        .filter(roles_held__role=shift.role_id)
        .exclude(state="left")
        .exclude(pk__in=[turn.volunteer_id for turn in one.turns])
        .select_related("participant")
    )
    held = held_by(people)
    busy: dict[int, list[Assignment]] = {}
    for turn in Assignment.objects.for_organisation(by.organisation_id).filter(
        volunteer__in=held, day=shift.day, state__in=TAKES_A_PLACE
    ):
        busy.setdefault(turn.volunteer_id, []).append(turn)
    rows = [(h.volunteer, _why_not(h, shift, busy.get(pk, []))) for pk, h in held.items()]
    return sorted(rows, key=lambda row: (bool(row[1]), row[0].participant.name_key))
