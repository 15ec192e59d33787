"""First pages: what each person needs, and nothing that is not theirs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Kind, Role
from organisations.models import ForumMembership
from rco_network.core.tenancy import scope

from ..factories import (
    acting,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_participant,
    make_session,
)

pytestmark = pytest.mark.django_db


def test_worker_sees_todays_groups_and_what_is_missing(as_member):
    worker, today = make_membership(Role.WORKER), timezone.localdate()
    with acting(worker):
        own = {"organisation": worker.organisation, "first_on": today - timedelta(days=90)}
        make_group(**own, weekday=today.weekday(), name="Beginners")
        make_group(**own, weekday=(today - timedelta(days=1)).weekday(), name="Choir")
        done = make_group(**own, weekday=today.weekday(), name="Advice")
        make_session(done, today, present=[make_participant(worker.organisation)])
    page = as_member(worker).get(reverse("home"))
    states = {m.group.name: (m.state, m.detail) for m in page.context["todays"]}
    assert states == {"Beginners": ("due", ""), "Advice": ("logged", "1 here")}
    assert {m.group.name for m in page.context["missing"]} == {"Beginners", "Choir", "Advice"}


def test_new_organisation_is_told_what_to_do_next(as_member):
    page = as_member(make_membership(Role.MANAGER)).get(reverse("home"))
    assert "Set up a service and a group" in page.content.decode()


def a_forum(members):
    coordinator = make_membership(Role.COORDINATOR)
    for number in range(members):
        worker = make_membership(Role.WORKER)
        with scope(installation=True):
            ForumMembership.objects.create(
                forum=coordinator.organisation,
                member=worker.organisation,
                joined_on=date(2026, 1, 1),
            )
        with acting(worker):
            day = timezone.localdate() - timedelta(days=number * 40)
            people = [make_participant(worker.organisation, name="Marked Name")]
            make_session(make_group(worker.organisation), day, present=people)
    return coordinator


def test_coordinator_sees_that_members_live_and_no_person(as_member):
    coordinator = a_forum(2)
    stranger = make_membership(Role.WORKER)
    page = as_member(coordinator).get(reverse("home"))
    rows = page.context["members"]
    assert [(m.is_quiet, m.sessions_lately) for m in rows] == [(True, 0), (False, 1)]
    assert "Marked Name" not in page.content.decode()
    assert stranger.organisation.name not in page.content.decode()


def test_queries_do_not_grow_with_members(as_member):
    counts = []
    for members in (1, 3):
        client = as_member(a_forum(members))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("home"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_former_member_is_out_of_sight(as_member):
    coordinator = a_forum(1)
    with scope(installation=True):
        ForumMembership.objects.update(left_on=timezone.localdate())
    assert as_member(coordinator).get(reverse("home")).context["members"] == []


def test_funder_sees_own_awards_only(as_member):
    officer = make_membership(Role.OFFICER)
    rco = make_organisation()
    mine = make_award(officer.organisation, rco, title="Mine", ends_on=None)
    make_award(make_organisation(Kind.FUNDER), rco, title="Another funder's")
    page = as_member(officer).get(reverse("home"))
    assert [a.pk for a in page.context["awards"]] == [mine.pk]
    assert "Another funder" not in page.content.decode()
