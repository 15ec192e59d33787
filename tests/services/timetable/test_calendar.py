"""The calendar by week and month, closed days, rooms, and the first page that follows the plan."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from organisations.enums import Role
from services.actions.changes import OneDate, cancel_date, move_date
from services.models import Closure, Room
from tests import factories
from tests.pages import same_number_of_queries

pytestmark = pytest.mark.django_db
TUESDAY, WEEK, DAY = date(2026, 11, 24), timedelta(days=7), timedelta(days=1)


@pytest.fixture(autouse=True)
def wednesday(db):
    with time_machine.travel("2026-11-25 09:00:00Z", tick=False):
        yield


@pytest.fixture
def worker(db):
    return factories.make_membership(Role.WORKER)


@pytest.fixture
def group(worker):
    with factories.acting(worker):
        return factories.make_group(
            worker.organisation, name="Beginners", venue="Hall", first_on=TUESDAY - 2 * WEEK
        )


def drawn(page):
    return {
        day.day: ([(o.group.name, o.state) for o in day.meets], day.closures)
        for day in page.context["days"]
        if day.meets or day.closures
    }


def test_a_week_and_a_month(as_member, worker, group):
    client = as_member(worker)
    week = client.get("/calendar/")
    assert drawn(week) == {TUESDAY: ([("Beginners", "planned")], [])}
    assert 'aria-current="date"' in week.text and "23 – 29 November 2026" in week.text
    month = client.get("/calendar/?view=month&on=2026-12-01")
    days = month.context["days"]
    assert (days[0].day, days[-1].day, len(days)) == (date(2026, 11, 30), date(2027, 1, 3), 35)
    assert [day.day for day in drawn(month)] == [1, 8, 15, 22, 29]
    for odd in ("nonsense", "0001-01-01", "9999-12-31", "2026-02-30"):
        assert client.get(f"/calendar/?view=month&on={odd}").status_code == 200
    assert client.get("/calendar/?on=2026-11-24&view=other").status_code == 200


def test_closed_days_say_how_many_they_keep_away(as_member, worker, group):
    client = as_member(worker)
    fields = {"name": "Eid", "kind": "closed", "first_on": "2026-12-01", "last_on": "2026-12-02"}
    key = {"key": "5b1d8c9e-0c5a-4f7e-9d3b-2a6f4e8c7d10"}
    answers = [client.post(reverse("closures"), fields | key) for _ in "ab"]
    assert [one.status_code for one in answers] == [302, 302]
    page = client.get("/calendar/?on=2026-12-01")
    assert drawn(page) == {TUESDAY + WEEK: ([], ["Eid"]), TUESDAY + WEEK + DAY: ([], ["Eid"])}
    assert "1 group does not meet" in page.text
    with factories.acting(worker):
        [closure] = Closure.objects.all()
    wrong = client.post(reverse("closures"), fields | {"last_on": "2026-11-01"})
    assert wrong.status_code == 422 and "comes before the first one" in wrong.text
    assert client.post(reverse("closure-remove", args=[closure.uuid])).status_code == 302
    assert drawn(client.get("/calendar/?on=2026-12-01")) == {
        TUESDAY + WEEK: ([("Beginners", "planned")], [])
    }


def test_each_sees_only_their_groups(as_member, worker, group):
    logger = factories.make_membership(Role.LOGGER, organisation=worker.organisation)
    with factories.acting(worker):
        mine = factories.make_group(worker.organisation, name="Choir", first_on=TUESDAY)
        factories.name_on(mine, logger)
        change = cancel_date(
            by=worker, series=mine.series.get(), day=TUESDAY + WEEK, note="Amina is ill"
        )
    page = as_member(logger).get("/calendar/")
    assert "Choir" in page.text and "Beginners" not in page.text
    assert "Amina" not in as_member(logger).get("/calendar/?on=2026-12-01").text
    stranger = factories.make_membership(Role.MANAGER)
    assert drawn(as_member(stranger).get("/calendar/")) == {}
    assert as_member(factories.make_membership(Role.OFFICER)).get("/calendar/").status_code == 403
    for name, row in (("closure-remove", change), ("room-edit", group.room)):
        address = reverse(name, args=[row.uuid])
        assert as_member(stranger).post(address).status_code == 404
        assert as_member(logger).post(address).status_code == 403


def test_the_first_page_asks_for_no_register_of_what_did_not_meet(as_member, worker, group):
    client = as_member(worker)
    missing = lambda: [m.planned.day.isoformat() for m in client.get("/").context["missing"]]  # noqa: E731
    assert missing() == ["2026-11-24", "2026-11-17"]
    with factories.acting(worker):
        series = group.series.get()
        move_date(by=worker, series=series, day=TUESDAY, to=OneDate(TUESDAY + DAY, time(14), 60))
        Closure.objects.create(
            organisation=worker.organisation,
            name="Eid",
            first_on=TUESDAY - WEEK,
            last_on=TUESDAY - WEEK,
        )
    assert missing() == []
    [today] = client.get("/").context["todays"]
    assert (today.state, today.time) == ("due", "14:00 to 15:00")
    with factories.acting(worker):
        cancel_date(by=worker, series=series, day=TUESDAY, reason="weather")
        other = factories.make_group(worker.organisation, weekday=2, name="Choir")
        cancel_date(by=worker, series=other.series.get(), day=TUESDAY + DAY, reason="weather")
    page = client.get("/")
    [today] = page.context["todays"]
    assert (today.group.name, today.state) == ("Choir", "cancelled")
    assert "Not today: Weather or transport" in page.text


def test_the_register_of_a_moved_session_starts_at_its_time(as_member, worker, group):
    with factories.acting(worker):
        to = OneDate(TUESDAY + DAY, time(14), 60)
        move_date(by=worker, series=group.series.get(), day=TUESDAY, to=to)
    page = as_member(worker).get(reverse("register", args=[group.uuid]) + "?on=2026-11-25")
    assert page.context["values"]["starts"] == "14:00"
    assert page.context["values"]["ends"] == "15:00"


def test_the_page_of_a_group_says_when_and_links_to_dates(as_member, worker, group):
    page = as_member(worker).get(reverse("group", args=[group.uuid]))
    assert "Every Tuesday, 10:00 · \u2068Hall\u2069" in page.text and "Tue 1 Dec" in page.text
    assert ">Say when it meets<" not in page.text


def test_rooms_are_kept(as_member, worker, group):
    client = as_member(worker)
    fields = {"name": "Front room", "capacity": "12", "is_shared": "on"}
    assert client.post(reverse("rooms"), fields).status_code == 302
    assert client.post(reverse("rooms"), {"name": "front ROOM"}).status_code == 422
    assert client.post(reverse("rooms"), {"name": "", "capacity": "0"}).status_code == 422
    edit = reverse("room-edit", args=[group.room.uuid])
    assert client.post(edit, {"name": "Great hall", "capacity": "80"}).status_code == 302
    assert "Great hall" in client.get("/calendar/").text
    with factories.acting(worker):
        assert Room.objects.count() == 2


def test_queries_do_not_grow_with_groups(as_member, worker):
    client = as_member(worker)

    def add():
        with factories.acting(worker):
            one = factories.make_group(worker.organisation, first_on=TUESDAY)
            to = OneDate(TUESDAY + DAY, time(14), 60, leaders=(worker,))
            move_date(by=worker, series=one.series.get(), day=TUESDAY, to=to)
            factories.make_session(one, TUESDAY - DAY)

    for address in ("/calendar/?view=month", "/", reverse("groups")):
        same_number_of_queries(lambda address=address: client.get(address), add)
