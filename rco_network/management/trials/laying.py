"""Laying the trials' ground: who works where, whom they serve, who pays."""

import hashlib
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from organisations.actions.invitations import hash_of
from organisations.enums import Duty, Kind, Role
from organisations.models import (
    CommunityServed,
    ForumMembership,
    Identifier,
    Invitation,
    LanguageServed,
    Organisation,
    Place,
    PlaceServed,
    StaffMembership,
)
from outcomes.models import Domain, Framework, Outcome, ServiceDomain
from rco_network.accounts.models import User
from rco_network.core import audit
from rco_network.core.tenancy import scope
from services.enums import Counting, ImportState, Mark, ServiceKind
from services.models import (
    Attendance,
    ContactDetails,
    Enrolment,
    FileImport,
    Group,
    GroupStaff,
    HeadCount,
    Household,
    Note,
    Participant,
    Service,
    Session,
)
from services.safeguarding.actions.raising import raise_concern
from services.safeguarding.models import Concern

from .ground import World, acting, everything
from .laying_money import lay_awards
from .laying_private import lay_private, list_sessions
from .marks import Kind as K
from .marks import mark
from .passkeys import enrol
from .rooms import lay_rooms
from .visitors import Visitor as V

PLACE = "E08000003"  # Manchester
_ROLES = {
    V.LOGGER: ("rco", Role.LOGGER),
    V.WORKER: ("rco", Role.WORKER),
    V.LEAD: ("rco", Role.WORKER),
    V.MANAGER: ("rco", Role.MANAGER),
    V.COORDINATOR: ("forum", Role.COORDINATOR),
    V.OFFICER: ("funder", Role.OFFICER),
    V.COUNCIL: ("council", Role.OFFICER),
    V.ENDED: ("rco", Role.MANAGER),
    V.DISABLED: ("rco", Role.MANAGER),
}
# A colleague more of each kind, whose role can be changed and whose place can be ended.
_COLLEAGUES = {
    "rco": Role.LOGGER,
    "forum": Role.COORDINATOR,
    "funder": Role.OFFICER,
    "council": Role.OFFICER,
}


def lay(world: World, today: date) -> World:
    """Fill one network."""
    with scope(installation=True, rights=["sign_in"]):
        _organisations(world)
        _people_who_sign_in(world)
        _invitations(world)
        list_sessions(world)
    manager = world.members[V.MANAGER]
    with everything(world.owner_pks(), manager.user_id):
        _directory(world, today)
        _services(world, today)
        lay_awards(world, today)
        _import(world)
        _concern(world)
        lay_private(world, today)
        lay_rooms(world, today)
        audit.record("ground.laid", by=manager, subject=world.rco)
    return world


def _concern(world: World) -> None:
    """What the logger told the lead about the manager and somebody they all know."""
    word, by = mark(world.name, K.CONCERN), world.members[V.LOGGER]
    with acting(by):
        receipt = raise_concern(
            by=by,
            to=world.rco,
            key=uuid4(),
            colleagues=[world.members[V.MANAGER]],
            about=f"{word} somebody",
            what=f"{word} what was said",
            happened=f"{word} yesterday",
            place=f"{word} hall",
            done=f"{word} nothing yet",
        )
    world.keep(receipt, world.rco)
    world.keep(Concern(uuid=receipt.uuid), world.rco)


def _organisations(world: World) -> None:
    for name, kind in (
        ("rco", Kind.RCO),
        ("forum", Kind.FORUM),
        ("funder", Kind.FUNDER),
        ("council", Kind.COUNCIL),
    ):
        made = Organisation.objects.create(
            kind=kind, name=f"{mark(world.name, K.DIRECTORY)} {name}", about="Trial ground."
        )
        world.organisations[name] = world.keep(made, made)


def _people_who_sign_in(world: World) -> None:
    for visitor, (where, role) in _ROLES.items():
        user = _account(world, where, visitor)
        world.users[visitor] = user
        member = StaffMembership.objects.create(
            organisation=world.organisations[where], user=user, role=role
        )
        world.members[visitor] = member
        if visitor is V.LEAD:
            member.duties = [Duty.SAFEGUARDING_LEAD]
        if visitor is V.ENDED:
            member.ended_at = timezone.now()
        member.save()
        if visitor is V.DISABLED:
            User.objects.filter(pk=user.pk).update(is_active=False)
    world.users[V.STRANGER] = world.users[V.MANAGER]
    world.members[V.STRANGER] = world.members[V.MANAGER]
    for visitor in _ROLES:
        world.rows[("mfa.Authenticator", visitor.name)] = enrol(world.users[visitor])
    managers = world.rows[("mfa.Authenticator", V.MANAGER.name)]
    world.rows[("mfa.Authenticator", V.STRANGER.name)] = managers
    world.rows[("mfa.Authenticator", V.ANONYMOUS.name)] = managers
    for where, role in _COLLEAGUES.items():
        user = _account(world, where, "colleague")
        owner = world.organisations[where]
        made = StaffMembership.objects.create(organisation=owner, user=user, role=role)
        world.keep(made, owner)
        world.keep(user, owner)
    world.users[V.ADMINISTRATOR] = _account(world, "installation", "administrator", is_staff=True)
    administrator = world.users[V.ADMINISTRATOR]
    User.objects.filter(pk=administrator.pk).update(is_superuser=True)
    world.rows[("mfa.Authenticator", V.ADMINISTRATOR.name)] = enrol(administrator)


def _account(world: World, where: str, who: str, **more: Any) -> User:
    # Who runs the installation or has left belongs to nobody's staff: no mark of theirs.
    is_marked = where != "installation" and who not in (V.ENDED, V.DISABLED)
    word = mark(world.name, K(f"staff{where}")) if is_marked else f"{world.name} outsider"
    name = f"{word} {who}"
    email = f"{name.lower().replace(' ', '.')}@{where}.example"
    user = User.objects.create_user(email, None, name=name, **more)
    user.emailaddress_set.create(email=email, verified=True, primary=True)  # type: ignore[attr-defined]
    return user


def _invitations(world: World) -> None:
    for where, owner in world.organisations.items():
        token = f"{world.name}-{where}-invitation-{'x' * 20}"
        made = Invitation.objects.create(
            organisation=owner,
            email=f"{mark(world.name, K(f'invited{where}')).lower()}@new.example",
            role=_COLLEAGUES[where],
            token_hash=hash_of(token),
            expires_at=timezone.now() + timedelta(days=2),
        )
        world.keep(made, owner)
        world.tokens[where] = token


def _directory(world: World, today: date) -> None:
    word = mark(world.name, K.DIRECTORY)
    for number, owner in enumerate(world.organisations.values()):
        Identifier.objects.create(
            organisation=owner, scheme="GB-CHC", number=f"{900000 + owner.pk * 10 + number}"
        )
        PlaceServed.objects.create(organisation=owner, place_id=PLACE)
        LanguageServed.objects.create(organisation=owner, code="so")
        CommunityServed.objects.create(organisation=owner, name=f"{word} community")
    ForumMembership.objects.create(
        forum=world.organisations["forum"], member=world.rco, joined_on=today
    )
    world.keep(world.rco, world.rco, label="member")
    for shared in (Place.objects.get(pk=PLACE), Framework.objects.all()[0], _domain()):
        world.keep(shared, world.rco)


def _services(world: World, today: date) -> None:
    rco, own = world.rco, {"organisation": world.rco}
    word = mark(world.name, K.SERVICE)
    service = world.keep(
        Service.objects.create(**own, name=f"{word} English", kind=ServiceKind.ESOL), rco
    )
    household = world.keep(
        Household.objects.create(**own, name=f"{mark(world.name, K.PERSON)} family"), rco
    )
    people = [_person(world, K.PERSON, n, today, household=household) for n in range(7)]
    world.keep(people[0], rco)
    group = world.keep(_group(world, service, f"{word} Monday class"), rco)
    session = world.keep(_session(world, group, today), rco)
    for person in people:
        _enrolled(group, session, person, today)
    heads = _group(world, service, f"{word} choir", counting=Counting.BY_HEAD)
    for mine in (group, heads):
        GroupStaff.objects.create(**own, group=mine, membership=world.members[V.LOGGER])
    _reach(world, people[0])
    HeadCount.objects.create(**own, session=_session(world, heads, today), people=12)
    elsewhere = _person(world, K.OTHER_GROUP, 0, today)
    other = _group(world, service, f"{mark(world.name, K.OTHER_GROUP)} class")
    elsewhen = _session(world, other, today)
    _enrolled(other, elsewhen, elsewhere, today)
    world.rows[("near:services.Group", V.LOGGER.name)] = other
    world.rows[("near:services.Session", V.LOGGER.name)] = elsewhen
    ServiceDomain.objects.create(**own, service=service, domain=_domain())
    outcome = Outcome.objects.create(
        **own,
        participant=people[0],
        domain=_domain(),
        service=service,
        happened_on=today,
        evidence=f"{mark(world.name, K.EVIDENCE)} she showed me the letter.",
    )
    world.keep(outcome, rco)


def _reach(world: World, person: Participant) -> None:
    """Contact details and a note of somebody, and somebody whom only managers see."""
    word, own = mark(world.name, K.CONTACT), {"organisation": world.rco}
    ContactDetails.objects.create(
        **own,
        participant=person,
        phone="0161 496 0000",
        email=f"{word.lower()}@example.org",
        address=f"{word} street",
        before_contact=f"{word} picks up",
    )
    note = Note.objects.create(**own, participant=person, text=f"{word} was noted")
    world.keep(note, world.rco)


def _domain() -> Domain:
    return Domain.objects.order_by("pk")[0]


def _person(world: World, kind: K, number: int, today: date, **more: Any) -> Participant:
    return Participant.objects.create(
        organisation=world.rco,
        name=f"{mark(world.name, kind)} number {number}",
        joined_on=today - timedelta(days=200),
        main_language="so",
        **more,
    )


def _group(world: World, service: Service, name: str, **more: Any) -> Group:
    return Group.objects.create(
        organisation=world.rco,
        service=service,
        name=name,
        starts_at=time(10),
        place_id=PLACE,
        **more,
    )


def _session(world: World, group: Group, today: date) -> Session:
    return Session.objects.create(
        organisation=world.rco,
        group=group,
        service_id=group.service_id,
        held_on=today - timedelta(days=7),
        starts_at=group.starts_at,
        minutes=group.minutes,
        saved_by=world.users[V.WORKER],
    )


def _enrolled(group: Group, session: Session, person: Participant, today: date) -> None:
    own = {"organisation_id": group.organisation_id, "participant": person}
    Enrolment.objects.create(**own, group=group, enrolled_on=today - timedelta(days=90))
    Attendance.objects.create(**own, session=session, held_on=session.held_on, mark=Mark.PRESENT)


def _import(world: World) -> None:
    content = f"Date,Group,Name\n2026-01-05,Class,{mark(world.name, K.IMPORT)}\n".encode()
    made = FileImport.objects.create(
        organisation=world.rco,
        name=f"{mark(world.name, K.IMPORT)}.csv",
        content=FileImport.pack(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        state=ImportState.UPLOADED,
        uploaded_by=world.users[V.MANAGER],
    )
    world.keep(made, world.rco)
