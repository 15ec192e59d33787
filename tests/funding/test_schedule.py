"""When reports are due: rows made ahead, reminders once, said by either side."""

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from funding.actions.reminders import remind_everywhere
from funding.actions.schedule import make_returns_ahead
from funding.calculations.returns import months_after, periods, reminder_step
from funding.models import Award, ReturnDue, ReturnSchedule
from organisations.enums import Role
from rco_network.core.mail.sending import send_waiting
from rco_network.core.tenancy import scope
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def sides():
    manager = factories.make_membership(Role.MANAGER)
    officer = factories.make_membership(Role.OFFICER)
    award = factories.make_award(
        officer.organisation,
        manager.organisation,
        title="English for all",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 5, 31),
    )
    return manager, officer, award


def typed(**fields):
    return {
        "key": str(uuid.uuid4()),
        "every": "quarter",
        "first_on": "2026-01-01",
        "days": "",
        "days_to_write": "30",
        **fields,
    }


def due_days(member):
    with factories.acting(member):
        return list(
            ReturnDue.objects.order_by("period_start").values_list("period_start", "period_end")
        )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2026, 11, 1), 1, date(2026, 12, 1)),
    ],
)
def test_months_are_counted_as_people_do(day, months, expected):
    assert months_after(day, months) == expected


def test_periods_follow_one_another_and_end_with_the_award():
    award = Award(ends_on=date(2026, 8, 15))
    schedule = ReturnSchedule(
        award=award, every="quarter", first_on=date(2026, 1, 1), days_to_write=28
    )
    found = [(one.start, one.end, one.due_on) for one in periods(schedule, date(2027, 1, 1))]
    assert found == [
        (date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 28)),
        (date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 28)),
        (date(2026, 7, 1), date(2026, 8, 15), date(2026, 9, 12)),
    ]


@pytest.mark.parametrize(("days", "step"), [(15, 0), (14, 1), (4, 1), (3, 2), (0, 2), (-1, 3)])
def test_reminders_come_at_fourteen_and_three_days_and_once_late(days, step):
    assert reminder_step(TODAY + timedelta(days=days), TODAY) == step


@pytest.mark.parametrize("who", [0, 1])
def test_either_side_says_it_and_both_see_the_days(sides, as_member, who, time_machine):
    time_machine.move_to(TODAY)
    *members, award = sides
    url = reverse("award-schedule", args=[award.uuid])
    form = typed()
    client = as_member(members[who])
    for _ in range(2):
        assert client.post(url, form).status_code in (302, 409)
    days = [
        (date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2027, 5, 31)),
    ]
    assert due_days(members[0]) == due_days(members[1]) == days
    for member in members:
        text = as_member(member).get(reverse("award", args=[award.uuid])).text
        assert "Every three months" in text and "30 January 2027" in text


def test_a_changed_schedule_makes_what_comes_anew_and_leaves_the_rest(
    sides, as_member, time_machine
):
    time_machine.move_to(TODAY)
    manager, _, award = sides
    client, url = as_member(manager), reverse("award-schedule", args=[award.uuid])
    client.post(url, typed())
    with factories.acting(manager):
        ReturnDue.objects.filter(period_start=date(2026, 10, 1)).update(met_at=timezone.now())
    page = client.get(url)
    was = page.context["form"].initial["was"]
    form = typed(every="half", was=was)
    assert client.post(url, form).status_code == 302
    # The first half-year of 2027 is there; the second of 2026 is answered in part already.
    assert due_days(manager) == [
        (date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 5, 31)),
    ]


def test_given_days_make_their_periods(sides, as_member, time_machine):
    time_machine.move_to(TODAY)
    manager, _, award = sides
    days = "2026-12-31\n2027-04-30"
    form = typed(every="days", first_on="2026-09-01", days=days)
    url = reverse("award-schedule", args=[award.uuid])
    assert as_member(manager).post(url, form).status_code == 302
    assert due_days(manager) == [
        (date(2026, 9, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 4, 30)),
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"every": "days"}, "Write the days that the funder gave"),
        ({"every": "days", "days": "soon"}, "“soon” is no day"),
        ({"every": "days", "days": "2025-01-01"}, "before the first period"),
        ({"every": "weekly"}, "Choose how often"),
        ({"days_to_write": "900"}, "0 to 366"),
        ({"first_on": ""}, "Choose a day"),
    ],
)
def test_what_cannot_be_is_told(sides, as_member, fields, said):
    manager, _, award = sides
    answer = as_member(manager).post(reverse("award-schedule", args=[award.uuid]), typed(**fields))
    assert answer.status_code == 422
    assert said in answer.text
    assert due_days(manager) == []


def test_days_that_a_return_covers_are_not_asked_twice_and_the_rest_of_them_is(
    sides, as_member, time_machine
):
    time_machine.move_to(TODAY)
    manager, officer, award = sides
    with scope(installation=True):
        ReturnDue.objects.create(
            award=award,
            organisation=manager.organisation,
            funder=officer.organisation,
            due_on=date(2026, 12, 18),
            period_start=date(2026, 6, 1),
            period_end=date(2026, 10, 31),
        )
    as_member(manager).post(reverse("award-schedule", args=[award.uuid]), typed())
    assert due_days(manager)[:3] == [
        (date(2026, 6, 1), date(2026, 10, 31)),
        (date(2026, 11, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 3, 31)),
    ]


def test_the_clock_makes_more_and_twice_is_once(sides, as_member, time_machine):
    time_machine.move_to(TODAY)
    manager, _, award = sides
    with scope(installation=True):
        Award.objects.filter(pk=award.pk).update(ends_on=None)
    as_member(manager).post(reverse("award-schedule", args=[award.uuid]), typed())
    had = len(due_days(manager))
    assert make_returns_ahead(TODAY) == 0
    assert make_returns_ahead(TODAY + timedelta(days=92)) == 1
    assert make_returns_ahead(TODAY + timedelta(days=92)) == 0
    assert len(due_days(manager)) == had + 1


def test_each_reminder_goes_once_to_those_who_make_reports_and_names_nothing(sides):
    manager, officer, award = sides
    worker = factories.make_membership(Role.WORKER, manager.organisation)
    with scope(installation=True):
        due = ReturnDue.objects.create(
            award=award,
            organisation=manager.organisation,
            funder=officer.organisation,
            due_on=TODAY + timedelta(days=10),
            period_start=date(2026, 7, 1),
            period_end=date(2026, 9, 30),
        )
    for day in (0, 0, 1, 8, 9, 11, 12, 40):
        remind_everywhere(TODAY + timedelta(days=day))
    send_waiting()
    assert [one.to for one in mail.outbox] == [[manager.user.email]] * 3
    assert worker.user.email not in str([one.to for one in mail.outbox])
    for letter in mail.outbox:
        assert award.title not in letter.body and officer.organisation.name not in letter.body
    with scope(installation=True):
        ReturnDue.objects.filter(pk=due.pk).update(met_at=timezone.now(), reminders=0)
    assert remind_everywhere(TODAY + timedelta(days=60)) == 0


def test_only_the_funder_says_that_it_accepts_others(sides, as_member):
    manager, officer, award = sides
    url = reverse("award-accepts-others", args=[award.uuid])
    assert as_member(manager).post(url, {"accepts": "yes"}).status_code == 403
    assert as_member(factories.make_membership(Role.OFFICER)).post(url).status_code == 404
    assert as_member(officer).post(url, {"accepts": "yes"}).status_code == 302
    page = as_member(manager).get(reverse("award", args=[award.uuid])).text
    assert "accepts a report that was made for another funder" in page


def test_a_schedule_is_nobody_elses(sides, as_member):
    manager, _, award = sides
    url = reverse("award-schedule", args=[award.uuid])
    worker = factories.make_membership(Role.WORKER, manager.organisation)
    assert as_member(worker).post(url, typed()).status_code == 403
    stranger = as_member(factories.make_membership(Role.MANAGER))
    made_up = reverse("award-schedule", args=[uuid.uuid4()])
    assert stranger.post(url, typed()).status_code == 404
    assert stranger.post(made_up, typed()).status_code == 404
    assert due_days(manager) == []
