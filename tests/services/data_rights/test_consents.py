"""Consent: read in somebody's language, dated, and over everywhere the moment it is taken back."""

import uuid
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.models import AuditEvent
from services.data_rights.calculations import not_to_be_quoted
from services.data_rights.enums import AgreesTo
from services.data_rights.models import Consent, ConsentWording
from tests.factories import acting, make_membership, make_participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make_membership(Role.WORKER)


@pytest.fixture
def person(worker):
    with acting(worker):
        return make_participant(worker.organisation, name="Amina Yusuf", main_language="so")


def agree(client, person, to=AgreesTo.QUOTE, **fields):
    sent = {"key": str(uuid.uuid4()), "language": "en", "given": "spoken", "given_on": "2026-11-01"}
    return client.post(reverse("consent-new", args=[person.uuid, to]), sent | fields)


def consents(membership):
    with acting(membership):
        return list(Consent.objects.order_by("pk"))


def test_the_words_that_were_read_are_kept_with_the_day(as_member, worker, person):
    assert agree(as_member(worker), person).status_code == 302
    (consent,) = consents(worker)
    assert "Your name will not be there" in consent.words
    assert (consent.given_on, consent.recorded_by_id) == (date(2026, 11, 1), worker.user_id)


def test_the_organisations_own_words_come_first_in_the_persons_language(as_member, worker, person):
    with acting(worker):
        ConsentWording.objects.create(
            organisation=worker.organisation, to="quote", language="so", text="Ereyo Soomaali ah"
        )
    page = as_member(worker).get(reverse("consent-new", args=[person.uuid, "quote"]))
    assert page.context["form"].initial["language"] == "so"
    assert "Ereyo Soomaali ah" in page.content.decode()
    agree(as_member(worker), person, language="so")
    assert consents(worker)[0].words == "Ereyo Soomaali ah"


def test_sent_twice_is_one_and_a_second_to_the_same_is_refused(as_member, worker, person):
    key = str(uuid.uuid4())
    client = as_member(worker)
    assert agree(client, person, key=key).status_code == 302
    assert agree(client, person, key=key).status_code == 302
    again = agree(client, person)
    assert again.status_code == 422
    assert "They agreed to this already." in again.content.decode()
    assert len(consents(worker)) == 1


def test_taking_it_back_dates_its_end_and_it_can_be_given_again(as_member, worker, person):
    client = as_member(worker)
    agree(client, person)
    take_back = reverse("consent-withdraw", args=[consents(worker)[0].uuid])
    assert client.post(take_back).status_code == 302
    assert client.post(take_back).status_code == 302
    assert consents(worker)[0].withdrawn_on == timezone.localdate()
    assert agree(client, person).status_code == 302
    assert [c.withdrawn_on is None for c in consents(worker)] == [False, True]
    with acting(worker):
        trail = AuditEvent.objects.filter(action__startswith="consent.").order_by("pk")
        assert [(e.action, e.detail) for e in trail] == [
            ("consent.given", {"to": "quote"}),
            ("consent.withdrawn", {"to": "quote"}),
            ("consent.given", {"to": "quote"}),
        ]


def test_words_taken_back_are_quoted_no_more(as_member, worker, person):
    client = as_member(worker)
    with acting(worker):
        other = make_participant(worker.organisation)
        both = type(person).objects.order_by("pk")
        assert list(not_to_be_quoted(both, "pk")) == [person, other]
    agree(client, person)
    client.post(reverse("consent-withdraw", args=[consents(worker)[0].uuid]))
    with acting(worker):
        assert list(not_to_be_quoted(both.all(), "pk")) == [other]
    agree(client, person)
    with acting(worker):
        assert list(not_to_be_quoted(both.all(), "pk")) == [person, other]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"given_on": "2030-01-01"}, "has not come yet"),
        ({"language": "xx"}, "Select a valid choice"),
        ({"given": ""}, "Please fill this in."),
    ],
)
def test_bad_input_is_told_and_nothing_is_kept(as_member, worker, person, fields, sentence):
    answer = agree(as_member(worker), person, **fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not consents(worker)


def test_a_thing_that_nobody_can_agree_to_does_not_exist(as_member, worker, person):
    assert agree(as_member(worker), person, to="anything").status_code == 404


def test_who_may_not_see_participants_is_told_so(as_member, worker, person):
    logger = make_membership(Role.LOGGER, organisation=worker.organisation)
    assert agree(as_member(logger), person).status_code == 403
    assert as_member(logger).get(reverse("person-data", args=[person.uuid])).status_code == 403


def test_a_stranger_finds_nothing(as_member, worker, person):
    agree(as_member(worker), person)
    client = as_member(make_membership(Role.MANAGER))
    assert client.get(reverse("person-data", args=[person.uuid])).status_code == 404
    assert agree(client, person).status_code == 404
    mine = reverse("consent-withdraw", args=[consents(worker)[0].uuid])
    assert client.post(mine).status_code == 404
    assert consents(worker)[0].withdrawn_on is None


def test_managers_write_the_words_and_earlier_consents_keep_theirs(as_member, worker, person):
    agree(as_member(worker), person)
    manager = make_membership(Role.MANAGER, organisation=worker.organisation)
    sent = {"key": str(uuid.uuid4()), "to": "quote", "language": "en", "text": "Our own words."}
    assert as_member(manager).post(reverse("consent-words"), sent).status_code == 302
    assert "Your name will not be there" in consents(worker)[0].words
    page = as_member(worker).get(reverse("consent-new", args=[person.uuid, "quote"]))
    assert "Our own words." in page.content.decode()
    assert as_member(worker).get(reverse("consent-words")).status_code == 403
