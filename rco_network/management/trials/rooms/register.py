"""The register and what stands beside it, waiting lists and calls: doors and rows."""

from datetime import date, timedelta

from services.enums import ExtraKind, Obstacle
from services.models import (
    Extra,
    FollowUp,
    Offer,
    SessionNote,
    TurnedAway,
    WaitingPlace,
)

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind, mark
from ..visitors import CASEWORK, OF_AN_RCO

GROUP, SESSION, PARTICIPANT = "services.Group", "services.Session", "services.Participant"
PLACE, OFFER = "services.WaitingPlace", "services.Offer"

DOORS: dict[str, Door] = {
    **doors_of(OF_AN_RCO, "whoever sees the group", "session", of=SESSION, methods="GET"),
    **doors_of(OF_AN_RCO, "whoever logs the group", "group-grid", of=GROUP),
    **doors_of(OF_AN_RCO, "whoever logs the group", "group-paper", of=GROUP, methods="POST"),
    **doors_of(CASEWORK, "seen with participants", "waiting", methods="GET"),
    **doors_of(OF_AN_RCO, "absences of the groups that one logs", "stayed-away", methods="GET"),
    **doors_of(CASEWORK, "calling somebody is casework", "call-person", of=PARTICIPANT),
    **doors_of(CASEWORK, "who waits is casework", "turned-away-new"),
    **doors_of(CASEWORK, "who waits is casework", "waiting-new turned-away-person", of=PARTICIPANT),
    **doors_of(CASEWORK, "who waits is casework", "waiting-place", of=PLACE),
    **doors_of(CASEWORK, "who waits is casework", "waiting-leave", of=PLACE, methods="POST"),
    **doors_of(CASEWORK, "who waits is casework", "offer-answer", of=OFFER, methods="POST"),
    **doors_of(CASEWORK, "who belongs to a group", "group-waiting", of=GROUP, methods="POST"),
}


def lay(world: World, today: date) -> None:
    """Write what a session has beside its marks, and who waits."""
    rco = world.rco
    own = {"organisation": rco}
    person = world.rows[("services.Participant", rco.pk)]
    session, group = world.rows[(SESSION, rco.pk)], world.rows[(GROUP, rco.pk)]
    SessionNote.objects.create(
        **own, session=session, text=f"{mark(world.name, Kind.SERVICE)} went well"
    )
    Extra.objects.create(
        **own, session=session, participant=person, kind=ExtraKind.TRAVEL, pounds=4
    )
    place = WaitingPlace.objects.create(
        **own,
        participant=person,
        service_id=group.service_id,
        asked_on=today - timedelta(days=30),
        obstacle=Obstacle.FULL,
    )
    world.keep(place, rco)
    offer = Offer.objects.create(
        **own,
        place=place,
        participant=person,
        group=group,
        offered_on=today,
        last_day=today + timedelta(days=7),
    )
    world.keep(offer, rco)
    TurnedAway.objects.create(
        **own,
        service_id=group.service_id,
        participant=person,
        why=Obstacle.LEVEL,
        happened_on=today,
    )
    FollowUp.objects.create(
        **own, participant=person, group=group, away_on=today - timedelta(days=7), called_on=today
    )
