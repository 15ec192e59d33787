"""Everybody needs a second step; nothing opens without it, and nothing goes round it."""

import re
from collections import defaultdict
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch
from django.utils import timezone

from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.core.mail.sending import send_waiting
from rco_network.core.tenancy import scope
from rco_network.management.trials.addresses import addresses
from tests import factories as make

pytestmark = pytest.mark.django_db

START = "/accounts/second-step/"
MADE_UP = defaultdict(lambda: "00000000-0000-4000-8000-000000000000", pk="1", on="2026-01-05")
# What opens without it: setting it up, leaving, proving who one is, and what has no data.
OPEN = {
    # The phone's frame is nobody's: it is given no session, and holds no data.
    "phone",
    "phone-worker",
    "phone-manifest",
    "design",
    "second-step",
    "second-step-picture",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_logout",
    "account_reauthenticate",
    "still-here",
    "healthz",
    "readyz",
}


@pytest.fixture
def newcomer():
    return make.make_membership(Role.MANAGER, user=make.make_user(second_factor=False))


@pytest.fixture
def logger():
    return make.make_membership(Role.LOGGER, user=make.make_user(second_factor=False))


def set_up_app(client):
    page = client.get("/accounts/2fa/totp/activate/")
    code = make.code_of(page.context["form"].secret)
    return client.post("/accounts/2fa/totp/activate/", {"code": code})


def codes_by_mail():
    send_waiting()
    return re.findall(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.M)


class TestNothingOpensWithout:
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_every_address_leads_to_setting_it_up(self, as_member, newcomer, method):
        client = as_member(newcomer)
        others = set()
        for address in addresses():
            if address.name in OPEN:
                continue
            try:
                path = address.filled(MADE_UP)
            except NoReverseMatch:  # the pattern itself, then: what is no address leads there too
                path = address.route
            answer = getattr(client, method)(path)
            if (answer.status_code, answer.headers.get("Location")) != (302, START):
                others.add((address.name, answer.status_code))
        assert others == set()

    def test_addresses_that_are_not_there_too(self, as_member, newcomer):
        assert as_member(newcomer).get("/no/such/page/").url == START

    def test_those_who_run_the_installation_too(self, client):
        user = make.make_user(second_factor=False, is_staff=True, is_superuser=True)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        for address in ("/admin/", "/admin/accounts/user/", "/admin/nothing/"):
            assert client.get(address).url == START

    def test_parts_of_pages_move_the_whole_page(self, as_member, newcomer):
        answer = as_member(newcomer).get("/groups/", headers={"HX-Request": "true"})
        assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, START)

    def test_codes_for_paper_alone_are_none(self, as_member, newcomer):
        with scope(user_id=newcomer.user_id):
            RecoveryCodes.activate(newcomer.user)
        assert as_member(newcomer).get("/").url == START

    def test_with_one_everything_opens(self, as_member):
        assert as_member(make.make_membership(Role.MANAGER)).get("/").status_code == 200


class TestSettingUp:
    def test_goes_on_to_the_page_that_was_asked_for(self, as_member, newcomer):
        client = as_member(newcomer)
        client.get("/groups/?x=1")
        answer = set_up_app(client)
        assert answer.url == "/accounts/2fa/recovery-codes/"
        page = client.get(answer.url)
        assert len(re.findall(r"<li>\d{8}</li>", page.text)) == 10
        assert client.get("/accounts/second-step/done/").url == "/groups/?x=1"

    def test_the_picture_comes_from_our_own_address_and_stays_nowhere(self, as_member, newcomer):
        client = as_member(newcomer)
        assert client.get("/accounts/second-step/picture.svg").status_code == 404
        page = client.get("/accounts/2fa/totp/activate/")
        assert 'src="/accounts/second-step/picture.svg"' in page.text
        assert "data:" not in page.text
        assert page.context["form"].secret_in_fours in page.text
        picture = client.get("/accounts/second-step/picture.svg")
        assert picture.headers["Content-Type"] == "image/svg+xml"
        assert "no-store" in picture.headers["Cache-Control"]
        assert b"<path" in picture.content

    def test_the_secret_stays_while_the_phone_goes_to_its_app(self, as_member, newcomer):
        client = as_member(newcomer)
        first = client.get("/accounts/2fa/totp/activate/").context["form"].secret
        assert client.get("/accounts/2fa/totp/activate/").context["form"].secret == first
        assert client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).status_code == 200
        code = make.code_of(first)
        assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302

    def test_a_new_person_by_invitation_comes_here_without_a_second_password(self, client):
        with scope(installation=True):
            user = make.make_user(second_factor=False)
        client.post("/accounts/login/", {"login": user.email, "password": make.PASSWORD})
        assert client.get("/accounts/2fa/totp/activate/").status_code == 200


class TestNoWayRound:
    def test_a_password_is_not_enough(self, client):
        user = make.make_membership(Role.WORKER).user
        answer = client.post("/accounts/login/", {"login": user.email, "password": make.PASSWORD})
        assert answer.url.startswith("/accounts/2fa/authenticate/")
        assert client.get("/people/").url.startswith("/accounts/login/")

    def test_a_code_by_mail_is_not_enough(self, client):
        user = make.make_membership(Role.WORKER).user
        client.post("/accounts/login/code/", {"email": user.email})
        answer = client.post("/accounts/login/code/confirm/", {"code": codes_by_mail()[0]})
        assert answer.url.startswith("/accounts/2fa/authenticate/")
        assert client.get("/people/").url.startswith("/accounts/login/")

    def test_a_new_password_is_not_enough(self, client):
        user = make.make_membership(Role.WORKER).user
        client.post("/accounts/password/reset/", {"email": user.email})
        send_waiting()
        link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body).group()
        form = client.get(link).url
        new = {"password1": "an-entirely-new-one", "password2": "an-entirely-new-one"}
        assert client.post(form, new).status_code == 302
        assert client.get("/people/").url.startswith("/accounts/login/")
        answer = client.post(
            "/accounts/login/", {"login": user.email, "password": new["password1"]}
        )
        assert answer.url.startswith("/accounts/2fa/authenticate/")

    def test_a_code_works_once_even_when_the_cache_forgot(self, client):
        user = make.make_membership(Role.WORKER).user
        code = make.app_code(user)
        for expected in (302, 200):
            browser = Client()
            browser.post("/accounts/login/", {"login": user.email, "password": make.PASSWORD})
            cache.clear()
            answer = browser.post("/accounts/2fa/authenticate/", {"code": code})
            assert answer.status_code == expected

    def test_a_code_for_paper_works_once(self):
        user = make.make_membership(Role.WORKER).user
        with scope(user_id=user.pk):
            code = RecoveryCodes.activate(user).get_unused_codes()[0]
        for expected in (302, 200):
            browser = Client()
            browser.post("/accounts/login/", {"login": user.email, "password": make.PASSWORD})
            answer = browser.post("/accounts/2fa/authenticate/", {"code": code})
            assert answer.status_code == expected

    def test_phones_may_be_half_a_minute_off(self, client):
        user = make.make_membership(Role.WORKER).user
        client.post("/accounts/login/", {"login": user.email, "password": make.PASSWORD})
        code = make.app_code(user)
        later = timezone.now() + timedelta(seconds=60)
        with time_machine.travel(later, tick=False):
            assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


def with_grace(membership, until):
    with scope(installation=True):
        StaffMembership.objects.filter(pk=membership.pk).update(second_factor_due_on=until)


class TestGrace:
    def test_is_shown_on_each_page_and_ends_by_itself(self, as_member, logger):
        client = as_member(logger)
        today = timezone.localdate()
        with_grace(logger, today)
        page = client.get("/groups/")
        assert page.status_code == 200
        assert f"Set up the second step of signing in by {today:%-d %B}." in page.text
        with_grace(logger, today - timedelta(days=1))
        assert client.get("/groups/").url == START

    def test_says_nothing_to_who_has_one(self, as_member):
        member = make.make_membership(Role.LOGGER)
        with_grace(member, timezone.localdate())
        assert "Set up the second step" not in as_member(member).get("/groups/").text

    @pytest.mark.parametrize("role", [Role.WORKER, Role.MANAGER, Role.COORDINATOR, Role.OFFICER])
    def test_is_for_loggers_only(self, as_member, role):
        member = make.make_membership(role, user=make.make_user(second_factor=False))
        with_grace(member, timezone.localdate())
        assert as_member(member).get("/").url == START

    def test_is_not_for_who_is_more_elsewhere(self, as_member, logger):
        with_grace(logger, timezone.localdate())
        other = make.make_membership(Role.WORKER, user=logger.user)
        with_grace(other, timezone.localdate())
        assert as_member(logger).get("/groups/").url == START

    def test_needs_the_word_of_each_organisation(self, as_member, logger):
        with_grace(logger, timezone.localdate())
        make.make_membership(Role.LOGGER, user=logger.user)
        assert as_member(logger).get("/groups/").url == START

    def test_a_role_ends_it_at_once(self, as_member, logger):
        with_grace(logger, timezone.localdate())
        client = as_member(logger)
        assert client.get("/groups/").status_code == 200
        with scope(installation=True):
            StaffMembership.objects.filter(pk=logger.pk).update(role=Role.WORKER)
        assert client.get("/groups/").url == START


class TestChanging:
    def test_taking_ones_own_away_signs_out_elsewhere_and_leads_to_a_new_one(self, as_member):
        member = make.make_membership(Role.WORKER)
        elsewhere, here = Client(), as_member(member)
        elsewhere.force_login(
            member.user, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        answer = here.post("/accounts/2fa/totp/deactivate/")
        assert answer.status_code == 302
        assert here.get("/").url == START
        assert elsewhere.get("/").url.startswith("/accounts/login/")
        with scope(user_id=member.user_id):
            assert not Authenticator.objects.exists()
