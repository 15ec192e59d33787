"""A manager gives a logger time for the second step, and helps who lost it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.core.mail.sending import send_waiting
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from tests import factories as make

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def manager():
    return make.make_membership(Role.MANAGER)


def colleague(manager, role=Role.LOGGER, *, enrolled=False):
    user = make.make_user(second_factor=enrolled)
    return make.make_membership(role, manager.organisation, user)


def due_on(membership):
    with scope(installation=True):
        return StaffMembership.objects.get(pk=membership.pk).second_factor_due_on


def steps_of(user):
    with scope(user_id=user.pk):
        return Authenticator.objects.count()


def trail_of(manager):
    with make.acting(manager):
        return set(AuditEvent.objects.values_list("action", flat=True))


def test_who_has_one_is_seen_by_those_in_charge_only(as_member, manager):
    without = colleague(manager, Role.WORKER)
    assert "No second step yet" in as_member(manager).get("/staff/").text
    page = as_member(manager).get(f"/staff/{without.uuid}/second-step/")
    assert "Not set up" in page.text
    assert "Give them time" not in page.text
    worker = colleague(manager, Role.WORKER, enrolled=True)
    assert "No second step" not in as_member(worker).get("/staff/").text


class TestTime:
    @pytest.mark.parametrize("days", [7, 14, 30])
    def test_is_given_to_a_logger(self, as_member, manager, days):
        logger = colleague(manager)
        address = f"/staff/{logger.uuid}/second-step/later/"
        assert as_member(manager).post(address, {"days": days}).status_code == 302
        assert due_on(logger) == timezone.localdate() + timedelta(days=days)
        assert as_member(logger).get("/groups/").status_code == 200
        assert "Second step by" in as_member(manager).get("/staff/").text
        assert "second step later" in trail_of(manager)

    def test_is_taken_back(self, as_member, manager):
        logger = colleague(manager)
        address = f"/staff/{logger.uuid}/second-step/later/"
        client = as_member(manager)
        client.post(address, {"days": 30})
        client.post(address, {"days": 0})
        assert due_on(logger) is None
        assert as_member(logger).get("/groups/").url == "/accounts/second-step/"

    @pytest.mark.parametrize("days", ["31", "-1", "x", ""])
    def test_is_thirty_days_at_most(self, as_member, manager, days):
        logger = colleague(manager)
        address = f"/staff/{logger.uuid}/second-step/later/"
        assert as_member(manager).post(address, {"days": days}).status_code == 422
        assert due_on(logger) is None

    def test_is_for_loggers_only_here_and_elsewhere(self, as_member, manager):
        worker, logger = colleague(manager, Role.WORKER), colleague(manager)
        make.make_membership(Role.OFFICER, user=logger.user)
        for one in (worker, logger):
            address = f"/staff/{one.uuid}/second-step/later/"
            page = as_member(manager).post(address, {"days": 7})
            assert page.status_code == 422
            assert "Only loggers" in page.text
            assert due_on(one) is None


class TestHelp:
    def take_away(self, client, member):
        return client.post(f"/staff/{member.uuid}/second-step/take-away/")

    def test_who_lost_it_begins_again_with_the_password(self, as_member, manager):
        lost = colleague(manager, Role.WORKER, enrolled=True)
        elsewhere = Client()
        elsewhere.force_login(lost.user, backend=BACKEND)
        assert self.take_away(as_member(manager), lost).status_code == 302
        assert steps_of(lost.user) == 0
        assert elsewhere.get("/").url.startswith("/accounts/login/")
        send_waiting()
        assert [m.recipients() for m in mail.outbox] == [[lost.user.email]]
        assert "took away the second step" in mail.outbox[0].body
        assert {"second step taken away", "second step removed"} <= trail_of(manager)
        again = Client()
        typed = {"login": lost.user.email, "password": make.PASSWORD}
        assert again.post("/accounts/login/", typed).status_code == 302
        assert again.get("/people/").url == "/accounts/second-step/"

    def test_not_for_an_account_that_opens_another_organisation(self, as_member, manager):
        lost = colleague(manager, Role.WORKER, enrolled=True)
        make.make_membership(Role.MANAGER, user=lost.user)
        page = self.take_away(as_member(manager), lost)
        assert page.status_code == 422
        assert "administrator of the installation" in page.text
        assert steps_of(lost.user) == 1

    def test_not_for_oneself_nor_for_who_runs_the_installation(self, as_member, manager):
        user = make.make_user(is_staff=True)
        runs = make.make_membership(Role.WORKER, manager.organisation, user)
        for one in (manager, runs):
            assert self.take_away(as_member(manager), one).status_code == 422
            assert steps_of(one.user) == 1

    def test_the_administrator_helps_the_others(self, client):
        runs = make.make_user(is_staff=True, is_superuser=True)
        lost = make.make_membership(Role.MANAGER).user
        client.force_login(runs, backend=BACKEND)
        chosen = {"action": "take_away_second_step", "_selected_action": [lost.pk, runs.pk]}
        client.post("/admin/accounts/user/", chosen)
        assert (steps_of(lost), steps_of(runs)) == (0, 1)


@pytest.mark.parametrize("end", ["", "later/", "take-away/"])
def test_a_stranger_finds_nothing_and_a_colleague_reads_why(as_member, manager, end):
    logger = colleague(manager)
    stranger = make.make_membership(Role.MANAGER)
    worker = colleague(manager, Role.WORKER, enrolled=True)

    def answer(client, uuid):
        address = f"/staff/{uuid}/second-step/{end}"
        return client.post(address, {"days": 7}) if end else client.get(address)

    for which in (logger.uuid, uuid4()):
        assert answer(as_member(stranger), which).status_code == 404
    assert answer(as_member(worker), logger.uuid).status_code == 403
    assert due_on(logger) is None
