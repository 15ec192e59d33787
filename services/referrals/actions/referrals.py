"""Sending a referral, answering it, taking it back, and letting it run out."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from organisations.enums import Right
from organisations.models import Organisation, StaffMembership
from rco_network.core import audit
from rco_network.core.tenancy import scope
from services.models import ContactDetails, Participant

from ..emails import post_something_came
from ..enums import Reason, State
from ..models import ReceivedAs, Referral, SentFor
from ..permissions import check_is_receiver, check_is_sender, check_move
from ..reference.consent_words import CONTACT, WORDS

# So long somebody may be left without an answer.
DAYS_TO_ANSWER = 28
_BLANK = {"called": "", "need": "", "contact": "", "language": ""}


@dataclass(frozen=True)
class Consent:
    """What the person agreed to: how, in which language it was read, when and until when."""

    language: str
    given: str
    on: date
    until: date


def consent_words(receiver: Organisation, until: date, *, with_contact: bool) -> str:
    """Return the words that are read to the person, and kept."""
    return WORDS.format(
        receiver=receiver.name,
        contact=CONTACT if with_contact else "",
        until=f"{until:%-d %B %Y}",
    )


def who_takes_referrals(organisation_id: int) -> list[Organisation]:
    """Return the other organisations of which somebody here answers referrals, by name."""
    with scope(installation=True):
        staffed = StaffMembership.objects.holding(Right.REFER).values("organisation")
        others = Organisation.objects.taking_part().filter(pk__in=staffed)
        return list(others.exclude(pk=organisation_id).order_by("name", "pk"))


@transaction.atomic
def send_referral(
    *, by: StaffMembership, participant: Participant, referral: Referral, consent: Consent
) -> Referral:
    """Send what the form says about somebody; once, however often the same uuid is sent."""
    known = Referral.objects.filter(uuid=referral.uuid).first()
    if known is not None:
        return known
    referral.sender_id, referral.sent_by_id = by.organisation_id, by.user_id
    referral.consent_words = consent_words(
        referral.receiver, consent.until, with_contact=bool(referral.contact)
    )
    referral.consent_language, referral.consent_given = consent.language, consent.given
    referral.consent_on, referral.consent_until = consent.on, consent.until
    last = timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)
    referral.expires_on = min(last, consent.until)
    referral.save(force_insert=True)
    SentFor.objects.create(
        organisation_id=by.organisation_id, referral=referral, participant=participant
    )
    audit.record("referral.sent", by=by, subject=referral, receiver=referral.receiver.uuid)
    _tell_other_side("referral.came", referral, referral.receiver)
    _write_to(referral)
    return referral


@transaction.atomic
def accept_referral(
    *, by: StaffMembership, referral: Referral, participant: Participant | None = None
) -> Participant:
    """Accept: the person becomes a participant here, or is the one that is known already.

    Twice is once: the one accepted before is returned. Raises Refused where it is over.
    """
    referral = _locked(referral)
    check_is_receiver(by, referral)
    accepted = ReceivedAs.objects.filter(referral=referral).select_related("participant").first()
    if accepted is not None:
        return accepted.participant
    check_move(referral, State.ACCEPTED)
    person = participant or _newcomer(by, referral)
    ReceivedAs.objects.create(
        organisation_id=by.organisation_id, referral=referral, participant=person
    )
    _answer(by, referral, state=State.ACCEPTED)
    audit.record("referral.accepted", by=by, subject=referral, is_new=participant is None)
    _tell_other_side("referral.was_accepted", referral, referral.sender)
    return person


@transaction.atomic
def decline_referral(*, by: StaffMembership, referral: Referral, reason: str) -> None:
    """Decline, with a reason that the sender reads; what it said of the person goes."""
    referral = _locked(referral)
    check_is_receiver(by, referral)
    if referral.state == State.DECLINED:
        return
    check_move(referral, State.DECLINED)
    told = Reason(reason).told  # The row is the sender's too, and so is their archive of it.
    _answer(by, referral, state=State.DECLINED, reason=told, **_BLANK)
    audit.record("referral.declined", by=by, subject=referral, reason=str(told))
    _tell_other_side("referral.was_declined", referral, referral.sender)


@transaction.atomic
def withdraw_referral(*, by: StaffMembership, referral: Referral) -> None:
    """Take it back, or the person took their consent back: the words go on both sides."""
    referral = _locked(referral)
    check_is_sender(by, referral)
    if referral.state == State.WITHDRAWN:
        return
    check_move(referral, State.WITHDRAWN)
    Referral.objects.filter(pk=referral.pk).update(state=State.WITHDRAWN, **_BLANK)
    audit.record("referral.withdrawn", by=by, subject=referral)
    _tell_other_side("referral.was_withdrawn", referral, referral.receiver)


@transaction.atomic
def say_what_became(*, by: StaffMembership, referral: Referral, became: str) -> None:
    """Tell the sender what came of an accepted referral."""
    referral = _locked(referral)
    check_is_receiver(by, referral)
    if referral.state == State.ACCEPTED and referral.became != became:
        Referral.objects.filter(pk=referral.pk).update(became=became)
        audit.record("referral.became", by=by, subject=referral, became=str(became))


def expire_referrals(organisation_id: int, day: date) -> int:
    """Close what nobody answered in time, and remove what it said; return how many.

    In a scope of the organisation with the right REFER. Twice changes nothing.
    """
    over = Referral.objects.received_by(organisation_id).overdue(day)
    gone = 0
    for referral in over.select_related("sender").select_for_update(of=("self",)):
        changed = Referral.objects.filter(pk=referral.pk)
        gone += changed.update(state=State.EXPIRED, **_BLANK)
        audit.record("referral.expired", by=None, organisation=referral.receiver, subject=referral)
        _tell_other_side("referral.expired", referral, referral.sender)
    return gone


def _locked(referral: Referral) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",)).select_related("sender", "receiver")
    found: Referral = rows.get(pk=referral.pk)
    return found


def _answer(by: StaffMembership, referral: Referral, **values: Any) -> None:
    Referral.objects.filter(pk=referral.pk).update(
        answered_by_id=by.user_id, answered_at=timezone.now(), **values
    )


def _newcomer(by: StaffMembership, referral: Referral) -> Participant:
    """Add the person by what the referral says, and how they may be reached as it says it."""
    person: Participant = Participant.objects.create(
        organisation_id=by.organisation_id,
        name=referral.called,
        main_language=referral.language,
        joined_on=timezone.localdate(),
        added_by_id=by.user_id,
    )
    if referral.contact:
        ContactDetails.objects.create(
            organisation_id=by.organisation_id,
            participant=person,
            reach=referral.contact,
            language=referral.language,
        )
    audit.record("participant added", by=by, subject=person)
    return person


def _tell_other_side(action: str, referral: Referral, organisation: Organisation) -> None:
    """Write into the other organisation's trail too, in a scope that reads nothing of it."""
    with scope(organisation_ids=[organisation.pk], installation=True):
        audit.record(action, by=None, organisation=organisation, subject=referral)


def _write_to(referral: Referral) -> None:
    """A letter to each colleague there who answers referrals: one address a letter."""
    with scope(installation=True):
        staff = StaffMembership.objects.holding(Right.REFER).filter(
            organisation_id=referral.receiver_id, user__is_active=True
        )
        addresses = sorted(set(staff.values_list("user__email", "user__language")))
    for address, language in addresses:
        post_something_came(address, language, UUID(str(referral.uuid)))
