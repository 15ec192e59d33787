"""Asking again before what hurts: downloads, roles, invitations."""

import time
from uuid import uuid4

import pytest
from django.test import RequestFactory

from organisations.enums import Role
from rco_network.accounts import reauthentication
from rco_network.accounts.sign_in_time import SESSION_KEY
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make.make_membership(Role.MANAGER)


@pytest.fixture
def later(as_member, manager):
    """The manager's browser, so many minutes after signing in."""

    def wait(minutes):
        client = as_member(manager)
        session = client.session
        session[SESSION_KEY] = time.time() - minutes * 60
        session.save()
        return client

    return wait


def test_who_just_signed_in_is_not_asked(later):
    assert later(0).get("/staff/invite/").status_code == 200
    assert later(9).get("/staff/invite/").status_code == 200


def test_a_form_opens_only_with_time_enough_to_fill_it_in(later):
    answer = later(11).get("/staff/invite/?role=worker")
    assert answer.status_code == 302
    assert answer.url == ("/accounts/reauthenticate/?next=%2Fstaff%2Finvite%2F%3Frole%3Dworker")


def test_a_form_sent_within_the_time_goes_through(later):
    typed = {"email": "new@example.org", "role": "worker"}
    assert later(14).post("/staff/invite/", typed).status_code == 302


def test_the_answer_leads_back(later):
    client = later(16)
    question = client.get("/staff/invite/").url
    answer = client.post(question, {"password": make.PASSWORD, "next": "/staff/invite/"})
    assert (answer.status_code, answer.url) == (302, "/staff/invite/")
    assert client.get("/staff/invite/").status_code == 200


class TestFormThatComesTooLate:
    TYPED = {"email": "new@example.org", "role": "worker"}

    def test_keeps_what_was_typed(self, later):
        client = later(16)
        page = client.post("/staff/invite/", self.TYPED)
        assert page.status_code == 403
        assert '<input type="hidden" name="email" value="new@example.org">' in page.text
        assert "account_reauthentication_state" not in client.session

    def test_one_answer_proves_and_sends(self, later):
        client = later(16)
        proof = {reauthentication.PROOF_FIELD: make.PASSWORD}
        answer = client.post("/staff/invite/", self.TYPED | proof)
        assert (answer.status_code, answer.url) == (302, "/staff/")
        assert client.get("/staff/invite/").status_code == 200

    def test_a_wrong_password_saves_nothing(self, later):
        client = later(16)
        proof = {reauthentication.PROOF_FIELD: "not-the-password"}
        page = client.post("/staff/invite/", self.TYPED | proof)
        assert page.status_code == 403
        assert "not your password" in page.text
        assert "not-the-password" not in page.text
        assert "new@example.org" not in client.get("/staff/").text


def test_a_part_of_a_page_sends_the_whole_page_to_the_question(later):
    answer = later(16).get(
        "/staff/invite/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/staff/?x=1"},
    )
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == ("/accounts/reauthenticate/?next=%2Fstaff%2F%3Fx%3D1")


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("http://testserver/imports/", "%2Fimports%2F"),
        ("https://elsewhere.example/imports/", "%2F"),
        ("", "%2F"),
    ],
)
def test_the_proof_for_a_file_leads_to_the_page_with_the_link(later, said, back):
    file = f"/imports/{uuid4()}/refused/"
    answer = later(16).get(file, headers={"Referer": said})
    assert answer.url == f"/accounts/reauthenticate/?next={back}"


def test_nobody_has_proved_nothing(client):
    request = RequestFactory().get("/")
    request.session = client.session
    request.user = type("Anonymous", (), {"is_authenticated": False})()
    assert reauthentication.proved_at(request) == 0
