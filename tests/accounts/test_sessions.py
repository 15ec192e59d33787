"""How long a sign-in lasts, where one is signed in, and what ends it."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.accounts.sign_in_time import SEEN_KEY, SESSION_KEY
from rco_network.accounts.signing_out import end_sessions
from rco_network.core.tenancy import scope
from tests import factories as make

pytestmark = pytest.mark.django_db
NO_PLACE = "0.0.0.0"  # noqa: S104
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def worker():
    return make.make_membership(Role.WORKER)


def signed_in(member, agent=""):
    """A browser in which the person signed in; the list of sessions knows it."""
    browser = Client(headers={"User-Agent": agent})
    browser.post("/accounts/login/", {"login": member.user.email, "password": make.PASSWORD})
    answer = browser.post("/accounts/2fa/authenticate/", {"code": make.app_code(member.user)})
    assert answer.status_code == 302, answer.text
    return browser


def set_clock(browser, **minutes_ago):
    session = browser.session
    for key, minutes in minutes_ago.items():
        session[key] = time.time() - minutes * 60
    session.save()


def is_in(browser):
    return browser.get("/").status_code == 200


class TestClock:
    def test_half_an_hour_untouched_ends_it(self, as_member, worker):
        browser = as_member(worker)
        set_clock(browser, **{SESSION_KEY: 100, SEEN_KEY: 29})
        assert is_in(browser)
        set_clock(browser, **{SESSION_KEY: 100, SEEN_KEY: 31})
        answer = browser.get("/staff/")
        assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/staff/")

    def test_use_keeps_it_alive_but_not_beyond_twelve_hours(self, as_member, worker):
        browser = as_member(worker)
        set_clock(browser, **{SESSION_KEY: 11 * 60, SEEN_KEY: 5})
        assert is_in(browser)
        assert time.time() - browser.session[SEEN_KEY] < 5
        set_clock(browser, **{SESSION_KEY: 12 * 60 + 1, SEEN_KEY: 0})
        assert not is_in(browser)

    def test_signing_in_anew_begins_anew(self, as_member, worker):
        browser = as_member(worker)
        set_clock(browser, **{SESSION_KEY: 13 * 60})
        assert not is_in(browser)
        assert is_in(signed_in(worker))

    def test_a_session_is_written_once_a_minute_for_it(self, as_member, worker):
        browser = as_member(worker)
        set_clock(browser, **{SESSION_KEY: 10, SEEN_KEY: 0.5})
        before = browser.session[SEEN_KEY]
        assert is_in(browser)
        assert browser.session[SEEN_KEY] == before


class TestTyping:
    """A clock never costs what was typed."""

    TYPED = {"note": 'He said "<b>hello</b>"', "mark": ["present", "late"]}

    def test_a_form_that_comes_too_late_is_kept_on_the_page(self, as_member, worker):
        browser = as_member(worker)
        set_clock(browser, **{SESSION_KEY: 100, SEEN_KEY: 40})
        page = browser.post("/services/new/?back=1", self.TYPED)
        assert page.status_code == 403
        assert page.headers["Cache-Control"] == "no-store, private"
        assert 'action="/services/new/?back=1"' in page.text
        assert "He said &quot;&lt;b&gt;hello&lt;/b&gt;&quot;" in page.text
        assert page.text.count('name="mark"') == 2
        assert 'href="/accounts/login/" target="_blank"' in page.text

    def test_nothing_of_it_is_kept_here(self, as_member, worker):
        browser = as_member(worker)
        set_clock(browser, **{SESSION_KEY: 100, SEEN_KEY: 40})
        browser.post("/services/new/", self.TYPED)
        assert "hello" not in str(dict(browser.session))

    def test_a_part_of_a_page_is_told_so_and_stays(self, client):
        answer = client.post("/services/new/", self.TYPED, headers={"HX-Request": "true"})
        assert answer.status_code == 401

    def test_a_form_with_nothing_typed_leads_to_the_way_in(self, client):
        assert client.post("/services/new/").url == "/accounts/login/?next=/services/new/"

    def test_after_signing_in_again_one_press_saves(self, worker):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(worker.user, backend=BACKEND)
        stale = {**self.TYPED, "csrfmiddlewaretoken": "x" * 32}
        page = browser.post("/services/new/", stale, headers={"Origin": "http://testserver"})
        assert page.status_code == 403
        assert "Press once more" in page.text
        assert 'name="note"' in page.text

    @pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
    def test_another_sites_form_is_not_offered(self, worker, origin):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(worker.user, backend=BACKEND)
        headers = {"Origin": origin} if origin else {}
        page = browser.post("/services/new/", self.TYPED, headers=headers)
        assert page.status_code == 403
        assert "hello" not in page.text

    def test_somebody_who_types_is_there(self, as_member, worker, client):
        assert client.get("/accounts/still-here/").status_code == 401
        browser = as_member(worker)
        set_clock(browser, **{SESSION_KEY: 100, SEEN_KEY: 25})
        assert browser.get("/accounts/still-here/").status_code == 204
        assert time.time() - browser.session[SEEN_KEY] < 5


class TestList:
    def test_names_devices_in_plain_words_and_no_place(self, worker):
        phone, laptop = signed_in(worker, PHONE), signed_in(worker, LAPTOP)
        page = laptop.get("/accounts/sessions/").text
        assert "Chrome, Android" in page and "Firefox, Windows" in page
        assert "127.0.0.1" not in page
        with scope(user_id=worker.user_id):
            kept = {one.ip for one in UserSession.objects.all()}
        assert kept == {NO_PLACE}
        assert is_in(phone)

    def test_one_is_ended(self, worker):
        phone, laptop = signed_in(worker, PHONE), signed_in(worker, LAPTOP)
        with scope(user_id=worker.user_id):
            pk = UserSession.objects.get(user_agent=PHONE).pk
        assert laptop.post(f"/accounts/sessions/{pk}/end/").status_code == 302
        assert not is_in(phone)
        assert is_in(laptop)

    def test_all_others_are_ended_with_one_button(self, as_member, worker):
        phone, laptop = signed_in(worker, PHONE), signed_in(worker, LAPTOP)
        unlisted = as_member(worker)
        key = laptop.cookies["sessionid"].value
        assert laptop.post("/accounts/sessions/").status_code == 302
        assert [is_in(b) for b in (phone, unlisted, laptop)] == [False, False, True]
        assert laptop.cookies["sessionid"].value != key
        assert laptop.get("/accounts/sessions/").text.count("rows-title") == 1

    def test_nobody_ends_a_strangers(self, worker):
        phone = signed_in(worker, PHONE)
        with scope(user_id=worker.user_id):
            pk = UserSession.objects.get().pk
        stranger = signed_in(make.make_membership(Role.MANAGER))
        assert stranger.post(f"/accounts/sessions/{pk}/end/").status_code == 404
        assert is_in(phone)


class TestEnd:
    def test_signing_in_gives_a_new_name_to_the_session(self, client, worker):
        client.get("/accounts/login/")
        client.post("/accounts/login/", {"login": worker.user.email, "password": make.PASSWORD})
        before = client.cookies["sessionid"].value
        client.post("/accounts/2fa/authenticate/", {"code": make.app_code(worker.user)})
        assert client.cookies["sessionid"].value != before

    def test_signing_out_ends_it_for_whoever_kept_the_cookie(self, worker):
        browser = signed_in(worker)
        old = Client()
        old.cookies["sessionid"] = browser.cookies["sessionid"].value
        assert is_in(old)
        browser.post("/accounts/logout/")
        assert not is_in(old)

    def test_a_new_password_ends_all(self, worker):
        phone, laptop = signed_in(worker, PHONE), signed_in(worker, LAPTOP)
        new = {
            "oldpassword": make.PASSWORD,
            "password1": "quite-another-long-one",
            "password2": "quite-another-long-one",
        }
        assert laptop.post("/accounts/password/change/", new).status_code == 302
        assert [is_in(phone), is_in(laptop)] == [False, False]

    def test_all_at_once_from_elsewhere(self, worker):
        phone = signed_in(worker, PHONE)
        end_sessions(worker.user)
        assert not is_in(phone)

    def test_a_role_counts_from_the_next_request_on(self, as_member, worker):
        browser = as_member(worker)
        assert browser.get("/people/").status_code == 200
        with scope(installation=True):
            StaffMembership.objects.filter(pk=worker.pk).update(role=Role.LOGGER)
        assert browser.get("/people/").status_code == 403

    def test_an_ended_place_counts_from_the_next_request_on(self, as_member, worker):
        browser = as_member(worker)
        assert browser.get("/people/").status_code == 200
        with scope(installation=True):
            StaffMembership.objects.filter(pk=worker.pk).update(ended_at=worker.joined_at)
        page = browser.get("/people/")
        assert page.status_code == 403
        assert "You belong to no organisation here" in page.text
        assert worker.organisation.name not in page.text

    def test_a_closed_account_is_out_at_once(self, as_member, worker):
        browser = as_member(worker)
        worker.user.is_active = False
        with scope(installation=True):
            worker.user.save()
        assert not is_in(browser)
