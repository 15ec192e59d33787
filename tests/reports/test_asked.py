"""What people answered at the start and later, in a report: who improved, and of how many."""

from datetime import date

import pytest
from django.utils import timezone

from organisations.enums import Role
from rco_network.reports.figures.document import build_document
from rco_network.reports.figures.ground import of_organisations
from tests import factories
from tests.outcomes.questions import answered, make_instrument, two_waves

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(db):
    found = factories.make_membership(Role.MANAGER)
    with factories.acting(found):
        yield found


def change(manager):
    made = build_document(
        kind="year",
        organisation=manager.organisation,
        ground=of_organisations((manager.organisation_id,), date(2026, 1, 1), date(2026, 12, 31)),
        language="en-gb",
        made_at=timezone.now(),
        with_keys=True,
    ).document
    return next((figure for figure in made.figures if figure.key == "change"), None)


def ask(manager, later):
    first, second = two_waves(make_instrument(manager.organisation))
    for points in later:
        person = factories.make_participant(manager.organisation)
        answered(first, person, 3)
        if points is not None:
            answered(second, person, points)


def test_who_improved_stayed_and_worsened_with_how_many_answered(manager):
    ask(manager, [5] * 8 + [3] * 6 + [1] * 5 + [None] * 3)
    [row] = change(manager).breakdowns[0].rows
    assert [cell.text for cell in row.cells] == ["8", "6", "5"]
    assert row.cell.text == "19" and row.group == "Our ladder"
    assert row.note == "22 of 22 asked at the start answered"
    low, high = row.interval
    assert low < 42 < high


def test_few_who_worsened_are_hidden_with_whatever_would_give_them_away(manager):
    ask(manager, [5] * 8 + [3] * 6 + [1] * 2)
    [row] = change(manager).breakdowns[0].rows
    assert row.cells[2].hidden and sum(cell.hidden for cell in row.cells) >= 2


def test_few_people_say_nothing_and_nobody_asked_is_not_printed(manager):
    assert change(manager) is None
    ask(manager, [5, 5, 1])
    figure = change(manager)
    assert all(row.cell.hidden for b in figure.breakdowns for row in b.rows)
