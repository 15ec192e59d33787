"""Advice: who comes in where, and two matters of which an adviser is named on one.

The safeguarding lead of the trial is an adviser too, and the only one who is named.
"""

from datetime import date, timedelta
from typing import Any

from organisations.enums import Duty
from services.advice.enums import Channel, Decision, Every, Held, PartyRole, State, Work
from services.advice.models import (
    AdviserRegistration,
    ConflictCheck,
    Deadline,
    Document,
    Enquiry,
    Exemption,
    GuardRule,
    Matter,
    MatterAdviser,
    MatterOutcome,
    PartyKey,
    Step,
    ThirdParty,
)
from services.models import Participant

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind, mark
from ..visitors import MANAGERS, OF_AN_RCO, V

MATTER, ENQUIRY, RULE = "advice.Matter", "advice.Enquiry", "advice.GuardRule"
ADVISER = "adviser"
ADVISERS = MANAGERS | {V.LEAD}
_READ = "read by the adviser who is named, and by supervisors"
_WORK = "the named adviser and supervisors work on it"

DOORS: dict[str, Door] = {
    **doors_of(OF_AN_RCO, "whoever is asked something logs it", "advice", methods="GET"),
    **doors_of(OF_AN_RCO, "whoever is asked something logs it", "enquiry-new"),
    **doors_of(OF_AN_RCO, "one's own enquiry", "enquiry", of=ENQUIRY, methods="GET"),
    **doors_of(MANAGERS, "supervisors look over all", "advice-supervise", methods="GET"),
    **doors_of(MANAGERS, "supervisors count", "advice-figures", methods="GET"),
    **doors_of(ADVISERS, "advisers open matters", "matter-new"),
    **doors_of(ADVISERS, _READ, "matter", of=MATTER, methods="GET"),
    **doors_of(
        ADVISERS,
        _WORK,
        "matter-step matter-deadline matter-document matter-party matter-outcome matter-close",
        of=MATTER,
    ),
    **doors_of(ADVISERS, _WORK, "matter-decide matter-reopen", of=MATTER, methods="POST"),
    **doors_of(MANAGERS, "supervisors name advisers", "matter-advisers", of=MATTER),
    **doors_of(ADVISERS, _WORK, "deadline-done", of="advice.Deadline", methods="POST"),
    **doors_of(ADVISERS, _WORK, "document-move", of="advice.Document", methods="POST"),
    **doors_of(ADVISERS, _WORK, "advice-outcome-remove", of="advice.MatterOutcome", methods="POST"),
    **doors_of(ADVISERS, "advisers know each other's levels", "registrations", methods="GET"),
    **doors_of(MANAGERS, "supervisors keep registrations", "registration", of=ADVISER),
    **doors_of(MANAGERS, "a manager says who supervises", "advice-exemption"),
    **doors_of(
        ADVISERS | {V.COORDINATOR},
        "who is bound by the table, and who keeps it",
        "advice-rules",
        methods="GET",
    ),
    **doors_of({V.COORDINATOR}, "the forum keeps the table", "advice-rule-new"),
    **doors_of(
        {V.COORDINATOR},
        "the forum keeps the table, the same for all",
        "advice-rule",
        of=RULE,
        is_open=True,
    ),
}


def lay(world: World, today: date) -> None:
    """Write an adviser, two matters with everything in them, and enquiries."""
    rco, manager = world.rco, world.users[V.MANAGER]
    adviser = world.members[V.LEAD]
    adviser.duties = [*adviser.duties, Duty.ADVISER]
    adviser.save()
    world.keep(adviser, rco, label=ADVISER)
    person = world.rows[("services.Participant", rco.pk)]
    read = _matter(world, Kind.ADVICE, person, today)
    other = _matter(world, Kind.OTHER_ADVICE, person, today)
    MatterAdviser(membership=adviser, named_by=manager).belong_to(read).save()
    for row in (read, *_parts(world, Kind.ADVICE, read, today)):
        world.keep(row, rco)
    for row in (other, *_parts(world, Kind.OTHER_ADVICE, other, today)):
        world.rows[(f"near:{row._meta.label}", V.LEAD.name)] = row
    AdviserRegistration.objects.create(
        organisation=rco,
        membership=adviser,
        level=1,
        category="asylum",
        expires_on=today + timedelta(days=300),
        seen_on=today,
        seen_by=manager,
    )
    Exemption.objects.create(
        organisation=rco,
        kind="solicitor",
        said_by=f"{mark(world.name, Kind.ADVICE)} solicitors",
        said_on=today,
        set_by=manager,
    )
    world.keep(GuardRule.objects.in_force()[0], rco, world.organisations["forum"])
    _enquiries(world, person, today)


def _matter(world: World, kind: Kind, person: Participant, today: date) -> Matter:
    return Matter.objects.create(
        organisation=world.rco,
        participant=person,
        subjects=("BEN-01",),
        level=Work.ADVICE,
        wanted=f"{mark(world.name, kind)} is wanted",
        state=State.OPEN,
        opened_on=today - timedelta(days=20),
        opened_by=world.users[V.MANAGER],
    )


def _parts(world: World, kind: Kind, matter: Matter, today: date) -> list[Any]:
    word, by = mark(world.name, kind), world.users[V.MANAGER]
    party = ThirdParty(name=f"{word} landlord", role=PartyRole.LANDLORD)
    rows = [
        Step(
            done_on=today,
            minutes=20,
            level=Work.ADVICE,
            channel=Channel.PHONE,
            subject=("BEN-01",),
            text=f"{word} was rung",
            by=by,
        ),
        Deadline(
            due_on=today + timedelta(days=5),
            what=f"{word} is due",
            membership=world.members[V.LEAD],
        ),
        Document(what=f"{word} letter", copy="copy", place=word, state=Held.RECEIVED),
        party,
        PartyKey(party=party, place=0, word=f"made-up:{matter.pk}", sound=f"made-up:{matter.pk}"),
        MatterOutcome(
            happened_on=today,
            code="O-FIN-GAIN-A",
            amount=40,
            every=Every.WEEK,
            recorded_by=by,
        ),
        ConflictCheck(
            names=f"{word} landlord", is_hit=True, decision=Decision.WAITING, asked_by=by
        ),
    ]
    for row in rows:
        row.belong_to(matter).save()
    return rows


def _enquiries(world: World, person: Participant, today: date) -> None:
    """One of the logger's and one of each other's: each reads their own, supervisors all."""
    made = {}
    for visitor in (V.LOGGER, V.WORKER, V.LEAD, V.MANAGER):
        kind = Kind.ENQUIRY if visitor is V.LOGGER else Kind.OTHER_ENQUIRY
        made[visitor] = Enquiry.objects.create(
            organisation=world.rco,
            day=today,
            channel=Channel.FACE,
            subject="IMM",
            level=Work.INFORMATION,
            minutes=5,
            participant=person,
            note=f"{mark(world.name, kind)} was asked" if visitor is not V.LEAD else "",
            taken_by=world.users[visitor],
        )
        world.rows[(ENQUIRY, visitor.name)] = made[visitor]
    world.keep(made[V.MANAGER], world.rco)
    world.rows[(f"near:{ENQUIRY}", V.LOGGER.name)] = made[V.WORKER]
    world.rows[(f"near:{ENQUIRY}", V.LEAD.name)] = made[V.WORKER]
    world.rows[(f"near:{ENQUIRY}", V.WORKER.name)] = made[V.LOGGER]
