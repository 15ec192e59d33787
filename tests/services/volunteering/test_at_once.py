"""Two who take the last place in the same moment: one has it, the other reads why not."""

import threading

from django.core.exceptions import ValidationError
from django.db import connection

from services.volunteering.actions.turns import sign_up
from services.volunteering.models import Assignment
from tests import factories as make

from .ground import a_keeper, a_role, a_shift, a_volunteer


def test_two_at_once_on_the_last_place(fresh_database):
    keeper = a_keeper()
    with make.acting(keeper):
        role = a_role(keeper.organisation)
        people = [a_volunteer(keeper.organisation, role) for _ in range(2)]
        shift = a_shift(role)
    inside, came_out = threading.Event(), []

    def second():
        try:
            with make.acting(keeper):
                inside.set()
                sign_up(by=keeper, volunteer=people[1], shift=shift)
                came_out.append("on")
        except ValidationError as problem:
            came_out.append(str(problem))
        finally:
            connection.close()

    other = threading.Thread(target=second)
    with make.acting(keeper):
        sign_up(by=keeper, volunteer=people[0], shift=shift)
        other.start()
        assert inside.wait(10)
        other.join(0.4)  # it waits for this transaction's key
        assert came_out == []
    other.join(10)
    assert "quicker" in came_out[0]
    with make.acting(keeper):
        assert Assignment.objects.get().volunteer == people[0]
