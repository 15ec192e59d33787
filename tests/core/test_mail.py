"""Every mail is one row, one address, sent once; and no request waits for a mail server."""

import ast
import re
import smtplib
import socketserver
import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from rco_network.core import mail as outbox
from rco_network.core.mail import MAIL, all_letters, letter, post, sending
from rco_network.core.mail import permission as permissions
from rco_network.core.mail.letters import Letter, spoken_in
from rco_network.core.mail.sending import send_waiting
from rco_network.core.models import Mail
from rco_network.core.tenancy import scope

from .. import factories as make
from ..servers import eventually
from ..test_architecture import ROOT, imports_of, modules, name_of

A_LETTER = Letter("test.letter", "About your account at Common Thread")


@pytest.fixture(autouse=True)
def no_memory_of_a_server():
    cache.delete(sending.AWAY)
    yield
    cache.delete(sending.AWAY)


def rows(**conditions):
    with scope(rights=[MAIL]):
        return list(Mail.objects.filter(**conditions).order_by("pk"))


def post_one(to="a@example.org", body="Hello.\n", **more):
    return post(A_LETTER, to=to, body=body, **more)


class TestOneRecipient:
    @pytest.mark.django_db
    def test_one_to_no_copies_and_nothing_about_anybody_on_top(self):
        post_one()
        assert send_waiting() == 1
        (message,) = mail.outbox
        assert (message.to, message.cc, message.bcc) == (["a@example.org"], [], [])
        assert message.subject == A_LETTER.subject
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        "to",
        [
            "",
            "a@example.org,b@example.org",
            "a@example.org; b@example.org",
            "a@example.org b@example.org",
            "a@example.org\nBcc: b@example.org",
            "Team: a@example.org, b@example.org;",
            "<a@example.org>",
            "a@b@example.org",
            "nobody",
        ],
    )
    def test_the_database_takes_nothing_but_one_address(self, to):
        with pytest.raises(IntegrityError), transaction.atomic():
            post_one(to)

    def test_nothing_else_in_the_product_can_send(self):
        """The class: whoever imports Django's mail, or smtplib, is the outbox."""
        allowed = {"rco_network.core.mail.sending"}
        sources = ("django.core.mail", "smtplib", "email.message", "email.mime")
        senders = {
            name_of(path)
            for path in modules()
            if any(module.startswith(sources) for module in imports_of(path))
        }
        assert senders == allowed
        calls = [
            name_of(path)
            for path in modules()
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Attribute) and node.attr in ("email_user", "mail_admins")
        ]
        assert calls == []


class TestSubjects:
    def test_every_kind_of_mail_says_the_same_to_everybody_and_names_nothing(self):
        letters = [one for one in all_letters() if not one.kind.startswith("test.")]
        assert {"organisations.invitation", "accounts.code"} <= {one.kind for one in letters}
        telling = re.compile(
            r"[{}%\d]|participant|concern|safeguard|asylum|refugee|advice|class|register|report|"
            r"attend|appointment|restrict|eras|consent|note",
            re.IGNORECASE,
        )
        for one in letters:
            assert not telling.search(one.subject), one
            assert 5 < len(one.subject) <= 60

    def test_a_subject_is_in_the_language_that_its_reader_chose(self):
        from services.advice.emails import SOMETHING_TO_DO

        said = {}
        for language in ("", "uk", "xx"):
            with spoken_in(language):
                said[language] = SOMETHING_TO_DO.subject
        assert said[""] == said["xx"] == "You have something to do in Common Thread"
        assert said["uk"] == "Вам є що зробити в Common Thread"

    def test_allauths_own_subjects_are_never_used(self):
        """Whatever kind of mail allauth may add: it goes out under a subject of ours."""
        from rco_network.accounts.emails import _LETTERS, OTHER

        assert set(_LETTERS.values()) | {OTHER} <= set(all_letters())

    def test_a_kind_is_declared_once(self):
        kind = f"test.{uuid4().hex}"
        letter(kind, "About your account")
        with pytest.raises(ValueError, match="Two mails"):
            letter(kind, "Another")


@pytest.mark.django_db
class TestAtRest:
    def test_the_text_is_encrypted_while_it_waits_and_gone_afterwards(self):
        post_one(body="The secret word is marigold.")
        with scope(rights=[MAIL]), connection.cursor() as cursor:
            cursor.execute("select row_to_json(m)::text from core_mail m")
            assert "marigold" not in cursor.fetchone()[0]
        send_waiting()
        assert "marigold" in mail.outbox[0].body
        (row,) = rows()
        assert (row.state, row.to, row.body) == ("sent", "", "")
        assert row.ended_at

    def test_nobody_reads_the_outbox(self):
        manager = make.make_membership()
        post_one()
        now = timezone.now()
        for who in (
            make.acting(manager),
            scope(installation=True),
            scope(user_id=manager.user_id, rights=["see_people", "sign_in"]),
        ):
            with who:
                assert not Mail.objects.exists()
                assert Mail.objects.update(to="thief@example.org") == 0
                with pytest.raises(DatabaseError), transaction.atomic():
                    Mail.objects.create(to="a@example.org", next_at=now, good_until=now)

    def test_empty_rows_go_after_some_months(self):
        post_one()
        send_waiting()
        assert sending.forget_ended() == 0
        with scope(rights=[MAIL]):
            Mail.objects.update(ended_at=timezone.now() - timedelta(days=sending.KEPT_DAYS + 1))
        assert sending.forget_ended() == 1


@pytest.mark.django_db
class TestWhoMayBeWrittenTo:
    def test_it_is_asked_right_before_the_mail_leaves(self, monkeypatch):
        asked = []
        monkeypatch.setattr(permissions, "_conditions", [])

        @outbox.must_allow
        def only_some(address, kind, about):
            asked.append((address, kind, about))
            return address != "unsafe@example.org"

        record = uuid4()
        post_one("unsafe@example.org", about=record)
        post_one("safe@example.org")
        assert asked == []
        assert send_waiting() == 1
        assert [message.to for message in mail.outbox] == [["safe@example.org"]]
        assert asked[0] == ("unsafe@example.org", "test.letter", record)
        assert outbox.states_of([record]) == {record: ("failed", sending.KEPT_IN)}


@pytest.mark.django_db
class TestServerAway:
    def away(self, monkeypatch, error):
        def send(*args, **kwargs):
            raise error

        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)

    def test_it_waits_longer_each_time_and_leaves_the_server_alone(self, monkeypatch):
        for _ in range(3):
            post_one()
        with monkeypatch.context() as patch:
            self.away(patch, ConnectionRefusedError())
            assert send_waiting() == 0
            assert [row.attempts for row in rows()] == [1, 0, 0]  # the others were not tried
            assert send_waiting() == 0
            assert [row.attempts for row in rows()] == [1, 0, 0]  # nor is it for a while
            for expected in (*sending.SERVER_AWAY, sending.SERVER_AWAY[-1]):
                row = rows()[0]
                assert row.next_at - timezone.now() < timedelta(seconds=expected + 1)
                self.let_time_pass(row)
                send_waiting()
        self.let_time_pass(rows()[0])
        assert send_waiting() == 3
        assert len(mail.outbox) == 3

    def let_time_pass(self, first):
        cache.delete(sending.AWAY)
        with scope(rights=[MAIL]):
            Mail.objects.filter(pk=first.pk).update(next_at=timezone.now() - timedelta(days=1))

    def test_after_a_day_it_is_given_up_and_says_so(self, monkeypatch):
        record = uuid4()
        post_one(about=record)
        with scope(rights=[MAIL]):
            Mail.objects.update(good_until=timezone.now() - timedelta(seconds=1))
        assert send_waiting() == 0
        assert outbox.states_of([record]) == {record: ("failed", sending.TOO_LATE)}
        assert rows()[0].body == ""

    def test_a_code_is_given_up_much_sooner(self):
        from rco_network.accounts.emails import CODE

        assert CODE.good_for <= timedelta(minutes=15)
        assert A_LETTER.good_for == timedelta(hours=24)

    @pytest.mark.parametrize(("code", "state"), [(550, "failed"), (450, "waiting")])
    def test_a_refused_address_costs_the_others_nothing(self, monkeypatch, code, state):
        from django.core.mail.backends.locmem import EmailBackend

        original = EmailBackend.send_messages

        def send(backend, messages):
            if messages[0].to == ["a@example.org"]:
                raise smtplib.SMTPRecipientsRefused({"a@example.org": (code, b"no")})
            return original(backend, messages)

        monkeypatch.setattr(EmailBackend, "send_messages", send)
        post_one("a@example.org")
        post_one("b@example.org")
        assert send_waiting() == 1
        assert rows()[0].state == state
        if state == "waiting":
            assert rows()[0].next_at - timezone.now() > timedelta(seconds=50)

    def test_taken_back_before_it_left_it_does_not_leave(self):
        record = uuid4()
        post_one(about=record)
        assert outbox.cancel(record) == 1
        assert send_waiting() == 0


class Postbox(socketserver.ThreadingTCPServer):
    """An SMTP server that takes everything and remembers what it took."""

    allow_reuse_address = daemon_threads = True

    class RequestHandlerClass(socketserver.StreamRequestHandler):
        def handle(self):
            say = lambda text: self.wfile.write(text.encode() + b"\r\n")  # noqa: E731
            say("220 here")
            for line in self.rfile:
                word = line[:4].upper().strip()
                if word == b"RCPT":
                    self.server.recipients.append(line.decode())
                elif word == b"DATA":
                    say("354 go on")
                    text = b"".join(iter(self.rfile.readline, b".\r\n"))
                    self.server.taken.append(text.decode())
                say("221 bye" if word == b"QUIT" else "250 ok")

    def __init__(self, port=0):
        self.recipients, self.taken = [], []
        super().__init__(("127.0.0.1", port), self.RequestHandlerClass)


def test_down_then_up_a_hundred_mails_leave_once_each(fresh_database, settings):
    """Real commits, a real port that nobody answers at first, four workers at once."""
    postbox = Postbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = postbox.server_address
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    postbox.server_close()  # the port is known, and closed
    for number in range(100):
        post_one(f"person{number}@example.org")
    assert send_waiting() == 0
    assert len(rows(state="waiting")) == 100
    with Postbox(settings.EMAIL_PORT) as postbox:
        threading.Thread(target=postbox.serve_forever, daemon=True).start()
        cache.delete(sending.AWAY)
        with scope(rights=[MAIL]):
            Mail.objects.update(next_at=timezone.now())
        workers = [threading.Thread(target=work) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        postbox.shutdown()
    wanted = sorted(f"person{number}@example.org" for number in range(100))
    assert sorted(re.findall(r"<(.*)>", r)[0] for r in postbox.recipients) == wanted
    assert len(postbox.taken) == 100
    assert len({re.search("Message-ID: (.*)", text)[1] for text in postbox.taken}) == 100
    assert all(len(re.findall("^To: ", text, re.MULTILINE)) == 1 for text in postbox.taken)
    assert not any(re.search("^(Cc|Bcc):", text, re.MULTILINE) for text in postbox.taken)
    assert {row.state for row in rows()} == {"sent"}


def work():
    try:
        send_waiting()
    finally:
        connection.close()


@pytest.mark.django_db
def test_a_request_takes_no_longer_when_the_mail_server_is_a_black_hole(client, settings):
    """A server that takes the connection and says nothing: no request ever speaks to it."""
    hole = socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = hole.server_address
    settings.EMAIL_TIMEOUT = 60
    user = make.make_user()
    with hole:
        for _ in range(3):
            started = time.monotonic()
            client.post("/accounts/login/code/", {"email": user.email})
            assert time.monotonic() - started < 20
            client.cookies.clear()
    assert len(rows(state="waiting")) == 3


def test_the_commit_wakes_the_worker(fresh_database, monkeypatch):
    woken = []
    monkeypatch.setattr("rco_network.core.mail.outbox.wake", lambda: woken.append(len(rows())))
    with transaction.atomic():
        post_one()
        assert woken == []
    assert woken == [1]


def test_a_real_worker_sends_a_code_within_seconds(fresh_database, real_worker):
    post_one()
    eventually(lambda: rows()[0].state == "sent", 10)


def test_what_the_broker_hears_names_nobody():
    source = (ROOT / "rco_network" / "core" / "mail" / "outbox.py").read_text()
    assert "send_mail.apply_async(retry=False)" in source  # no arguments at all
