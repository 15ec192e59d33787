"""What is asked of somebody's place, and of what it is used upon, sentence by sentence."""

import pytest
from django.utils import timezone

from organisations import permissions
from organisations.enums import Duty, Kind, Right, Role
from organisations.models import Organisation
from organisations.permissions import LONGEST_WAIT
from rco_network.accounts.models import User
from rco_network.core.access import Refused, allows
from tests.factories import acting, make_membership, unsaved_membership


def organisation(kind=Kind.RCO, pk=1, **fields):
    return Organisation(pk=pk, kind=kind, **fields)


@pytest.mark.parametrize(
    ("right", "says"),
    [
        (Right.SET_RETENTION, "Ask a manager of your organisation"),
        (Right.MANAGE_STAFF, "Ask a manager or a coordinator or a officer of your"),
        (Right.HANDLE_CONCERNS, "Ask a safeguarding lead of your"),
        (Right.MANAGE_VOLUNTEERS, "Ask a manager or a volunteer coordinator of your"),
    ],
)
def test_a_refusal_says_what_it_is_about_and_who_could_do_it(right, says):
    with pytest.raises(Refused, match=says) as refused:
        permissions.check_right(unsaved_membership(Role.LOGGER), right)
    assert str(right.label) in str(refused.value)


def test_a_place_that_has_ended_carries_nothing():
    assert not allows(
        permissions.check_can_manage_staff, unsaved_membership(ended_at=timezone.now())
    )


def test_only_its_own_people_in_charge_edit_an_entry():
    for role, mine, may in (
        (Role.MANAGER, True, True),
        (Role.MANAGER, False, False),
        (Role.WORKER, True, False),
    ):
        place = unsaved_membership(role, organisation_id=1 if mine else 2)
        assert permissions.can_edit(place, organisation()) is may
        assert allows(permissions.check_can_edit, place, organisation()) is may


def test_each_kind_of_organisation_gives_its_own_roles():
    given = {
        kind: {r for r in Role if allows(permissions.check_role_fits, organisation(kind), r)}
        for kind in Kind
    }
    assert given == {
        Kind.RCO: {Role.LOGGER, Role.WORKER, Role.MANAGER},
        Kind.FORUM: {Role.COORDINATOR},
        Kind.FUNDER: {Role.OFFICER},
        Kind.COUNCIL: {Role.OFFICER},
        Kind.PARTNER: {Role.WORKER, Role.MANAGER},
    }


def test_duties_are_given_where_there_is_work_for_them():
    for kind, duties in (
        (Kind.RCO, list(Duty)),
        (Kind.FORUM, [Duty.SAFEGUARDING_LEAD]),
        (Kind.FUNDER, []),
    ):
        assert permissions.duties_of(organisation(kind)) == duties
        fits = [d for d in Duty if allows(permissions.check_duty_fits, organisation(kind), d)]
        assert fits == duties


def test_a_lead_is_missed_where_one_is_due():
    lead = unsaved_membership(Role.LOGGER, duties=[Duty.SAFEGUARDING_LEAD])
    assert permissions.lacks_lead(organisation(), [unsaved_membership()]) is True
    assert permissions.lacks_lead(organisation(), [unsaved_membership(), lead]) is False
    assert (
        permissions.lacks_lead(organisation(Kind.FUNDER), [unsaved_membership(Role.OFFICER)])
        is False
    )


def test_nobody_answers_to_themselves_round_a_corner_or_to_somebody_elsewhere(db):
    top = make_membership()
    middle, below = (make_membership(Role.WORKER, top.organisation) for _ in range(2))
    elsewhere = make_membership()
    with acting(top):
        middle.answers_to = top
        middle.save()
        below.answers_to = middle
        below.save()
        check = permissions.check_can_answer_to
        assert allows(check, top, None)
        assert allows(check, below, top)
        for who, to in ((top, top), (top, middle), (top, below), (middle, below)):
            with pytest.raises(Refused, match="already, so it cannot be"):
                check(who, to)
        with pytest.raises(Refused, match="Only somebody who works here"):
            check(below, elsewhere)


def test_only_loggers_wait_and_no_longer_than_a_month():
    check = permissions.check_can_wait
    logger, worker = unsaved_membership(Role.LOGGER), unsaved_membership(Role.WORKER)
    assert LONGEST_WAIT == 30
    assert allows(check, [logger, logger])
    assert allows(check, [logger], 30)
    assert not allows(check, [logger], 31)
    assert not allows(check, [logger, worker])


def test_a_second_step_is_taken_away_where_it_opens_nothing_else():
    """By somebody in charge, from a colleague of this organisation alone."""
    check = permissions.check_can_take_away_second_step
    by, other = unsaved_membership(user_id=1), unsaved_membership(Role.WORKER, user_id=2)
    assert allows(check, by, other, [other])
    assert not allows(check, unsaved_membership(Role.WORKER, user_id=3), other, [other])
    assert not allows(check, by, by, [by])
    assert not allows(check, by, other, [other, unsaved_membership(user_id=2, organisation_id=2)])
    administrator = unsaved_membership(Role.WORKER, user_id=2, is_staff=True)
    assert not allows(check, by, administrator, [administrator])


def test_the_last_in_charge_stays_and_everybody_else_may_go():
    check = permissions.check_somebody_stays_in_charge
    assert not allows(check, unsaved_membership(), 0)
    assert allows(check, unsaved_membership(), 1)
    assert allows(check, unsaved_membership(Role.WORKER), 0)


@pytest.mark.parametrize("is_active", [True, False])
@pytest.mark.parametrize("is_staff", [True, False])
def test_the_glass_is_broken_by_who_runs_the_installation(is_active, is_staff):
    user = User(is_active=is_active, is_staff=is_staff)
    assert allows(permissions.check_can_break_glass, user) is (is_active and is_staff)


def test_a_visit_is_for_who_is_not_here_and_only_a_visit_ends_like_one():
    here, visit = unsaved_membership(), unsaved_membership(Role.VISITOR, ends_at=timezone.now())
    assert allows(permissions.check_has_no_place, None)
    assert not allows(permissions.check_has_no_place, here)
    assert allows(permissions.check_is_visitor, visit)
    assert not allows(permissions.check_is_visitor, here)
    assert not allows(permissions.check_is_visitor, None)


def test_a_member_is_another_organisation_that_takes_part():
    forum, member = organisation(Kind.FORUM), organisation(pk=2)
    entry = organisation(pk=3, is_directory_entry=True)
    assert allows(permissions.check_can_join, forum, member)
    assert not allows(permissions.check_can_join, forum, forum)
    assert not allows(permissions.check_can_join, forum, entry)
