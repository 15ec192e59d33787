"""What people do with their accounts stands in the trail of each of their organisations."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from organisations.enums import Role
from rco_network.accounts.signing_out import end_sessions
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make.make_membership(Role.WORKER)


def actions_in(organisation=None):
    """What stands in an organisation's trail, or in the installation's; oldest first."""
    mine = {"organisation_ids": [organisation.pk], "rights": ["read_trail"]} if organisation else {}
    with scope(user_id=1, installation=not organisation, **mine):
        events = AuditEvent.objects.filter(organisation=organisation).order_by("pk")
        return [(event.action, event.actor_id, event.detail) for event in events]


def sign_in(client, member, code=None, password=make.PASSWORD):
    client.post("/accounts/login/", {"login": member.user.email, "password": password})
    code = code or make.app_code(member.user)
    return client.post("/accounts/2fa/authenticate/", {"code": code})


def test_signing_in_and_out(client, member):
    assert sign_in(client, member).status_code == 302
    client.post("/accounts/logout/")
    me = member.user_id
    assert actions_in(member.organisation) == [
        ("signed in", me, {"steps": ["password", "totp"]}),
        ("signed out", me, {}),
    ]


def test_it_stands_in_each_of_the_persons_organisations(client, member):
    second = make.make_membership(Role.OFFICER, user=member.user)
    sign_in(client, member)
    for place in (member.organisation, second.organisation):
        assert [action for action, _, _ in actions_in(place)] == ["signed in"]


def test_wrong_tries_by_step(client, member):
    sign_in(client, member, password="wrong-password-here")
    sign_in(client, member, code="000000")
    assert actions_in(member.organisation) == [
        ("sign in failed", member.user_id, {"step": "password"}),
        ("sign in failed", member.user_id, {"step": "code", "again": False}),
    ]


def test_an_address_that_nobody_has_is_not_written_down(client):
    typed = {"login": "nobody@elsewhere.example", "password": "wrong-password-here"}
    client.post("/accounts/login/", typed)
    client.post("/accounts/login/code/", {"email": typed["login"]})
    client.post("/accounts/password/reset/", {"email": typed["login"]})
    found = actions_in()
    assert found == [
        ("sign in failed", None, {"step": "password"}),
        ("code by mail asked", None, {}),
        ("password link asked", None, {}),
    ]
    assert "elsewhere" not in str(found)


def test_what_was_asked_for_by_mail(client, member):
    client.post("/accounts/login/code/", {"email": member.user.email})
    client.post("/accounts/password/reset/", {"email": member.user.email})
    assert [action for action, _, _ in actions_in(member.organisation)] == [
        "code by mail asked",
        "password link asked",
    ]
    assert mail.outbox == [] or len(mail.outbox) == 2


def test_second_steps_and_passwords(as_member, member, django_capture_on_commit_callbacks):
    client = as_member(member)
    with scope(user_id=member.user_id):
        Authenticator.objects.all().delete()
    page = client.get("/accounts/2fa/totp/activate/")
    code = make.code_of(page.context["form"].secret)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    new = {"oldpassword": make.PASSWORD, "password1": "x-long-another-one"}
    client.post("/accounts/password/change/", {**new, "password2": new["password1"]})
    assert [action for action, _, _ in actions_in(member.organisation)] == [
        "second step added",
        "second step added",
        "signed out",
        "password changed",
    ]


def test_ended_sessions(member):
    end_sessions(member.user)
    assert actions_in(member.organisation) == [("session ended", member.user_id, {"why": "all"})]
