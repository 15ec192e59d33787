"""The only way in. Looking at the link changes nothing; it works once, for one address."""

import re
import smtplib
import uuid
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from organisations.actions import invitations
from organisations.enums import Role
from organisations.models import Invitation, StaffMembership
from rco_network.accounts.models import User
from rco_network.core.access import Refused
from rco_network.core.mail import MAIL, sending
from rco_network.core.mail.sending import send_waiting
from rco_network.core.models import AuditEvent, Mail
from rco_network.core.tenancy import scope
from tests import factories as make

pytestmark = pytest.mark.django_db

GOOD_PASSWORD = "saffron bicycle lantern"


@pytest.fixture
def manager():
    return make.make_membership(Role.MANAGER)


def invited(manager, email="selam@example.org", role=Role.WORKER):
    """Invite, send, and return the link's path."""
    with make.acting(manager):
        invitations.invite(by=manager, organisation=manager.organisation, email=email, role=role)
    send_waiting()
    return link_in(mail.outbox[-1])


def link_in(message):
    return re.search(r"http://127.0.0.1:8000(/invitations/\S+/)", message.body).group(1)


def the_invitation():
    with scope(installation=True):
        return Invitation.objects.latest("pk")


class TestAsking:
    def test_a_manager_invites_and_one_mail_leaves(self, as_member, manager):
        page = as_member(manager).post(
            "/staff/invite/", {"email": "Selam@Example.org ", "role": "worker"}
        )
        assert page.status_code == 302
        assert mail.outbox == []
        assert send_waiting() == 1
        (message,) = mail.outbox
        assert message.recipients() == ["selam@example.org"]
        assert message.cc == message.bcc == []
        assert manager.organisation.name not in message.subject
        assert manager.organisation.name in message.body
        assert str(manager.user) in message.body
        assert message.body.startswith("Hello,")

    def test_the_secret_is_in_the_mail_and_nowhere_else(self, manager):
        token = invited(manager).split("/")[2]
        assert len(token) == 43
        row = the_invitation()
        assert row.token_hash == invitations.hash_of(token)
        with scope(organisation_ids=[manager.organisation_id], installation=True):
            stored = [*AuditEvent.objects.values_list()]
        with scope(rights=[MAIL]):
            stored += Mail.objects.values_list()
        assert token not in repr(stored)
        left = row.expires_at - timezone.now()
        assert timedelta(hours=71) < left <= timedelta(hours=72)

    def test_asking_twice_is_one_invitation_and_one_mail(self, as_member, manager):
        for _ in range(2):
            as_member(manager).post("/staff/invite/", {"email": "a@example.org", "role": "worker"})
        send_waiting()
        assert len(mail.outbox) == 1
        with make.acting(manager):
            assert Invitation.objects.count() == 1

    def test_the_list_says_where_each_invitation_is(self, as_member, manager):
        as_member(manager).post("/staff/invite/", {"email": "a@example.org", "role": "worker"})
        assert "On its way" in as_member(manager).get("/staff/").content.decode()
        send_waiting()
        text = as_member(manager).get("/staff/").content.decode()
        assert "a@example.org" in text
        assert "Until " in text

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"email": "nobody", "role": "worker"}, "valid e"),
            ({"email": "a@example.org", "role": "officer"}, "valid choice"),
            ({"email": "a@example.org\r\nBcc: b@example.org", "role": "worker"}, "valid e"),
            ({}, "required"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, as_member, manager, typed, sentence):
        page = as_member(manager).post("/staff/invite/", {"x": 1, **typed})
        assert page.status_code == 422
        assert sentence in page.content.decode()
        assert send_waiting() == 0

    def test_a_colleague_is_not_invited_again(self, as_member, manager):
        worker = make.make_membership(Role.WORKER, manager.organisation)
        page = as_member(manager).post(
            "/staff/invite/", {"email": worker.user.email.upper(), "role": "worker"}
        )
        assert page.status_code == 422
        assert "works here already" in page.content.decode()

    @pytest.mark.parametrize("role", [Role.WORKER, Role.LOGGER])
    def test_a_colleague_without_the_right_reads_why(self, as_member, manager, role):
        member = make.make_membership(role, manager.organisation)
        path = invited(manager)
        row = the_invitation()
        client = as_member(member)
        for url in (
            "/staff/invite/",
            f"/staff/invitations/{row.uuid}/resend/",
            f"/staff/invitations/{row.uuid}/withdraw/",
        ):
            page = client.post(url, {"email": "a@example.org", "role": "worker"})
            assert page.status_code == 403
            assert "Ask a manager" in page.content.decode()
        client.logout()
        assert client.get(path).status_code == 200

    def test_a_stranger_finds_nothing(self, as_member, manager):
        invited(manager)
        client = as_member(make.make_membership(Role.MANAGER))
        for which in (the_invitation().uuid, uuid.uuid4()):
            assert client.post(f"/staff/invitations/{which}/resend/").status_code == 404
            assert client.post(f"/staff/invitations/{which}/withdraw/").status_code == 404
        assert "selam@example.org" not in client.get("/staff/").content.decode()

    def test_sent_again_only_the_new_link_works(self, as_member, manager, client):
        old = invited(manager)
        as_member(manager).post(f"/staff/invitations/{the_invitation().uuid}/resend/")
        send_waiting()
        client.logout()
        assert len(mail.outbox) == 2
        assert client.get(old).status_code == 404
        assert client.get(link_in(mail.outbox[1])).status_code == 200

    def test_withdrawn_it_opens_nothing(self, as_member, manager, client):
        path = invited(manager)
        as_member(manager).post(f"/staff/invitations/{the_invitation().uuid}/withdraw/")
        client.logout()
        assert client.get(path).status_code == 404

    def test_withdrawn_before_the_mail_left_nothing_leaves(self, manager):
        with make.acting(manager):
            row = invitations.invite(
                by=manager, organisation=manager.organisation, email="a@b.org", role="worker"
            )
            invitations.withdraw(by=manager, invitation=row)
        assert send_waiting() == 0
        assert mail.outbox == []


class TestMailServer:
    """That nothing is lost while the server is away is the outbox's own test (core/test_mail)."""

    def ask(self, manager):
        with make.acting(manager):
            invitations.invite(
                by=manager, organisation=manager.organisation, email="a@b.org", role="worker"
            )

    def test_given_up_it_says_so(self, as_member, manager):
        self.ask(manager)
        with scope(rights=[MAIL]):
            Mail.objects.update(good_until=timezone.now())
        assert send_waiting() == 0
        text = as_member(manager).get("/staff/").content.decode()
        assert "Not sent" in text
        assert sending.TOO_LATE in text
        as_member(manager).post(f"/staff/invitations/{the_invitation().uuid}/resend/")
        assert send_waiting() == 1

    def test_an_address_refused_for_good_is_said(self, as_member, manager, monkeypatch):
        def send(*args, **kwargs):
            raise smtplib.SMTPRecipientsRefused({"a@b.org": (550, b"no")})

        self.ask(manager)
        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)
        send_waiting()
        assert sending.REFUSED in as_member(manager).get("/staff/").content.decode()

    def test_another_organisation_does_not_learn_where_a_mail_is(self, as_member, manager):
        self.ask(manager)
        text = as_member(make.make_membership(Role.MANAGER)).get("/staff/").content.decode()
        assert "On its way" not in text


class TestNewPerson:
    def test_joins_with_a_name_and_a_password(self, client, manager):
        path = invited(manager)
        assert manager.organisation.name in client.get(path).content.decode()
        page = client.post(path, {"name": "Selam", "password": GOOD_PASSWORD})
        assert (page.status_code, page.url) == (302, "/")
        with scope(installation=True):
            user = User.objects.get(email="selam@example.org")
            assert EmailAddress.objects.get(user=user).verified
        assert client.session["_auth_user_id"] == str(user.pk)
        with make.acting(manager):
            place = StaffMembership.objects.get(user=user)
            assert place.role == Role.WORKER
            assert AuditEvent.objects.filter(action="invitation.accepted", actor=user).exists()
        assert client.get("/staff/").url == "/accounts/second-step/"

    def test_looking_changes_nothing(self, client, manager):
        path = invited(manager)
        before = the_invitation().__dict__ | {"_state": None}
        for look in (client.get, client.head, client.options, client.put, client.delete):
            look(path)
        assert the_invitation().__dict__ | {"_state": None} == before
        with scope(installation=True):
            assert not User.objects.filter(email="selam@example.org").exists()

    @pytest.mark.parametrize(
        "typed",
        [
            {},
            {"name": "Selam", "password": "short"},
            {"name": "Selam", "password": "selam@example.org"},
            {"name": "\u202e", "password": GOOD_PASSWORD},
            {"name": "x" * 121, "password": GOOD_PASSWORD},
            {"name": "Selam", "password": "x" * 201},
        ],
    )
    def test_bad_input_gets_a_sentence_and_the_link_still_works(self, client, manager, typed):
        path = invited(manager)
        page = client.post(path, {"x": 1, **typed})
        assert page.status_code == 422
        assert "Something needs your attention" in page.content.decode()
        assert client.post(path, {"name": "S", "password": GOOD_PASSWORD}).status_code == 302

    def test_a_link_works_once(self, client, manager):
        path = invited(manager)
        client.post(path, {"name": "Selam", "password": GOOD_PASSWORD})
        client.logout()
        assert client.get(path).status_code == 404
        page = client.post(path, {"name": "Thief", "password": GOOD_PASSWORD})
        assert page.status_code == 404
        with scope(installation=True):
            assert User.objects.filter(name="Thief").count() == 0

    def test_two_at_once_make_one_person(self, manager):
        path = invited(manager)
        row = invitations.find_by_token(path.split("/")[2])
        first, second = (
            invitations.accept_as_new_person(invitation=row, name=n, password=GOOD_PASSWORD)
            for n in ("A", "B")
        )
        assert first is not None
        assert second is None

    def test_wrong_used_withdrawn_and_run_out_look_the_same(self, client, manager):
        path = invited(manager)
        with scope(installation=True):
            Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        run_out = client.get(path)
        wrong = client.get("/invitations/" + "x" * 43 + "/")
        assert run_out.status_code == wrong.status_code == 404
        bodies = {
            re.sub(rb'csrfmiddlewaretoken" value="\w+|X-CSRFToken": "\w+', b"", page.content)
            for page in (run_out, wrong, client.get("/invitations/é\u202e/"))
        }
        assert len(bodies) == 1

    def test_the_page_is_not_kept_in_a_cache(self, client, manager):
        assert "no-store" in client.get(invited(manager)).headers["Cache-Control"]


class TestExistingPerson:
    def test_signed_out_is_asked_to_sign_in_and_comes_back(self, client, manager):
        person = make.make_user()
        path = invited(manager, person.email)
        for page in (client.get(path), client.post(path, {"name": "X", "password": "y" * 20})):
            assert "/accounts/login/?next=%2Finvitations%2F" in page.content.decode()
        page = client.post(
            f"/accounts/login/?next={path}", {"login": person.email, "password": make.PASSWORD}
        )
        assert page.url.startswith("/accounts/2fa/authenticate/")
        page = client.post(page.url, {"code": make.app_code(person)})
        assert page.url == path
        assert client.post(path).url == "/"
        with make.acting(manager):
            assert StaffMembership.objects.filter(user=person, ended_at=None).exists()

    def test_signed_in_joins_with_one_button(self, as_member, manager):
        other = make.make_membership(Role.OFFICER)
        path = invited(manager, other.user.email.upper())
        client = as_member(other)
        assert "Join" in client.get(path).content.decode()
        with make.acting(manager):
            assert not StaffMembership.objects.filter(user=other.user).filter(
                organisation=manager.organisation
            )
        assert client.post(path).status_code == 302
        assert manager.organisation.name in client.get("/staff/").content.decode()
        assert client.post(path).status_code == 404

    def test_signed_in_as_somebody_else_reads_why(self, as_member, manager):
        path = invited(manager)
        client = as_member(make.make_membership(Role.WORKER))
        for page in (client.get(path), client.post(path)):
            assert page.status_code == 403
            assert "Sign out" in page.content.decode()
            assert "selam@example.org" not in page.content.decode()
        assert the_invitation().accepted_at is None

    def test_an_address_that_was_never_verified_does_not_count(self, as_member, manager):
        other = make.make_membership(Role.OFFICER)
        with scope(installation=True):
            EmailAddress.objects.filter(user=other.user).update(verified=False)
        path = invited(manager, other.user.email)
        assert as_member(other).post(path).status_code == 403

    def test_somebody_without_any_organisation_can_open_it(self, client, manager):
        person = make.make_user()
        path = invited(manager, person.email)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get("/staff/").status_code == 403
        assert client.get(path).status_code == 200
        assert client.post(path).status_code == 302


def test_an_administrator_invites_the_first_person(manager):
    administrator = make.make_user(is_staff=True)
    organisation = make.make_organisation()
    by = invitations.Administrator(administrator.pk, organisation.pk)
    with scope(user_id=administrator.pk, organisation_ids=[organisation.pk], installation=True):
        with pytest.raises(Refused):
            invitations.invite(by=by, organisation=organisation, email="a@b.org", role="officer")
        invitations.invite(by=by, organisation=organisation, email="a@b.org", role="manager")
    assert send_waiting() == 1
    assert len(mail.outbox) == 1
