"""A logger sees the groups they are named on, and the register cannot be asked about others."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.models import AuditEvent
from services.models import Attendance, Group, GroupStaff, Participant, Service, Session
from tests import factories
from tests.pages import without_token

from .test_register import TUESDAY, filled, newcomer

pytestmark = pytest.mark.django_db
MARKED = "Quxwyn Marked"


@pytest.fixture
def worker(db):
    return factories.make_membership(Role.WORKER)


@pytest.fixture
def logger(worker):
    return factories.make_membership(Role.LOGGER, organisation=worker.organisation)


@pytest.fixture
def mine(worker, logger):
    with factories.acting(worker):
        group = factories.make_group(
            worker.organisation, name="Mine", weekday=timezone.localdate().weekday()
        )
        factories.name_on(group, logger)
        factories.enrol(group, factories.make_participant(worker.organisation, name="Amina"))
        factories.make_session(group, TUESDAY, present=Participant.objects.all())
        return group


@pytest.fixture
def theirs(worker):
    """A group that the logger is not named on, with a marked person in it."""
    with factories.acting(worker):
        group = factories.make_group(
            worker.organisation,
            name="Kept from you",
            weekday=timezone.localdate().weekday(),
            service=factories.make_service(worker.organisation, name="Kept service"),
        )
        person = factories.make_participant(worker.organisation, name=MARKED)
        factories.enrol(group, person)
        factories.make_session(group, TUESDAY, present=[person])
        return group


def person_in(group):
    return Participant.objects.get(enrolments__group=group)


def test_words_of_the_models_agree(worker, logger, mine, theirs):
    with factories.acting(logger):
        for model in (Group, Session, Service):
            assert model.objects.visible_to(logger).count() == 1
            assert model.objects.visible_to(worker).count() == 2
        assert [p.name for p in Participant.objects.visible_to(logger)] == ["Amina"]
    stranger = factories.make_membership(Role.MANAGER)
    with factories.acting(stranger):
        assert not Group.objects.visible_to(stranger).exists()


def test_every_page_shows_the_own_group_and_never_the_other(
    as_member, worker, logger, mine, theirs
):
    client = as_member(logger)
    with factories.acting(worker):
        session = Session.objects.get(group=mine)
    for address in (
        "/",
        reverse("groups"),
        reverse("groups") + "?show=closed",
        reverse("service", args=[mine.service.uuid]),
        reverse("group", args=[mine.uuid]),
        reverse("register", args=[mine.uuid]),
        reverse("session-register", args=[session.uuid]),
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        assert "Kept" not in page.text, address
        assert MARKED not in page.text, address
    assert "Mine" in client.get("/").text


def test_a_group_they_are_not_named_on_is_like_one_that_was_made_up(
    as_member, worker, logger, mine, theirs
):
    client = as_member(logger)
    with factories.acting(worker):
        session = Session.objects.get(group=theirs)
    for name, there in (
        ("group", theirs),
        ("register", theirs),
        ("session-register", session),
        ("service", theirs.service),
    ):
        for send in (client.get, client.post):
            found = send(reverse(name, args=[there.uuid]), {})
            made_up = send(reverse(name, args=[uuid.uuid4()]), {})
            assert found.status_code == made_up.status_code == 404
            assert without_token(found) == without_token(made_up)


def test_taken_off_a_group_counts_at_once(as_member, worker, logger, mine):
    client = as_member(logger)
    assert client.get(reverse("group", args=[mine.uuid])).status_code == 200
    with factories.acting(worker):
        GroupStaff.objects.all().delete()
    assert client.get(reverse("group", args=[mine.uuid])).status_code == 404


def test_nobody_outside_their_groups_is_asked_about_or_found(
    as_member, worker, logger, mine, theirs
):
    client, address = as_member(logger), reverse("register", args=[mine.uuid])
    answer = client.post(address, filled([], on=timezone.localdate()) | newcomer(MARKED))
    assert answer.status_code == 302
    with factories.acting(worker):
        assert Participant.objects.filter(name=MARKED).count() == 2
    # Now that somebody of that name is in their group, the question is asked, of that one only.
    again = client.post(address, filled([], on=TUESDAY) | newcomer(MARKED))
    assert again.status_code == 422
    [asked] = again.context["asks"][0].likely
    with factories.acting(worker):
        known = Participant.objects.get(enrolments__group=mine, name=MARKED)
    assert asked["uuid"] == str(known.uuid)


@pytest.mark.parametrize("way", ["mark", "same", "key"])
def test_a_uuid_from_elsewhere_reaches_nobody(as_member, worker, logger, mine, theirs, way):
    with factories.acting(worker):
        there = person_in(theirs)
    data = filled([], on=timezone.localdate())
    if way == "mark":
        data[f"mark_{there.uuid}"] = "present"
    elif way == "same":
        data |= newcomer("Anybody", same=str(there.uuid))
    else:
        data |= newcomer("Anybody", key=there.uuid)
    answer = as_member(logger).post(reverse("register", args=[mine.uuid]), data)
    assert answer.status_code == (302 if way == "key" else 422)
    assert MARKED not in answer.text
    with factories.acting(worker):
        assert Attendance.objects.filter(participant=there).count() == 1
        assert not mine.enrolments.filter(participant=there).exists()


class TestNaming:
    def test_a_worker_names_and_takes_off(self, as_member, worker, logger, theirs):
        client, address = as_member(worker), reverse("group-staff", args=[theirs.uuid])
        form = client.get(address).context["form"]
        assert [label for _, label in form.fields["colleagues"].choices] == [logger.user.name]
        client.post(address, {"colleagues": [str(logger.uuid)], "was": form.initial["was"]})
        assert logger.user.name in client.get(reverse("group", args=[theirs.uuid])).text
        client.post(address, {})
        with factories.acting(worker):
            assert not GroupStaff.objects.exists()
            said = AuditEvent.objects.filter(action="loggers named").order_by("id")
            assert [event.detail for event in said] == [
                {"added": 1, "removed": 0},
                {"added": 0, "removed": 1},
            ]

    def test_what_somebody_else_chose_is_not_lost_silently(self, as_member, worker, logger, theirs):
        client, address = as_member(worker), reverse("group-staff", args=[theirs.uuid])
        was = client.get(address).context["form"].initial["was"]
        with factories.acting(worker):
            factories.name_on(theirs, logger)
        page = client.post(address, {"was": was})
        assert page.status_code == 409
        assert f"Named now: {logger.user.name}" in page.text
        with factories.acting(worker):
            assert GroupStaff.objects.count() == 1

    def test_somebody_from_elsewhere_cannot_be_named(self, as_member, worker, theirs):
        stranger = factories.make_membership(Role.LOGGER)
        address = reverse("group-staff", args=[theirs.uuid])
        page = as_member(worker).post(address, {"colleagues": [str(stranger.uuid)]})
        assert page.status_code == 422
        with factories.acting(worker):
            assert not GroupStaff.objects.exists()

    def test_a_logger_and_a_stranger_name_nobody(self, as_member, logger, theirs):
        address = reverse("group-staff", args=[theirs.uuid])
        page = as_member(logger).post(address, {})
        assert page.status_code == 403
        assert "Your role does not let you" in page.text
        stranger = factories.make_membership(Role.MANAGER)
        assert as_member(stranger).post(address, {}).status_code == 404

    def test_the_database_lets_no_logger_name_themselves(self, logger, worker, theirs):
        from django.db import DatabaseError, transaction

        with (
            factories.acting(logger),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            factories.name_on(theirs, logger)
