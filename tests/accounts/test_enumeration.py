"""No door says whether an address has an account: not by words, status, cookies, mail or time."""

import time
from statistics import median

import pytest
from django.test import Client

from organisations.enums import Role
from rco_network.core.mail import MAIL
from rco_network.core.models import Mail
from rco_network.core.tenancy import scope
from tests import factories as make
from tests.pages import without_token

pytestmark = pytest.mark.django_db

NOBODY = "nobody@example.org"
DOORS = {
    "password": ("/accounts/login/", {"password": "a-wrong-password"}, "login"),
    "code": ("/accounts/login/code/", {}, "email"),
    "reset": ("/accounts/password/reset/", {}, "email"),
    "sign up": ("/accounts/signup/", {"password1": "a-long-password-here"}, "email"),
}


def knock(door, email, browser=None):
    address, typed, field = DOORS[door]
    return (browser or Client()).post(address, {**typed, field: email}, follow=True)


def seen(answer, email):
    """What a stranger sees of an answer, without what differs every time."""
    text = without_token(answer)
    headers = {k: v for k, v in answer.headers.items() if k not in ("Content-Length", "Expires")}
    steps = answer.redirect_chain
    cookies = sorted(answer.client.cookies)
    return answer.status_code, text.replace(email, "ADDRESS"), headers, steps, cookies


@pytest.fixture
def known():
    return make.make_membership(Role.MANAGER).user.email


@pytest.mark.parametrize("door", DOORS)
def test_the_answer_is_the_same(known, door):
    found = [seen(knock(door, email), email) for email in (known, NOBODY)]
    assert found[0] == found[1]


@pytest.mark.parametrize("door", ["code", "reset"])
def test_both_get_one_mail_after_the_answer(known, door):
    for email in (known, NOBODY):
        knock(door, email)
    with scope(rights=[MAIL]):
        assert sorted(Mail.objects.values_list("to", flat=True)) == sorted([known, NOBODY])


def test_a_code_that_was_never_sent_is_wrong_like_any_other(known):
    told = []
    for email in (known, NOBODY):
        browser = Client()
        knock("code", email, browser)
        pages = [
            browser.post("/accounts/login/code/confirm/", {"code": "WRNG-CODE"}, follow=True)
            for _ in range(4)
        ]
        told.append([seen(page, email) for page in pages])
    for known_page, unknown_page in zip(*told, strict=True):
        assert known_page == unknown_page


def test_a_closed_account_says_nothing_to_who_does_not_know_its_password(known):
    closed = make.make_user(is_active=False).email
    for door in ("password", "code", "reset"):
        assert seen(knock(door, closed), closed) == seen(knock(door, known), known)


class TestTime:
    """Durations of known and unknown addresses cannot be told apart."""

    def test_they_overlap(self, settings, known):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
        user = make.make_user()
        user.set_password(make.PASSWORD)
        with scope(installation=True):
            user.save()
        for door in ("password", "code", "reset"):
            assert separation(door, user.email) < 0.9


def separation(door, email, rounds=12):
    """How well one duration tells which of the two it is of: 0.5 is not at all, 1 is always.

    The area under the curve (Mann and Whitney), of rounds that take turns.
    """
    took = {email: [], NOBODY: []}
    for number in range(rounds + 1):
        for one in (email, NOBODY) if number % 2 else (NOBODY, email):
            browser = Client()
            address, typed, field = DOORS[door]
            started = time.perf_counter()
            browser.post(address, {**typed, field: one})
            if number:  # the first of each warms up
                took[one].append(time.perf_counter() - started)
    known, unknown = took.values()
    wins = sum((k > u) + (k == u) / 2 for k in known for u in unknown)
    area = wins / (len(known) * len(unknown))
    print(door, f"{median(known) * 1000:.1f} ms, {median(unknown) * 1000:.1f} ms, {area:.2f}")
    return max(area, 1 - area)
