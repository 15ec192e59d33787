"""Referrals sent and received, and one about somebody whom few see: doors and rows."""

from datetime import date, timedelta
from typing import Any

from services.referrals.models import Referral, SentFor

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind, mark
from ..visitors import CASEWORK
from ..visitors import Visitor as V

PARTICIPANT, REFERRAL, RECEIVED = "services.Participant", "referrals.Referral", "received referral"
_WHY = "whoever refers people"

DOORS: dict[str, Door] = {
    **doors_of(CASEWORK, _WHY, "referrals", methods="GET"),
    **doors_of(CASEWORK, _WHY, "refer", of=PARTICIPANT),
    **doors_of(CASEWORK, _WHY, "referral", of=REFERRAL, methods="GET"),
    **doors_of(
        CASEWORK, "the sender takes it back", "referral-withdraw", of=REFERRAL, methods="POST"
    ),
    **doors_of(CASEWORK, "the receiver answers", "referral-accept", of=RECEIVED),
    **doors_of(
        CASEWORK,
        "the receiver answers",
        "referral-decline referral-became",
        of=RECEIVED,
        methods="POST",
    ),
}


def lay(world: World, today: date) -> None:
    """Write a referral each way, and one about somebody whom few see."""
    rco, council = world.rco, world.organisations["council"]
    person = world.rows[(PARTICIPANT, rco.pk)]
    sent = _refer(rco, council, mark(world.name, Kind.CONTACT), today)
    SentFor.objects.create(organisation=rco, referral=sent, participant=person)
    world.keep(sent, rco)
    world.keep(_refer(council, rco, mark(world.name, Kind.CONTACT), today), rco, label=RECEIVED)
    hidden = world.rows[(f"near:{PARTICIPANT}", V.WORKER.name)]
    near = _refer(rco, council, mark(world.name, Kind.HIDDEN_PERSON), today)
    SentFor.objects.create(organisation=rco, referral=near, participant=hidden)
    for visitor in (V.WORKER, V.LEAD):
        world.rows[(f"near:{REFERRAL}", visitor.name)] = near


def _refer(sender: Any, receiver: Any, word: str, today: date) -> Referral:
    until = today + timedelta(days=20)
    referral: Referral = Referral.objects.create(
        sender=sender,
        receiver=receiver,
        called=f"{word} A.",
        need=f"{word} needs English",
        contact=f"{word} by text",
        language="ti",
        consent_words="May we?",
        consent_language="ti",
        consent_given="spoken",
        consent_on=today,
        consent_until=until,
        expires_on=until,
    )
    return referral
