"""Who logs which group, how a few people are reached safely, and one record for few eyes."""

from random import Random

from organisations.enums import Right, Role
from organisations.models import StaffMembership
from rco_network.core.tenancy import scope
from services.enums import NoteKind, ServiceKind
from services.models import (
    ContactDetails,
    Group,
    GroupStaff,
    NamedPerson,
    Note,
    Participant,
    Restriction,
)

# Who comes there says why they come: volunteers log the other groups.
_NOT_FOR_LOGGERS = (ServiceKind.ADVICE, ServiceKind.WOMEN)
_REACHED = 6
_RIGHTS = (Right.RUN_SERVICES, Right.SEE_PEOPLE, Right.CHANGE_PEOPLE, Right.SEE_RESTRICTED)
_NOTES = (
    "Bring the letter from the school next time.",
    "Prefers to sit near the door.",
    "Knows the way alone now; no longer needs meeting at the bus stop.",
)


def write_reach(organisation: int, rng: Random) -> None:
    """Write it for one organisation; numbers are those that Ofcom keeps for drama.

    The same seed reaches the same people.
    """
    with scope(organisation_ids=[organisation], rights=[*_RIGHTS, Right.RESTRICT]):
        _name_loggers(organisation)
        people = list(Participant.objects.for_organisation(organisation).current().order_by("pk"))
        chosen = rng.sample(people, min(_REACHED, len(people)))
        for number, person in enumerate(chosen):
            _contact(person, number, rng)
        if chosen:
            _restrict(chosen[0])


def _name_loggers(organisation: int) -> None:
    groups = Group.objects.for_organisation(organisation).running()
    loggers = StaffMembership.objects.for_organisation(organisation).filter(role=Role.LOGGER)
    GroupStaff.objects.bulk_create(
        [
            GroupStaff(organisation_id=organisation, group=group, membership=logger)
            for logger in loggers
            for group in groups.exclude(service__kind__in=_NOT_FOR_LOGGERS)
        ],
        ignore_conflicts=True,
    )


def _contact(person: Participant, number: int, rng: Random) -> None:
    own = {"organisation_id": person.organisation_id, "participant": person}
    may_call = rng.random() < 0.7
    ContactDetails.objects.create(
        **own,
        phone=f"07700 900{rng.randint(100, 999)}",
        language=person.main_language,
        may_call=may_call,
        may_text=rng.random() < 0.6,
        may_leave_voicemail=may_call and rng.random() < 0.3,
        before_contact="" if may_call else "Somebody else often picks up this phone. Text first.",
        reach="Weekday mornings are best." if rng.random() < 0.5 else "",
    )
    if number < len(_NOTES):
        Note.objects.create(**own, text=_NOTES[number], kind=NoteKind.NOTE)


def _restrict(person: Participant) -> None:
    """Restrict one record to the first worker, where there is one."""
    workers = StaffMembership.objects.for_organisation(person.organisation_id)
    worker = workers.filter(role=Role.WORKER).order_by("pk").first()
    own = {"organisation_id": person.organisation_id, "participant": person}
    if worker is not None:
        Restriction.objects.create(**own)
        NamedPerson.objects.create(**own, membership=worker)
