"""Answering oneself: on a phone that was handed over, and by a link."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from outcomes.actions.answers import match_key
from outcomes.actions.links import hash_of, make_link, make_unnamed_link
from outcomes.enums import AskState
from outcomes.models import Ask, Response, Wording
from rco_network.settings import signing_in
from services.phone_key import PAGE
from tests import factories
from tests.factories import PASSWORD

from .questions import ask_of, make_instrument, make_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(db):
    return factories.make_membership(Role.WORKER)


@pytest.fixture
def ask(worker):
    with factories.acting(worker):
        instrument = make_instrument(
            worker.organisation, questions=2, values=[1, 2], name="Marked Ladder"
        )
        person = factories.make_participant(
            worker.organisation, name="Marked Person", main_language="ar"
        )
        Wording.objects.create(
            organisation=worker.organisation,
            instrument=instrument,
            language="ar",
            words=["كم؟", "كيف؟"],
            labels=["قليل", "كثير"] * 2,
        )
        [one] = ask_of(make_wave(instrument), person)
        return one


@pytest.fixture
def unnamed(worker):
    with factories.acting(worker):
        instrument = make_instrument(worker.organisation, questions=1)
        return make_wave(instrument, is_anonymous=True, expected=8)


def fields_of(answer):
    """What the page carries on by itself."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.text))


def press(client, page, shown, go, **more):
    kept = {k: v for k, v in fields_of(shown).items() if k != "csrfmiddlewaretoken"}
    return client.post(page, {**kept, "go": go, **more})


def walk_through(client, page, *said, **more):
    """Answer question by question and send; `more` is typed on the last page."""
    answer = press(client, page, client.get(page), "start")
    for one in said:
        answer = press(client, page, answer, "next", **({"answer": one} if one else {}))
    return press(client, page, answer, "send", **more)


def responses(membership):
    with factories.acting(membership):
        return list(Response.objects.order_by("pk"))


class TestABorrowedPhone:
    page = "/answering/"

    def hand_over(self, client, ask):
        return client.post(reverse("ask-hand-over", args=[ask.uuid]))

    def test_asks_one_question_a_screen_in_their_language(self, as_member, worker, ask):
        client = as_member(worker)
        assert self.hand_over(client, ask).url == self.page
        first = client.get(self.page)
        assert '<html lang="ar" dir="rtl">' in first.text
        question = press(client, self.page, first, "start")
        assert "<fieldset><legend><h1" in question.text and "كم؟" in question.text
        assert question.text.count('type="radio"') == 3  # both answers, and rather not
        for word in ("Marked Person", worker.organisation.name, str(worker.user), "Sign out"):
            assert word not in first.text + question.text

    def test_is_answered_and_kept(self, as_member, worker, ask):
        client = as_member(worker)
        self.hand_over(client, ask)
        assert walk_through(client, self.page, "2", "unsaid").url == self.page
        [response] = responses(worker)
        assert (response.answers, response.unsaid, response.language) == ([2, None], [1], "ar")
        assert (response.way, response.participant_id) == ("phone", ask.participant_id)
        assert "give the phone back" in client.get(self.page).text

    def test_steps_back_keep_what_was_said(self, as_member, worker, ask):
        client = as_member(worker)
        self.hand_over(client, ask)
        answer = press(client, self.page, client.get(self.page), "start")
        answer = press(client, self.page, answer, "next", answer="2")
        answer = press(client, self.page, answer, "back")
        assert 'value="2" id="a2" checked' in answer.text

    def test_opens_nothing_else_until_its_owner_is_back(self, as_member, worker, ask):
        client = as_member(worker)
        client.cookies["phone_x"] = "half"
        self.hand_over(client, ask)
        for name in ("home", "people", "instruments", "account_reauthenticate", "account_logout"):
            assert client.get(reverse(name)).url == self.page
        person = reverse("participant", args=[ask.participant.uuid])
        assert client.get(person).url == self.page
        assert client.post(reverse("ask-decline", args=[ask.uuid])).url == self.page
        back = reverse("answering-back")
        assert client.post(back, {"password": "a guess"}).status_code == 422
        assert client.get(person).url == self.page
        assert client.post(back, {"password": PASSWORD}).url == reverse(
            "wave", args=[ask.wave.uuid]
        )
        assert client.get(person).status_code == 200

    def test_signing_out_is_always_open(self, as_member, worker, ask):
        client = as_member(worker)
        self.hand_over(client, ask)
        client.post(reverse("account_logout"))
        assert client.get(reverse("people")).url.startswith("/accounts/login/")

    def test_takes_the_key_of_registers_kept_on_it(self, as_member, worker, ask):
        client = as_member(worker)
        session = client.session
        session["phone_name"], session["phone_secret"] = "abcd", "half"
        session.save()
        cookie = self.hand_over(client, ask).cookies["phone_abcd"]
        assert (cookie["max-age"], cookie["path"]) == (0, PAGE)

    def test_nothing_answered_is_not_sent(self, as_member, worker, ask):
        client = as_member(worker)
        self.hand_over(client, ask)
        assert walk_through(client, self.page, "", "").status_code == 200
        assert responses(worker) == []

    @pytest.mark.parametrize(
        "sent",
        [{"at": "x" * 50}, {"at": "99", "go": "send"}, {"q0": "77", "at": "2", "go": "send"}],
    )
    def test_odd_input_is_no_answer(self, as_member, worker, ask, sent):
        client = as_member(worker)
        self.hand_over(client, ask)
        assert client.post(self.page, sent).status_code == 200
        assert responses(worker) == []


class TestWithoutNames:
    code = {"mother": "Fa", "day": "07", "place": "an"}

    def test_goes_round_and_knows_somebody_again_by_their_code(self, as_member, worker, unnamed):
        client = as_member(worker)
        client.post(reverse("wave-hand-over", args=[unnamed.uuid]))
        walk_through(client, "/answering/", "4", **self.code)
        assert "The next person" in client.get("/answering/").text
        client.post("/answering/", {"go": "another"})
        walk_through(client, "/answering/", "2")
        known, nobody = responses(worker)
        with factories.acting(worker):
            again = match_key(worker.organisation_id, ["fá", "7", " AN"])
        assert (known.match_key, nobody.match_key) == (again, "")
        assert known.participant_id is None and known.recorded_by_id is None
        assert re.fullmatch("[0-9a-f]{64}", known.match_key)

    def test_another_organisation_makes_another_code(self, worker, unnamed):
        other = factories.make_membership(Role.WORKER)
        with factories.acting(worker):
            ours = match_key(worker.organisation_id, ["fa", "7", "an"])
        with factories.acting(other):
            assert match_key(other.organisation_id, ["fa", "7", "an"]) != ours

    def test_of_two_with_one_code_the_second_is_nobodys(self, as_member, worker, unnamed):
        client = as_member(worker)
        client.post(reverse("wave-hand-over", args=[unnamed.uuid]))
        for _ in range(2):
            walk_through(client, "/answering/", "4", **self.code)
            client.post("/answering/", {"go": "another"})
        assert [bool(r.match_key) for r in responses(worker)] == [True, False]

    def test_a_link_is_for_one_of_them(self, client, worker, unnamed):
        with factories.acting(worker):
            secret = make_unnamed_link(by=worker, wave=unnamed)
        page = reverse("answer", args=[secret])
        assert walk_through(client, page, "4", **self.code).status_code == 200
        assert responses(worker)[0].match_key and client.get(page).status_code == 404


class TestALink:
    @pytest.fixture
    def link(self, worker, ask):
        with factories.acting(worker):
            return reverse("answer", args=[make_link(by=worker, ask=ask)])

    def test_is_answered_once_and_says_nothing_about_anybody(self, client, worker, ask, link):
        first = client.get(link)
        assert first.status_code == 200 and "private" in first.headers["Cache-Control"]
        for word in ("Marked", worker.organisation.name, "refugee", str(worker.user)):
            assert word not in first.text
        done = walk_through(client, link, "1", "2", language="en")
        assert "You can close this page." in done.text
        [response] = responses(worker)
        assert (response.answers, response.way, response.recorded_by_id) == ([1, 2], "link", None)
        assert client.get(link).status_code == 404
        with factories.acting(worker):
            assert Ask.objects.get().state == AskState.ANSWERED

    def test_only_its_hash_is_kept(self, worker, ask, link):
        with factories.acting(worker):
            kept = Ask.objects.get().secret_hash
        assert kept not in link and kept == hash_of(link.split("/")[2])

    def test_a_new_one_ends_the_one_before(self, client, worker, ask, link):
        with factories.acting(worker):
            make_link(by=worker, ask=Ask.objects.select_related("wave").get())
        assert client.get(link).status_code == 404

    def test_is_over_after_its_time_and_with_the_round(self, client, worker, ask, link):
        with factories.acting(worker):
            Ask.objects.update(link_ends_at=timezone.now() - timedelta(minutes=1))
        assert client.get(link).status_code == 404

    def test_somebody_whose_record_is_restricted_can_answer(self, client, worker, ask, link):
        manager = factories.make_membership(Role.MANAGER, organisation=worker.organisation)
        with factories.acting(manager):
            factories.restrict(ask.participant)
        walk_through(client, link, "1", "2")
        assert responses(worker) == [] and len(responses(manager)) == 1

    def test_guessing_has_an_end(self, client, settings):
        cache.clear()
        settings.ACCOUNT_RATE_LIMITS = signing_in.ACCOUNT_RATE_LIMITS | {"answer_missed": "2/5m/ip"}
        found = [client.get(reverse("answer", args=[uuid.uuid4()])).status_code for _ in range(3)]
        assert found == [404, 404, 429]
        cache.clear()

    def test_looking_uses_nothing_up(self, client, worker, link):
        for _ in range(3):
            assert client.get(link).status_code == 200
        assert responses(worker) == []
