"""What a manager reads of all answers, and what of it may leave the house."""

from datetime import date

import pytest
from django.urls import reverse

from organisations.enums import Role
from outcomes.calculations.change import changes
from outcomes.calculations.printing import for_readers, in_house, means_for_readers
from rco_network.core.tenancy.counting import counting
from tests import factories

from .questions import answered, make_instrument, make_wave, two_waves

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(db):
    return factories.make_membership(Role.MANAGER)


def asked_twice(manager, improved, stayed, worsened):
    with factories.acting(manager):
        instrument = make_instrument(manager.organisation)
        first, later = two_waves(instrument)
        for latest in [5] * improved + [3] * stayed + [1] * worsened:
            person = factories.make_participant(manager.organisation)
            answered(first, person, 3)
            answered(later, person, latest)
    return instrument


def change_of(manager):
    with counting(user_id=None, organisation_ids=[manager.organisation_id]):
        [found] = changes(manager.organisation_id, date(2026, 1, 1), date(2026, 12, 31))
    return found.changes[0]


def test_the_page_says_n_of_n_shares_and_means(as_member, manager):
    instrument = asked_twice(manager, 9, 2, 1)
    page = as_member(manager).get(reverse("instrument-results", args=[instrument.uuid])).text
    assert "<strong>12 of 12</strong> people" in page
    assert "75% (47 to 91%)" in page and "Mean at the start 3.0, later 4.3" in page


def test_of_few_it_says_so(as_member, manager):
    instrument = asked_twice(manager, 3, 0, 0)
    page = as_member(manager).get(reverse("instrument-results", args=[instrument.uuid])).text
    assert "Too few to say" in page and "%" not in page.split("<main")[1].split("</main>")[0]


def test_asked_once_it_says_how_many_answered(as_member, manager):
    with factories.acting(manager):
        instrument = make_instrument(manager.organisation)
        answered(make_wave(instrument), factories.make_participant(manager.organisation), 3)
    page = as_member(manager).get(reverse("instrument-results", args=[instrument.uuid])).text
    assert "<strong>1 of 1</strong> people answered at the start" in page


@pytest.mark.parametrize("query", ["start=2026-09-01&end=2026-01-01", "start=odd"])
def test_an_odd_period_is_refused_in_words(as_member, manager, query):
    instrument = asked_twice(manager, 1, 0, 0)
    page = reverse("instrument-results", args=[instrument.uuid])
    assert as_member(manager).get(f"{page}?{query}").status_code == 422


def test_small_numbers_do_not_leave_the_house(manager):
    asked_twice(manager, 9, 6, 1)
    change = change_of(manager)
    assert [line.n for line in in_house(change)] == [9, 6, 1]
    hidden = [line for line in for_readers(change) if line.n is None]
    assert len(hidden) > 1 and all(line.share is None for line in hidden)
    assert means_for_readers(change) is None


def test_what_is_large_enough_may(manager):
    asked_twice(manager, 9, 6, 5)
    change = change_of(manager)
    assert [line.n for line in for_readers(change)] == [9, 6, 5]
    assert means_for_readers(change) == (3.0, 3.4)
