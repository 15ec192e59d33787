"""The pages about keeping and erasing: who sees them, and what they say."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from outcomes.models import Outcome
from rco_network.core.enums import HoldReason
from rco_network.core.models import Announcement, AuditEvent, Hold, KeptFor, RetentionRun
from rco_network.core.tenancy import ERASE, scope
from services.calculations import ERASED_NAME
from services.models import Note, Participant

from ..factories import (
    acting,
    enrol,
    make_group,
    make_membership,
    make_outcome,
    make_participant,
    make_session,
    make_user,
)
from ..pages import same_number_of_queries, without_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make_membership(Role.MANAGER)


@pytest.fixture
def person(manager):
    with acting(manager):
        person = make_participant(manager.organisation, name="Almaz Tesfay")
        group = make_group(manager.organisation)
        enrol(group, person)
        make_session(group, timezone.localdate(), present=[person])
        Note.objects.create(organisation=manager.organisation, participant=person, text="A note")
    return person


def announce(manager, person, days=20, rule="people"):
    today = timezone.localdate()
    with scope(organisation_ids=[manager.organisation_id], rights={ERASE}):
        return Announcement.objects.create(
            organisation=manager.organisation,
            rule=rule,
            subject_type="services.participant",
            subject_uuid=person.uuid,
            announced_on=today,
            goes_on=today + timedelta(days=days),
        )


PAGES = ["kept", "kept-next", "kept-runs"]
OF_A_PERSON = ["participant-erase", "keep-longer"]


@pytest.mark.parametrize("name", PAGES)
def test_managers_see_it_and_workers_are_told_whom_to_ask(as_member, manager, name):
    assert as_member(manager).get(reverse(name)).status_code == 200
    worker = make_membership(Role.WORKER, organisation=manager.organisation)
    answer = as_member(worker).get(reverse(name))
    assert answer.status_code == 403
    assert "Ask a manager" in answer.text


@pytest.mark.parametrize("name", OF_A_PERSON)
def test_a_stranger_learns_nothing(as_member, manager, person, name):
    stranger = as_member(make_membership(Role.MANAGER))
    theirs = stranger.get(reverse(name, args=[person.uuid]))
    made_up = stranger.get(reverse(name, args=[uuid4()]))
    assert theirs.status_code == made_up.status_code == 404
    assert without_token(theirs) == without_token(made_up)
    worker = as_member(make_membership(Role.WORKER, organisation=manager.organisation))
    assert worker.get(reverse(name, args=[person.uuid])).status_code == 403


def test_what_we_keep_says_why_and_how_long(as_member, manager):
    page = as_member(manager).get(reverse("kept")).text
    assert "To call the person by the name they want." in page
    assert "6 years after the end of the funding year" in page
    assert "Art. 6(1)(f)" in page and "Sch. 1 para. 18" in page


def test_a_length_is_set_within_its_limits(as_member, manager):
    page = as_member(manager)
    address = reverse("kept-length", args=["service_record"])
    assert page.get(address).status_code == 200
    refused = page.post(address, {"months": 6})
    assert refused.status_code == 422
    assert "A funder must be able to check" in refused.text
    assert page.post(address, {"months": 60}).status_code == 302
    with acting(manager):
        assert KeptFor.objects.get().months == 60
        assert AuditEvent.objects.get(action="length of keeping set").detail["was"] == 72
    assert "5 years after" in page.get(reverse("kept")).text
    for unknown in ("trail", "made-up"):
        assert page.get(reverse("kept-length", args=[unknown])).status_code == 404


def test_what_goes_next_is_named_and_stands_on_the_first_page(as_member, manager, person):
    other = make_membership(Role.MANAGER)
    with acting(other):
        theirs = make_participant(other.organisation, name="Not Ours")
    announce(other, theirs)
    one = announce(manager, person)
    page = as_member(manager)
    text = page.get(reverse("kept-next")).text
    assert "Almaz Tesfay" in text and "Not Ours" not in text
    assert f"On {one.goes_on:%-d %B %Y}" in text
    first = page.get(reverse("home")).text
    assert "1 person&#x27;s record is made anonymous" in first
    assert "Almaz" not in first
    worker = make_membership(Role.WORKER, organisation=manager.organisation)
    assert "anonymous" not in as_member(worker).get(reverse("home")).text


def test_the_list_asks_as_often_for_three_as_for_one(as_member, manager):
    page = as_member(manager)

    def add_row():
        with acting(manager):
            person = make_participant(manager.organisation)
        announce(manager, person)

    same_number_of_queries(lambda: page.get(reverse("kept-next")), add_row)


def test_a_record_is_kept_longer_and_no_longer(as_member, manager, person):
    announce(manager, person)
    page = as_member(manager)
    address = reverse("keep-longer", args=[person.uuid])
    until = timezone.localdate() + timedelta(days=60)
    past = page.post(address, {"reason": HoldReason.CLAIM, "until": "2020-01-01"})
    assert past.status_code == 422 and "tomorrow" in past.text
    sent = {"reason": HoldReason.CLAIM, "until": until.isoformat(), "words": "A claim."}
    assert page.post(address, sent).status_code == 302
    with acting(manager):
        assert Hold.objects.get().words == "A claim."
        assert "A claim." not in str(AuditEvent.objects.get(action="record held").detail)
    assert "kept longer" in page.get(reverse("kept-next")).text
    assert "is made anonymous" not in page.get(reverse("home")).text
    erase = reverse("participant-erase", args=[person.uuid])
    assert page.post(erase, {"is_meant": "on"}).status_code == 409
    assert page.post(reverse("keep-no-longer", args=[person.uuid])).status_code == 302
    with acting(manager):
        assert not Hold.objects.exists()


def test_the_page_says_beforehand_and_then_does_it(as_member, manager, person):
    page = as_member(manager)
    address = reverse("participant-erase", args=[person.uuid])
    said = page.get(address).text
    assert "Note: 1" in said and "Place in a group: 1" in said and "Mark on a register: 1" in said
    assert "Some records may be kept by law" in said
    assert page.post(address, {}).status_code == 422
    assert page.post(address, {"is_meant": "on"}).status_code == 302
    with acting(manager):
        assert Participant.objects.get(pk=person.pk).name == ERASED_NAME
    assert page.get(address).status_code == 404
    assert page.post(address, {"is_meant": "on"}).status_code == 404
    for shown in ("", "?show=left"):
        assert ERASED_NAME not in page.get(reverse("people") + shown).text


def test_what_we_keep_is_said_in_the_readers_own_language(as_member):
    reader = make_membership(Role.MANAGER, user=make_user(language="uk"))
    page = as_member(reader).get(reverse("kept")).text
    assert "Щоб називати людину так, як вона хоче." in page
    assert "To call the person by the name they want." not in page
    assert "Законні інтереси" in page and "Legitimate interests" not in page
    assert "6 years after" not in page


def test_nights_are_told_in_numbers(as_member, manager):
    with scope(organisation_ids=[manager.organisation_id], rights={ERASE}):
        RetentionRun.objects.create(
            organisation=manager.organisation,
            run_on=timezone.localdate(),
            ended_at=timezone.now(),
            announced=3,
            held=1,
            done={"people": {"records": 12, "services.note": 4}},
        )
    page = as_member(manager).get(reverse("kept-runs")).text
    assert "12 people&#x27;s records are made anonymous (note: 4)" in page


def test_the_register_still_shows_that_somebody_was_there(as_member, manager, person):
    with acting(manager):
        make_outcome(person, timezone.localdate(), evidence="She found work.")
    page = as_member(manager)
    page.post(reverse("participant-erase", args=[person.uuid]), {"is_meant": "on"})
    with acting(manager):
        session = Participant.objects.get(pk=person.pk).attendances.get().session
        outcome = Outcome.objects.get()
    shown = page.get(reverse("session-register", args=[session.uuid]))
    assert shown.status_code == 200
    assert ERASED_NAME in shown.text
    listed = page.get(reverse("outcomes"))
    assert ERASED_NAME in listed.text
    edit = reverse("outcome-edit", args=[outcome.uuid])
    assert edit not in listed.text
    assert page.get(edit).status_code == 404
