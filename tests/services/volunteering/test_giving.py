"""Hours, expenses, value of time: approved by somebody else, editable until then."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from organisations.enums import Role
from rco_network.core.access import Refused
from services.volunteering.actions.hours import approve_hours, keep_hours
from services.volunteering.calculations import giving
from services.volunteering.models import CheckIn, Expense, HourlyRate, Stint
from tests import factories as make

from .ground import a_keeper, a_role, a_volunteer

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
KEY = "8c7ef3de-5f31-4a8e-a8d4-6f3f4bb9a1{:02}"


@pytest.fixture
def manager():
    return make.make_membership(Role.MANAGER)


@pytest.fixture
def keeper(manager):
    return a_keeper(manager.organisation)


def test_nobody_approves_their_own_neither_on_a_page_nor_in_the_database(
    manager, keeper, as_member
):
    with make.acting(keeper):
        own = a_volunteer(keeper.organisation, membership=keeper)
        other = a_volunteer(keeper.organisation)
        mine, theirs = (
            keep_hours(by=keeper, stint=Stint(volunteer=one, day=DAY, minutes=60))
            for one in (own, other)
        )
    page = as_member(keeper)
    both = {"rows": [mine.uuid, theirs.uuid]}
    assert page.post("/volunteers/hours/", both).status_code == 403
    with make.acting(keeper):
        assert Stint.objects.waiting().count() == 2, "refused as a whole"
        with pytest.raises(DatabaseError), transaction.atomic():
            Stint.objects.filter(pk=mine.pk).update(approved_at="2026-11-03T10:00:00Z")
    assert page.post("/volunteers/hours/", {"rows": [theirs.uuid]}).status_code == 302
    assert as_member(manager).post("/volunteers/hours/", {"rows": [mine.uuid]}).status_code == 302
    with make.acting(keeper):
        theirs.refresh_from_db()
        with pytest.raises(Refused, match="approved already"):
            keep_hours(by=keeper, stint=theirs)


def test_a_volunteer_logs_their_own_and_nobody_elses(keeper, as_member):
    account = make.make_membership(Role.LOGGER, keeper.organisation)
    with make.acting(keeper):
        role = a_role(keeper.organisation)
        mine = a_volunteer(keeper.organisation, role, membership=account)
        other = a_volunteer(keeper.organisation, role)
        theirs = keep_hours(by=keeper, stint=Stint(volunteer=other, day=DAY, minutes=60))
    page = as_member(account)
    sent = {"key": KEY.format(1), "day": "2026-11-02", "minutes": "1:30", "role": role.uuid}
    assert page.post(f"/volunteers/{other.uuid}/hours/", sent).status_code == 404
    assert page.get(f"/volunteers/hours/{theirs.uuid}/").status_code == 404
    for _ in range(2):
        assert page.post(f"/volunteers/{mine.uuid}/hours/", sent).status_code == 302
    spent = {"key": KEY.format(2), "day": "2026-11-02", "kind": "travel", "amount": "£4.60"}
    spent["receipt_seen"] = "on"
    assert page.post(f"/volunteers/{mine.uuid}/expenses/", spent).status_code == 302
    assert page.post("/volunteers/hours/", {"rows": []}).status_code == 403
    text = page.get("/volunteers/me/").content.decode()
    assert "£4.60" in text and "1 h 30 min" in text
    with make.acting(keeper):
        stint, expense = Stint.objects.get(volunteer=mine), Expense.objects.get()
        assert stint.minutes == 90
        assert expense.amount == Decimal("4.60") and not expense.receipt_seen
    bad = page.post(f"/volunteers/{mine.uuid}/hours/", sent | {"minutes": "long"})
    assert bad.status_code == 422 and "like 2:30" in bad.content.decode()
    assert page.get(f"/volunteers/hours/{stint.uuid}/").status_code == 200
    assert page.post(f"/volunteers/hours/{stint.uuid}/remove/").status_code == 302


def test_expenses_are_approved_then_paid_and_leave_as_a_sheet_for_a_purpose(
    manager, keeper, as_member
):
    with make.acting(manager):
        person = make.make_participant(manager.organisation, name="=cmd()|Amina")
        one = a_volunteer(manager.organisation, person=person)
        expense = Expense(volunteer=one, day=DAY, kind="travel", amount=Decimal("5.20"))
        expense.save()
    page, path = as_member(manager), "/volunteers/expenses/?month=2026-11"
    paid = {"rows": [expense.uuid], "do": "pay", "paid_on": "2026-11-10"}
    assert page.post(path, paid).status_code == 403
    assert page.post(path, {"rows": [expense.uuid]}).status_code == 302
    assert page.post(path, paid).status_code == 302
    with make.acting(manager):
        assert Expense.objects.get().paid_on == date(2026, 11, 10)
    sheet = "/volunteers/expenses/sheet/"
    assert page.post(sheet, {"month": "2026-11"}).status_code == 400
    answer = page.post(sheet, {"month": "2026-11", "purpose": "own_records"})
    assert answer.status_code == 200 and b"5.20" in answer.content
    assert b"'=cmd()" in answer.content
    # Without the right to take out lists that name people there is no sheet.
    refused = as_member(keeper).post(sheet, {"month": "2026-11", "purpose": "own_records"})
    assert refused.status_code == 403


def test_value_of_time_is_approved_hours_at_the_rate_of_their_day_with_its_source(
    manager, as_member
):
    page, organisation = as_member(manager), manager.organisation
    with make.acting(manager):
        one = a_volunteer(organisation)
        stints = []
        for day, minutes in ((date(2026, 2, 1), 60), (date(2026, 5, 1), 90), (DAY, 120)):
            stints.append(Stint(volunteer=one, day=day, minutes=minutes))
            stints[-1].save()
        Stint(volunteer=one, day=DAY, minutes=600).save()
        approve_hours(by=manager, stints=stints)
    assert "No rate is stated yet" in page.get("/volunteers/figures/?year=2026").content.decode()
    offered = page.get("/volunteers/rates/new/").content.decode()
    assert "National Living Wage" in offered
    for number, (amount, day) in enumerate((("10", "2026-04-01"), ("12.71", "2026-06-01"))):
        sent = {"key": KEY.format(5 + number), "amount": amount, "applies_from": day}
        sent |= {"source": "gov.uk", "source_on": "2026-06-01"}
        assert page.post("/volunteers/rates/new/", sent).status_code == 302
    with make.acting(manager):
        value = giving.value_of_time(organisation.pk, date(2026, 1, 1), date(2026, 12, 31))
        assert (value.minutes, value.unrated) == (270, 60)
        assert value.pounds == Decimal("15.00") + Decimal("25.42")
        assert HourlyRate.objects.count() == 2
    text = page.get("/volunteers/figures/?year=2026").content.decode()
    assert "£40.42" in text and "not money saved" in text and "gov.uk" in text


def test_staying_leaving_and_the_pulse_are_told_of_enough_people_only(manager):
    organisation = manager.organisation
    with make.acting(manager):
        people = [a_volunteer(organisation) for _ in range(6)]
        six = [a_volunteer(organisation, state="left", left_on=date(2026, 4, 1)) for _ in range(5)]
        today = date(2026, 8, 10)
        three, _half, year = giving.retention(organisation.pk, today)
        assert (three.started, three.stayed, three.percent) == (11, 6, 55)
        assert (year.started, year.percent) == (0, None)
        for one in people[:4]:
            CheckIn(volunteer=one, on=date(2026, 7, 2), pulse=4).save()
        CheckIn(volunteer=people[0], on=date(2026, 7, 3), pulse=5).save()
        assert giving.pulse_by_quarter(organisation.pk, today)[-1][1] is None
        CheckIn(volunteer=six[0], on=date(2026, 7, 3), pulse=2).save()
        quarter, mean, answered = giving.pulse_by_quarter(organisation.pk, today)[-1]
        assert (quarter, answered) == ("Jul to Sep 2026", 5)
        assert mean == Decimal("3.8")
