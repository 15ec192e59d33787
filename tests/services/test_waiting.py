"""Room in groups, waiting lists with offers that lapse, and who was turned away."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.access import Refused
from rco_network.core.enums import ErasureKind
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import ERASE, scope
from services.actions.enrolments import GroupFull, enrol
from services.actions.erasure import erase
from services.actions.waiting import (
    NotTheirTurn,
    answer_offer,
    lapse_everywhere,
    leave_waiting_list,
    note_turned_away,
    offer_place,
    put_on_waiting_list,
)
from services.calculations.room import demand, line_for, places_left
from services.enums import Obstacle, OfferAnswer, OutOfTurn, WaitingState
from services.models import Enrolment, Offer, TurnedAway, WaitingPlace

from .. import factories as make
from ..pages import same_number_of_queries

pytestmark = pytest.mark.django_db
NOON = "2026-09-23 12:00:00Z"
TODAY = date(2026, 9, 23)


@pytest.fixture
def worker():
    return make.make_membership(Role.WORKER)


def a_group(worker, capacity=None, **fields):
    return make.make_group(worker.organisation, capacity=capacity, **fields)


def waits(worker, group, weeks=0, *, any_group=False, **fields):
    return put_on_waiting_list(
        by=worker,
        place=WaitingPlace(
            participant=make.make_participant(worker.organisation, **fields),
            service_id=group.service_id,
            group=None if any_group else group,
            asked_on=timezone.localdate() - timedelta(weeks=weeks),
        ),
    )


def offered(worker, place, group, days=7, **fields):
    return offer_place(
        by=worker,
        place=place,
        offer=Offer(group=group, last_day=timezone.localdate() + timedelta(days=days), **fields),
    )


def test_a_full_group_refuses_and_offers_the_waiting_list(as_member, worker):
    with make.acting(worker):
        group = a_group(worker, capacity=2)
        make.enrol(group, make.make_participant(worker.organisation))
        two = [make.make_participant(worker.organisation, name=f"New {n}") for n in range(2)]
    page, url = as_member(worker), reverse("group-people", args=[group.uuid])
    ticked = {"people": [str(one.uuid) for one in two]}
    answer = page.post(url, ticked | {"enrol": "1"})
    assert answer.status_code == 409
    assert "room for 2, and 1 more can join" in answer.text
    assert answer.text.count(" checked") == 2  # what was ticked stays ticked
    with make.acting(worker):
        assert Enrolment.objects.count() == 1
    answer = page.post(reverse("group-waiting", args=[group.uuid]), ticked)
    assert answer.status_code == 302
    page.post(reverse("group-waiting", args=[group.uuid]), ticked)
    with make.acting(worker):
        places = WaitingPlace.objects.all()
        assert [(p.group, p.obstacle) for p in places] == [(group, Obstacle.FULL)] * 2
    assert page.post(url, ticked | {"knowingly": "1"}).status_code == 302
    with make.acting(worker):
        assert Enrolment.objects.count() == 3 and places_left(group) == -1


@time_machine.travel(NOON, tick=False)
def test_whoever_asked_first_is_next_and_who_is_passed_over_is_told_why(worker):
    with make.acting(worker):
        group = a_group(worker, capacity=2)
        first = waits(worker, group, weeks=9)
        second = waits(worker, group, weeks=5, any_group=True)
        waits(worker, a_group(worker), weeks=20)  # waits for something else
        assert [p.pk for p in line_for(group, TODAY)] == [first.pk, second.pk]
        with pytest.raises(NotTheirTurn):
            offered(worker, second, group)
        given = offered(worker, second, group, out_of_turn=OutOfTurn.LEVEL)
        assert given.out_of_turn == OutOfTurn.LEVEL
        assert places_left(group) == 1  # an offered place is taken
        assert offered(worker, first, group, out_of_turn=OutOfTurn.NEED).out_of_turn == ""
        assert places_left(group) == 0
        with pytest.raises(GroupFull):
            enrol(by=worker, group=group, people=[make.make_participant(worker.organisation)])
        third = waits(worker, group)
        with pytest.raises(Refused, match="No place is left"):
            offered(worker, third, group)


@time_machine.travel(NOON, tick=False)
def test_an_offer_sent_twice_is_one_and_accepted_is_on_the_list(as_member, worker):
    with make.acting(worker):
        group = a_group(worker, capacity=1)
        place = waits(worker, group, weeks=3)
    page, url = as_member(worker), reverse("waiting-place", args=[place.uuid])
    data = {"key": str(uuid4()), "group": group.pk, "last_day": "2026-09-30", "out_of_turn": ""}
    assert [page.post(url, data).status_code for _ in range(2)] == [302, 302]
    with make.acting(worker):
        offer = Offer.objects.get()
    answer = reverse("offer-answer", args=[offer.uuid])
    assert [page.post(answer, {"answer": "accepted"}).status_code for _ in range(2)] == [302, 302]
    with make.acting(worker):
        assert Enrolment.objects.get().participant_id == place.participant_id
        place.refresh_from_db()
        assert (place.state, place.ended_on) == (WaitingState.PLACED, TODAY)
        assert AuditEvent.objects.filter(action="offer answered").count() == 1
    assert "Has a place" in page.get(url).text


def test_an_offer_lapses_by_the_clock_and_the_next_in_line_is_asked(as_member, worker):
    with time_machine.travel(NOON, tick=False), make.acting(worker):
        group = a_group(worker, capacity=1)
        first, second = waits(worker, group, weeks=9), waits(worker, group, weeks=5)
        offer = offered(worker, first, group, days=3)
        assert [p.pk for p in line_for(group, TODAY)] == [second.pk]
    late = TODAY + timedelta(days=4)
    with time_machine.travel("2026-09-27 12:00:00Z", tick=False):
        with make.acting(worker):
            assert places_left(group) == 1 and not offer.is_open_on(late)
            # The one whose offer lapsed still waits, and is not asked for this group again.
            assert [p.pk for p in line_for(group, late)] == [second.pk]
            assert demand(worker.organisation, TODAY, late, late).lapsed == 1
        page = as_member(worker).get(reverse("waiting")).text
        assert "offer lapsed" in page
        assert [lapse_everywhere(late), lapse_everywhere(late)] == [1, 0]
        with make.acting(make.make_membership(Role.MANAGER, worker.organisation)):
            assert AuditEvent.objects.get(action="offers lapsed").detail == {"offers": 1}
        with make.acting(worker):
            offer.refresh_from_db()
            assert offer.answer == OfferAnswer.LAPSED
            given = offered(worker, second, group)
            # Who answers late gets the place only while it is there.
            with pytest.raises(Refused, match="full by now"):
                answer_offer(by=worker, offer=offer, answer=OfferAnswer.ACCEPTED)
            answer_offer(by=worker, offer=given, answer=OfferAnswer.DECLINED)
            answer_offer(by=worker, offer=offer, answer=OfferAnswer.ACCEPTED)
            with pytest.raises(Refused, match="over: declined"):
                answer_offer(by=worker, offer=given, answer=OfferAnswer.ACCEPTED)


def test_leaving_takes_an_open_offer_back(worker):
    with make.acting(worker):
        group = a_group(worker)
        place = waits(worker, group)
        offer = offered(worker, place, group)
        leave_waiting_list(by=worker, place=place)
        offer.refresh_from_db()
        assert (place.state, offer.answer) == (WaitingState.GONE, OfferAnswer.WITHDRAWN)
        with pytest.raises(Refused, match="no longer waits"):
            offered(worker, place, group)


@time_machine.travel(NOON, tick=False)
def test_unmet_demand_in_figures(as_member, worker):
    with make.acting(worker):
        group = a_group(worker)
        for weeks in (2, 4, 10):
            waits(worker, group, weeks=weeks)
        person = make.make_participant(worker.organisation)
        for turned in (
            TurnedAway(people=5, why=Obstacle.FULL, happened_on=TODAY),
            TurnedAway(people=2, why=Obstacle.LEVEL, happened_on=TODAY),
            TurnedAway(participant=person, why=Obstacle.LEVEL, happened_on=TODAY),
            TurnedAway(people=9, why=Obstacle.TRAVEL, happened_on=date(2025, 1, 1)),
        ):
            turned.service_id = group.service_id
            note_turned_away(by=worker, turned=turned)
        found = demand(worker.organisation, date(2026, 1, 1), TODAY, TODAY)
        assert (found.waiting, found.median_weeks, found.turned_away_total) == (3, 4.0, 8)
        assert found.turned_away == [("full", 5), ("level", 3)]
    page = as_member(worker)
    text = page.get(reverse("waiting"), {"first": "2026-01-01", "last": "2026-09-23"}).text
    assert "No group at their level" in text and "10 weeks" in text
    data = {"key": str(uuid4()), "service": group.service_id, "people": "3", "why": "childcare"}
    data["happened_on"] = "2026-09-23"
    url = reverse("turned-away-new")
    assert [page.post(url, data).status_code for _ in range(2)] == [302, 302]
    named = reverse("turned-away-person", args=[person.uuid])
    assert page.post(named, data | {"key": str(uuid4()), "people": "90"}).status_code == 302
    with make.acting(worker):
        assert TurnedAway.objects.filter(why="childcare").count() == 2
        assert TurnedAway.objects.get(participant=person, why="childcare").people == 1


def test_waiting_is_for_who_works_with_people(as_member, worker):
    logger = make.make_membership(Role.LOGGER, worker.organisation)
    with make.acting(worker):
        group = a_group(worker)
        place = waits(worker, group, name="Waits quietly")
        offer = offered(worker, place, group)
    addresses = [
        ("get", reverse("waiting-place", args=[place.uuid])),
        ("post", reverse("waiting-leave", args=[place.uuid])),
        ("post", reverse("offer-answer", args=[offer.uuid])),
        ("get", reverse("waiting-new", args=[place.participant.uuid])),
        ("post", reverse("group-waiting", args=[group.uuid])),
    ]
    page = as_member(logger)
    assert [getattr(page, m)(url).status_code for m, url in addresses] == [403] * 5
    with make.acting(logger):
        assert not WaitingPlace.objects.exists() and not Offer.objects.exists()
    page = as_member(make.make_membership(Role.MANAGER))
    assert [getattr(page, m)(url).status_code for m, url in addresses] == [404] * 5
    assert "Waits quietly" not in page.get(reverse("waiting")).text


def test_restricted_people_wait_unseen_and_erased_ones_not_at_all(as_member, worker):
    manager = make.make_membership(Role.MANAGER, worker.organisation)
    with make.acting(manager):
        group = a_group(manager)
        place = waits(manager, group, name="Hidden from most")
        offered(manager, place, group)
        make.restrict(place.participant)
    assert "Hidden from most" not in as_member(worker).get(reverse("waiting")).text
    url = reverse("waiting-place", args=[place.uuid])
    assert as_member(worker).get(url).status_code == 404
    assert "Hidden from most" in as_member(manager).get(reverse("waiting")).text
    with make.acting(manager):
        note_turned_away(
            by=manager,
            turned=TurnedAway(
                participant=place.participant,
                service_id=group.service_id,
                why="full",
                happened_on=TODAY,
            ),
        )
    with scope(organisation_ids=[manager.organisation_id], rights={ERASE, "see_restricted"}):
        erase(place.participant_id, manager.organisation, kind=ErasureKind.ASKED, by=None)
    with make.acting(manager):
        assert not WaitingPlace.objects.exists() and not Offer.objects.exists()
        assert TurnedAway.objects.get().participant.erased_at is not None


def test_more_who_wait_ask_no_more(as_member, worker):
    page = as_member(worker)
    with make.acting(worker):
        group = a_group(worker)

    def one_more():
        with make.acting(worker):
            offered(worker, waits(worker, group), group, out_of_turn="need")

    same_number_of_queries(lambda: page.get(reverse("waiting")), one_more)
