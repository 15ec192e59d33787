"""What a room shows on the wing's pages, asked anew for each asker."""

from datetime import date, timedelta

import pytest

from organisations.enums import Right, Role
from services import parts
from services.parts import Block, Task
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_rooms(monkeypatch):
    for name in ("_of_person", "_of_group", "_tasks", "_pages"):
        monkeypatch.setattr(parts, name, [])


@pytest.fixture
def worker():
    return make.make_membership(Role.WORKER)


def only_workers(membership, subject):
    if not membership.has_right(Right.CHANGE_PEOPLE):
        return None
    row = {"title": "<b>Level</b>", "url": "/there/", "tag": "Entry 2"}
    return Block("English", [row], action_label="Assess", action_url="/assess/")


def test_a_block_stands_on_a_persons_page_for_who_may_see_it(as_member, worker):
    parts.on_person(only_workers)
    with make.acting(worker):
        person = make.make_participant(worker.organisation)
    text = as_member(worker).get(f"/people/{person.uuid}/").content.decode()
    assert "English</h2>" in text and "Entry 2" in text and 'href="/assess/"' in text
    assert "&lt;b&gt;Level" in text


def test_a_block_stands_on_a_groups_page_and_leaves_no_trace_for_others(as_member, worker):
    parts.on_group(only_workers)
    logger = make.make_membership(Role.LOGGER, worker.organisation)
    with make.acting(worker):
        group = make.make_group(worker.organisation)
        make.name_on(group, logger)
    assert "Entry 2" in as_member(worker).get(f"/groups/{group.uuid}/").content.decode()
    text = as_member(logger).get(f"/groups/{group.uuid}/").content.decode()
    assert "Entry 2" not in text and "English</h2>" not in text


def test_what_waits_stands_on_the_first_page_earliest_first(as_member, worker):
    def waiting(membership, today):
        yield Task(today + timedelta(days=3), "Call the council", "/later/")
        yield Task(today - timedelta(days=1), "Call <i>Amina</i>", "/now/", is_late=True)

    parts.to_do(waiting)
    text = as_member(worker).get("/").content.decode()
    assert text.index("/now/") < text.index("/later/")
    assert "Overdue" in text and "<i>Amina" not in text


def test_the_menu_names_a_rooms_page_for_who_has_the_right(worker):
    parts.in_menu("Advice", "people", Right.CHANGE_PEOPLE)
    logger = make.make_membership(Role.LOGGER, worker.organisation)
    assert [page.label for page in parts.pages_for(worker)] == ["Advice"]
    assert parts.pages_for(logger) == []


def test_tasks_of_one_day_are_in_an_order_of_their_own():
    day = date(2026, 1, 5)
    assert Task(day, "A", "/a/") < Task(day, "B", "/b/")
