"""What people ask about their own data: written down by anybody, answered within a month."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from organisations.enums import Role
from services.data_rights.calculations import answer_by, not_to_be_quoted
from services.data_rights.models import Limit, Objection, PersonRequest
from services.enums import Gender
from services.models import Attendance, Participant
from tests.factories import (
    acting,
    make_group,
    make_membership,
    make_participant,
    make_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make_membership(Role.MANAGER)


@pytest.fixture
def worker(manager):
    return make_membership(Role.WORKER, organisation=manager.organisation)


@pytest.fixture
def person(manager):
    with acting(manager):
        return make_participant(
            manager.organisation,
            name="Marked Name",
            gender=Gender.WOMAN,
            year_of_birth=1990,
            main_language="ti",
        )


def ask(client, person, asked, **fields):
    sent = {"key": str(uuid.uuid4()), "asked": asked, "use": "", "asked_on": "2026-11-10"}
    return client.post(reverse("request-new", args=[person.uuid]), sent | fields)


def requests(membership):
    with acting(membership):
        return list(PersonRequest.objects.order_by("pk"))


def answer(client, membership, **fields):
    uuid = requests(membership)[-1].uuid
    return client.post(reverse("request-answer", args=[uuid]), {"answer": "done"} | fields)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 11, 10), date(2026, 12, 10)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2027, 12, 31), date(2028, 1, 31)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_an_answer_is_due_a_month_later(asked, due):
    assert answer_by(asked) == due


def test_a_worker_writes_it_down_and_a_manager_answers(as_member, worker, manager, person):
    assert ask(as_member(worker), person, "access", words="Everything").status_code == 302
    (request,) = requests(manager)
    assert (request.due_on, request.words) == (date(2026, 12, 10), "Everything")
    assert answer(as_member(worker), manager).status_code == 403
    assert answer(as_member(manager), manager).status_code == 302
    assert requests(manager)[0].answer == "done"
    assert answer(as_member(manager), manager).status_code == 403


def test_a_refusal_needs_a_reason_and_the_typed_stays(as_member, manager, person):
    ask(as_member(manager), person, "erasure")
    refused = answer(as_member(manager), manager, answer="refused")
    assert refused.status_code == 422
    assert "Say why it is refused." in refused.content.decode()
    answer(as_member(manager), manager, answer="refused", reason="The council needs it")
    assert requests(manager)[0].reason == "The council needs it"


def test_a_limited_record_is_kept_and_not_used(as_member, worker, manager, person):
    with acting(manager):
        make_session(make_group(manager.organisation), date(2026, 3, 3), present=[person])
    ask(as_member(worker), person, "restriction")
    answer(as_member(manager), manager)
    for address in (reverse("participant", args=[person.uuid]), reverse("people")):
        assert b"Marked Name" not in as_member(worker).get(address).content
    page = as_member(manager).get(reverse("person-data", args=[person.uuid])).content.decode()
    assert "kept and not used" in page
    with acting(worker):
        assert not Participant.objects.exists()
        assert not Attendance.objects.exists()
    as_member(manager).post(reverse("limit-lift", args=[person.uuid]))
    with acting(worker):
        assert Participant.objects.get() == person
        assert not Limit.objects.exists()


def test_an_objection_ends_the_use(as_member, manager, person):
    ask(as_member(manager), person, "objection", use="monitoring")
    answer(as_member(manager), manager)
    with acting(manager):
        person.refresh_from_db()
        assert (person.gender, person.year_of_birth, person.main_language) == ("", None, "")
        assert person.name == "Marked Name"
    ask(as_member(manager), person, "objection", use="stories")
    answer(as_member(manager), manager)
    with acting(manager):
        assert Objection.objects.count() == 2
        assert not not_to_be_quoted(Participant.objects.all(), "pk").exists()


def test_an_objection_says_to_what(as_member, manager, person):
    refused = ask(as_member(manager), person, "objection")
    assert refused.status_code == 422
    assert "Say to which use they object." in refused.content.decode()
    assert not requests(manager)


def test_what_waits_is_listed_by_its_day_for_who_answers(as_member, worker, manager, person):
    ask(as_member(manager), person, "access")
    assert "Marked Name" in as_member(manager).get(reverse("person-requests")).content.decode()
    assert as_member(worker).get(reverse("person-requests")).status_code == 403


def test_a_stranger_finds_nothing(as_member, manager, person):
    ask(as_member(manager), person, "access")
    stranger = make_membership(Role.MANAGER)
    assert ask(as_member(stranger), person, "access").status_code == 404
    assert answer(as_member(stranger), manager).status_code == 404
    lift = reverse("limit-lift", args=[person.uuid])
    assert as_member(stranger).post(lift).status_code == 404
    assert requests(manager)[0].answer == "open"
