"""Who the safeguarding leads are, and whom somebody answers to."""

import uuid

import pytest

from organisations.enums import Duty, Role
from organisations.models import StaffMembership
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from tests import factories as make

pytestmark = pytest.mark.django_db
LEAD = Duty.SAFEGUARDING_LEAD.value


@pytest.fixture
def manager():
    return make.make_membership(Role.MANAGER)


@pytest.fixture
def worker(manager):
    return make.make_membership(Role.WORKER, manager.organisation)


@pytest.fixture
def logger(manager):
    return make.make_membership(Role.LOGGER, manager.organisation)


def now(membership):
    with scope(installation=True):
        return StaffMembership.objects.get(pk=membership.pk)


def give(client, membership, *duties):
    return client.post(f"/staff/{membership.uuid}/duties/", {"duties": duties})


def answer(client, membership, other):
    to = str(other.uuid) if other else ""
    return client.post(f"/staff/{membership.uuid}/answers-to/", {"answers_to": to})


def test_the_duty_is_given_and_taken_and_counts_at_once(as_member, manager, worker):
    client = as_member(manager)
    assert "Nobody is safeguarding lead" in client.get("/staff/").content.decode()
    assert give(client, worker, LEAD).status_code == 302
    assert now(worker).has_right("handle_concerns")
    text = client.get("/staff/").content.decode()
    assert "Safeguarding lead</span>" in text and "Nobody is safeguarding" not in text
    give(client, worker)
    assert now(worker).duties == []
    with make.acting(manager):
        events = AuditEvent.objects.filter(action="staff.duties_changed").order_by("id")
        assert [event.detail for event in events] == [
            {"was": [], "duties": [LEAD]},
            {"was": [LEAD], "duties": []},
        ]


def test_the_same_duty_again_is_no_change(as_member, manager, worker):
    client = as_member(manager)
    give(client, worker, LEAD)
    give(client, worker, LEAD)
    with make.acting(manager):
        assert AuditEvent.objects.filter(action="staff.duties_changed").count() == 1


@pytest.mark.parametrize("duty", ["god", "manager", ""])
def test_a_made_up_duty_is_refused(as_member, manager, worker, duty):
    assert give(as_member(manager), worker, duty).status_code == 422
    assert now(worker).duties == []


def test_funders_have_no_safeguarding_lead(as_member):
    officer = make.make_membership(Role.OFFICER)
    client = as_member(officer)
    assert "Duties" not in client.get(f"/staff/{officer.uuid}/").content.decode()
    assert "safeguarding" not in client.get("/staff/").content.decode()
    assert give(client, officer, LEAD).status_code == 422


def test_whom_somebody_answers_to_is_said_and_unsaid(as_member, manager, worker):
    client = as_member(manager)
    assert answer(client, worker, manager).status_code == 302
    assert now(worker).answers_to_id == manager.pk
    assert (
        f'value="{manager.uuid}" selected' in client.get(f"/staff/{worker.uuid}/").content.decode()
    )
    answer(client, worker, None)
    assert now(worker).answers_to_id is None
    with make.acting(manager):
        assert AuditEvent.objects.filter(action="staff.answers_to_changed").count() == 2


def test_nobody_answers_to_themselves_round_a_corner(as_member, manager, worker, logger):
    client = as_member(manager)
    answer(client, worker, manager)
    answer(client, logger, worker)
    page = answer(client, manager, logger)
    assert page.status_code == 422
    assert "answers to" in page.content.decode()
    assert now(manager).answers_to_id is None
    assert answer(client, worker, worker).status_code == 422


def test_only_to_colleagues_of_today(as_member, manager, worker):
    stranger, gone = make.make_membership(), make.make_membership(Role.WORKER, manager.organisation)
    with scope(installation=True):
        StaffMembership.objects.filter(pk=gone.pk).update(ended_at=gone.joined_at)
    for other in (stranger, gone):
        assert answer(as_member(manager), worker, other).status_code == 422
    assert now(worker).answers_to_id is None


@pytest.mark.parametrize("end", ["duties/", "answers-to/"])
def test_who_may(as_member, manager, worker, end):
    data = {"duties": [LEAD], "answers_to": str(manager.uuid)}
    page = as_member(worker).post(f"/staff/{worker.uuid}/{end}", data)
    assert page.status_code == 403
    assert "Ask a manager" in page.content.decode()
    client = as_member(make.make_membership(Role.MANAGER))
    for which in (worker.uuid, uuid.uuid4()):
        assert client.post(f"/staff/{which}/{end}", data).status_code == 404
    assert (now(worker).duties, now(worker).answers_to_id) == ([], None)


@pytest.mark.parametrize("end", ["duties/", "answers-to/"])
def test_it_is_asked_again_who_sits_there(client, manager, worker, end, monkeypatch):
    from rco_network.accounts import reauthentication

    monkeypatch.setattr(reauthentication, "proved_at", lambda request: 0)
    client.force_login(manager.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post(f"/staff/{worker.uuid}/{end}", {"duties": [LEAD]})
    assert page.status_code == 403
    assert now(worker).duties == []
