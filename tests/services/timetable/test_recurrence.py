"""Rules of RFC 5545: the days they give, the one form in which they are kept, and their words."""

from datetime import date

import pytest

from services.calculations.recurrence import (
    BadRule,
    days,
    in_words,
    monthly,
    normalised,
    shifted,
    weekly,
)


def between(rule, first_on, start, end):
    return [day.isoformat() for day in days(rule, first_on, start, end)]


def test_the_last_tuesday_of_every_month():
    first = date(2026, 1, 1)
    assert between(monthly(-1, 1), first, first, date(2026, 4, 1)) == [
        "2026-01-27",
        "2026-02-24",
        "2026-03-31",
    ]


def test_every_second_week_goes_on_over_new_year_wherever_one_begins_to_look():
    rule, first = weekly(1, every=2), date(2026, 12, 8)
    wanted = ["2026-12-22", "2027-01-05", "2027-01-19"]
    assert between(rule, first, date(2026, 12, 9), date(2027, 1, 31)) == wanted
    assert between(rule, first, date(2027, 1, 1), date(2027, 1, 31)) == wanted[1:]
    # 2026 has 53 weeks: nobody counts odd and even ones.
    far = between(rule, first, date(2031, 1, 1), date(2031, 1, 31))
    assert all((date.fromisoformat(day) - first).days % 14 == 0 for day in far) and len(far) == 2


def test_the_29th_of_february_comes_every_fourth_year():
    rule = normalised("freq=yearly;bymonth=2;bymonthday=29")
    found = between(rule, date(2024, 2, 29), date(2025, 1, 1), date(2033, 1, 1))
    assert found == ["2028-02-29", "2032-02-29"]


def test_the_31st_leaves_short_months_out():
    rule = "FREQ=MONTHLY;BYMONTHDAY=31"
    found = between(rule, date(2026, 1, 1), date(2026, 1, 1), date(2026, 6, 30))
    assert found == ["2026-01-31", "2026-03-31", "2026-05-31"]


def test_the_first_day_counts_only_if_the_rule_has_it():
    found = between(weekly(1), date(2026, 11, 23), date(2026, 11, 1), date(2026, 12, 2))
    assert found == ["2026-11-24", "2026-12-01"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("RRULE:FREQ=WEEKLY;BYDAY=TH,TU,TH", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=weekly;INTERVAL=1;WKST=MO;BYDAY=SU", "FREQ=WEEKLY;BYDAY=SU"),
        (" freq=monthly;byday=-1tu ", "FREQ=MONTHLY;BYDAY=-1TU"),
    ],
)
def test_a_rule_is_kept_in_one_form(text, kept):
    assert normalised(text) == kept == normalised(kept)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no rule"),
        ("every Tuesday", "no rule"),
        ("FREQ=WEEKLY;BYDAY=XX", "no rule"),
        ("FREQ=WEEKLY;COUNT=3", "last day instead"),
        ("FREQ=WEEKLY;UNTIL=20261231", "last day instead"),
        ("FREQ=HOURLY", "once a day"),
        ("FREQ=WEEKLY;BYHOUR=3", "BYHOUR is not understood"),
        ("FREQ=WEEKLY;INTERVAL=0", "from 1 to 52"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never a day"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "never a day"),
        ("FREQ=MONTHLY;BYDAY=9TU", "never a day"),
        ("FREQ=WEEKLY;" + "BYDAY=MO;" * 90, "no rule"),
    ],
)
def test_what_is_no_rule_is_told_in_words(text, says):
    with pytest.raises(BadRule, match=says):
        normalised(text)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (weekly(1), "every Tuesday"),
        (weekly(1, 3), "every Tuesday and Thursday"),
        (weekly(1, every=2), "every second week on Tuesday"),
        (weekly(0, every=4), "every 4 weeks on Monday"),
        (monthly(-1, 1), "the last Tuesday of the month"),
        (monthly(2, 5), "the second Saturday of the month"),
        ("FREQ=YEARLY;BYMONTH=2", "by a rule of its own (FREQ=YEARLY;BYMONTH=2)"),
    ],
)
def test_a_rule_in_words(rule, words):
    assert in_words(rule) == words


@pytest.mark.parametrize(
    ("rule", "was", "now", "after"),
    [
        (weekly(1), date(2026, 11, 24), date(2026, 11, 25), weekly(2)),
        (weekly(1, 3), date(2026, 11, 24), date(2026, 11, 23), weekly(0, 3)),
        (weekly(1), date(2026, 11, 24), date(2026, 12, 2), None),
        (monthly(-1, 1), date(2026, 11, 24), date(2026, 11, 25), monthly(-1, 2)),
        (monthly(-1, 1), date(2026, 11, 24), date(2026, 11, 18), None),
        (monthly(2, 1), date(2026, 11, 10), date(2026, 11, 12), monthly(2, 3)),
        ("FREQ=MONTHLY;BYMONTHDAY=1", date(2026, 11, 1), date(2026, 11, 2), None),
    ],
)
def test_a_rule_moves_with_one_of_its_dates_or_not_at_all(rule, was, now, after):
    assert shifted(rule, was, now) == after
