"""Wrong tries are slowed down, nobody is locked out by somebody else, and no header helps."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from organisations.enums import Role
from rco_network.accounts.devices import COOKIE
from rco_network.core.mail.sending import send_waiting
from rco_network.settings import signing_in
from tests import factories as make

pytestmark = pytest.mark.django_db

WRONG = "a-wrong-password"
TOO_MANY = "Too many wrong tries"
OFFICE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def limits_are_on(settings):
    settings.ACCOUNT_RATE_LIMITS = signing_in.ACCOUNT_RATE_LIMITS
    settings.MFA_RATE_LIMITS = signing_in.MFA_RATE_LIMITS
    cache.clear()


@pytest.fixture
def owner():
    return make.make_membership(Role.WORKER).user


def try_password(email, password=WRONG, at=OFFICE, browser=None, **headers):
    typed = {"login": email, "password": password}
    browser = browser or Client()
    return browser.post("/accounts/login/", typed, REMOTE_ADDR=at, headers=headers)


def is_refused(answer):
    return answer.status_code == 200 and TOO_MANY in answer.text


def is_right(answer):
    return answer.status_code == 302 and "2fa" in answer.url


def fill_up(email, at=OFFICE):
    return [is_refused(try_password(email, at=at)) for _ in range(6)]


class TestBrake:
    def test_the_sixth_wrong_try_is_not_looked_at(self, owner):
        assert fill_up(owner.email) == [False] * 5 + [True]
        assert is_refused(try_password(owner.email, make.PASSWORD))

    def test_an_address_without_an_account_is_counted_the_same(self):
        assert fill_up("nobody@example.org") == [False] * 5 + [True]

    def test_in_other_letters_it_is_the_same_account(self, owner):
        fill_up(owner.email.upper())
        assert is_refused(try_password(f" {owner.email} ", make.PASSWORD))

    def test_right_ones_are_not_counted(self, owner):
        assert all(is_right(try_password(owner.email, make.PASSWORD)) for _ in range(7))

    def test_others_of_the_same_office_sign_in(self, owner):
        fill_up(owner.email)
        colleague = make.make_membership(Role.WORKER).user
        assert is_right(try_password(colleague.email, make.PASSWORD))

    def test_the_owner_signs_in_from_elsewhere(self, owner):
        fill_up(owner.email)
        assert is_right(try_password(owner.email, make.PASSWORD, at=ELSEWHERE))

    def test_an_office_of_forty_comes_to_work(self):
        members = [make.make_user(email=f"desk{n}@office.example") for n in range(40)]
        assert not any(is_refused(try_password(user.email)) for user in members)
        assert all(is_right(try_password(user.email, make.PASSWORD)) for user in members)

    def test_the_second_step_has_one_too(self, owner):
        browser = Client()
        try_password(owner.email, make.PASSWORD, browser=browser)
        pages = [
            browser.post("/accounts/2fa/authenticate/", {"code": "12345"}, REMOTE_ADDR=OFFICE)
            for _ in range(6)
        ]
        assert [TOO_MANY in page.text for page in pages] == [False] * 5 + [True]
        right = {"code": make.app_code(owner)}
        page = browser.post("/accounts/2fa/authenticate/", right, REMOTE_ADDR=OFFICE)
        assert TOO_MANY in page.text


class TestManyAddresses:
    """An attacker with many addresses is slowed down; the owner still has ways in."""

    @pytest.fixture
    def known(self, owner):
        """A browser in which the owner signed in before."""
        browser = Client()
        try_password(owner.email, make.PASSWORD, at=ELSEWHERE, browser=browser)
        code = {"code": make.app_code(owner)}
        browser.post("/accounts/2fa/authenticate/", code, REMOTE_ADDR=ELSEWHERE)
        browser.post("/accounts/logout/")
        return browser

    @pytest.fixture
    def attacked(self, owner, known):
        refused = [is_refused(try_password(owner.email, at=f"192.0.2.{n}")) for n in range(31)]
        assert refused == [False] * 30 + [True]

    def test_thirty_an_hour_are_the_most(self, owner, attacked):
        assert is_refused(try_password(owner.email, make.PASSWORD, at="192.0.2.200"))

    def test_a_known_device_is_counted_by_itself(self, owner, known, attacked):
        assert is_right(try_password(owner.email, make.PASSWORD, browser=known))

    def test_a_known_device_has_a_brake_of_its_own(self, owner, known):
        refused = [
            is_refused(try_password(owner.email, at=f"192.0.2.{n}", browser=known))
            for n in range(6)
        ]
        assert refused == [False] * 5 + [True]

    def test_a_device_is_known_for_its_own_people_only(self, owner, known):
        victim = make.make_membership(Role.WORKER).user
        for n in range(30):
            try_password(victim.email, at=f"192.0.2.{n}", browser=known)
        page = try_password(victim.email, make.PASSWORD, at="192.0.2.99", browser=known)
        assert is_refused(page)

    @pytest.mark.parametrize("cookie", ["", "x", "W10:1:x"])
    def test_a_made_up_device_is_not_known(self, owner, attacked, cookie):
        browser = Client()
        browser.cookies[COOKIE] = cookie
        assert is_refused(try_password(owner.email, make.PASSWORD, browser=browser))

    def test_the_code_by_mail_stays_open(self, owner, attacked):
        browser = Client()
        browser.post("/accounts/login/code/", {"email": owner.email})
        send_waiting()
        code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.M).group()
        answer = browser.post("/accounts/login/code/confirm/", {"code": code})
        assert is_right(answer)


SPOOFED = [
    {"X-Forwarded-For": "10.0.0.{n}"},
    {"X-Forwarded-For": "10.0.0.{n}, 10.1.1.{n}"},
    {"X-Forwarded-For": "::ffff:10.0.0.{n}"},
    {"X-Forwarded-For": "10.0.0.{n}:80, unknown, "},
    {"X-Real-IP": "10.0.0.{n}", "X-Client-IP": "10.0.0.{n}"},
    {"Forwarded": "for=10.0.0.{n};proto=https"},
    {"True-Client-IP": "10.0.0.{n}", "CF-Connecting-IP": "10.0.0.{n}"},
    {"X-Originating-IP": "10.0.0.{n}", "X-Cluster-Client-IP": "10.0.0.{n}"},
]


class TestHeaders:
    """Of what a client may say about its own address, nothing gives it a fresh count."""

    @pytest.mark.parametrize("said", SPOOFED)
    @pytest.mark.parametrize("proxies", [0, 1, 2])
    def test_nothing_that_is_said_is_a_way_round(self, settings, owner, said, proxies):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        refused = []
        for n in range(8):
            headers = {name: value.format(n=n) for name, value in said.items()}
            told = headers.get("X-Forwarded-For", "")
            seen = [OFFICE, "172.16.0.1"][:proxies]  # each proxy appends whom it sees
            if seen:
                headers["X-Forwarded-For"] = ", ".join(filter(None, [told, *seen]))
            answer = try_password(owner.email, at="172.16.0.2", **headers)
            refused.append(is_refused(answer))
        assert refused == [False] * 5 + [True] * 3

    def test_behind_a_proxy_people_are_still_apart(self, settings, owner):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        for _ in range(6):
            try_password(owner.email, at="172.16.0.2", **{"X-Forwarded-For": OFFICE})
        elsewhere = {"X-Forwarded-For": ELSEWHERE}
        assert is_right(try_password(owner.email, make.PASSWORD, at="172.16.0.2", **elsewhere))

    @pytest.mark.parametrize("address", ["", "unknown", "unix:"])
    def test_over_a_socket_there_is_no_address_and_no_crash(self, owner, address):
        assert is_right(try_password(owner.email, make.PASSWORD, at=address))


class TestWithoutRedis:
    def test_each_process_counts_by_itself(self, settings, owner):
        settings.CACHES = {
            "default": {
                "BACKEND": "rco_network.core.cache.TolerantRedisCache",
                "LOCATION": "redis://127.0.0.1:1/0",
            }
        }
        assert fill_up(owner.email) == [False] * 5 + [True]
        colleague = make.make_membership(Role.WORKER).user
        assert is_right(try_password(colleague.email, make.PASSWORD))
        cache.set("another", 1)
        assert cache.get("another") is None
