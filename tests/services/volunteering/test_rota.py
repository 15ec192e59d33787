"""The rota: what blocks an assignment, swaps, the last place, overlaps, who came."""

from datetime import time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.access import Refused
from services.volunteering.actions import shifts, turns
from services.volunteering.models import Assignment, Shift, Stint
from tests import factories as make

from .ground import a_dbs, a_keeper, a_role, a_shift, a_training, a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return a_keeper()


@pytest.fixture
def helper(keeper):
    """A volunteer who signs in, for a role that asks for a check and a training."""
    return make.make_membership(Role.LOGGER, keeper.organisation)


def test_a_missing_or_ended_check_blocks_with_the_reason_and_what_to_do(keeper, helper, as_member):
    with make.acting(keeper):
        role = a_role(keeper.organisation, needs_dbs="enhanced", needs_trainings=["adults"])
        mine = a_volunteer(keeper.organisation, role, membership=helper)
        shift = a_shift(role)
    page = as_member(helper)

    def refused():
        answer = page.post(f"/volunteers/shifts/{shift.uuid}/take/")
        assert answer.status_code == 422
        return answer.content.decode()

    text = refused()
    assert "none was seen. See it, then write it down." in text
    assert "“Safeguarding adults” is needed" in text
    with make.acting(keeper):
        a_dbs(mine, level="basic")
        check = a_dbs(mine, until=2)
        a_training(mine, until=2)
    text = refused()
    assert "is relied on until" in text and "ran out on" in text
    with make.acting(keeper):
        type(check).objects.filter(pk=check.pk).update(expires_on=shift.day)
        a_training(mine)
    assert page.post(f"/volunteers/shifts/{shift.uuid}/take/").status_code == 302
    with make.acting(keeper):
        turn = Assignment.objects.get()
        assert turn.state == "signed_up"
        check.delete()
    # What goes later is said on the shift, and stops it being confirmed.
    page = as_member(keeper)
    assert "DBS check is needed" in page.get(f"/volunteers/shifts/{shift.uuid}/").content.decode()
    refused = page.post(f"/volunteers/turns/{turn.uuid}/confirmed/")
    assert refused.status_code == 403 and "DBS check" in refused.content.decode()


@pytest.mark.parametrize("state", ["enquiry", "induction", "resting", "left"])
def test_only_active_volunteers_with_the_role_go_on_the_rota(keeper, state):
    with make.acting(keeper):
        role = a_role(keeper.organisation)
        shift = a_shift(role)
        for volunteer in (
            a_volunteer(keeper.organisation, role, state=state),
            a_volunteer(keeper.organisation),
        ):
            with pytest.raises(ValidationError):
                turns.sign_up(by=keeper, volunteer=volunteer, shift=shift)
        assert not Assignment.objects.exists()


def test_places_are_never_oversold_and_nobody_is_in_two_places_at_once(keeper):
    with make.acting(keeper):
        role = a_role(keeper.organisation)
        first, second, third = (a_volunteer(keeper.organisation, role) for _ in range(3))
        shift = a_shift(role, places=2)
        turns.sign_up(by=keeper, volunteer=first, shift=shift)
        assert turns.sign_up(by=keeper, volunteer=first, shift=shift).place == 1
        turns.sign_up(by=keeper, volunteer=second, shift=shift)
        with pytest.raises(ValidationError, match="quicker"):
            turns.sign_up(by=keeper, volunteer=third, shift=shift)
        beside = a_shift(role, starts=time(11), ends=time(13))
        with pytest.raises(IntegrityError, match="volunteer_in_one_place_at_once"):
            turns.sign_up(by=keeper, volunteer=first, shift=beside)


def test_a_shift_right_after_another_is_no_overlap_and_moving_one_moves_its_people(keeper):
    with make.acting(keeper):
        role = a_role(keeper.organisation)
        volunteer = a_volunteer(keeper.organisation, role)
        one, two = a_shift(role), a_shift(role, starts=time(12), ends=time(14))
        for shift in (one, two):
            turns.sign_up(by=keeper, volunteer=volunteer, shift=shift)
        two.starts_at, two.ends_at, two.places = time(13), time(15), 1
        shifts.change_shift(by=keeper, shift=two)
        assert Assignment.objects.get(shift=two).during == two.during
        two.starts_at = time(11)
        with pytest.raises(IntegrityError):
            shifts.change_shift(by=keeper, shift=two)


def test_fewer_places_than_people_is_refused_and_a_cancelled_shift_frees_everybody(keeper):
    with make.acting(keeper):
        role = a_role(keeper.organisation)
        shift = a_shift(role, places=2)
        people = [a_volunteer(keeper.organisation, role) for _ in range(2)]
        for volunteer in people:
            turns.sign_up(by=keeper, volunteer=volunteer, shift=shift)
        shift.places = 1
        with pytest.raises(ValidationError):
            shifts.change_shift(by=keeper, shift=shift)
        turns.move_turn(by=keeper, turn=Assignment.objects.get(place=1), to="called_off")
        shifts.change_shift(by=keeper, shift=shift)
        assert Assignment.objects.get(volunteer=people[1]).place == 1
        assert shifts.cancel_shift(by=keeper, shift=shift) == 1
        assert shifts.cancel_shift(by=keeper, shift=shift) == 0
        with pytest.raises(ValidationError):
            turns.sign_up(by=keeper, volunteer=people[0], shift=shift)


def test_a_swap_goes_from_one_to_another_once(keeper, as_member):
    accounts = [make.make_membership(Role.LOGGER, keeper.organisation) for _ in range(3)]
    with make.acting(keeper):
        role = a_role(keeper.organisation)
        people = [a_volunteer(keeper.organisation, role, membership=one) for one in accounts]
        shift = a_shift(role)
    with make.acting(accounts[0]):
        turn = turns.sign_up(by=accounts[0], volunteer=people[0], shift=shift)
    page = as_member(accounts[1])
    # Nobody else says anything of it, and it is not free before it is offered.
    assert page.post(f"/volunteers/turns/{turn.uuid}/offered/").status_code == 404
    assert page.post(f"/volunteers/shifts/{shift.uuid}/take/").status_code == 422
    mine = as_member(accounts[0])
    assert mine.post(f"/volunteers/turns/{turn.uuid}/confirmed/").status_code == 403
    assert mine.post(f"/volunteers/turns/{turn.uuid}/offered/").status_code == 302
    page = as_member(accounts[1])
    assert "looks for a swap" in page.get("/volunteers/me/").content.decode()
    assert page.post(f"/volunteers/shifts/{shift.uuid}/take/").status_code == 302
    with make.acting(accounts[2]):
        offered = Assignment.objects.get(pk=turn.pk)
        with pytest.raises(ValidationError, match="quicker"):
            turns.take_swap(by=accounts[2], volunteer=people[2], turn=offered)
    with make.acting(keeper):
        found = list(Assignment.objects.order_by("pk").values_list("volunteer", "state", "place"))
        assert found == [(people[0].pk, "swapped", 1), (people[1].pk, "signed_up", 1)]


def test_who_came_has_hours_to_approve_and_nobody_says_it_of_themselves(keeper):
    with make.acting(keeper):
        role = a_role(keeper.organisation)
        shift = a_shift(role, places=2)
        volunteer = a_volunteer(keeper.organisation, role)
        own = a_volunteer(keeper.organisation, role, membership=keeper)
        for one in (volunteer, own):
            turns.sign_up(by=keeper, volunteer=one, shift=shift)
        turn = Assignment.objects.select_related("volunteer", "shift").get(volunteer=volunteer)
        with pytest.raises(Refused, match="not begun"):
            turns.move_turn(by=keeper, turn=turn, to="done")
    after = timezone.now() + timedelta(days=4)
    with time_machine.travel(after), make.acting(keeper):
        theirs = Assignment.objects.select_related("volunteer", "shift").get(volunteer=own)
        with pytest.raises(Refused):
            turns.move_turn(by=keeper, turn=theirs, to="done")
        assert turns.all_came(by=keeper, turns=[turn, theirs]) == 1
        stint = Stint.objects.get()
        assert (stint.volunteer, stint.minutes, stint.approved_at) == (volunteer, 120, None)
        turns.move_turn(by=keeper, turn=turn, to="missed")
        assert not Stint.objects.exists()


def test_shifts_repeat_weekly_and_a_form_sent_twice_adds_them_once(keeper, as_member):
    with make.acting(keeper):
        role = a_role(keeper.organisation)
    page, day = as_member(keeper), timezone.localdate() + timedelta(days=1)
    sent = {
        "key": "8c7ef3de-5f31-4a8e-a8d4-6f3f4bb9a001",
        "role": role.uuid,
        "day": day,
        "starts_at": "10:00",
        "ends_at": "12:00",
        "places": 2,
        "weeks": 4,
    }
    for _ in range(2):
        assert page.post("/volunteers/shifts/new/", sent).status_code == 302
    with make.acting(keeper):
        days = list(Shift.objects.order_by("day").values_list("day", flat=True))
    assert days == [day + timedelta(weeks=n) for n in range(4)]
    sent |= {"key": "8c7ef3de-5f31-4a8e-a8d4-6f3f4bb9a002", "ends_at": "09:00", "where": "Hall 3"}
    answer = page.post("/volunteers/shifts/new/", sent)
    assert answer.status_code == 422
    assert "ends after it starts" in answer.content.decode() and "Hall 3" in answer.content.decode()
