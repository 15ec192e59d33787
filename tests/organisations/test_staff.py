"""Colleagues: roles, endings, and somebody who stays in charge."""

import uuid

import pytest
from django.db import DatabaseError, transaction

from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from tests import factories as make
from tests.organisations.test_directory import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make.make_membership(Role.MANAGER)


@pytest.fixture
def worker(manager):
    return make.make_membership(Role.WORKER, manager.organisation)


def now(membership):
    with scope(installation=True):
        return StaffMembership.objects.get(pk=membership.pk)


def test_everybody_sees_colleagues_but_addresses_only_those_in_charge(as_member, manager, worker):
    make.make_membership(Role.WORKER)
    text = as_member(worker).get("/staff/").content.decode()
    assert str(manager.user) in text
    assert manager.user.email not in text
    assert "Invite somebody" not in text
    text = as_member(manager).get("/staff/").content.decode()
    assert worker.user.email in text
    assert text.count("/staff/") >= 3


def test_the_list_costs_the_same_with_one_colleague_and_with_three(as_member, manager):
    client = as_member(manager)
    client.post("/staff/invite/", {"email": "first@example.org", "role": "worker"})
    client.get("/staff/")
    few = queries_of(client, "/staff/")
    for n in range(3):
        make.make_membership(Role.WORKER, manager.organisation)
        client.post("/staff/invite/", {"email": f"p{n}@example.org", "role": "worker"})
    client.get("/staff/")
    assert queries_of(client, "/staff/") == few


def test_a_role_is_changed_and_counts_at_once(as_member, manager, worker):
    page = as_member(manager).post(f"/staff/{worker.uuid}/role/", {"role": "manager"})
    assert page.status_code == 302
    assert as_member(worker).get("/staff/invite/").status_code == 200
    with make.acting(manager):
        event = AuditEvent.objects.get(action="staff.role_changed")
    assert event.detail == {"was": "worker", "role": "manager"}
    assert event.subject_uuid == worker.uuid


def test_a_place_ends_at_once(as_member, manager, worker):
    assert as_member(manager).post(f"/staff/{worker.uuid}/end/").status_code == 302
    assert now(worker).ended_at is not None
    page = as_member(worker).get("/staff/")
    assert page.status_code == 403
    assert "You belong to no organisation here" in page.content.decode()
    assert as_member(manager).post(f"/staff/{worker.uuid}/end/").status_code == 404


@pytest.mark.parametrize(("end", "typed"), [("role/", {"role": "worker"}), ("end/", {})])
def test_the_last_in_charge_stays(as_member, manager, worker, end, typed):
    page = as_member(manager).post(f"/staff/{manager.uuid}/{end}", typed)
    assert page.status_code == 422
    assert "the last person here" in page.content.decode()
    assert now(manager).role == Role.MANAGER
    assert now(manager).ended_at is None
    with make.acting(manager):
        assert not AuditEvent.objects.exists()


def test_with_a_second_in_charge_the_first_may_leave(as_member, manager):
    make.make_membership(Role.MANAGER, manager.organisation)
    page = as_member(manager).post(f"/staff/{manager.uuid}/end/")
    assert page.url == "/"
    assert now(manager).ended_at is not None


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICER])
def test_the_last_of_a_forum_or_a_funder_stays(as_member, role):
    member = make.make_membership(role)
    assert as_member(member).get(f"/staff/{member.uuid}/").status_code == 200
    assert as_member(member).post(f"/staff/{member.uuid}/end/").status_code == 422


@pytest.mark.parametrize("role", ["officer", "coordinator", "", "god"])
def test_a_role_of_another_kind_is_refused(as_member, manager, worker, role):
    page = as_member(manager).post(f"/staff/{worker.uuid}/role/", {"role": role})
    assert page.status_code == 422
    assert now(worker).role == Role.WORKER


WRITES = [("role/", {"role": "logger"}), ("end/", {}), ("", None)]


@pytest.mark.parametrize(("end", "typed"), WRITES)
def test_a_colleague_without_the_right_reads_why(as_member, manager, worker, end, typed):
    client = as_member(worker)
    url = f"/staff/{manager.uuid}/{end}"
    page = client.get(url) if typed is None else client.post(url, typed)
    assert page.status_code == 403
    assert "Ask a manager" in page.content.decode()


@pytest.mark.parametrize(("end", "typed"), WRITES)
def test_a_stranger_finds_nothing(as_member, worker, end, typed):
    client = as_member(make.make_membership(Role.MANAGER))
    for which in (worker.uuid, uuid.uuid4()):
        url = f"/staff/{which}/{end}"
        page = client.get(url) if typed is None else client.post(url, typed)
        assert page.status_code == 404
    assert now(worker).role == Role.WORKER
    assert now(worker).ended_at is None


class TestSwitching:
    def test_acts_for_the_other_from_the_next_page_on(self, as_member, manager):
        second = make.make_membership(Role.OFFICER, user=manager.user)
        client = as_member(manager)
        assert manager.organisation.name in client.get("/staff/").content.decode()
        page = client.post("/switch-organisation/", {"organisation": str(second.organisation.uuid)})
        assert (page.status_code, page.url) == (302, "/")
        text = client.get("/staff/").content.decode()
        assert f'<span dir="auto">Officer, <bdi>{second.organisation.name}' in text

    def test_only_to_current_places_of_ones_own(self, as_member, manager):
        ended = make.make_membership(Role.OFFICER, user=manager.user)
        with scope(installation=True):
            StaffMembership.objects.filter(pk=ended.pk).update(ended_at=ended.joined_at)
        client = as_member(manager)
        others = [ended.organisation.uuid, make.make_organisation().uuid, uuid.uuid4(), "", "x"]
        for which in others:
            page = client.post("/switch-organisation/", {"organisation": str(which)})
            assert page.status_code == 404
        assert client.get("/switch-organisation/").status_code == 405


def test_at_a_database_shell_nobody_gives_themselves_a_role(worker):
    """The policy asks for the right to manage staff, which a worker's scope does not prove."""
    with make.acting(worker):
        changed = StaffMembership.objects.filter(pk=worker.pk).update(
            role=Role.MANAGER, duties=["safeguarding_lead"]
        )
        assert changed == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            StaffMembership.objects.create(
                organisation=worker.organisation, user=make.make_user(), role=Role.MANAGER
            )
