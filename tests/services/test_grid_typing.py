"""Two hundred marks typed into the grid by a real keyboard, and exactly those rows."""

import time
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import time_machine
from django.urls import reverse

from services.models import Attendance, Session

from .. import factories as make
from ..browser import chromium
from .test_grid import NOON
from .test_register import a_class

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).parents[2] / "static/js/grid.js"
PEOPLE, DATES = 50, 4
# What a paper would say, column by column; small letters count as capitals do.
PAPER = "HHLAhTHHAH" * (PEOPLE * DATES // 10)
WORDS = {"H": "present", "L": "late", "A": "absent", "T": "excused"}
# What the form would send, as a browser encodes it.
SENDS = (
    "new URLSearchParams(new FormData(document.querySelector('[data-grid]').closest('form')))"
    ".toString()"
)


@time_machine.travel(NOON, tick=False)
def test_two_hundred_marks_by_keyboard_alone(as_member):
    worker, group, _ = a_class(PEOPLE)
    page, url = as_member(worker), reverse("group-grid", args=[group.uuid])
    drawn = page.get(url).text  # inside the browser's loop Django has another connection
    with chromium() as browser:
        tab = browser.new_page()
        tab.set_content(drawn)
        tab.add_script_tag(content=SCRIPT.read_text(), type="module")
        tab.locator("table[data-grid] input").first.focus()
        type_over(tab)
        seconds = type_paper(tab)
        assert tab.evaluate("document.activeElement.textContent") == "Save"
        sent = dict(parse_qsl(tab.evaluate(SENDS)))
        people = tab.evaluate("Array.from(document.querySelectorAll('[name=p]'), i => i.value)")
    print(f"{len(PAPER)} marks in {seconds:.2f} s: {60 * len(PAPER) / seconds:,.0f} a minute")
    assert page.post(url, sent | {"p": people}).status_code == 302
    with make.acting(worker):
        assert Session.objects.count() == DATES
        rows = Attendance.objects.values_list("held_on", "participant__uuid", "mark")
        found = {(day, str(who)): mark for day, who, mark in rows}
    days = [date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 15), date(2026, 9, 22)]
    wanted = {
        (day, who): WORDS[PAPER[n * PEOPLE + row].upper()]
        for n, day in enumerate(days)
        for row, who in enumerate(people)
    }
    assert found == wanted and Counter(found.values())["absent"] == 40
    assert seconds < 60 * len(PAPER) / 300, "fewer than 300 marks a minute"


def type_over(tab):
    """Arrows, Home, End, a letter that is no mark, and Backspace leave the grid as it was."""
    at = "document.activeElement.name"
    for key, name in (
        ("ArrowDown", "c0r1"),
        ("ArrowRight", "c1r1"),
        ("ArrowLeft", "c0r1"),
        ("ArrowUp", "c0r0"),
        ("End", "c0r49"),
        ("l", "c1r0"),
        ("x", "c1r0"),
        ("Backspace", "c0r49"),
        ("Home", "c0r0"),
    ):
        tab.keyboard.press(key)
        assert tab.evaluate(at) == name, key
    assert tab.evaluate("document.querySelector('[name=c0r49]').value") == ""


def type_paper(tab):
    began = time.perf_counter()  # which a stopped clock leaves alone
    for letter in PAPER:
        tab.keyboard.press(letter)
    return time.perf_counter() - began
