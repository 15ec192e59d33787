"""Advice in the demonstration: registrations, enquiries of a season, matters at every stage."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction

from organisations.enums import Duty, Role
from organisations.models import StaffMembership
from rco_network.core.tenancy import scope
from services.advice.actions.opening import add_parties
from services.advice.enums import Channel, Decision, Ended, Every, Held, PartyRole, State, Work
from services.advice.models import (
    AdviserRegistration,
    ConflictCheck,
    Deadline,
    Document,
    Enquiry,
    Matter,
    MatterAdviser,
    MatterOutcome,
    Step,
)
from services.models import Participant

_ASKED = ("BEN", "BEN-01", "HOU", "HOU-01", "IMM", "IMM-09", "HEA-01", "EDU-01", "DEB", "OTH-01")
_CHANNELS = (Channel.FACE, Channel.FACE, Channel.FACE, Channel.PHONE, Channel.WEBCHAT)
_NOTES = ("", "", "", "Showed where to ask for an interpreter.", "Gave the leaflet and the number.")
ENQUIRIES = 45

# Subjects, level, what is wanted, steps, who is on the other side, what came of it.
_MATTERS = (
    (
        ("BEN-01",),
        Work.ADVICE,
        "Universal Credit stopped after the eVisa could not be shown.",
        ("Helped to set up the UKVI account on her phone.", "Share code given to the work coach."),
        (),
        ("O-FIN-GAIN-A", Decimal("393.45"), Every.MONTH, Decimal("786.90")),
    ),
    (
        ("HOU-01", "BEN-06"),
        Work.CASEWORK,
        "Must leave the asylum accommodation in four weeks.",
        ("Rang the housing office with him.", "Sent the homelessness application with the letter."),
        ("Gerald Pickersgill",),
        None,
    ),
    (
        ("IMM-09",),
        Work.ADVICE,
        "The address in the UKVI account is the old one.",
        ("Changed the address with her; she has the confirmation.",),
        (),
        ("O-IMM-DOC", None, Every.ONCE, None),
    ),
    (
        ("DEB-02",),
        Work.CASEWORK,
        "A bailiff’s letter about council tax from the time before the family came.",
        ("Wrote to the council to hold the case.", "The council took the debt back."),
        (),
        ("O-DEBT-OFF", Decimal("1184.20"), Every.ONCE, None),
    ),
)


def furnish_advice(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Let the organisation have advised for a season."""
    with scope(installation=True):
        staff = StaffMembership.objects.filter(organisation_id=organisation).order_by("pk")
        advisers = list(staff.filter(duties__contains=[Duty.ADVISER]).select_related("user"))
        manager = staff.filter(role=Role.MANAGER).first()
    if not advisers or manager is None:
        return
    rights = manager.scope.rights
    with scope(user_id=manager.user_id, organisation_ids=[organisation], rights=rights):
        people = list(Participant.objects.for_organisation(organisation).current().order_by("pk"))
        adults = [p for p in people if not p.year_of_birth or today.year - p.year_of_birth >= 18]
        with transaction.atomic():
            _registrations(advisers, manager, today)
            _enquiries(organisation, advisers, adults, rng, today)
            for number, told in enumerate(_MATTERS):
                if number < len(adults):
                    _matter(
                        advisers[number % len(advisers)], adults[-1 - number], told, number, today
                    )


def _registrations(advisers: list[StaffMembership], manager: StaffMembership, today: date) -> None:
    for number, adviser in enumerate(advisers):
        AdviserRegistration.objects.create(
            organisation_id=adviser.organisation_id,
            membership=adviser,
            level=1 + number % 2,
            category="both" if number % 2 else "asylum",
            expires_on=today + timedelta(days=25 if number == 0 else 260),
            seen_on=today - timedelta(days=300),
            seen_by_id=manager.user_id,
        )


def _enquiries(
    organisation: int,
    advisers: list[StaffMembership],
    adults: list[Participant],
    rng: Random,
    today: date,
) -> None:
    Enquiry.objects.bulk_create(
        Enquiry(
            organisation_id=organisation,
            day=today - timedelta(days=rng.randint(0, 120)),
            channel=rng.choice(_CHANNELS),
            subject=rng.choice(_ASKED),
            level=Work.INFORMATION,
            minutes=rng.choice((5, 10, 10, 15, 20)),
            participant=rng.choice(adults) if adults and rng.random() < 0.6 else None,
            note=rng.choice(_NOTES),
            taken_by_id=rng.choice(advisers).user_id,
        )
        for _ in range(ENQUIRIES)
    )


def _matter(
    adviser: StaffMembership, person: Participant, told: tuple, number: int, today: date
) -> None:
    subjects, level, wanted, steps, others, came = told
    is_closed = number == len(_MATTERS) - 1
    matter = Matter.objects.create(
        organisation_id=adviser.organisation_id,
        participant=person,
        subjects=subjects,
        level=level,
        wanted=wanted,
        state=State.CLOSED if is_closed else State.OPEN,
        opened_on=today - timedelta(days=70 - 15 * number),
        closed_on=today - timedelta(days=3) if is_closed else None,
        ended=Ended.DONE if is_closed else "",
        opened_by_id=adviser.user_id,
    )
    by = adviser.user_id
    MatterAdviser(membership=adviser, named_by_id=by).belong_to(matter).save()
    ConflictCheck(
        names="\n".join(others), is_hit=False, decision=Decision.CLEAR, asked_by_id=by
    ).belong_to(matter).save()
    add_parties(matter, others, PartyRole.LANDLORD)
    _steps(matter, steps)
    if came is not None:
        _outcome(matter, came, today)
    else:
        _still_to_do(matter, adviser, today)


def _steps(matter: Matter, steps: tuple[str, ...]) -> None:
    for place, text in enumerate(steps):
        Step(
            done_on=matter.opened_on + timedelta(days=2 + 5 * place),
            minutes=35 - 10 * place,
            level=matter.level,
            channel=Channel.FACE if place == 0 else Channel.PHONE,
            subject=matter.subjects[:1],
            text=text,
            by_id=matter.opened_by_id,
        ).belong_to(matter).save()


def _outcome(matter: Matter, came: tuple, today: date) -> None:
    code, amount, every, backdated = came
    MatterOutcome(
        happened_on=today - timedelta(days=4),
        code=code,
        amount=amount,
        every=every,
        backdated=backdated,
        recorded_by_id=matter.opened_by_id,
    ).belong_to(matter).save()


def _still_to_do(matter: Matter, adviser: StaffMembership, today: date) -> None:
    """What is waited for: an answer by a day, and a paper that lies here."""
    Deadline(
        due_on=today + timedelta(days=6),
        what="Ask the council for its decision",
        membership=adviser,
    ).belong_to(matter).save()
    Document(
        what="Letter that ends the support",
        copy="copy",
        place="Locked cabinet, second drawer",
        state=Held.RECEIVED,
        received_on=matter.opened_on,
    ).belong_to(matter).save()
