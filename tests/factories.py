"""Plain functions that make one record each; what a test does not say is a believable default.

Call them inside a scope: the database refuses them otherwise, as it would the product.
"""

from contextlib import contextmanager
from datetime import date, time
from itertools import count
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt, encrypt
from django.utils import timezone

from funding.models import Award
from organisations.enums import Kind, Role
from organisations.models import Organisation, StaffMembership
from outcomes.models import Domain, Outcome
from rco_network.accounts.codes import LAST_USED, code_at
from rco_network.accounts.models import User
from rco_network.core.tenancy import SIGN_IN, scope
from rco_network.core.tenancy.scope import correcting
from services.actions.periods import close_period
from services.calculations.recurrence import weekly
from services.enums import Mark, ServiceKind
from services.models import (
    Attendance,
    Correction,
    Enrolment,
    Group,
    GroupStaff,
    MarkConflict,
    NamedPerson,
    Participant,
    Restriction,
    Room,
    Series,
    Service,
    Session,
)

_numbers = count(1)
PASSWORD = "a-long-test-password"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_user(*, second_factor: bool = True, **fields: Any) -> User:
    """An account with a verified address and, as everybody has one, a second step."""
    n = next(_numbers)
    fields.setdefault("email", f"person{n}@example.org")
    fields.setdefault("name", f"Colleague {n}")
    with scope(installation=True):
        user = User.objects.create_user(fields.pop("email"), PASSWORD, **fields)
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        if second_factor:
            enrol_app(user)
    return user


def enrol_app(user: User) -> Authenticator:
    """Give an account the authenticator app of the tests; `browser.sign_in` knows its codes."""
    with scope(rights=[SIGN_IN]):
        return Authenticator.objects.create(
            user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(TOTP_SECRET)}
        )


def app_code(user: User) -> str:
    """The next unused code of this person's app; within half a minute there are three."""
    with scope(user_id=user.pk):
        app = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return code_of(decrypt(app.data["secret"]), after=app.data.get(LAST_USED, 0))


def code_of(secret: str, after: int = 0) -> str:
    """A code of an app with this secret, later than the half minute `after`."""
    return code_at(secret, max(next(auth.yield_hotp_counters_from_time()), after + 1))


def make_organisation(kind: str = Kind.RCO, **fields: Any) -> Organisation:
    fields.setdefault("name", f"Example organisation {next(_numbers)}")
    with scope(installation=True):
        return Organisation.objects.create(kind=kind, **fields)


def make_membership(
    role: str = Role.MANAGER, organisation: Organisation | None = None, user: User | None = None
) -> StaffMembership:
    kind = {Role.COORDINATOR: Kind.FORUM, Role.OFFICER: Kind.FUNDER}.get(role, Kind.RCO)
    organisation = organisation or make_organisation(kind)
    user = user or make_user()
    with scope(installation=True):
        return StaffMembership.objects.create(organisation=organisation, user=user, role=role)


def unsaved_membership(
    role: str = Role.MANAGER, *, organisation_id: int = 1, user_id: int = 1, **fields: Any
) -> StaffMembership:
    """A place that only a permission is asked about: without a row, a scope or a database."""
    return StaffMembership(
        pk=user_id,
        organisation_id=organisation_id,
        user=User(pk=user_id, name=f"Colleague {user_id}", is_staff=fields.pop("is_staff", False)),
        role=role,
        **fields,
    )


def acting(membership: StaffMembership):
    """The scope in which a request of this person runs."""
    return scope(
        user_id=membership.user_id,
        organisation_ids=[membership.organisation_id],
        rights=membership.scope.rights,
    )


def make_participant(organisation: Organisation, **fields: Any) -> Participant:
    person = unsaved_participant(organisation, **fields)
    person.save()
    return person


def unsaved_participant(organisation: Organisation, **fields: Any) -> Participant:
    """For a bulk insert."""
    fields.setdefault("name", f"Participant {next(_numbers)}")
    fields.setdefault("joined_on", date(2026, 1, 5))
    person = Participant(organisation=organisation, **fields)
    person.set_name_key()
    return person


def make_service(organisation: Organisation, **fields: Any) -> Service:
    fields.setdefault("name", f"English {next(_numbers)}")
    fields.setdefault("kind", ServiceKind.ESOL)
    return Service.objects.create(organisation=organisation, **fields)


def make_group(organisation: Organisation, **fields: Any) -> Group:
    """A group that meets every week on `weekday` (None: on no usual day) from `first_on`, today."""
    fields.setdefault("service", None)
    fields["service"] = fields["service"] or make_service(organisation)
    fields.setdefault("name", f"Group {next(_numbers)}")
    fields.setdefault("starts_at", time(10, 0))
    weekday, venue = fields.pop("weekday", 1), fields.pop("venue", "")
    if venue:
        fields["room"] = make_room(organisation, name=venue)
    first_on = fields.pop("first_on", None)
    group = Group.objects.create(organisation=organisation, **fields)
    if weekday is not None:
        make_series(group, rule=weekly(weekday), first_on=first_on or timezone.localdate())
    return group


def make_room(organisation: Organisation, **fields: Any) -> Room:
    fields.setdefault("name", f"Room {next(_numbers)}")
    return Room.objects.create(organisation=organisation, **fields)


def make_series(group: Group, **fields: Any) -> Series:
    """A pattern of a group: by default every Tuesday from today, at the group's usual time."""
    fields.setdefault("rule", weekly(1))
    fields.setdefault("first_on", timezone.localdate())
    for name in ("starts_at", "minutes", "room_id"):
        fields.setdefault(name, getattr(group, name))
    return Series.objects.create(organisation_id=group.organisation_id, group=group, **fields)


def enrol(group: Group, *participants: Participant) -> None:
    for participant in participants:
        Enrolment.objects.create(
            organisation_id=group.organisation_id,
            group=group,
            participant=participant,
            enrolled_on=date(2026, 1, 5),
        )


def name_on(group: Group, *loggers: StaffMembership) -> None:
    """Let these loggers see the group. In the scope of whoever may run services."""
    for one in loggers:
        GroupStaff.objects.create(
            organisation_id=group.organisation_id, group=group, membership=one
        )


def restrict(participant: Participant, *named: StaffMembership) -> Participant:
    """Restrict a record to these people. In the scope of a manager."""
    own = {"organisation_id": participant.organisation_id, "participant": participant}
    Restriction.objects.create(**own)
    for one in named:
        NamedPerson.objects.create(**own, membership=one)
    return participant


def make_session(group: Group, held_on: date, **marks: Any) -> Session:
    """A session; `present` and `absent` are lists of participants."""
    session = Session.objects.create(
        organisation_id=group.organisation_id,
        group=group,
        service_id=group.service_id,
        held_on=held_on,
        starts_at=group.starts_at,
        minutes=group.minutes,
        place_id=group.place_id,
    )
    for mark in Mark.values:
        for participant in marks.get(mark, ()):
            Attendance.objects.create(
                organisation_id=group.organisation_id,
                session=session,
                participant=participant,
                held_on=held_on,
                mark=mark,
            )
    return session


def make_award(funder: Organisation, recipient: Organisation, **fields: Any) -> Award:
    fields.setdefault("title", "English for newcomers")
    fields.setdefault("amount", 30000)
    fields.setdefault("starts_on", date(2026, 1, 1))
    fields.setdefault("ends_on", date(2026, 12, 31))
    with scope(installation=True):
        return Award.objects.create(funder=funder, recipient=recipient, **fields)


def close_days(membership: StaffMembership, first_on: date, last_on: date, code: str = "K7MQ2X"):
    """Close these days, as issuing a report with this code does. Opens the scope it needs."""
    with acting(membership):
        return close_period(
            by=membership,
            organisation=membership.organisation,
            start=first_on,
            end=last_on,
            because=code,
        )


@contextmanager
def explaining(membership: StaffMembership, day: date, reason: str = "Found on paper"):
    """Write rows directly on a day of an issued report. Inside the scope of the membership."""
    correction = Correction.objects.create(
        organisation=membership.organisation,
        by=membership.user,
        at=timezone.now(),
        reason=reason,
        subject_type="services.session",
        subject_uuid=uuid4(),
        first_on=day,
        last_on=day,
    )
    with correcting(correction.uuid):
        yield correction


def make_outcome(participant: Participant, happened_on: date, **fields: Any) -> Outcome:
    """Make an outcome of a person's in the first of the domains, unless said otherwise."""
    fields = {"domain": Domain.objects.first(), "evidence": "Speaks."} | fields
    return Outcome.objects.create(
        organisation_id=participant.organisation_id,
        participant=participant,
        happened_on=happened_on,
        **fields,
    )


def make_mark_conflict(session: Any, participant: Any, *, by: Any) -> Any:
    """Two marks that differ, the second sent by a phone: here first, then away."""
    return MarkConflict.objects.create(
        organisation_id=session.organisation_id,
        session=session,
        participant=participant,
        there="present",
        sent="absent",
        there_by_id=by.user_id,
        sent_by_id=by.user_id,
        there_at=timezone.now(),
    )
