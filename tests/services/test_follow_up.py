"""Absences in a row put somebody on a list to call; and how often people come."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from services.calculations.attendance import (
    Rate,
    away_in_a_row,
    groups_followed_by,
    rate_of_group,
    rates_of_person,
    total,
)
from services.models import ContactDetails, Enrolment, FollowUp, Group, Leader, Note, Series

from .. import factories as make
from ..pages import same_number_of_queries

pytestmark = pytest.mark.django_db
NOON = "2026-09-23 12:00:00Z"
TODAY = date(2026, 9, 23)


def a_class(marks, **fields):
    """A worker and a group whose people have these marks, a letter a week, the last one newest."""
    worker = make.make_membership(Role.WORKER)
    with make.acting(worker):
        group = make.make_group(worker.organisation, **fields)
        people = {name: make.make_participant(worker.organisation, name=name) for name in marks}
        make.enrol(group, *people.values())
        words = {"H": "present", "L": "late", "A": "absent", "T": "excused"}
        length = max(len(letters) for letters in marks.values())
        for week in range(length):
            by_mark = {}
            for name, letters in marks.items():
                letter = letters.rjust(length)[week]
                if letter in words:
                    by_mark.setdefault(words[letter], []).append(people[name])
            day = TODAY - timedelta(weeks=length - 1 - week)
            make.make_session(group, day, **by_mark)
    return worker, group, people


def away(worker):
    with make.acting(worker):
        groups = groups_followed_by(worker)
        found = away_in_a_row(worker.organisation, groups, timezone.localdate())
        return [(one.name, one.times) for one in found]


@time_machine.travel(NOON, tick=False)
def test_two_absences_in_a_row_and_told_us_neither_counts_nor_breaks():
    worker, _group, people = a_class(
        {
            "Once": "HHA",
            "Twice": "HAA",
            "Thrice": "AAA",
            "Broken": "AHA",
            "Late breaks": "AALA",
            "Told between": "HATA",
            "Told only": "HATT",
            "Back again": "AAAH",
            "Left": "HAAA",
            "New": "A",
        }
    )
    with make.acting(worker):
        Enrolment.objects.filter(participant=people["Left"]).update(left_on=TODAY)
    assert sorted(away(worker)) == [("Thrice", 3), ("Told between", 2), ("Twice", 2)]
    with make.acting(worker):
        Group.objects.update(absences_before_call=3)
    assert away(worker) == [("Thrice", 3)]
    with make.acting(worker):
        Group.objects.update(absences_before_call=0)
    assert away(worker) == []


@time_machine.travel(NOON, tick=False)
def test_a_call_is_a_note_and_takes_them_off_until_the_next_absence(as_member):
    worker, group, people = a_class({"Saba": "HAA", "Yusuf": "HAA"})
    with make.acting(worker):
        ContactDetails.objects.create(
            organisation=worker.organisation,
            participant=people["Saba"],
            phone="0161 496 0001",
            may_call=True,
        )
    page, url = as_member(worker), reverse("call-person", args=[people["Saba"].uuid])
    assert "Saba" in page.get("/").text and "Away 2 times in a row" in page.get("/").text
    assert 'href="tel:01614960001"' in page.get(url).text
    data = {"key": str(uuid4()), "kind": "call", "text": "Her bus was cut."}
    assert [page.post(url, data).status_code for _ in range(2)] == [302, 302]
    with make.acting(worker):
        note = Note.objects.get()
        assert (note.kind, note.text) == ("call", "Her bus was cut.")
        assert FollowUp.objects.get().away_on == TODAY
    assert away(worker) == [("Yusuf", 2)]
    assert "No call is due" in page.get(url).text
    with make.acting(worker):
        make.make_session(group, TODAY + timedelta(weeks=1), absent=[people["Saba"]])
    with time_machine.travel("2026-09-30 12:00:00Z", tick=False):
        assert ("Saba", 3) in away(worker)


@time_machine.travel(NOON, tick=False)
def test_where_a_call_is_not_safe_no_number_is_shown_and_no_call_is_noted(as_member):
    worker, _group, people = a_class({"Saba": "AA"})
    with make.acting(worker):
        ContactDetails.objects.create(
            organisation=worker.organisation, participant=people["Saba"], phone="0161 496 0001"
        )
    page, url = as_member(worker), reverse("call-person", args=[people["Saba"].uuid])
    text = page.get(url).text
    assert "0161 496" not in text and "0161496" not in text and "not safe to call them" in text
    data = {"key": str(uuid4()), "kind": "call", "text": "Rang"}
    refused = page.post(url, data)
    assert refused.status_code == 422 and "Choose another way" in refused.text
    assert away(worker) == [("Saba", 2)]
    assert page.post(url, data | {"kind": "note", "text": "Met her"}).status_code == 302
    assert away(worker) == []


@time_machine.travel(NOON, tick=False)
def test_the_list_is_the_leads_else_every_workers(as_member):
    worker, group, people = a_class({"Saba": "AA"})
    lead = make.make_membership(Role.WORKER, worker.organisation)
    logger = make.make_membership(Role.LOGGER, worker.organisation)
    assert away(lead) == [("Saba", 2)] and away(logger) == []
    with make.acting(worker):
        make.name_on(group, logger)
    # A logger sees who stayed away, and cannot call: a worker still has to.
    assert away(logger) == [("Saba", 2)] and away(worker) == [("Saba", 2)]
    page = as_member(logger)
    assert "Tell a worker" in page.get(reverse("stayed-away")).text
    url = reverse("call-person", args=[people["Saba"].uuid])
    assert page.get(url).status_code == 403
    assert as_member(make.make_membership(Role.MANAGER)).get(url).status_code == 404
    with make.acting(worker):
        Leader.objects.create(
            organisation=worker.organisation,
            series=Series.objects.get(group=group),
            membership=lead,
        )
    assert away(worker) == [] and away(lead) == [("Saba", 2)]
    assert "Saba" in as_member(worker).get(reverse("stayed-away"), {"show": "all"}).text
    with make.acting(make.make_membership(Role.MANAGER, worker.organisation)):
        make.restrict(people["Saba"])
    assert away(lead) == []


@time_machine.travel(NOON, tick=False)
def test_the_rate_is_here_and_late_of_all_but_told_us(as_member):
    worker, group, people = a_class({"Saba": "HLAT", "Yusuf": "HHHH"})
    with make.acting(worker):
        make.make_session(group, TODAY - timedelta(days=400), absent=[people["Saba"]])
        assert rate_of_group(group, TODAY) == Rate(6, 1)
        rates = rates_of_person(people["Saba"], TODAY)
        assert rates == {group.pk: Rate(2, 1)} and rates[group.pk].percent == 67
        assert total([]).percent is None
    page = as_member(worker)
    assert "Attendance 86%" in page.get(reverse("group", args=[group.uuid])).text
    text = page.get(reverse("participant", args=[people["Saba"].uuid])).text
    assert "Attendance 67%" in text and "came to 2 of 3 (67%)" in text


@time_machine.travel(NOON, tick=False)
def test_more_groups_and_people_ask_no_more(as_member):
    worker, _, _ = a_class({"Saba": "AA"})
    page = as_member(worker)

    def one_more():
        with make.acting(worker):
            group = make.make_group(worker.organisation, weekday=None)
            person = make.make_participant(worker.organisation)
            make.enrol(group, person)
            for day in (TODAY, TODAY - timedelta(days=1)):
                make.make_session(group, day, absent=[person])

    same_number_of_queries(lambda: page.get(reverse("stayed-away")), one_more)
