"""What phones send later: each entry once, in order; marks meet person by person."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from services.actions.outbox import forget_receipts
from services.models import Attendance, HeadCount, MarkConflict, OutboxReceipt, Participant, Session

from ..factories import (
    acting,
    enrol,
    make_group,
    make_membership,
    make_participant,
    make_session,
    name_on,
    restrict,
)
from ..pages import same_number_of_queries

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser_of(membership):
    client = Client()
    client.force_login(membership.user, backend=BACKEND)
    return client


def a_class(people=2, **fields):
    """A worker, a group that meets today, a logger who is named on it, and its people."""
    worker = make_membership(Role.WORKER)
    with acting(worker):
        fields.setdefault("weekday", timezone.localdate().weekday())
        group = make_group(worker.organisation, **fields)
        known = [make_participant(worker.organisation, name=f"Person {n}") for n in range(people)]
        enrol(group, *known)
        logger = make_membership(Role.LOGGER, worker.organisation)
        name_on(group, logger)
    return worker, logger, group, known


def entry(group, kind="marks", *, session=None, version=0, **more):
    sent = {
        "key": str(uuid4()),
        "kind": kind,
        "group": str(group.uuid),
        "session": str(session or uuid4()),
        "version": version,
        "on": timezone.localdate().isoformat(),
        "starts": "10:00",
        "ends": "12:00",
    }
    for name in ("marks", "was"):
        if isinstance(more.get(name), dict):
            more[name] = {str(person.uuid): mark for person, mark in more[name].items()}
    return sent | more


def newcomer(group, name="Selam", **more):
    return entry(group, "newcomer", person=str(uuid4()), name=name, mark="present", **more)


def send(client, *entries, whose=None):
    whose = whose or client.get("/phone/week/").json()["place"]
    sent = {"for": whose, "entries": entries}
    return client.post("/phone/outbox/", sent, content_type="application/json")


def answers(client, *entries):
    answer = send(client, *entries)
    assert answer.status_code == 200, answer.content
    return [one["state"] for one in answer.json()["answers"]]


def marks_of(worker):
    with acting(worker):
        return dict(Attendance.objects.values_list("participant__name", "mark"))


@pytest.mark.django_db
class TestTakingIn:
    def test_in_order_and_once(self):
        worker, logger, group, (one, two) = a_class()
        client, session = browser_of(logger), uuid4()
        first = entry(
            group,
            session=session,
            marks={one: "present", two: "present"},
            was={one: "present", two: "present"},
        )
        corrected = entry(group, session=session, marks={one: "late"}, was={one: "present"})
        new = newcomer(group, session=session)
        late = entry(group, session=session, marks={}, was={})
        late["marks"], late["was"] = {new["person"]: "late"}, {new["person"]: "present"}
        sent = [first, corrected, new, late]
        for _ in range(3):
            assert answers(client, *sent) == ["done"] * 4
        assert marks_of(worker) == {"Person 0": "late", "Person 1": "present", "Selam": "late"}
        with acting(worker):
            assert Session.objects.get().uuid == session
            assert OutboxReceipt.objects.count() == 4
            assert AuditEvent.objects.filter(action="register saved").count() == 4

    def test_what_cannot_be_taken_says_why_and_holds_up_nothing(self):
        worker, logger, group, (one, two) = a_class()
        with acting(worker):
            unseen = make_group(worker.organisation)
        stranger, _, theirs, (foreign, _) = a_class()
        tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
        sent = [
            entry(unseen, marks={one: "late"}),
            entry(theirs, marks={foreign: "late"}),
            entry(group, marks={foreign: "late"}),
            entry(group, marks={one: "late"}) | {"on": tomorrow},
            entry(group, "heads", heads=4),
            newcomer(group, name=" \ud800"),
            {"key": str(uuid4()), "kind": "wipe"},
            {"key": str(uuid4()), "kind": "marks", "group": 7, "marks": [None]},
            entry(group, marks={two: "late"}),
        ]
        client = browser_of(logger)
        answer = send(client, *sent).json()["answers"]
        assert [one["state"] for one in answer] == ["refused"] * 8 + ["done"]
        assert all(len(one["said"]) > 15 for one in answer[:-1])
        assert "has not come yet" in answer[3]["said"]
        assert marks_of(worker) == {"Person 1": "late"}
        assert marks_of(stranger) == {}
        assert send(client, *sent).json()["answers"] == answer

    @pytest.mark.parametrize("body", ["", "[]", "null", '{"entries": null}', '{"entries": [{}]}'])
    def test_what_is_no_outbox_is_refused_whole(self, body):
        client = browser_of(make_membership(Role.WORKER))
        answer = client.post("/phone/outbox/", body, content_type="application/json")
        assert answer.status_code == 400

    def test_only_for_whom_it_was_written_and_by_who_wrote_it(self):
        worker, logger, group, (one, two) = a_class()
        by_logger, by_worker = browser_of(logger), browser_of(worker)
        written = entry(group, marks={one: "late"})
        whose = by_logger.get("/phone/week/").json()["place"]
        assert send(by_worker, written, whose=whose).status_code == 409
        assert marks_of(worker) == {}
        assert answers(by_logger, written) == ["done"]
        # The same key from somebody else is not theirs, whatever it says.
        assert answers(by_worker, written | {"marks": {str(one.uuid): "absent"}}) == ["refused"]
        assert marks_of(worker) == {"Person 0": "late"}
        with scope(installation=True):
            StaffMembership.objects.filter(pk=logger.pk).update(ended_at=timezone.now())
        ended = send(by_logger, entry(group, marks={two: "late"}), whose=whose)
        assert ended.status_code == 403
        assert by_logger.get("/phone/week/").status_code == 403
        by_worker.logout()
        assert send(by_worker, written, whose=whose).status_code == 302
        assert marks_of(worker) == {"Person 0": "late"}

    def test_key_of_another_organisation_is_another_key(self):
        worker, _, group, (one, _) = a_class()
        stranger, _, theirs, (foreign, _) = a_class()
        mine = entry(group, marks={one: "late"})
        assert answers(browser_of(worker), mine) == ["done"]
        same = entry(theirs, marks={foreign: "absent"}) | {"key": mine["key"]}
        assert answers(browser_of(stranger), same) == ["done"]
        assert marks_of(stranger) == {"Person 0": "absent"}

    def test_receipts_go_after_three_days(self, time_machine):
        worker, _, group, (one, _) = a_class()
        answers(browser_of(worker), entry(group, marks={one: "late"}))
        for hours, left in ((71, 1), (73, 0)):
            time_machine.move_to(timezone.now() + timedelta(hours=hours), tick=False)
            with acting(worker):
                forget_receipts(worker.organisation_id)
                assert OutboxReceipt.objects.count() == left


@pytest.mark.django_db
class TestTwoPhones:
    def marked(self):
        """Two phones on one new register: one late and one away against one late only."""
        worker, logger, group, (one, two) = a_class()
        usual = {one: "present", two: "present"}
        first = entry(group, marks={one: "late", two: "present"}, was=usual)
        second = entry(group, marks={one: "absent", two: "absent"}, was=usual)
        assert answers(browser_of(worker), first) == ["done"]
        client = browser_of(logger)
        assert answers(client, second) == ["conflict"]
        return worker, logger, client, second

    def test_meet_person_by_person(self):
        worker, logger, client, second = self.marked()
        # Person 1 was as the second phone had seen them; Person 0 was not.
        assert marks_of(worker) == {"Person 0": "late", "Person 1": "absent"}
        assert answers(client, second) == ["conflict"]
        with acting(worker):
            conflict = MarkConflict.objects.get()
            assert (conflict.there, conflict.sent) == ("late", "absent")
            assert (conflict.there_by, conflict.sent_by) == (worker.user, logger.user)
        # What a phone left as it was drawn decides nothing.
        with acting(worker):
            person = Participant.objects.get(name="Person 1")
            group = Session.objects.get().group
        untouched = entry(group, marks={person: "present"}, was={person: "present"})
        assert answers(client, untouched) == ["done"]
        assert marks_of(worker)["Person 1"] == "absent"

    @pytest.mark.parametrize("chosen", ["late", "absent"])
    def test_lead_sees_it_and_decides_with_one_tap(self, as_member, chosen):
        worker, _, _, _ = self.marked()
        lead = as_member(worker)
        task = lead.get("/").context["tasks"][0]
        assert "1 person was marked differently" in task.detail
        assert "Which is right?" in lead.get(task.url).text
        with acting(worker):
            url = f"/marks/{MarkConflict.objects.get().uuid}/decide/"
        assert lead.post(url, {"mark": "excused"}).status_code == 302
        assert marks_of(worker)["Person 0"] == "late"
        assert lead.post(url, {"mark": chosen}).status_code == 302
        assert marks_of(worker)["Person 0"] == chosen
        assert lead.get("/").context["tasks"] == []
        with acting(worker):
            assert AuditEvent.objects.get(action="mark decided").detail == {"mark": chosen}
        assert lead.post(url, {"mark": chosen}).status_code == 404

    def test_who_does_not_keep_the_register_decides_nothing(self, as_member):
        worker, _, _, _ = self.marked()
        with acting(worker):
            url = f"/marks/{MarkConflict.objects.get().uuid}/decide/"
        other = make_membership(Role.LOGGER, worker.organisation)
        for who in (other, make_membership(Role.MANAGER)):
            assert as_member(who).post(url, {"mark": "absent"}).status_code == 404
        assert marks_of(worker)["Person 0"] == "late"

    def test_saving_the_register_that_showed_it_decides_too(self, as_member):
        worker, _, _, _ = self.marked()
        with acting(worker):
            session = Session.objects.get()
            person = Participant.objects.get(name="Person 0")
        page = as_member(worker).get(f"/sessions/{session.uuid}/register/")
        saved = {name: page.context["values"][name] for name in ("key", "version", "on")}
        saved |= {"starts": "10:00", "ends": "12:00"}
        saved |= {f"mark_{person.uuid}": "late", f"was_{person.uuid}": "late"}
        as_member(worker).post(f"/sessions/{session.uuid}/register/", saved)
        with acting(worker):
            assert not MarkConflict.objects.exists()

    def test_head_count_over_one_that_was_not_seen_is_refused(self):
        worker, logger, group, _ = a_class(0, counting="heads")
        by_worker, by_logger = browser_of(worker), browser_of(logger)
        assert answers(by_worker, entry(group, "heads", heads=20, was=None)) == ["done"]
        refused = send(by_logger, entry(group, "heads", heads=22, was=None)).json()["answers"][0]
        assert "wrote 20 people before you" in refused["said"]
        assert answers(by_logger, entry(group, "heads", heads=20, was=None)) == ["done"]
        assert answers(by_logger, entry(group, "heads", heads=22, was=20)) == ["done"]
        with acting(worker):
            assert HeadCount.objects.get().people == 22


@pytest.mark.django_db
class TestTheWeek:
    def test_holds_what_a_register_needs_and_nothing_else(self):
        worker, logger, group, (one, _) = a_class()
        with acting(worker):
            today = timezone.localdate()
            make_session(group, today, late=[one])
            elsewhere = make_group(worker.organisation, weekday=today.weekday())
            enrol(elsewhere, make_participant(worker.organisation, name="Somebody else"))
            hidden = make_participant(worker.organisation, name="Hidden")
            enrol(group, hidden)
            gone = make_participant(worker.organisation, name="Gone")
            enrol(group, gone)
            gone.enrolments.update(left_on=today - timedelta(days=1))
            make_group(worker.organisation, closed_on=today)
        manager = make_membership(Role.MANAGER, worker.organisation)
        with acting(manager):
            restrict(hidden)
        answer = browser_of(logger).get("/phone/week/")
        (found,) = answer.json()["groups"]
        assert {p["name"] for p in found["people"]} == {"Person 0", "Person 1"}
        assert set(found["people"][0]) == {"uuid", "name"}
        assert found["saved"][0]["marks"] == {str(one.uuid): "late"}
        assert found["days"][0] == {"on": today.isoformat(), "starts": "10:00", "ends": "12:00"}
        assert "Hidden" not in answer.text and "Somebody else" not in answer.text
        names = {
            p["name"]
            for g in browser_of(manager).get("/phone/week/").json()["groups"]
            for p in g["people"]
        }
        assert names == {"Person 0", "Person 1", "Somebody else", "Hidden"}

    def test_who_may_not_log_takes_nothing_along(self):
        for role in (Role.COORDINATOR, Role.OFFICER):
            client = browser_of(make_membership(role))
            assert client.get("/phone/week/").status_code == 403
            assert client.post("/phone/key/").status_code == 403
            assert send(client, {"key": str(uuid4())}, whose="x").status_code == 403

    def test_asks_no_more_for_more(self):
        worker, *_ = a_class()
        client = browser_of(worker)

        def add():
            with acting(worker):
                another = make_group(worker.organisation, weekday=timezone.localdate().weekday())
                person = make_participant(worker.organisation)
                enrol(another, person)
                make_session(another, timezone.localdate(), present=[person])

        same_number_of_queries(lambda: client.get("/phone/week/"), add)

    def test_page_and_worker_know_nobody(self, client, as_member):
        bare = [client.get(path).content for path in ("/phone/", "/sw.js", "/manifest.webmanifest")]
        worker, *_ = a_class()
        member = as_member(worker)
        for path, before in zip(("/phone/", "/sw.js", "/manifest.webmanifest"), bare, strict=True):
            answer = member.get(path)
            assert answer.content == before
            assert not answer.cookies
        member.cookies["language"] = "ar"
        assert 'dir="rtl"' in member.get("/phone/").text
        assert member.get("/sw.js").content != bare[1], "another language is another shell"


@pytest.mark.django_db
class TestTheKey:
    def test_is_one_for_a_session_and_goes_with_it(self):
        worker, *_ = a_class()
        client = browser_of(worker)
        given = client.post("/phone/key/")
        name = given.json()["key"]
        cookie = given.cookies[f"phone_{name}"]
        assert cookie["path"] == "/phone/" and cookie["samesite"] == "Strict"
        assert 0 < cookie["max-age"] <= 12 * 3600
        again = client.post("/phone/key/")
        assert again.cookies[f"phone_{name}"].value == cookie.value
        assert client.get("/phone/week/").json()["key"] == name
        assert browser_of(worker).post("/phone/key/").json()["key"] != name
        out = client.post("/accounts/logout/")
        assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert out.cookies[f"phone_{name}"].value == out.cookies["phone_of"].value == ""

    def test_after_half_an_hour_away_entries_stay_for_the_same_person_only(self, time_machine):
        worker, logger, *_ = a_class()
        time_machine.move_to(timezone.now(), tick=False)
        client = browser_of(worker)
        client.post("/phone/key/")
        time_machine.shift(31 * 60)
        idle = client.get("/phone/week/")
        assert idle.status_code == 302 and idle.headers["Clear-Site-Data"] == '"cache"'
        client.force_login(worker.user, backend=BACKEND)
        assert "Clear-Site-Data" not in client.get("/").headers
        client.force_login(logger.user, backend=BACKEND)
        assert client.get("/").headers["Clear-Site-Data"] == '"storage"'
        assert "Clear-Site-Data" not in client.get("/").headers

    def test_after_twelve_hours_all_of_it_goes(self, time_machine):
        worker, *_ = a_class()
        time_machine.move_to(timezone.now(), tick=False)
        client = browser_of(worker)
        client.post("/phone/key/")
        for _ in range(30):
            time_machine.shift(25 * 60)
            answer = client.get("/phone/week/")
            if answer.status_code == 302:
                break
        assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_the_same_entries_from_many_requests_at_once_are_taken_once(fresh_database):
    worker, logger, group, (one, two) = a_class()
    session = uuid4()
    sent = [
        entry(group, session=session, marks={one: "late", two: "late"}),
        newcomer(group, session=session),
        newcomer(group, "Mehari", session=session),
    ]
    clients = [browser_of(logger) for _ in range(4)]
    whose = clients[0].get("/phone/week/").json()["place"]
    ready = Barrier(len(clients))

    def go(client):
        try:
            ready.wait()
            return [one["state"] for one in send(client, *sent, whose=whose).json()["answers"]]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        assert list(pool.map(go, clients)) == [["done"] * 3] * 4
    with acting(worker):
        assert OutboxReceipt.objects.count() == 3
        assert Attendance.objects.count() == 4
        assert Participant.objects.filter(name__in=["Selam", "Mehari"]).count() == 2
        assert AuditEvent.objects.filter(action="register saved").count() == 3
