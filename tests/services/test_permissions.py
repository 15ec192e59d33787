"""What is asked of a group, of a way to reach somebody, and of what is brought in."""

import pytest

from organisations.enums import Right, Role
from rco_network.core.access import Refused, allows
from services import permissions
from services.enums import Channel
from services.models import ContactDetails, Group
from tests.factories import (
    acting,
    make_group,
    make_membership,
    name_on,
    unsaved_membership,
)


def test_a_logger_logs_the_groups_they_are_named_on(db):
    logger = make_membership(Role.LOGGER)
    manager = make_membership(organisation=logger.organisation)
    with acting(manager):
        mine, other = make_group(logger.organisation), make_group(logger.organisation)
        name_on(mine, logger)
        assert permissions.can_log(manager, other) is True
    with acting(logger):
        assert permissions.can_log(logger, mine) is True
        with pytest.raises(Refused, match="not named on this group"):
            permissions.check_can_log(logger, other)


@pytest.mark.parametrize("check", [permissions.check_can_log, permissions.check_can_name_on])
def test_a_group_is_its_own_organisations(check):
    here, elsewhere = Group(organisation_id=1), Group(organisation_id=2)
    assert allows(check, unsaved_membership(Role.WORKER), here)
    assert not allows(check, unsaved_membership(Role.WORKER), elsewhere)
    assert not allows(check, unsaved_membership(Role.VISITOR), here)


def test_a_visitor_sees_groups_and_logs_none():
    assert permissions.can_log(unsaved_membership(Role.VISITOR), Group(organisation_id=1)) is False


WAYS = {
    Channel.CALL: {"may_call": True, "phone": "020 7946 0000"},
    Channel.VOICEMAIL: {"may_leave_voicemail": True, "phone": "020 7946 0000"},
    Channel.TEXT: {"may_text": True, "phone": "020 7946 0000"},
    Channel.EMAIL: {"may_email": True, "email": "amal@example.org"},
    Channel.LETTER: {"may_send_letters": True, "address": "1 Example Street"},
}


@pytest.mark.parametrize("channel", Channel)
def test_one_way_that_is_safe_says_nothing_of_the_others(channel):
    contact = ContactDetails(**WAYS[channel])
    safe = [way for way in Channel if allows(permissions.check_may_contact, contact, way)]
    assert safe == [channel]


@pytest.mark.parametrize("channel", Channel)
def test_nobody_is_reached_who_was_not_asked_or_whose_number_is_not_known(channel):
    flag, place = WAYS[channel]
    with pytest.raises(Refused, match="Nobody has asked yet"):
        permissions.check_may_contact(None, channel)
    with pytest.raises(Refused, match="It is not safe"):
        permissions.check_may_contact(ContactDetails(**{place: "known"}), channel)
    with pytest.raises(Refused, match="Nothing is known"):
        permissions.check_may_contact(ContactDetails(**{flag: True}), channel)


def test_bringing_in_asks_for_the_import_and_for_what_is_brought():
    check = permissions.check_can_bring_in
    assert allows(check, unsaved_membership(), Right.CHANGE_PEOPLE)
    assert not allows(check, unsaved_membership(Role.WORKER), Right.CHANGE_PEOPLE)
    assert not allows(check, unsaved_membership(), Right.MANAGE_MEMBERS)
