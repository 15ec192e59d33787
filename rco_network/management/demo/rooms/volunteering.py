"""Volunteers of the demonstration: most came as participants first, one signs in, some left."""

from datetime import date, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from organisations.enums import Right, Role
from organisations.models import StaffMembership
from rco_network.core.tenancy import scope
from services.enums import AgeBand
from services.models import Group, Participant
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
from services.volunteering.reference.rates import rate_to_offer

_ROLES: tuple[tuple[str, str, str, list[str]], ...] = (
    ("Class assistant", "Sits with those who need more time, and makes the tea.", "none", []),
    ("Crèche worker", "Plays with children while their parents learn.", "enhanced", ["children"]),
    ("Interpreter", "Comes along to the doctor or the school.", "basic", ["data", "boundaries"]),
)
_STATES = (
    *("active",) * 9,
    "resting",
    "enquiry",
    "references",
    "checks",
    "induction",
    *("left",) * 3,
)
_WHY = ("paid_work", "study", "moved")
_SKILLS = ("interpreting", "cooking", "childcare", "teaching", "computers", "driving", "arts")
_NOTES = (
    "Likes the Tuesday class. Would like to try the crèche.",
    "Tired: two shifts a week are too many in the autumn.",
    "Passed her driving theory. Asks for a reference for a job.",
)
_REFEREES = ("Mrs Okafor, a teacher at the college", "Mr Lennox of the food bank")
_STEPS = ("enquiry", "references", "checks", "induction", "active")


def furnish_volunteering(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Let an organisation have had volunteers for a year."""
    with scope(organisation_ids=[organisation], rights=[Right.MANAGE_VOLUNTEERS]):
        own = {"organisation_id": organisation}
        roles = [
            VolunteerRole.objects.create(
                **own, name=name, what=what, needs_dbs=dbs, needs_trainings=trainings
            )
            for name, what, dbs, trainings in _ROLES
        ]
        if rate := rate_to_offer(today):
            HourlyRate.objects.create(
                **own,
                amount=rate.amount,
                applies_from=rate.applies_from,
                source=rate.source,
                source_on=today,
            )
        people = _people(organisation, rng, today)
        volunteers = [
            _volunteer(own, person, state, roles, rng, today)
            for person, state in zip(people, _STATES, strict=False)
        ]
        account = StaffMembership.objects.filter(**own, role=Role.LOGGER).first()
        if account and volunteers:
            Volunteer.objects.filter(pk=volunteers[0].pk).update(membership=account)
        _rota(own, roles[0], volunteers, users[0], rng, today)


def _people(organisation: int, rng: Random, today: date) -> list[Participant]:
    """People who came before, grown up as far as anybody knows."""
    found = (
        Participant.objects.for_organisation(organisation)
        .filter(left_on=None, joined_on__lt=today - timedelta(days=300))
        .exclude(year_of_birth__gt=today.year - 18)
        .exclude(age_band__in=(AgeBand.UNDER_5, AgeBand.CHILD, AgeBand.TEEN))
        .order_by("pk")[:120]
    )
    return rng.sample(list(found), min(len(_STATES), len(found)))


def _volunteer(
    own: dict[str, Any],
    person: Participant,
    state: str,
    roles: list[VolunteerRole],
    rng: Random,
    today: date,
) -> Volunteer:
    enquired = today - timedelta(days=rng.randint(200, 290))
    has_started = state in ("active", "resting", "left")
    started = enquired + timedelta(days=40) if has_started else None
    if not has_started:
        enquired = today - timedelta(days=rng.randint(10, 40))
    left = today - timedelta(days=rng.randint(20, 90)) if state == "left" else None
    made = Volunteer.objects.create(
        **own,
        participant=person,
        state=state,
        skills=rng.sample(_SKILLS, 2),
        available=sorted(rng.sample(["0m", "1m", "1a", "2m", "3a", "4m", "5a"], 3)),
        enquired_on=enquired,
        started_on=started,
        left_on=left,
    )
    RoleHeld.objects.create(**own, volunteer=made, participant=person, role=roles[0])
    if has_started and rng.random() < 0.5:
        other = rng.choice(roles[1:])
        RoleHeld.objects.create(**own, volunteer=made, participant=person, role=other)
    _steps(made, state, enquired, left, rng)
    _vetting(made, rng, today, is_in=has_started)
    return made


def _steps(made: Volunteer, state: str, on: date, left: date | None, rng: Random) -> None:
    path = list(_STEPS[: _STEPS.index(state) + 1]) if state in _STEPS else list(_STEPS)
    for number, step in enumerate(path):
        StateChange(volunteer=made, to=step, on=on + timedelta(days=10 * number)).save()
    if state == "resting":
        StateChange(volunteer=made, to=state, on=on + timedelta(days=120)).save()
    if left is not None:
        StateChange(volunteer=made, to="left", on=left, why_left=rng.choice(_WHY)).save()


def _vetting(made: Volunteer, rng: Random, today: date, *, is_in: bool) -> None:
    asked = made.enquired_on + timedelta(days=3)
    for referee in _REFEREES:
        reference = Reference(volunteer=made, referee=referee, asked_on=asked)
        if is_in:
            reference.state, reference.received_on = "satisfactory", asked + timedelta(days=9)
            reference.words = "Patient and on time. I would trust her with my own children."
        reference.save()
    if not is_in:
        return
    seen = made.enquired_on + timedelta(days=20)
    runs_out = today + timedelta(days=rng.choice([-5, 6, 25, 50, 400, 700]))
    Check(volunteer=made, kind="dbs", level="enhanced", seen_on=seen, expires_on=runs_out).save()
    for kind in ("children", "data"):
        Training(
            volunteer=made, kind=kind, done_on=seen, expires_on=seen + timedelta(days=730)
        ).save()
    for back in (95, 20):
        CheckIn(
            volunteer=made,
            on=today - timedelta(days=back),
            pulse=rng.choice([2, 3, 4, 4, 5, 5]),
            note=rng.choice(_NOTES),
        ).save()


def _rota(
    own: dict[str, Any],
    role: VolunteerRole,
    volunteers: list[Volunteer],
    user: int,
    rng: Random,
    today: date,
) -> None:
    """Shifts each week for a while back and ahead, and what came of those that are over."""
    active = [one for one in volunteers if one.state == "active"]
    group = Group.objects.for_organisation(own["organisation_id"]).filter(closed_on=None).first()
    if not active:
        return
    monday = today - timedelta(days=today.weekday())
    for week in range(-12, 4):
        for day, starts in ((1, time(10)), (3, time(13))):
            shift = Shift.objects.create(
                **own,
                role=role,
                group=group,
                day=monday + timedelta(weeks=week, days=day),
                starts_at=starts,
                ends_at=time(starts.hour + 2, 30),
                places=2,
                where="Front room",
            )
            _fill(shift, rng.sample(active, min(len(active), 2)), user, rng, today)


def _fill(shift: Shift, people: list[Volunteer], user: int, rng: Random, today: date) -> None:
    is_over = shift.day < today
    for place, one in enumerate(people, 1):
        if not is_over and rng.random() < 0.4:
            continue
        state = ("done" if rng.random() < 0.9 else "missed") if is_over else "confirmed"
        if not is_over and place == 1 and rng.random() < 0.3:
            state = "offered"
        turn = Assignment(
            volunteer=one,
            shift=shift,
            day=shift.day,
            during=shift.during,
            place=place,
            state=state,
            said_by_id=user,
        )
        turn.save()
        if state == "done":
            _gave(turn, user, rng, today)


def _gave(turn: Assignment, user: int, rng: Random, today: date) -> None:
    is_approved = turn.day < today - timedelta(days=7)
    approved = {"approved_by_id": user, "approved_at": timezone.now()} if is_approved else {}
    Stint(
        volunteer=turn.volunteer,
        assignment=turn,
        role=turn.shift.role,
        day=turn.day,
        minutes=turn.shift.minutes,
        logged_by_id=user,
        **approved,
    ).save()
    if rng.random() < 0.5:
        Expense(
            volunteer=turn.volunteer,
            day=turn.day,
            kind="travel",
            amount=Decimal("4.60"),
            what="Bus there and back",
            receipt_seen=rng.random() < 0.7,
            logged_by_id=user,
            **approved,
            paid_on=turn.day + timedelta(days=12)
            if turn.day < today - timedelta(days=20)
            else None,
        ).save()
