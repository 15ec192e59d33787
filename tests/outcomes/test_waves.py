"""Asking a group or a person: who is asked, written down, declined, taken back, ended."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from organisations.enums import Role
from outcomes.enums import AskState, WaveKind
from outcomes.models import Ask, Response, Wave
from rco_network.core.models import AuditEvent
from services.actions.erasure import erase_participant
from tests import factories
from tests.pages import same_number_of_queries

from .questions import answered, ask_of, make_instrument, make_wave, two_waves

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(db):
    return factories.make_membership(Role.WORKER)


@pytest.fixture
def manager(worker):
    return factories.make_membership(Role.MANAGER, organisation=worker.organisation)


@pytest.fixture
def instrument(worker):
    with factories.acting(worker):
        return make_instrument(worker.organisation, questions=2)


@pytest.fixture
def group(worker):
    with factories.acting(worker):
        made = factories.make_group(worker.organisation)
        people = [
            factories.make_participant(worker.organisation, name=name, year_of_birth=year)
            for name, year in (("Amina", 1990), ("Bilal", None), ("Child", 2016))
        ]
        factories.enrol(made, *people)
        made.people = people
        return made


def typed(instrument, **fields):
    return {
        "key": str(uuid.uuid4()),
        "instrument": instrument.pk,
        "kind": "baseline",
        "opened_on": "2026-09-14",
        "subject": "refugees",
        "expected": "",
        **fields,
    }


def asked(membership):
    with factories.acting(membership):
        return list(Ask.objects.select_related("participant").order_by("participant__name"))


class TestStarting:
    def test_the_people_chosen_are_asked_once(self, as_member, worker, instrument, group):
        fields = typed(instrument, people=[str(p.uuid) for p in group.people[:2]])
        for _ in range(2):
            answer = as_member(worker).post(reverse("wave-new", args=[group.uuid]), fields)
        with factories.acting(worker):
            [wave] = Wave.objects.all()
        assert answer.url == reverse("wave", args=[wave.uuid])
        assert [a.participant.name for a in asked(worker)] == ["Amina", "Bilal"]
        assert {a.asked_on for a in asked(worker)} == {date(2026, 9, 14)}
        page = as_member(worker).get(answer.url).text
        assert "0 of 2 answered" in page and "Amina" in page

    def test_who_is_known_to_be_too_young_is_left_out(self, as_member, worker, group):
        with factories.acting(worker):
            adults = make_instrument(worker.organisation, min_age=16)
        fields = typed(adults, people=[str(p.uuid) for p in group.people])
        answer = as_member(worker).post(reverse("wave-new", args=[group.uuid]), fields, follow=True)
        assert [a.participant.name for a in asked(worker)] == ["Amina", "Bilal"]
        assert "1 person is known to be too young" in answer.text

    def test_nobody_of_another_group_or_house_is_asked(self, as_member, worker, instrument, group):
        stranger = factories.make_membership(Role.MANAGER)
        with factories.acting(stranger):
            theirs = factories.make_participant(stranger.organisation)
        fields = typed(instrument, people=[str(theirs.uuid)])
        answer = as_member(worker).post(reverse("wave-new", args=[group.uuid]), fields)
        assert answer.status_code == 422 and asked(worker) == []

    def test_without_names_it_needs_to_know_how_many(self, as_member, worker, instrument, group):
        page = reverse("wave-new", args=[group.uuid])
        answer = as_member(worker).post(page, typed(instrument, is_anonymous="on"))
        assert answer.status_code == 422 and "how many people could answer" in answer.text
        fields = typed(instrument, is_anonymous="on", expected="12", subject="community")
        assert as_member(worker).post(page, fields).status_code == 302
        with factories.acting(worker):
            [wave] = Wave.objects.all()
        assert (wave.expected, wave.subject, asked(worker)) == (12, "community", [])

    def test_one_person_is_asked_from_their_page(self, as_member, worker, instrument, group):
        amina = group.people[0]
        page = as_member(worker).get(reverse("participant", args=[amina.uuid])).text
        assert reverse("wave-new-person", args=[amina.uuid]) in page
        as_member(worker).post(reverse("wave-new-person", args=[amina.uuid]), typed(instrument))
        [ask] = asked(worker)
        assert ask.participant == amina
        again = as_member(worker).get(reverse("wave-new-person", args=[amina.uuid]))
        assert again.context["form"].initial["kind"] == WaveKind.FOLLOW_UP

    def test_a_logger_is_refused_and_a_stranger_lost(self, as_member, worker, group):
        logger = factories.make_membership(Role.LOGGER, organisation=worker.organisation)
        stranger = factories.make_membership(Role.MANAGER)
        page = reverse("wave-new", args=[group.uuid])
        assert as_member(logger).get(page).status_code == 403
        assert as_member(stranger).get(page).status_code == 404


@pytest.fixture
def ask(worker, instrument, group):
    with factories.acting(worker):
        [one] = ask_of(make_wave(instrument, group=group), group.people[0])
        return one


class TestWritingDown:
    def test_what_is_not_answered_is_no_number(self, as_member, worker, ask):
        page = reverse("ask-write", args=[ask.uuid])
        fields = {"key": str(uuid.uuid4()), "q0": "4", "q1": "unsaid"}
        for _ in range(2):
            as_member(worker).post(page, fields)
        with factories.acting(worker):
            [response] = Response.objects.all()
        assert (response.answers, response.unsaid) == ([4, None], [1])
        assert (response.participant_id, response.way) == (ask.participant_id, "worker")
        assert response.recorded_by_id == worker.user_id
        assert asked(worker)[0].state == AskState.ANSWERED
        shown = as_member(worker).get(reverse("ask", args=[ask.uuid])).text
        assert "Preferred not to say" in shown or "Not answered" in shown

    def test_nothing_at_all_is_not_saved(self, as_member, worker, ask):
        answer = as_member(worker).post(reverse("ask-write", args=[ask.uuid]), {"q0": ""})
        assert answer.status_code == 422 and "Nothing is answered yet" in answer.text

    def test_a_made_up_answer_is_refused(self, as_member, worker, ask):
        answer = as_member(worker).post(reverse("ask-write", args=[ask.uuid]), {"q0": "77"})
        assert answer.status_code == 422

    def test_is_taken_back_and_asked_again(self, as_member, worker, ask):
        as_member(worker).post(reverse("ask-write", args=[ask.uuid]), {"q0": "4"})
        as_member(worker).post(reverse("ask-take-back", args=[ask.uuid]))
        with factories.acting(worker):
            assert not Response.objects.exists()
        assert asked(worker)[0].state == AskState.OPEN

    def test_who_did_not_want_to_still_counts_as_asked(self, as_member, worker, ask):
        as_member(worker).post(reverse("ask-decline", args=[ask.uuid]))
        page = as_member(worker).get(reverse("wave", args=[ask.wave.uuid])).text
        assert "0 of 1 answered" in page and "1 did not want to" in page

    def test_after_the_end_nobody_is_asked(self, as_member, worker, ask):
        as_member(worker).post(reverse("wave-close", args=[ask.wave.uuid]))
        assert as_member(worker).get(reverse("ask-write", args=[ask.uuid])).status_code == 403

    def test_the_trail_says_that_and_not_what(self, as_member, worker, ask):
        as_member(worker).post(reverse("ask-write", args=[ask.uuid]), {"q0": "4"})
        with factories.acting(worker):
            event = AuditEvent.objects.get(action="answers written down")
        assert (event.subject_type, event.detail) == ("outcomes.response", {})


class TestWhoseRecordIsRestricted:
    def test_is_hidden_from_others_everywhere(self, as_member, worker, manager, ask, group):
        with factories.acting(manager):
            factories.restrict(group.people[0])
            answered(ask.wave, group.people[0], 5, 5)
        for name, of in (("ask", ask.uuid), ("ask-write", ask.uuid)):
            assert as_member(worker).get(reverse(name, args=[of])).status_code == 404
        assert "Amina" not in as_member(worker).get(reverse("wave", args=[ask.wave.uuid])).text
        assert "Amina" in as_member(manager).get(reverse("wave", args=[ask.wave.uuid])).text
        with factories.acting(worker):
            assert not Response.objects.exists() and not Ask.objects.exists()


def test_the_numbers_of_somebody_erased_stay_and_say_nobody(as_member, worker, manager, instrument):
    with factories.acting(manager):
        person = factories.make_participant(worker.organisation, name="Amina Yusuf")
        first, later = two_waves(instrument)
        answered(first, person, 2, 2, language="so")
        answered(later, person, 4, 4)
        erase_participant(by=manager, participant=person)
        found = list(Response.objects.order_by("answered_on"))
        assert [r.answers for r in found] == [[2, 2], [4, 4]] and found[0].language == "en"
    page = as_member(manager).get(reverse("wave", args=[later.uuid]))
    assert page.status_code == 200 and "Amina" not in page.text
    assert (
        as_member(manager).get(reverse("instrument-results", args=[instrument.uuid])).status_code
        == 200
    )


def test_pages_ask_the_same_whatever_is_on_them(as_member, worker, instrument, group):
    with factories.acting(worker):
        wave = make_wave(instrument, group=group)
        one = factories.make_participant(worker.organisation)
    client = as_member(worker)

    def add():
        with factories.acting(worker):
            answered(wave, factories.make_participant(worker.organisation), 3, 3)
            answered(make_wave(instrument), one, 3, 3)

    for name, of in (("wave", wave.uuid), ("person-answers", one.uuid), ("group", group.uuid)):
        same_number_of_queries(lambda n=name, o=of: client.get(reverse(n, args=[o])), add)
