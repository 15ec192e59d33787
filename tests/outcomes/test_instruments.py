"""Questionnaires: taken into use, made, frozen once asked, written in other languages."""

import uuid

import pytest
from django.urls import reverse

from organisations.enums import Role
from outcomes.forms.instruments import values_of
from outcomes.models import Instrument, Question, Wording
from tests import factories
from tests.pages import same_number_of_queries, without_token

from .questions import make_instrument, make_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(db):
    return factories.make_membership(Role.MANAGER)


@pytest.fixture
def worker(manager):
    return factories.make_membership(Role.WORKER, organisation=manager.organisation)


def typed(**fields):
    return {
        "key": str(uuid.uuid4()),
        "name": "How it goes",
        "introduction": "Three short questions.",
        "questions": "How is your week?\nHow is your home?",
        "labels": "Bad\nMiddling\nGood",
        "scoring": "mean",
        "better": "high",
        "smallest_change": "0.5",
        "min_age": "",
        "domain": "",
        **fields,
    }


def editions(membership):
    with factories.acting(membership):
        return list(Instrument.objects.order_by("edition"))


def test_one_that_we_ship_is_taken_once(as_member, manager):
    for _ in range(2):
        answer = as_member(manager).post(reverse("instrument-take"), {"code": "ONS4"})
    [one] = editions(manager)
    assert answer.url == reverse("instrument", args=[one.uuid])
    assert (one.is_shipped, one.min_age, one.least_answered) == (True, 16, 4)
    page = as_member(manager).get(answer.url).text
    assert "Office for National Statistics" in page and "how anxious did you feel" in page


@pytest.mark.parametrize("code", ["SWEMWBS", "GSE", "IPL12", "OUTCOMES-STAR", ""])
def test_what_we_may_not_give_away_is_refused(as_member, manager, code):
    answer = as_member(manager).post(reverse("instrument-take"), {"code": code})
    assert answer.status_code == 403 and editions(manager) == []


def test_a_published_one_is_not_changed(as_member, manager):
    as_member(manager).post(reverse("instrument-take"), {"code": "CLS"})
    [one] = editions(manager)
    answer = as_member(manager).get(reverse("instrument-edit", args=[one.uuid]))
    assert answer.status_code == 403 and "published" in answer.text


class TestBuilding:
    def test_is_made_once_however_often_it_is_sent(self, as_member, manager):
        fields = typed()
        for _ in range(2):
            as_member(manager).post(reverse("instrument-new"), fields)
        [one] = editions(manager)
        with factories.acting(manager):
            asked = list(Question.objects.order_by("position"))
        assert [q.words for q in asked] == ["How is your week?", "How is your home?"]
        assert (asked[0].labels, asked[0].values) == (["Bad", "Middling", "Good"], [1, 2, 3])
        assert (one.is_shipped, one.least_answered) == (False, 2)

    @pytest.mark.parametrize(
        "labels, values",
        [
            (["0 – none", "1", "2"], [0, 1, 2]),
            (["No", "Yes"], [1, 2]),
            (["2", "1"], [1, 2]),  # numbers that go down count nothing
            (["-1 worse", "0 same", "1 better"], [-1, 0, 1]),
        ],
    )
    def test_what_answers_are_worth(self, labels, values):
        assert values_of(labels) == values

    @pytest.mark.parametrize(
        "fields, says",
        [
            ({"questions": ""}, "Write at least one question."),
            ({"questions": "Same?\nsame?"}, "stands there twice"),
            ({"labels": "Only"}, "Write 2 to 11"),
            ({"smallest_change": "0"}, "more than nothing"),
            ({"min_age": "200"}, "from 1 to 99"),
            ({"name": ""}, "Write what the questionnaire is called."),
        ],
    )
    def test_says_what_is_wrong_and_loses_nothing(self, as_member, manager, fields, says):
        answer = as_member(manager).post(reverse("instrument-new"), typed(**fields))
        assert answer.status_code == 422 and says in answer.text
        assert "Three short questions." in answer.text and editions(manager) == []

    def test_is_changed_in_place_until_somebody_was_asked(self, as_member, manager):
        as_member(manager).post(reverse("instrument-new"), typed())
        [one] = editions(manager)
        edit = reverse("instrument-edit", args=[one.uuid])
        as_member(manager).post(edit, typed(questions="Only one?"))
        [same] = editions(manager)
        with factories.acting(manager):
            assert [q.words for q in same.questions.all()] == ["Only one?"]
            make_wave(same)
        answer = as_member(manager).post(edit, typed(questions="Another one?"))
        old, new = editions(manager)
        assert answer.url == reverse("instrument", args=[new.uuid])
        assert (old.code, old.edition, new.edition) == (new.code, 1, 2)
        with factories.acting(manager):
            assert [q.words for q in old.questions.all()] == ["Only one?"]
            assert [q.words for q in new.questions.all()] == ["Another one?"]
            assert list(Instrument.objects.for_organisation(old.organisation).on_offer()) == [new]

    def test_is_offered_no_longer(self, as_member, manager):
        with factories.acting(manager):
            one = make_instrument(manager.organisation)
        as_member(manager).post(reverse("instrument-close", args=[one.uuid]))
        assert editions(manager)[0].closed_on is not None


class TestOtherLanguages:
    @pytest.fixture
    def one(self, manager):
        with factories.acting(manager):
            return make_instrument(manager.organisation, questions=2, values=[1, 2])

    def test_is_written_and_written_again(self, as_member, manager, one):
        page = reverse("instrument-words", args=[one.uuid])
        fields = {"language": "so", "words": "Kow?\nLaba?", "labels": "Haa\nMaya"}
        for word in ("Haa", "Haaye"):
            fields["labels"] = f"{word}\nMaya"
            assert as_member(manager).post(page, fields).status_code == 302
        with factories.acting(manager):
            [wording] = Wording.objects.all()
        assert wording.labels == ["Haaye", "Maya", "Haaye", "Maya"] and not wording.is_checked

    def test_needs_a_line_for_each(self, as_member, manager, one):
        fields = {"language": "so", "words": "Kow?", "labels": "Haa\nMaya"}
        answer = as_member(manager).post(reverse("instrument-words", args=[one.uuid]), fields)
        assert answer.status_code == 422 and "2 questions in English and 1 lines" in answer.text


class TestWho:
    def test_workers_look_and_managers_set_up(self, as_member, worker, manager):
        with factories.acting(manager):
            one = make_instrument(manager.organisation)
        assert as_member(worker).get(reverse("instrument", args=[one.uuid])).status_code == 200
        for name in ("instrument-edit", "instrument-words", "instrument-results"):
            answer = as_member(worker).get(reverse(name, args=[one.uuid]))
            assert answer.status_code == 403 and "set up by managers" in answer.text

    def test_a_stranger_learns_nothing(self, as_member, manager):
        with factories.acting(manager):
            one = make_instrument(manager.organisation)
        stranger = factories.make_membership(Role.MANAGER)
        for name in ("instrument", "instrument-edit", "instrument-results"):
            real = as_member(stranger).get(reverse(name, args=[one.uuid]))
            made_up = as_member(stranger).get(reverse(name, args=[uuid.uuid4()]))
            assert (real.status_code, made_up.status_code) == (404, 404)
            assert without_token(real) == without_token(made_up)

    def test_the_list_asks_the_same_whatever_is_on_it(self, as_member, manager):
        client = as_member(manager)

        def add():
            with factories.acting(manager):
                make_wave(make_instrument(manager.organisation))

        same_number_of_queries(lambda: client.get(reverse("instruments")), add)
