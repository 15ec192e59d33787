"""Laying what is known of people beyond their names: who may read it is the point of the trials."""

from datetime import date, timedelta

from allauth.usersessions.models import UserSession
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.reports.models import Pack, Takeout, TakeoutPart
from services.data_rights.models import Consent, ConsentWording, Objection, PersonRequest
from services.models import NamedPerson, Participant, Restriction

from .ground import World
from .marks import Kind as K
from .marks import mark
from .visitors import Visitor as V


def lay_private(world: World, today: date) -> None:
    """Fill in consents, requests, and a record that few may see."""
    rco = world.rco
    person = world.rows[("services.Participant", rco.pk)]
    _rights(world, person, today)
    _everything(world)
    hidden = Participant.objects.create(
        organisation=rco, name=f"{mark(world.name, K.HIDDEN_PERSON)} one", joined_on=today
    )
    Restriction.objects.create(
        organisation=rco, participant=hidden, restricted_by=world.users[V.MANAGER]
    )
    NamedPerson.objects.create(
        organisation=rco, participant=hidden, membership=_spare_colleague(world)
    )
    for visitor in (V.WORKER, V.LEAD):
        world.rows[("near:services.Participant", visitor.name)] = hidden


def _everything(world: World) -> None:
    """An archive of everything that the manager asked for and nobody took yet."""
    now, manager = timezone.now(), world.users[V.MANAGER]
    made = Takeout.objects.create(
        organisation=world.rco,
        asked_by=manager,
        purpose="own_records",
        made_at=now,
        expires_at=now + timedelta(days=1),
    )
    TakeoutPart.objects.create(
        organisation=world.rco, takeout=made, attempt=0, number=0, content="UEsDBA=="
    )
    world.keep(made, world.rco)


def _spare_colleague(world: World) -> StaffMembership:
    return world.rows[("organisations.StaffMembership", world.rco.pk)]


def _rights(world: World, person: Participant, today: date) -> None:
    own, word = {"organisation": world.rco}, mark(world.name, K.CONTACT)
    rows = [
        ConsentWording.objects.create(**own, to="news", language="en", text="May we write?"),
        Consent.objects.create(
            **own,
            participant=person,
            to="photo",
            words=f"{word} yes",
            language="en",
            given="spoken",
            given_on=today,
        ),
        PersonRequest.objects.create(
            **own,
            participant=person,
            asked="correction",
            words=f"{word} is spelt wrongly",
            asked_on=today,
            due_on=today + timedelta(days=28),
        ),
        Pack.objects.create(
            **own,
            participant=person,
            asked_by=world.users[V.MANAGER],
            made_at=timezone.now(),
            expires_at=timezone.now() + timedelta(days=1),
            json_text=f'{{"name": "{word}"}}',
            pdf_base64="JVBERi0xLjc=",
        ),
    ]
    for row in rows:
        world.keep(row, world.rco)
    Objection.objects.create(**own, participant=person, use="stories")


def list_sessions(world: World) -> None:
    """Note a signed-in browser of every visitor's: only its owner ends it."""
    for visitor, user in world.users.items():
        if visitor is not V.STRANGER:
            made = UserSession.objects.create(
                user=user, ip="127.0.0.1", user_agent="A phone", session_key=f"{user.pk:0>40}"
            )
            world.rows[("usersessions.UserSession", visitor.name)] = made
    managers = world.rows[("usersessions.UserSession", V.MANAGER.name)]
    world.rows[("usersessions.UserSession", V.STRANGER.name)] = managers
    world.rows[("usersessions.UserSession", V.ANONYMOUS.name)] = managers
