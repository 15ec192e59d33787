"""Who is whose, what somebody needs, and which records are one person's: doors and rows."""

from datetime import date

from django.utils import timezone

from services.enums import Kin, LinkAnswer
from services.models import LinkDecision, Needs, Participant, Relationship

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind, mark
from ..visitors import CASEWORK
from ..visitors import Visitor as V

PARTICIPANT, RELATIONSHIP = "services.Participant", "services.Relationship"
_WHY = "whoever changes people"

DOORS: dict[str, Door] = {
    **doors_of(CASEWORK, _WHY, "needs family", of=PARTICIPANT),
    **doors_of(CASEWORK, _WHY, "same-person", of=PARTICIPANT, methods="GET"),
    **doors_of(CASEWORK, _WHY, "family-add", of=PARTICIPANT, methods="POST"),
    **doors_of(CASEWORK, _WHY, "family-remove", of=RELATIONSHIP, methods="POST"),
    **doors_of(
        CASEWORK,
        _WHY,
        "same-person-link same-person-apart",
        of=PARTICIPANT,
        methods="POST",
        sends={"other": PARTICIPANT},
        also=frozenset({404}),
    ),
}


def lay(world: World, today: date) -> None:
    """Write one row of each kind, and the same about somebody whom few see."""
    rco, own = world.rco, {"organisation": world.rco}
    person = world.rows[(PARTICIPANT, rco.pk)]
    relative = Participant.objects.create(
        **own, name=f"{mark(world.name, Kind.PERSON)} sister", joined_on=today
    )
    hidden = world.rows[(f"near:{PARTICIPANT}", V.WORKER.name)]
    Needs.objects.create(
        **own, participant=person, access_words=f"{mark(world.name, Kind.CONTACT)} near a door"
    )
    Needs.objects.create(
        **own, participant=hidden, access_words=f"{mark(world.name, Kind.HIDDEN_PERSON)} ramp"
    )
    world.keep(_siblings(person, relative), rco)
    near = _siblings(person, hidden)
    for visitor in (V.WORKER, V.LEAD):
        world.rows[(f"near:{RELATIONSHIP}", visitor.name)] = near
    first, second = sorted((person.pk, hidden.pk))
    LinkDecision.objects.create(
        **own,
        first_id=first,
        second_id=second,
        answer=LinkAnswer.SAME,
        decided_at=timezone.now(),
    )
    Participant.objects.filter(pk__in=(first, second)).update(person_id=first)


def _siblings(one: Participant, other: Participant) -> Relationship:
    first, second = sorted((one, other), key=lambda person: person.pk)
    return Relationship.objects.create(
        organisation_id=one.organisation_id,
        first=first,
        second=second,
        first_is=Kin.SIBLING,
        second_is=Kin.SIBLING,
    )
