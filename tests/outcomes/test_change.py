"""What changed: of whom, how much, how sure; missing is never nought."""

from datetime import date

import pytest

from organisations.enums import Role
from outcomes.calculations.answered import among
from outcomes.calculations.change import changes
from outcomes.calculations.compare import comparisons
from outcomes.calculations.intervals import share_of
from rco_network.core.tenancy.counting import counting
from services.models import Participant, Session
from tests import factories

from .questions import LATER, START, answered, ask_of, make_instrument, make_wave, two_waves

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def manager(db):
    return factories.make_membership(Role.MANAGER)


@pytest.fixture
def organisation(manager):
    with factories.acting(manager):
        yield manager.organisation


def people(organisation, n):
    return [factories.make_participant(organisation) for _ in range(n)]


def only_change(organisation, start=YEAR[0], end=YEAR[1], **more):
    with counting(user_id=None, organisation_ids=[organisation.pk]):
        [found] = changes(organisation.pk, start, end, **more)
    [change] = found.changes
    return change


class TestShares:
    def test_wilson_by_the_book(self):
        # Newcombe (1998), table I: 81 of 263, and 0 of 20.
        share = share_of(81, 263)
        assert (round(share.low, 4), round(share.high, 4)) == (0.2553, 0.3662)
        nobody = share_of(0, 20)
        assert (nobody.low, round(nobody.high, 4)) == (0.0, 0.1611)

    def test_of_nobody_there_is_no_share(self):
        assert share_of(0, 0) is None


class TestChange:
    def test_who_improved_stayed_and_worsened(self, organisation):
        first, later = two_waves(make_instrument(organisation))
        for n, person in enumerate(people(organisation, 12)):
            answered(first, person, 3)
            answered(later, person, 5 if n < 7 else 3 if n < 11 else 1)
        change = only_change(organisation)
        assert (change.improved, change.stayed, change.worsened) == (7, 4, 1)
        assert (change.asked, change.answered, change.matched) == (12, 12, 12)
        assert (change.mean_first, round(change.mean_latest, 2)) == (3.0, 4.0)
        assert (change.share("improved").n, change.share("improved").of) == (7, 12)

    def test_lower_is_better_where_it_says_so(self, organisation):
        first, later = two_waves(make_instrument(organisation, better="low"))
        [person] = people(organisation, 1)
        answered(first, person, 5)
        answered(later, person, 2)
        assert only_change(organisation).improved == 1

    def test_less_than_the_smallest_change_stays(self, organisation):
        instrument = make_instrument(organisation, questions=5, smallest_change="0.40")
        first, later = two_waves(instrument)
        one, two = people(organisation, 2)
        answered(first, one, 3, 3, 3, 3, 3)
        answered(later, one, 4, 3, 3, 3, 3)
        answered(first, two, 3, 3, 3, 3, 3)
        answered(later, two, 4, 4, 3, 3, 3)
        change = only_change(organisation)
        assert (change.stayed, change.improved) == (1, 1)

    def test_of_few_people_nothing_is_said_in_shares(self, organisation):
        first, later = two_waves(make_instrument(organisation))
        for person in people(organisation, 9):
            answered(first, person, 2)
            answered(later, person, 4)
        change = only_change(organisation)
        assert (change.matched, change.is_too_few) == (9, True)
        assert (change.share("improved"), change.mean_first, change.mean_latest) == (None,) * 3

    def test_who_was_asked_and_did_not_answer_stays_in_the_count(self, organisation):
        first, later = two_waves(make_instrument(organisation))
        came, left, silent = people(organisation, 3)
        answered(first, came, 2)
        answered(later, came, 4)
        answered(first, left, 2)
        ask_of(first, silent)
        change = only_change(organisation)
        assert (change.asked, change.answered, change.matched) == (3, 2, 1)

    def test_a_missing_answer_is_no_score(self, organisation):
        first, later = two_waves(make_instrument(organisation, questions=2, scoring="sum"))
        whole, partly = people(organisation, 2)
        answered(first, whole, 2, 2)
        answered(later, whole, 3, 3)
        answered(first, partly, 5, 5)
        answered(later, partly, 5, None, unsaid=[1])
        change = only_change(organisation)
        assert (change.improved, change.worsened, change.matched) == (1, 0, 1)

    def test_each_question_by_itself(self, organisation):
        first, later = two_waves(make_instrument(organisation, questions=2, scoring="each"))
        [person] = people(organisation, 1)
        answered(first, person, 2, None)
        answered(later, person, 4, 4)
        with counting(user_id=None, organisation_ids=[organisation.pk]):
            [found] = changes(organisation.pk, *YEAR)
        assert [(c.key, c.improved, c.matched) for c in found.changes] == [
            ("q1", 1, 1),
            ("q2", 0, 0),
        ]

    def test_linked_records_are_one_person(self, organisation):
        first, later = two_waves(make_instrument(organisation))
        one, again = people(organisation, 2)
        answered(first, one, 2)
        ask_of(first, again)
        answered(later, again, 4)
        Participant.objects.filter(pk__in=[one.pk, again.pk]).update(person_id=one.pk)
        change = only_change(organisation)
        assert (change.asked, change.matched, change.improved) == (1, 1, 1)

    def test_a_later_answer_counts_in_its_own_period(self, organisation):
        first, later = two_waves(make_instrument(organisation))
        [person] = people(organisation, 1)
        answered(first, person, 2)
        answered(later, person, 4)
        assert only_change(organisation, START, date(2026, 3, 31)).matched == 0
        assert only_change(organisation, LATER, date(2026, 7, 31)).matched == 1
        assert only_change(organisation, date(2026, 7, 1), date(2026, 9, 30)).matched == 0

    def test_of_those_who_came_to_some_sessions(self, organisation):
        first, later = two_waves(make_instrument(organisation))
        came, other = people(organisation, 2)
        for person in (came, other):
            answered(first, person, 2)
            answered(later, person, 4)
        factories.make_session(factories.make_group(organisation), START, present=[came])
        with counting(user_id=None, organisation_ids=[organisation.pk]):
            few = among(Session.objects.for_organisation(organisation))
            [found] = changes(organisation.pk, *YEAR, only=few)
        assert (found.changes[0].asked, found.changes[0].matched) == (1, 1)

    def test_codes_set_anonymous_answers_side_by_side(self, organisation):
        group = factories.make_group(organisation)
        waves = two_waves(make_instrument(organisation), is_anonymous=True, expected=6, group=group)
        for n, wave in enumerate(waves):
            answered(wave, None, 2 + n, match_key="known")
            answered(wave, None, 2 + n)  # no code: nobody's twice
        change = only_change(organisation)
        assert (change.asked, change.answered, change.matched) == (6, 2, 1)

    def test_both_sides_are_told_apart(self, organisation):
        instrument = make_instrument(organisation)
        make_wave(instrument)
        make_wave(instrument, subject="community", is_anonymous=True, expected=20)
        with counting(user_id=None, organisation_ids=[organisation.pk]):
            found = changes(organisation.pk, *YEAR)
        assert [(one.subject, one.changes[0].asked) for one in found] == [
            ("community", 20),
            ("refugees", 0),
        ]

    def test_restricted_people_count_and_others_do_not(self, manager):
        with factories.acting(manager):
            first, later = two_waves(make_instrument(manager.organisation))
            person = factories.restrict(factories.make_participant(manager.organisation))
            answered(first, person, 2)
            answered(later, person, 4)
        assert only_change(manager.organisation).matched == 1
        stranger = factories.make_membership(Role.MANAGER)
        with counting(user_id=None, organisation_ids=[stranger.organisation_id]):
            assert changes(stranger.organisation_id, *YEAR) == []


class TestBesideAPublishedFigure:
    def cls(self, organisation):
        """The question on neighbours as shipped: 5 on most days, to 1 never."""
        instrument = make_instrument(
            organisation, code="CLS", is_shipped=True, scoring="each", min_age=16
        )
        instrument.questions.update(key="chat")
        return make_wave(instrument)

    def compared(self, organisation):
        with counting(user_id=None, organisation_ids=[organisation.pk]):
            return comparisons(organisation.pk, *YEAR)

    def test_the_same_question_answers_and_ages(self, organisation):
        wave = self.cls(organisation)
        for n in range(12):
            adult = factories.make_participant(organisation, year_of_birth=1990)
            answered(wave, adult, 3 if n < 9 else 1)
        answered(wave, factories.make_participant(organisation), 5)
        answered(wave, factories.make_participant(organisation, year_of_birth=2014), 5)
        everybody, young = self.compared(organisation)
        assert (everybody.theirs.value, everybody.theirs.period) == (72, "2021/22")
        assert (everybody.ours.n, everybody.ours.of, everybody.left_out) == (9, 12, 2)
        assert everybody.verdict == "same"
        assert (young.theirs.ages, young.ours, young.people) == ((16, 24), None, 0)

    def test_one_of_our_own_is_compared_with_nothing(self, organisation):
        wave = self.cls(organisation)
        type(wave.instrument).objects.update(is_shipped=False)
        answered(wave, factories.make_participant(organisation, year_of_birth=1990), 5)
        assert self.compared(organisation) == []
