"""A story that was taken back is worked on no more."""

from datetime import date

from outcomes.models import Story
from outcomes.permissions import check_is_held
from rco_network.core.access import allows


def test_a_story_is_held_until_it_is_taken_back():
    assert allows(check_is_held, Story())
    assert not allows(check_is_held, Story(taken_back_on=date(2026, 5, 1)))
