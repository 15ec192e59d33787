"""Referrals of the demonstration: to the organisation made before, some answered."""

from datetime import date, timedelta
from random import Random

from organisations.enums import Right
from organisations.models import Organisation, StaffMembership
from rco_network.core.tenancy import scope
from services.models import Participant
from services.referrals.actions.referrals import consent_words
from services.referrals.enums import Became, Reason, State
from services.referrals.models import ReceivedAs, Referral, SentFor

_NEEDS = (
    ("English for a beginner, mornings", "Text messages only, after four o’clock"),
    ("A women’s group near the tram", ""),
    ("Somebody who speaks Tigrinya and knows about school places", "Through her sister"),
)


def furnish_referrals(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Let the organisation have referred three people to another, if there is one."""
    with scope(installation=True):
        staffed = StaffMembership.objects.holding(Right.REFER).values("organisation")
        others = Organisation.objects.filter(pk__in=staffed, is_fictional=True)
        other = others.exclude(pk=organisation).order_by("pk").first()
    if other is None:
        return
    with scope(organisation_ids=[organisation, other.pk], rights=[Right.REFER]):
        people = Participant.objects.for_organisation(organisation).current().order_by("pk")
        for place, person in enumerate(people[: len(_NEEDS)]):
            _refer(organisation, other, users[0], person, place, today)


def _refer(
    organisation: int, other: Organisation, user: int, person: Participant, place: int, today: date
) -> None:
    need, contact = _NEEDS[place]
    until = today + timedelta(days=150)
    referral = Referral.objects.create(
        sender_id=organisation,
        receiver=other,
        called=person.name.split()[0],
        need=need,
        contact=contact,
        language=person.main_language,
        consent_words=consent_words(other, until, with_contact=bool(contact)),
        consent_language=person.main_language or "en",
        consent_given="spoken",
        consent_on=today - timedelta(days=3),
        consent_until=until,
        sent_by_id=user,
        expires_on=today + timedelta(days=25),
    )
    SentFor.objects.create(organisation_id=organisation, referral=referral, participant=person)
    mine = Referral.objects.filter(pk=referral.pk)
    if place == 1:
        mine.update(
            state=State.DECLINED, reason=Reason.FULL, called="", need="", contact="", language=""
        )
    elif place == 2:
        newcomer = Participant.objects.create(
            organisation_id=other.pk, name=referral.called, joined_on=today
        )
        ReceivedAs.objects.create(organisation_id=other.pk, referral=referral, participant=newcomer)
        mine.update(state=State.ACCEPTED, became=Became.REACHED)
