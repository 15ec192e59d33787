"""The manager agrees and withdraws in plain words; the coordinator sees who agreed, and no code."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from organisations.enums import Role
from organisations.models import ForumMembership
from rco_network.core.tenancy import scope
from rco_network.reports.models import SharingAgreement
from tests import factories
from tests.pages import same_number_of_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(db):
    return factories.make_membership(Role.MANAGER)


@pytest.fixture
def forum(manager):
    coordinator = factories.make_membership(Role.COORDINATOR)
    join(coordinator, manager.organisation)
    return coordinator


def join(coordinator, organisation):
    with scope(installation=True):
        ForumMembership.objects.create(
            forum=coordinator.organisation, member=organisation, joined_on=date(2025, 1, 1)
        )


def typed(forum, **fields):
    return {
        "key": str(uuid.uuid4()),
        "forum": forum.organisation_id,
        "starts_on": "2026-01-01",
        "ends_on": "",
    } | fields


def agreements(member):
    with factories.acting(member):
        return list(SharingAgreement.objects.all())


def test_the_manager_reads_the_words_agrees_and_withdraws(as_member, manager, forum):
    client = as_member(manager)
    page = client.get(reverse("sharing")).text
    assert "Nobody can look at them" in page
    sent = typed(forum)
    for _ in range(2):
        client.post(reverse("sharing"), sent)
    (one,) = agreements(manager)
    assert (one.forum_id, one.agreed_by_id) == (forum.organisation_id, manager.user_id)
    assert "No codes yet" in client.get(reverse("sharing")).text
    client.post(reverse("sharing-withdraw", args=[one.uuid]))
    (one,) = agreements(manager)
    assert one.withdrawn_at and one.withdrawn_by_id == manager.user_id


def test_a_forum_that_one_does_not_belong_to_is_refused(as_member, manager, forum):
    other = factories.make_membership(Role.COORDINATOR)
    page = as_member(manager).post(reverse("sharing"), typed(other))
    assert page.status_code == 422
    assert agreements(manager) == []


def test_the_coordinator_sees_who_agreed(as_member, manager, forum):
    quiet = factories.make_membership(Role.MANAGER)
    join(forum, quiet.organisation)
    as_member(manager).post(reverse("sharing"), typed(forum))
    page = as_member(forum).get(reverse("sharing-members")).text
    assert "1 of 2 members agreed" in page
    assert "Their manager finds it in the menu" in page
    assert manager.user.name not in page


def test_nobody_else_agrees_withdraws_or_looks(as_member, manager, forum):
    worker = factories.make_membership(Role.WORKER, organisation=manager.organisation)
    as_member(manager).post(reverse("sharing"), typed(forum))
    (one,) = agreements(manager)
    withdraw = reverse("sharing-withdraw", args=[one.uuid])
    assert as_member(worker).get(reverse("sharing")).status_code == 403
    assert as_member(worker).post(withdraw).status_code == 403
    assert as_member(manager).get(reverse("sharing-members")).status_code == 403
    stranger = factories.make_membership(Role.MANAGER)
    assert as_member(stranger).post(withdraw).status_code == 404
    # The other side sees the agreement and cannot end it.
    assert as_member(forum).post(withdraw).status_code == 403
    assert agreements(forum)[0].withdrawn_at is None


def test_the_coordinators_page_asks_as_much_for_three_members_as_for_one(as_member, forum):
    client = as_member(forum)

    def add():
        join(forum, factories.make_organisation())

    same_number_of_queries(lambda: client.get(reverse("sharing-members")), add)
