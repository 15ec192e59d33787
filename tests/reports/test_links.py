"""A link to an edition: for one address, until it runs out, and never the file by mail."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.mail.sending import send_waiting
from rco_network.core.models import AuditEvent
from rco_network.reports.models import EditionLink

from ..factories import acting, make_award, make_membership
from ..pages import without_token
from .issuing import issue

pytestmark = pytest.mark.django_db
READER = "trustee@board.example"


class World:
    def __init__(self):
        self.manager = make_membership(Role.MANAGER)
        self.officer = make_membership(Role.OFFICER)
        self.award = make_award(self.officer.organisation, self.manager.organisation)
        self.edition = issue(self.manager, self.award)
        self.url = reverse("edition-links", args=[self.edition.code])

    def send(self, client, **fields):
        form = {"key": str(uuid4()), "address": READER, "days": "7", "most": "1"} | fields
        answer = client.post(self.url, form)
        send_waiting()
        return answer

    def link(self):
        with acting(self.manager):
            return EditionLink.objects.select_related("edition").get()

    def change(self, **fields):
        with acting(self.manager):
            EditionLink.objects.update(**fields)


@pytest.fixture
def world():
    cache.clear()
    return World()


@pytest.fixture
def path(world, as_member):
    """The address that arrived."""
    world.send(as_member(world.manager))
    return re.search(r"https?://[^/]+(/read/\S+)", mail.outbox[0].body)[1]


def test_the_mail_names_nobody_and_holds_no_file(world, path):
    (letter,) = mail.outbox
    assert letter.to == [READER] and letter.attachments == []
    said = letter.subject + letter.body
    for name in (
        world.manager.organisation.name,
        world.manager.user.name,
        world.officer.organisation.name,
        world.award.title,
        world.edition.code,
    ):
        assert name not in said
    assert path.split("/")[2] not in world.link().token_hash


def test_sent_twice_is_one_link_and_one_mail(world, as_member):
    key = str(uuid4())
    for _ in range(2):
        assert world.send(as_member(world.manager), key=key).status_code == 302
    world.link()
    assert len(mail.outbox) == 1


def test_opening_shows_the_cover_and_is_in_the_trail(world, path):
    page = Client().get(path).text
    assert world.edition.document["title"] in page and world.edition.code in page
    assert world.manager.organisation.name in page
    link = world.link()
    assert (link.opened, link.taken) == (1, 0)
    with acting(world.manager):
        assert AuditEvent.objects.filter(action="edition link opened").count() == 1


def test_the_file_is_given_so_often_and_not_to_who_only_looks(world, path):
    assert Client().get(f"{path}report.pdf").status_code == 405
    given = Client().post(f"{path}report.pdf")
    assert given.content == f"{world.edition.code} application/pdf".encode()
    assert given.headers["Content-Disposition"].startswith("attachment")
    again = Client().post(f"{path}report.pdf", follow=True)
    assert "taken as often as this link allows" in again.text
    assert world.link().taken == 1


@pytest.mark.parametrize("end", ["over", "withdrawn"])
def test_what_is_over_answers_as_what_was_made_up(world, path, as_member, end):
    if end == "over":
        world.change(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        url = reverse("link-withdraw", args=[world.link().uuid])
        for _ in range(2):
            assert as_member(world.manager).post(url).status_code == 302
    made_up = Client().get("/read/made-up/")
    gone = Client().get(path)
    assert gone.status_code == made_up.status_code == 404
    assert without_token(gone) == without_token(made_up)
    posted = [Client().post(f"{one}report.pdf") for one in (path, "/read/made-up/")]
    assert {one.status_code for one in posted} == {404}
    assert world.link().opened == 0


def test_a_mail_that_waits_is_taken_back_with_its_link(world, as_member):
    form = {"key": str(uuid4()), "address": READER, "days": "7", "most": "1"}
    as_member(world.manager).post(world.url, form)
    as_member(world.manager).post(reverse("link-withdraw", args=[world.link().uuid]))
    send_waiting()
    assert mail.outbox == []


def test_somebody_who_tries_many_is_held_up(settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"report_link": "3/5m/ip"}
    found = [Client().get(f"/read/try-{n}/").status_code for n in range(5)]
    assert found == [404, 404, 404, 429, 429]


def test_only_who_makes_the_organisations_reports_sends_and_takes_back(world, path, as_member):
    worker = make_membership(Role.WORKER, world.manager.organisation)
    withdraw = reverse("link-withdraw", args=[world.link().uuid])
    for member, sends, takes in (
        (worker, 403, 403),
        (world.officer, 403, 404),
        (make_membership(Role.MANAGER), 404, 404),
    ):
        client = as_member(member)
        assert world.send(client).status_code == sends
        assert client.post(withdraw).status_code == takes
    assert world.link().withdrawn_at is None
    assert len(mail.outbox) == 1


def test_the_list_says_what_became_of_each(world, path, as_member):
    Client().get(path)
    page = as_member(world.manager).get(world.url).text
    assert READER in page and "opened once" in page


@pytest.mark.parametrize("address", ["", "nobody", "a b@c.org"])
def test_an_address_that_is_none_is_told(world, as_member, address):
    assert world.send(as_member(world.manager), address=address).status_code == 422
    assert mail.outbox == []
