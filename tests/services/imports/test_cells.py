"""What cells mean, and the sentence where they mean nothing."""

from datetime import date, time

import pytest
import time_machine

from services.resources import cells
from services.resources.cells import BadCell


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-23 12:00", tick=False):
        yield


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-24",
        "24/03/2026",
        "24/3/26",
        "24.03.2026",
        "24-03-26",
        "24 March 2026",
        "24-Mar-26",
        "Tuesday 24th March 2026",
        "٢٤/٠٣/٢٠٢٦",
        "46105",
        "46105.4375",
    ],
)
def test_a_day_is_read_in_the_ways_people_write_it(text):
    assert cells.day(text) == date(2026, 3, 24)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is missing"),
        ("31/02/2026", "does not exist"),
        ("02/13/2026", "month first"),
        ("24/11/2026", "has not come yet"),
        ("24/03/27", "has not come yet"),
        ("24/03/1926", "year 1926 cannot be right"),
        ("24/03/88", "year 1988 cannot be right"),
        ("24/03/9999", "year 9999 cannot be right"),
        ("0000-00-00", "does not exist"),
        ("2026-03-24 10:30", "column of its own"),
        ("last Tuesday", "is not a date"),
        ("9" * 400, "is not a date"),
    ],
)
def test_a_day_that_cannot_be_right_is_told_why(text, says):
    with pytest.raises(BadCell, match=says):
        cells.day(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10:00", time(10)),
        ("9.30", time(9, 30)),
        ("2 pm", time(14)),
        ("12:15am", time(0, 15)),
        ("10:00:00", time(10)),
        ("", None),
    ],
)
def test_a_start_is_read(text, meant):
    assert cells.start(text) == meant


@pytest.mark.parametrize("text", ["25:00", "10:75", "10", "noon", "10:00-12:00"])
def test_a_start_that_is_no_time_is_told(text):
    with pytest.raises(BadCell, match="not a time of day"):
        cells.start(text)


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("present p 1 yes y ✓ Here HERE", "present"),
        ("late L", "late"),
        ("absent a 0 no x Away", "absent"),
        ("excused e told-us", "excused"),
    ],
)
def test_marks_are_read_in_the_ways_people_write_them(words, mark):
    assert {cells.mark(word) for word in words.split()} == {mark}
    assert cells.mark("Told us") == "excused"


def test_a_mark_nobody_knows_is_told():
    with pytest.raises(BadCell, match="here, late, away or told us"):
        cells.mark("maybe")
    with pytest.raises(BadCell, match="mark is missing"):
        cells.mark("")


@pytest.mark.parametrize("text", ["4", "961", "0", "-5", "1e9", "9" * 40, "two"])
def test_minutes_that_no_session_lasts_are_told(text):
    with pytest.raises(BadCell):
        cells.minutes(text)
    assert cells.minutes("90") == 90


@pytest.mark.parametrize("text", ["87", "1899", "2027", "9" * 30, "x"])
def test_a_year_of_birth_that_cannot_be_is_told(text):
    with pytest.raises(BadCell, match="four digits"):
        cells.born(text)
    assert cells.born("1987") == 1987


@pytest.mark.parametrize("text", ["=1+1", "+44 7700", "-", "@SUM(A1)", "???", "12", "", "x" * 121])
def test_what_is_no_name_is_told(text):
    with pytest.raises(BadCell):
        cells.name(text)


def test_unseen_characters_are_cleaned_from_names():
    meant, problems = cells.CellReader().read(("name",), ("  Ami\u202ena\u200b \x07 Yusuf ",))
    assert (meant, problems) == (["Amina Yusuf"], [])


def test_a_reference_is_a_number_from_here():
    with pytest.raises(BadCell, match="not a reference"):
        cells.reference("12")
