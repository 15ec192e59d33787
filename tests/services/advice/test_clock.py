"""Reminders under a clock: a neutral mail, 7 days and 1 day before, each once."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from organisations.enums import Duty
from rco_network.core.mail.outbox import MAIL
from rco_network.core.models import Mail
from rco_network.core.tenancy import scope
from services.advice.models import AdviserRegistration, Deadline
from services.advice.tasks import remind
from tests import factories as make

from .ground import MARK, change, lay, opened, register

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 21)


@pytest.fixture
def ground(db):
    return lay()


@pytest.fixture
def matter(as_member, ground):
    made = opened(as_member, ground.adviser, ground.person, subject="HOU-03")
    sent = {"what": f"{MARK} appeal", "due_on": str(DUE), "who": str(ground.adviser.uuid)}
    as_member(ground.adviser).post(reverse("matter-deadline", args=[made.uuid]), sent)
    with make.acting(ground.adviser):
        assert Deadline.objects.get().due_on == DUE
    return made


def mails():
    with scope(rights=[MAIL]):
        return list(Mail.objects.filter(kind="advice_to_do").order_by("pk"))


def at(day, hour=9, times=1):
    """Let the clock strike on a day; return how many mails that made."""
    before = len(mails())
    with time_machine.travel(f"{day}T{hour:02}:30:00+00:00", tick=False):
        for _ in range(times):
            remind()
    return len(mails()) - before


def test_seven_days_and_one_day_before_once_each(ground, matter):
    assert at(DUE - timedelta(days=8)) == 0
    assert at(DUE - timedelta(days=7), hour=6) == 0
    assert at(DUE - timedelta(days=7), times=3) == 1
    assert at(DUE - timedelta(days=6), times=2) == 0
    assert at(DUE - timedelta(days=1), times=3) == 1
    assert at(DUE, times=2) == 0
    assert at(DUE + timedelta(days=1)) == 0


def test_the_mail_says_nothing(ground, matter):
    at(DUE - timedelta(days=7))
    (mail,) = mails()
    assert mail.to == ground.adviser.user.email
    said = f"{mail.subject} {mail.body}"
    for word in (MARK, "Selam", "evict", "matter", "dvice", str(matter.uuid), "Housing"):
        assert word not in said, word


def test_a_clock_that_stood_still_makes_up_for_it(ground, matter):
    assert at(DUE - timedelta(days=4)) == 1
    assert at(DUE - timedelta(days=1)) == 1


def test_what_is_done_closed_or_of_somebody_who_left_is_not_reminded(as_member, ground, matter):
    with make.acting(ground.adviser):
        deadline = Deadline.objects.get()
    change(ground.adviser, ended_at="2026-12-01T00:00:00Z")
    assert at(DUE - timedelta(days=7)) == 0
    change(ground.adviser, ended_at=None)
    as_member(ground.adviser).post(reverse("deadline-done", args=[deadline.uuid]))
    assert at(DUE - timedelta(days=1)) == 0


def test_the_first_page_tells_whose_it_is_and_nobody_else(as_member, ground, matter):
    with time_machine.travel(f"{DUE - timedelta(days=3)}T09:00:00+00:00", tick=False):
        own = as_member(ground.adviser).get("/").content.decode()
        assert "A deadline in advice" in own
        assert "evict" not in own
        for one in (ground.other, ground.worker, ground.manager):
            text = as_member(one).get("/").content.decode()
            assert "A deadline in advice" not in text


def test_a_registration_is_told_at_60_30_and_7_days(as_member, ground):
    register(ground, ground.adviser, days=0)
    with make.acting(ground.manager):
        AdviserRegistration.objects.update(expires_on=DUE)
    assert [at(DUE - timedelta(days=left), times=2) for left in (61, 60, 45, 30, 8, 7, 1, 0)] == [
        0,
        1,
        0,
        1,
        0,
        1,
        0,
        0,
    ]
    with time_machine.travel(f"{DUE - timedelta(days=20)}T09:00:00+00:00", tick=False):
        for one, sees in ((ground.adviser, True), (ground.manager, True), (ground.other, False)):
            text = as_member(one).get("/").content.decode()
            assert ("registration ends" in text) == sees
        sent = {"level": "2", "category": "both", "expires_on": "2027-12-21"}
        address = reverse("registration", args=[ground.adviser.uuid])
        assert as_member(ground.adviser).post(address, sent).status_code == 403
        assert as_member(ground.manager).post(address, sent).status_code == 302
        page = as_member(ground.adviser).get("/advice/registrations/").content.decode()
    assert "until 21 December 2027" in page
    with make.acting(ground.manager):
        assert AdviserRegistration.objects.get().reminded is None
    assert Duty.ADVISER in ground.adviser.duties
