"""Volunteers as the tests need them: plain functions, called in the scope of a keeper."""

from datetime import date, time, timedelta
from itertools import count

from django.utils import timezone

from organisations.enums import Duty, Role
from organisations.models import StaffMembership
from rco_network.core.tenancy import scope
from services.volunteering.models import (
    Check,
    RoleHeld,
    Shift,
    StateChange,
    Training,
    Volunteer,
    VolunteerRole,
)
from tests import factories as make

_numbers = count(1)


def a_keeper(organisation=None) -> StaffMembership:
    """A logger with the duty: looks after volunteers, and sees no participant."""
    return with_duty(make.make_membership(Role.LOGGER, organisation))


def with_duty(member: StaffMembership) -> StaffMembership:
    with scope(installation=True):
        member.duties = [Duty.VOLUNTEER_LEAD]
        member.save()
    return member


def a_role(organisation, **needs) -> VolunteerRole:
    needs.setdefault("name", f"Class assistant {next(_numbers)}")
    return VolunteerRole.objects.create(organisation=organisation, **needs)


def a_volunteer(organisation, *roles, state="active", person=None, **fields) -> Volunteer:
    person = person or make.make_participant(organisation)
    started = date(2026, 2, 2) if state in ("active", "resting", "left") else None
    fields.setdefault("started_on", started)
    fields.setdefault("enquired_on", date(2026, 1, 12))
    made = Volunteer.objects.create(
        organisation=organisation, participant=person, state=state, **fields
    )
    StateChange(volunteer=made, to="enquiry", on=made.enquired_on).save()
    for role in roles:
        RoleHeld.objects.create(
            organisation=organisation, volunteer=made, participant=person, role=role
        )
    return made


def a_shift(role, *, days=3, starts=time(10), ends=time(12), places=1, **fields) -> Shift:
    return Shift.objects.create(
        organisation_id=role.organisation_id,
        role=role,
        day=timezone.localdate() + timedelta(days=days),
        starts_at=starts,
        ends_at=ends,
        places=places,
        **fields,
    )


def a_dbs(volunteer, level="enhanced", until=365) -> Check:
    today = timezone.localdate()
    check = Check(
        volunteer=volunteer,
        kind="dbs",
        level=level,
        seen_on=today - timedelta(days=400),
        expires_on=today + timedelta(days=until),
    )
    check.save()
    return check


def a_training(volunteer, kind="adults", until=365) -> Training:
    today = timezone.localdate()
    training = Training(
        volunteer=volunteer,
        kind=kind,
        done_on=today - timedelta(days=400),
        expires_on=today + timedelta(days=until),
    )
    training.save()
    return training
