"""What meets when: series, single changes, closed days and what was held, put together."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.enums import Role
from services.calculations.recurrence import monthly, weekly
from services.calculations.timetable import next_dates, occurrences, planned_time, room_clashes
from services.enums import ChangeKind, ClosureKind
from services.models import Change, Closure, Group, Leader
from tests import factories

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture
def worker(db):
    membership = factories.make_membership(Role.WORKER)
    with factories.acting(membership):
        yield membership


@pytest.fixture
def group(worker):
    return factories.make_group(worker.organisation, first_on=date(2026, 9, 1), venue="Library")


def change(group, day, kind=ChangeKind.CHANGED, **more):
    series = None if kind == ChangeKind.EXTRA else group.series.get()
    return Change.objects.create(
        organisation_id=group.organisation_id,
        group=group,
        series=series,
        day=day,
        kind=kind,
        **more,
    )


def closure(group, first, last=None, **more):
    more.setdefault("name", "Eid")
    return Closure.objects.create(
        organisation_id=group.organisation_id, first_on=first, last_on=last or first, **more
    )


def seen(group, first, last, **more):
    return [(o.day, o.state, o.reason) for o in occurrences([group], first, last, **more)]


def test_a_planned_date_says_when_where_and_who(worker, group):
    own = {"organisation": worker.organisation, "series": group.series.get()}
    Leader.objects.create(**own, membership=worker)
    Leader.objects.create(**own, name="Mrs Green")
    [one] = occurrences([group], TUESDAY, TUESDAY)
    assert (one.day, one.starts_at, one.ends_at, one.place) == (
        TUESDAY,
        time(10),
        time(12),
        "Library",
    )
    assert one.leaders == (worker.user.name, "Mrs Green") and one.session is None
    assert one.takes_place and one.original_day == TUESDAY


def test_clocks_change_and_the_class_does_not(group):
    october = occurrences([group], date(2026, 10, 20), date(2026, 10, 27))
    assert [(o.day.day, o.starts_at) for o in october] == [(20, time(10)), (27, time(10))]


def test_a_series_has_no_date_before_its_first_and_after_its_last_day(group):
    group.series.update(last_on=TUESDAY)
    found = seen(group, date(2026, 8, 20), TUESDAY + 4 * WEEK)
    assert (found[0][0], found[-1][0], len(found)) == (date(2026, 9, 1), TUESDAY, 13)
    assert seen(group, TUESDAY + WEEK, TUESDAY + 9 * WEEK) == []
    group.closed_on = TUESDAY
    assert seen(group, TUESDAY, TUESDAY) == []


def test_bank_holidays_are_left_out_by_nation_and_only_where_it_is_said(group):
    factories.make_series(group, rule=weekly(0), bank_holidays="SCT")
    monday = date(2026, 11, 30)
    assert seen(group, monday, monday) == [(monday, "cancelled", "Saint Andrew's Day")]
    group.series.update(bank_holidays="ENG")
    assert seen(group, monday, monday) == [(monday, "planned", "")]
    boxing = date(2026, 12, 28)
    assert [state for _, state, _ in seen(group, boxing, boxing)] == ["cancelled"]
    group.series.update(bank_holidays="")
    assert [state for _, state, _ in seen(group, boxing, boxing)] == ["planned"]


def test_a_term_break_stops_only_those_who_keep_terms(group):
    closure(group, TUESDAY - WEEK, TUESDAY, name="Half-term", kind=ClosureKind.BREAK)
    assert [state for _, state, _ in seen(group, TUESDAY, TUESDAY)] == ["planned"]
    group.series.update(keeps_terms=True)
    assert seen(group, TUESDAY, TUESDAY) == [(TUESDAY, "cancelled", "Half-term")]
    change(group, TUESDAY, starts_at=time(14))
    assert [state for _, state, _ in seen(group, TUESDAY, TUESDAY)] == ["moved"]


def test_one_date_is_cancelled_with_a_reason(group):
    change(group, TUESDAY, ChangeKind.CANCELLED, reason="room", note="Amina is ill")
    [one] = occurrences([group], TUESDAY, TUESDAY)
    assert (one.state, one.reason, one.note) == (
        "cancelled",
        "The room is not free",
        "Amina is ill",
    )
    assert not one.takes_place


def test_one_date_is_on_another_day_and_the_old_day_says_so_if_asked(group):
    thursday = TUESDAY + timedelta(days=2)
    change(group, TUESDAY, to_day=thursday, starts_at=time(18, 30), reason="event")
    moved = (thursday, "moved", "Another event")
    assert seen(group, TUESDAY, thursday) == [moved]
    assert seen(group, thursday, thursday) == [moved]
    assert seen(group, TUESDAY, TUESDAY) == []
    left = (TUESDAY, "left", "Another event")
    assert seen(group, TUESDAY, thursday, with_left=True) == [left, moved]
    [one] = occurrences([group], thursday, thursday)
    assert (one.starts_at, one.minutes, one.original_day) == (time(18, 30), 120, TUESDAY)


def test_a_closed_day_stands_above_a_moved_date_that_was_there_before(group):
    thursday = TUESDAY + timedelta(days=2)
    change(group, TUESDAY, to_day=thursday)
    closure(group, thursday)
    assert seen(group, TUESDAY, thursday) == [(thursday, "cancelled", "Eid")]


def test_another_leader_alone_moves_nothing(group):
    made = change(group, TUESDAY)
    Leader.objects.create(organisation_id=group.organisation_id, change=made, name="Mr Stand-in")
    [one] = occurrences([group], TUESDAY, TUESDAY)
    assert (one.state, one.leaders) == ("planned", ("Mr Stand-in",))


def test_one_more_session(group):
    day = TUESDAY + timedelta(days=4)
    change(group, day, ChangeKind.EXTRA, starts_at=time(9), minutes=60)
    assert seen(group, TUESDAY, day) == [(TUESDAY, "planned", ""), (day, "extra", "")]


def test_what_was_held_stands_whatever_was_planned(group):
    change(group, TUESDAY, ChangeKind.CANCELLED, reason="weather")
    held = factories.make_session(group, TUESDAY)
    unplanned = factories.make_session(group, TUESDAY + timedelta(days=1))
    found = occurrences([group], TUESDAY, TUESDAY + timedelta(days=1))
    assert [(o.session, o.takes_place) for o in found] == [(held, True), (unplanned, True)]
    other_time = factories.make_session(group, TUESDAY + WEEK)
    type(other_time).objects.filter(pk=other_time.pk).update(starts_at=time(11))
    [one] = occurrences([group], TUESDAY + WEEK, TUESDAY + WEEK)
    assert (one.session, one.starts_at) == (other_time, time(11))


def test_two_series_of_one_group_on_one_day_each_have_their_session(group):
    series = factories.make_series(group, starts_at=time(14), first_on=date(2026, 9, 1))
    morning = factories.make_session(group, TUESDAY)
    found = occurrences([group], TUESDAY, TUESDAY)
    assert [(o.starts_at, o.session) for o in found] == [(time(10), morning), (time(14), None)]
    assert planned_time(group, TUESDAY) == planned_time(group, TUESDAY, time(9)) == (time(10), 120)
    assert planned_time(group, TUESDAY, time(14)) == (time(14), 120)
    series.delete()
    change(group, TUESDAY + WEEK, to_day=TUESDAY + DAY, starts_at=time(18))
    assert planned_time(group, TUESDAY + DAY) == (time(18), 120)
    assert planned_time(group, TUESDAY - DAY) == (time(10), 120)


def test_the_next_dates_are_those_that_are_going_to_be(group):
    change(group, TUESDAY + WEEK, ChangeKind.CANCELLED)
    closure(group, TUESDAY + 2 * WEEK, TUESDAY + 5 * WEEK)
    found = [o.day for o in next_dates(group, TUESDAY, 4)]
    assert found == [TUESDAY + n * WEEK for n in (6, 7, 8, 9)]
    group.series.update(rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", first_on=date(2026, 1, 1))
    assert [o.day for o in next_dates(group, TUESDAY, 1)] == [date(2028, 2, 29)]
    group.series.update(last_on=TUESDAY)
    assert next_dates(group, TUESDAY) == []


def test_two_groups_in_one_room_at_once_are_told(worker, group):
    other = factories.make_group(worker.organisation, starts_at=time(11), first_on=TUESDAY)
    other.series.update(room=group.room)
    found = occurrences([group, other], TUESDAY, TUESDAY)
    assert [(a.group, b.group) for a, b in room_clashes(found)] == [(group, other)]
    other.series.update(starts_at=time(12))
    assert room_clashes(occurrences([group, other], TUESDAY, TUESDAY)) == []
    other.series.update(starts_at=time(11))
    type(group.room).objects.update(is_shared=True)
    assert room_clashes(occurrences([group, other], TUESDAY, TUESDAY)) == []


def test_any_number_of_groups_asks_the_same_number_of_queries(worker, group):
    counts = []
    for more in (1, 3):
        for _ in range(more):
            one = factories.make_group(
                worker.organisation, first_on=TUESDAY, venue=f"Hall {more}{_}"
            )
            change(one, TUESDAY, to_day=TUESDAY + WEEK)
            factories.make_session(one, TUESDAY)
        factories.make_series(group, rule=monthly(-1, 1))
        with CaptureQueriesContext(connection) as asked:
            occurrences(list(Group.objects.all()), TUESDAY - WEEK, TUESDAY + 5 * WEEK)
        counts.append(len(asked))
    assert counts == [6, 6]
    assert occurrences([], TUESDAY, TUESDAY) == []
