"""What people ask about their own data, and what is done about it."""

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ...actions.participants import change_participant
from ...models import Participant
from ..calculations import answer_by
from ..enums import AgreesTo, Answer, Asked, Use
from ..models import Consent, Limit, Objection, PersonRequest
from ..permissions import check_is_open
from .consents import withdraw_consent

# What is asked to see whether everybody is reached, and nothing else.
_MONITORING = {"gender": "", "age_band": "", "main_language": "", "district": None}


@transaction.atomic
def note_request(*, by: StaffMembership, request: PersonRequest) -> PersonRequest:
    """Write down what somebody asks; it is to be answered within a month. Sent twice is one."""
    request.written_by_id = by.user_id
    request.due_on = answer_by(request.asked_on)
    kept, is_new = add_once(request)
    if is_new:
        audit.record("request.made", by=by, subject=kept.participant, asked=kept.asked)
    return kept


@transaction.atomic
def answer_request(
    *, by: StaffMembership, request: PersonRequest, answer: str, reason: str = ""
) -> PersonRequest:
    """Answer it, and do what was asked where that is ours to do at once.

    A record is limited, a use ends; the other three are done on their own pages. Raises Refused
    when somebody was quicker.
    """
    check_is_open(request)
    request.answer = answer
    request.reason = reason
    request.answered_at = timezone.now()
    request.answered_by_id = by.user_id
    request.save(update_fields=["answer", "reason", "answered_at", "answered_by"])
    audit.record(
        "request.answered",
        by=by,
        subject=request.participant,
        asked=request.asked,
        answer=request.answer,
    )
    if answer == Answer.DONE:
        _do(by, request)
    return request


def _do(by: StaffMembership, request: PersonRequest) -> None:
    if request.asked == Asked.RESTRICTION:
        Limit.objects.get_or_create(
            organisation_id=request.organisation_id,
            participant=request.participant,
            defaults={"set_by_id": by.user_id},
        )
    elif request.asked == Asked.OBJECTION:
        Objection.objects.get_or_create(
            organisation_id=request.organisation_id,
            participant=request.participant,
            use=request.use,
            defaults={"accepted_by_id": by.user_id},
        )
        _end_use(by, request.participant, Use(request.use))


def _end_use(by: StaffMembership, person: Participant, use: Use) -> None:
    if use == Use.MONITORING:
        for name, nothing in _MONITORING.items():
            setattr(person, name, nothing)
        person.year_of_birth = None
        change_participant(
            by=by,
            participant=person,
            household=person.household,
            changed=[*_MONITORING, "year_of_birth"],
        )
    elif use == Use.STORIES:
        for consent in Consent.objects.standing().filter(participant=person, to=AgreesTo.QUOTE):
            withdraw_consent(by=by, consent=consent)


@transaction.atomic
def lift_limit(*, by: StaffMembership, participant: Participant) -> None:
    """Use somebody's record again, after they were told (UK GDPR Art. 18(3))."""
    found = Limit.objects.filter(participant=participant)
    if found.delete()[0]:
        audit.record("limit.lifted", by=by, subject=participant)
