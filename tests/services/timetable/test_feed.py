"""The calendar by secret address: what a phone reads, who may, and when it ends."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from django.conf import settings as live
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from rco_network.settings import signing_in
from services.actions.calendar_feeds import make_feed
from services.actions.changes import OneDate, add_extra, cancel_date, move_date
from services.calculations.recurrence import monthly, weekly
from services.models import CalendarFeed, Closure, Group, Series
from tests import factories
from tests.pages import same_number_of_queries, without_token

pytestmark = pytest.mark.django_db
TUESDAY, WEEK = date(2026, 11, 24), timedelta(days=7)
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def monday(db):
    with time_machine.travel("2026-11-23 09:00:00Z", tick=False):
        yield


@pytest.fixture
def worker(db):
    return factories.make_membership(Role.WORKER)


@pytest.fixture
def group(worker):
    with factories.acting(worker):
        made = factories.make_group(
            worker.organisation, name="Beginners; A", venue="Hall", first_on=date(2026, 9, 1)
        )
        factories.enrol(made, factories.make_participant(worker.organisation, name="Amina Yusuf"))
        return made


def secret_of(membership, **more):
    with factories.acting(membership):
        return make_feed(by=membership, **more)


def read(client, secret):
    answer = client.get(reverse("calendar-file", args=[secret]))
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content)


def events(calendar):
    return list(calendar.walk("VEVENT"))


def test_a_phone_reads_series_and_exceptions(client, worker, group):
    with factories.acting(worker):
        series = group.series.get()
        cancel_date(by=worker, series=series, day=TUESDAY, reason="room", note="Secret note")
        to = OneDate(TUESDAY + WEEK + timedelta(days=1), time(14), 60, names=("Mrs Green",))
        move_date(by=worker, series=series, day=TUESDAY + WEEK, to=to)
        add_extra(by=worker, group=group, to=OneDate(TUESDAY + timedelta(days=4), time(9), 90))
        Closure.objects.create(
            organisation=worker.organisation,
            name="Eid",
            first_on=TUESDAY + 2 * WEEK,
            last_on=TUESDAY + 2 * WEEK,
        )
    answer = client.get(reverse("calendar-file", args=[secret_of(worker)]))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer.headers["Cache-Control"] and "Set-Cookie" not in answer.headers
    for word in (b"Amina", b"Secret", b"Green", b"Eid", worker.user.name.encode()):
        assert word not in answer.content
    calendar = icalendar.Calendar.from_ical(answer.content)
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/London"
    # Clocks go forward at one o'clock Greenwich time.
    own = zone.to_tz()
    assert datetime(2027, 3, 28, 0, 59, tzinfo=own).utcoffset() == timedelta(0)
    assert datetime(2027, 3, 28, 2, 0, tzinfo=own).utcoffset() == timedelta(hours=1)
    main, off, moved, extra = events(calendar)
    assert (main["SUMMARY"], main["LOCATION"]) == ("Beginners; A", "Hall")
    assert main.decoded("DTSTART") == datetime(2026, 9, 1, 10, tzinfo=LONDON)
    # Ten o'clock before clocks change and after.
    assert main.decoded("DTSTART").utcoffset() == timedelta(hours=1)
    assert main["RRULE"]["BYDAY"] == ["TU"] and main["RRULE"]["UNTIL"][0].tzinfo is not None
    closed = main["EXDATE"] if isinstance(main["EXDATE"], list) else [main["EXDATE"]]
    assert (TUESDAY + 2 * WEEK) in {d.dt.date() for one in closed for d in one.dts}
    assert {one["UID"] for one in (main, off, moved)} == {str(series.uuid)}
    assert (off["STATUS"], off.decoded("RECURRENCE-ID").date()) == ("CANCELLED", TUESDAY)
    assert moved.decoded("RECURRENCE-ID") == datetime(2026, 12, 1, 10, tzinfo=LONDON)
    assert moved.decoded("DTSTART") == datetime(2026, 12, 2, 14, tzinfo=LONDON)
    assert moved.decoded("DTEND") == datetime(2026, 12, 2, 15, tzinfo=LONDON)
    assert (extra["UID"] != main["UID"], extra.decoded("DTSTART").hour) == (True, 9)
    again = events(read(client, secret_of(worker)))
    assert [e["UID"] for e in again] == [e["UID"] for e in (main, off, moved, extra)]


def test_what_the_rule_says_is_what_the_calendar_shows(client, worker, group):
    """The dates of the file, worked out by its own rule, are those of the product."""
    from dateutil.rrule import rrulestr

    from services.calculations.timetable import occurrences

    with factories.acting(worker):
        rules = (weekly(1, 3, every=2), monthly(-1, 1), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
        for rule in rules:
            factories.make_series(group, rule=rule, starts_at=time(15), first_on=date(2026, 11, 3))
        wanted = {
            (o.day, o.starts_at)
            for o in occurrences([group], date(2026, 9, 1), date(2027, 11, 23))
            if o.takes_place
        }
    found = set()
    for event in events(read(client, secret_of(worker))):
        start = event.decoded("DTSTART").replace(tzinfo=None)
        rule = event["RRULE"].to_ical().decode().partition("UNTIL=")
        until = event["RRULE"]["UNTIL"][0].astimezone(LONDON).replace(tzinfo=None)
        text = ";".join(p for p in (rule[0] + rule[2]).split(";") if "=" in p)
        gone = event.get("EXDATE", [])
        gone = gone if isinstance(gone, list) else [gone]
        away = {d.dt.replace(tzinfo=None) for one in gone for d in one.dts}
        moments = rrulestr(text, dtstart=start).between(start, until, inc=True)
        found |= {(m.date(), m.time()) for m in moments if m not in away}
    assert found == wanted


def test_a_neutral_calendar_says_only_when(client, worker, group):
    text = client.get(
        reverse("calendar-file", args=[secret_of(worker, is_neutral=True)])
    ).content.decode()
    assert "Beginners" not in text and "Hall" not in text
    assert worker.organisation.name not in text and "SUMMARY:Session" in text


def test_a_secret_opens_what_its_owner_may_see_now(client, worker, group):
    logger = factories.make_membership(Role.LOGGER, organisation=worker.organisation)
    secret = secret_of(logger)
    assert events(read(client, secret)) == []
    with factories.acting(worker):
        factories.name_on(group, logger)
    assert len(events(read(client, secret))) == 1
    with factories.acting(worker):
        Group.objects.update(closed_on=TUESDAY)
    assert events(read(client, secret)) == []
    with scope(installation=True):
        StaffMembership.objects.filter(pk=logger.pk).update(ended_at=timezone.now())
    assert client.get(reverse("calendar-file", args=[secret])).status_code == 404
    # Who comes back comes back as somebody else: an address given away stays dead.
    factories.make_membership(Role.MANAGER, organisation=worker.organisation, user=logger.user)
    assert client.get(reverse("calendar-file", args=[secret])).status_code == 404


def test_made_up_renewed_and_ended_secrets_are_alike(client, worker, group):
    old, new = secret_of(worker), secret_of(worker)
    assert len(events(read(client, new))) == 1
    gone = [client.get(reverse("calendar-file", args=[one])) for one in (old, "made-up-by-me")]
    assert [one.status_code for one in gone] == [404, 404]
    # The page says nothing but the address that was asked for.
    assert without_token(gone[0]).replace(old, "") == without_token(gone[1]).replace(
        "made-up-by-me", ""
    )
    assert client.post(reverse("calendar-file", args=[new])).status_code == 405
    with scope(user_id=worker.user_id, organisation_ids=[worker.organisation_id]):
        assert CalendarFeed.objects.get().secret_hash not in (new, old)


def test_somebody_signed_in_elsewhere_reads_the_owners_calendar(as_member, worker, group):
    stranger = factories.make_membership(Role.MANAGER)
    with factories.acting(stranger):
        factories.make_group(stranger.organisation, name="Theirs")
    client = as_member(stranger)
    [event] = events(read(client, secret_of(worker)))
    assert event["SUMMARY"] == "Beginners; A"
    assert "Beginners" not in client.get("/calendar/").text


def test_guessing_is_braked(client, worker, group, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = signing_in.ACCOUNT_RATE_LIMITS | {
        "calendar_missed": "2/5m/ip",
        "calendar_read": "2/h/key",
    }
    secret = secret_of(worker)
    addresses = ["one", "two", "three", secret, secret, secret]
    codes = [client.get(reverse("calendar-file", args=[s])).status_code for s in addresses]
    assert codes == [404, 404, 429, 200, 200, 429]
    cache.clear()


def test_the_page_makes_shows_once_and_ends(as_member, worker, group):
    client, page = as_member(worker), reverse("calendar-feed")
    assert "Make my address" in client.get(page).text
    shown = client.post(page, {"neutral": "on"})
    address = shown.context["address"]
    assert address.startswith(live.SITE_URL) and address in shown.text
    assert address not in client.get(page).text
    path = address.removeprefix(live.SITE_URL.rstrip("/"))
    assert b"SUMMARY:Session" in client.get(path).content
    assert client.post(reverse("calendar-feed-end")).status_code == 302
    assert client.get(path).status_code == 404
    with factories.acting(worker):
        made = AuditEvent.objects.filter(action__startswith="calendar feed")
        assert list(made.order_by("id").values_list("action", flat=True)) == [
            "calendar feed made",
            "calendar feed ended",
        ]
        assert path.split("/")[-1].removesuffix(".ics") not in str(list(made.values()))


def test_nobody_makes_an_address_for_a_colleague(worker, group):
    other = factories.make_membership(Role.MANAGER, organisation=worker.organisation)
    secret_of(worker)
    with factories.acting(other):
        assert not CalendarFeed.objects.exists()
    visitor = factories.make_membership(Role.VISITOR, organisation=worker.organisation)
    assert not visitor.has_right("log")


def test_any_number_of_groups_asks_the_same_number_of_queries(client, worker):
    secret = secret_of(worker)
    same_number_of_queries(
        lambda: client.get(reverse("calendar-file", args=[secret])),
        lambda: _add(worker),
    )


def _add(worker):
    with factories.acting(worker):
        made = factories.make_group(worker.organisation)
        cancel_date(by=worker, series=made.series.get(), day=TUESDAY + WEEK)
        assert Series.objects.exists()
