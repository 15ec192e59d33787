"""Waiting lists: asked, offered a place until a day, and its answer. And who was turned away."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from organisations.enums import Right
from organisations.models import Organisation, StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once
from rco_network.core.tenancy import scope

from ..calculations.room import line_for, places_left
from ..enums import OFFER_MOVES, Obstacle, OfferAnswer, WaitingState
from ..models import Enrolment, Group, Offer, Participant, TurnedAway, WaitingPlace
from ..permissions import check_can_change_people
from .enrolments import enrol


class NotTheirTurn(Refused):
    """Others asked earlier, and nobody said why they are passed over."""


@transaction.atomic
def put_on_waiting_list(*, by: StaffMembership, place: WaitingPlace) -> WaitingPlace:
    """Let somebody wait, once however often the place's uuid is sent."""
    check_can_change_people(by)
    place.organisation_id = by.organisation_id
    place.added_by_id = by.user_id
    place, is_new = add_once(place)
    if is_new:
        audit.record("waiting list joined", by=by, subject=place)
    return place


@transaction.atomic
def wait_for_group(*, by: StaffMembership, group: Group, people: Iterable[Participant]) -> int:
    """Let those wait for a full group who do not yet; return how many are new on its list."""
    check_can_change_people(by)
    waiting = WaitingPlace.objects.for_organisation(by.organisation_id).waiting()
    there = set(waiting.filter(group=group).values_list("participant_id", flat=True))
    added = 0
    for person in people:
        if person.pk in there:
            continue
        put_on_waiting_list(
            by=by,
            place=WaitingPlace(
                participant=person,
                service_id=group.service_id,
                group=group,
                asked_on=timezone.localdate(),
                obstacle=Obstacle.FULL,
            ),
        )
        added += 1
    return added


@transaction.atomic
def leave_waiting_list(*, by: StaffMembership, place: WaitingPlace) -> None:
    """Take somebody off who no longer waits. Lock the place before. An open offer goes with it."""
    check_can_change_people(by)
    if place.state != WaitingState.WAITING:
        return
    for offer in place.offers.filter(answer=OfferAnswer.OPEN):
        _answered(offer, OfferAnswer.WITHDRAWN)
    _end(place, WaitingState.GONE)
    audit.record("waiting list left", by=by, subject=place)


@transaction.atomic
def offer_place(*, by: StaffMembership, place: WaitingPlace, offer: Offer) -> Offer:
    """Offer a place until a day, once however often the offer's uuid is sent. Lock the place.

    Raises Refused where nobody waits any more or the group is full, and where others asked
    earlier and nobody said why they are passed over.
    """
    check_can_change_people(by)
    if place.state != WaitingState.WAITING:
        raise Refused(gettext("This person no longer waits."))
    group = Group.objects.select_for_update(of=("self",)).get(pk=offer.group_id)
    today = timezone.localdate()
    _lapse(place, today)
    offer.organisation_id, offer.participant_id = place.organisation_id, place.participant_id
    offer.place, offer.offered_by_id, offer.offered_on = place, by.user_id, today
    known = Offer.objects.for_organisation(by.organisation_id).filter(uuid=offer.uuid).first()
    if known is not None:
        return known
    left = places_left(group)
    if left is not None and left <= 0:
        raise Refused(gettext("No place is left in this group. Open offers count as taken."))
    first = line_for(group, today).first()
    is_first = first is None or first.pk == place.pk
    if not is_first and not offer.out_of_turn:
        raise NotTheirTurn(
            gettext("Others asked earlier. Say why this person is offered the place before them.")
        )
    if is_first:
        offer.out_of_turn = ""
    offer, is_new = add_once(offer)
    if is_new:
        why = {"out_of_turn": str(offer.out_of_turn)} if offer.out_of_turn else {}
        audit.record("place offered", by=by, subject=place, until=offer.last_day, **why)
    return offer


@transaction.atomic
def answer_offer(*, by: StaffMembership, offer: Offer, answer: str) -> Offer:
    """Write down what became of an offer. Lock it before. Accepted means on the group's list.

    Raises Refused for a move that there is not, and where a lapsed place was given away since.
    """
    check_can_change_people(by)
    today = timezone.localdate()
    if offer.answer == answer:
        return offer
    if offer.answer == OfferAnswer.OPEN and not offer.is_open_on(today):
        offer.answer = OfferAnswer.LAPSED
    if answer not in OFFER_MOVES[offer.answer]:
        raise Refused(gettext("This offer is over: %s.") % OfferAnswer(offer.answer).label.lower())
    if answer == OfferAnswer.ACCEPTED:
        _accept(by, offer)
    _answered(offer, answer)
    audit.record("offer answered", by=by, subject=offer.place, answer=str(answer))
    return offer


def _accept(by: StaffMembership, offer: Offer) -> None:
    place, group = offer.place, offer.group
    if place.state != WaitingState.WAITING:
        raise Refused(gettext("This person no longer waits."))
    left = places_left(group)
    kept = 1 if offer.answer == OfferAnswer.OPEN else 0
    is_there = Enrolment.objects.for_organisation(by.organisation_id).filter(
        group=group, participant=offer.participant_id, left_on=None
    )
    if left is not None and left + kept <= 0 and not is_there.exists():
        raise Refused(gettext("The group is full by now. Add them knowingly on its own page."))
    # The offer itself is one of the places that are taken.
    enrol(by=by, group=group, people=[offer.participant], is_knowing=True)
    _end(place, WaitingState.PLACED)


def _answered(offer: Offer, answer: str) -> None:
    offer.answer, offer.answered_on = answer, timezone.localdate()
    offer.save(update_fields=["answer", "answered_on"])


def _end(place: WaitingPlace, state: str) -> None:
    place.state, place.ended_on = state, timezone.localdate()
    place.save(update_fields=["state", "ended_on"])


def _lapse(place: WaitingPlace, today: date) -> None:
    place.offers.filter(answer=OfferAnswer.OPEN, last_day__lt=today).update(
        answer=OfferAnswer.LAPSED
    )


@transaction.atomic
def note_turned_away(*, by: StaffMembership, turned: TurnedAway) -> TurnedAway:
    """Write down that somebody, or so many, had to go; once however often it is sent."""
    check_can_change_people(by)
    turned.organisation_id = by.organisation_id
    turned.recorded_by_id = by.user_id
    turned, is_new = add_once(turned)
    if is_new:
        audit.record("turned away", by=by, subject=turned, why=str(turned.why))
    return turned


def lapse_everywhere(today: date) -> int:
    """Note every offer as lapsed whose last day is over; return how many, everywhere.

    Each organisation in a scope of its own. Twice on a day finds nothing the second time.
    """
    with scope(installation=True):
        organisations = list(Organisation.objects.filter(is_directory_entry=False))
    rights = {Right.SEE_PEOPLE, Right.CHANGE_PEOPLE, Right.SEE_RESTRICTED}
    lapsed = 0
    for one in organisations:
        with scope(organisation_ids=[one.pk], rights=rights):
            own = Offer.objects.for_organisation(one)
            many = own.filter(answer=OfferAnswer.OPEN, last_day__lt=today).update(
                answer=OfferAnswer.LAPSED
            )
            if many:
                audit.record("offers lapsed", by=None, organisation=one, offers=many)
            lapsed += many
    return lapsed
