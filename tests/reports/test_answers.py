"""A reader accepts an edition or sends it back, and what that does to the return."""

from datetime import date
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from funding.models import ReturnDue
from organisations.enums import Role
from rco_network.core.mail.sending import send_waiting
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from rco_network.reports.models import EditionAnswer, Report
from services.parts import tasks_of

from ..factories import acting, make_award, make_membership
from .issuing import issue

pytestmark = pytest.mark.django_db
NOTE = "March is missing."


class World:
    def __init__(self):
        self.manager = make_membership(Role.MANAGER)
        self.worker = make_membership(Role.WORKER, self.manager.organisation)
        self.officer = make_membership(Role.OFFICER)
        self.award = make_award(self.officer.organisation, self.manager.organisation)
        with scope(installation=True):
            self.due = ReturnDue.objects.create(
                award=self.award,
                organisation=self.manager.organisation,
                funder=self.officer.organisation,
                due_on=date(2026, 7, 31),
                period_start=date(2026, 1, 1),
                period_end=date(2026, 6, 30),
            )
        self.edition = issue(self.manager, self.award, return_due=self.due)
        self.url = reverse("edition-answer", args=[self.edition.code])

    def met(self):
        with acting(self.manager):
            return ReturnDue.objects.get().met_at

    def answers(self):
        with acting(self.manager):
            return list(EditionAnswer.objects.values_list("kind", "note"))


@pytest.fixture
def world():
    return World()


def back(**fields):
    return {"key": str(uuid4()), "kind": "sent_back", "note": NOTE} | fields


def test_what_is_sent_back_does_not_count_until_it_was_put_right(world, as_member):
    assert world.met()
    form = back()
    for _ in range(2):
        assert as_member(world.officer).post(world.url, form).status_code == 302
    assert world.answers() == [("sent_back", NOTE)]
    assert world.met() is None
    manager = as_member(world.manager)
    page = manager.get(reverse("edition", args=[world.edition.code])).text
    assert NOTE in page and reverse("edition-restate", args=[world.edition.code]) in page
    with acting(world.manager):
        titles = [task.title for task in tasks_of(world.manager, date(2026, 11, 23))]
        assert "A report was sent back" in titles
    answer = manager.post(
        reverse("edition-restate", args=[world.edition.code]),
        {"key": str(uuid4()), "reason": "March was left out."},
    )
    assert answer.status_code == 302
    with acting(world.manager):
        restating = Report.objects.get(restates=world.edition)
        assert restating.return_due_id == world.due.pk
    assert NOTE in manager.get(reverse("edition-restate", args=[world.edition.code])).text


def test_who_accepts_after_all_counts_it_as_received_again(world, as_member):
    officer = as_member(world.officer)
    officer.post(world.url, back())
    officer.post(world.url, {"key": str(uuid4()), "kind": "accepted"})
    assert world.met()
    assert "accepted it" in officer.get(reverse("edition", args=[world.edition.code])).text
    with acting(world.manager):
        assert not [
            t for t in tasks_of(world.manager, date(2026, 11, 23)) if "sent back" in t.title
        ]
        done = set(AuditEvent.objects.values_list("action", flat=True))
        assert {"edition sent back", "edition accepted"} <= done


def test_those_who_make_reports_get_a_letter_that_says_nothing(world, as_member):
    as_member(world.officer).post(world.url, back())
    send_waiting()
    assert [letter.to for letter in mail.outbox] == [[world.manager.user.email]]
    for name in (NOTE, world.officer.organisation.name, world.award.title, world.edition.code):
        assert name not in mail.outbox[0].body + mail.outbox[0].subject


@pytest.mark.parametrize("form", [back(note=""), back(kind=""), back(kind="eaten")])
def test_an_answer_needs_its_sentence(world, as_member, form):
    assert as_member(world.officer).post(world.url, form).status_code == 422
    assert world.answers() == [] and world.met()


def test_only_its_reader_answers(world, as_member):
    for member, status in (
        (world.manager, 403),
        (world.worker, 403),
        (make_membership(Role.OFFICER), 404),
        (make_membership(Role.MANAGER), 404),
    ):
        assert as_member(member).post(world.url, back()).status_code == status
    assert world.answers() == [] and world.met()
