"""The register: saved once, nothing lost, nobody else's."""

from datetime import date, time
from uuid import uuid4

import pytest
from django.urls import reverse

from organisations.enums import Role
from rco_network.core.models import AuditEvent
from services.enums import Counting
from services.models import Attendance, Enrolment, Participant, Session

from ..factories import (
    acting,
    enrol,
    make_group,
    make_membership,
    make_participant,
    make_session,
    name_on,
)

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 9, 15)


def a_class(people=3, **fields):
    """A worker, their group and the people on its list."""
    worker = make_membership(Role.WORKER)
    with acting(worker):
        group = make_group(worker.organisation, **fields)
        known = [make_participant(worker.organisation, name=f"Person {n}") for n in range(people)]
        enrol(group, *known)
    return worker, group, known


def filled(known, marks="present", was="present", on=TUESDAY, version=0, key=None, **more):
    marks = marks if isinstance(marks, dict) else dict.fromkeys(known, marks)
    data = {
        "key": str(key or uuid4()),
        "version": version,
        "on": on.isoformat(),
        "starts": "10:00",
        "ends": "12:00",
    }
    for person, mark in marks.items():
        data[f"mark_{person.uuid}"] = mark
        data[f"was_{person.uuid}"] = was
    return data | more


def marks_of(worker):
    with acting(worker):
        return dict(Attendance.objects.values_list("participant__name", "mark"))


def test_page_lists_everybody_on_the_list_with_the_usual_mark(as_member):
    worker, group, _ = a_class(usual_mark="absent")
    page = as_member(worker).get(reverse("register", args=[group.uuid]))
    assert [(r["name"], r["mark"]) for r in page.context["rows"]] == [
        ("Person 0", "absent"),
        ("Person 1", "absent"),
        ("Person 2", "absent"),
    ]


def test_saving_makes_one_session_with_a_mark_for_each(as_member):
    worker, group, known = a_class()
    data = filled(known, {known[0]: "present", known[1]: "late", known[2]: "excused"})
    answer = as_member(worker).post(reverse("register", args=[group.uuid]), data)
    assert answer.status_code == 302
    assert marks_of(worker) == {"Person 0": "present", "Person 1": "late", "Person 2": "excused"}
    with acting(worker):
        session = Session.objects.get()
        assert (session.held_on, session.minutes) == (TUESDAY, 120)
        event = AuditEvent.objects.get(action="register saved")
        assert event.detail == {"marks": 3, "newcomers": 0}


def test_double_tap_is_one_session(as_member):
    worker, group, known = a_class()
    data, url = filled(known), reverse("register", args=[group.uuid])
    client = as_member(worker)
    assert [client.post(url, data).status_code for _ in range(3)] == [302, 302, 302]
    with acting(worker):
        assert Session.objects.count() == 1
        assert Attendance.objects.count() == 3
        assert AuditEvent.objects.filter(action="register saved").count() == 1


def test_answer_lost_then_corrected_and_sent_again_is_taken(as_member):
    worker, group, known = a_class(1)
    url, data = reverse("register", args=[group.uuid]), filled(known)
    client = as_member(worker)
    client.post(url, data)
    client.post(url, data | {f"mark_{known[0].uuid}": "late"})
    assert marks_of(worker) == {"Person 0": "late"}


def test_second_person_keeps_what_the_first_saved_and_sees_what_clashes(as_member):
    worker, group, known = a_class(3)
    colleague = make_membership(Role.LOGGER, worker.organisation)
    with acting(worker):
        name_on(group, colleague)
    url = reverse("register", args=[group.uuid])
    first = filled(known, {known[0]: "late", known[1]: "absent", known[2]: "present"})
    as_member(worker).post(url, first)
    second = filled(known, {known[0]: "absent", known[1]: "present", known[2]: "present"})
    page = as_member(colleague).post(url, second)
    assert page.status_code == 409
    # Person 0: both marked differently. Person 1: the second had touched nothing.
    assert marks_of(worker) == {"Person 0": "late", "Person 1": "absent", "Person 2": "present"}
    conflicts = [r["conflict"] for r in page.context["rows"] if r["conflict"]]
    assert len(conflicts) == 1
    assert "marked Late" in conflicts[0]
    assert "you marked Away" in conflicts[0]


def test_correcting_an_older_version_takes_only_what_was_changed(as_member):
    worker, group, known = a_class(2)
    with acting(worker):
        session = make_session(group, TUESDAY, present=known)
    url = reverse("session-register", args=[session.uuid])
    client = as_member(worker)
    base = filled(known, version=1, key=session.uuid)
    client.post(url, base | {f"mark_{known[0].uuid}": "late"})
    # A page drawn before that save changes the other person and leaves the first as drawn.
    assert client.post(url, base | {f"mark_{known[1].uuid}": "absent"}).status_code == 302
    assert marks_of(worker) == {"Person 0": "late", "Person 1": "absent"}


def test_moving_a_session_moves_its_attendances(as_member):
    worker, group, known = a_class(2)
    with acting(worker):
        session = make_session(group, TUESDAY, present=known)
    data = filled(known, version=1, key=session.uuid, on=date(2026, 9, 16))
    as_member(worker).post(reverse("session-register", args=[session.uuid]), data)
    with acting(worker):
        assert set(Attendance.objects.values_list("held_on", flat=True)) == {date(2026, 9, 16)}


def test_moving_onto_another_session_is_refused_with_a_sentence(as_member):
    worker, group, known = a_class(1)
    with acting(worker):
        make_session(group, date(2026, 9, 16), present=known)
        session = make_session(group, TUESDAY, present=known)
    data = filled(known, version=1, key=session.uuid, on=date(2026, 9, 16))
    page = as_member(worker).post(reverse("session-register", args=[session.uuid]), data)
    assert page.status_code == 422
    assert "already has a register on 16 September 2026 at 10:00" in page.content.decode()


def newcomer(name, key=None, **more):
    key = str(key or uuid4())
    data = {"newcomer": key, f"newcomer_{key}_name": name, f"newcomer_{key}_mark": "present"}
    return data | {f"newcomer_{key}_{field}": value for field, value in more.items()}


def test_newcomer_is_added_marked_and_listed_next_time(as_member):
    worker, group, known = a_class(1)
    data = filled(known) | newcomer("Selam Tesfay")
    client, url = as_member(worker), reverse("register", args=[group.uuid])
    client.post(url, data)
    client.post(url, data)
    assert marks_of(worker) == {"Person 0": "present", "Selam Tesfay": "present"}
    with acting(worker):
        assert Enrolment.objects.filter(group=group).count() == 2
        assert Participant.objects.get(name="Selam Tesfay").joined_on == TUESDAY


def test_newcomer_who_may_be_known_is_asked_about_and_nothing_is_saved(as_member):
    worker, group, known = a_class(1)
    with acting(worker):
        there = make_participant(worker.organisation, name="Sélam Tesfay")
    data = filled(known) | newcomer("selam tesfay", key := uuid4())
    client, url = as_member(worker), reverse("register", args=[group.uuid])
    page = client.post(url, data)
    assert page.status_code == 422
    assert 'value="selam tesfay"' in page.content.decode()
    assert marks_of(worker) == {}
    client.post(url, data | newcomer("selam tesfay", key, same=str(there.uuid)))
    assert marks_of(worker) == {"Person 0": "present", "Sélam Tesfay": "present"}


def test_add_button_without_javascript_keeps_what_was_typed(as_member):
    worker, group, known = a_class(1)
    data = filled(known, "absent") | newcomer("Abel") | {"add": "1"}
    page = as_member(worker).post(reverse("register", args=[group.uuid]), data)
    assert page.status_code == 200
    assert [n.name for n in page.context["newcomers"]] == ["Abel", ""]
    assert page.context["rows"][0]["mark"] == "absent"
    assert marks_of(worker) == {}


def test_heads_are_counted_where_names_would_be_wrong(as_member):
    worker, group, _ = a_class(0, counting=Counting.BY_HEAD)
    client, url = as_member(worker), reverse("register", args=[group.uuid])
    assert client.post(url, filled([])).status_code == 422
    assert client.post(url, filled([], heads="24")).status_code == 302
    with acting(worker):
        assert Session.objects.get().head_count.people == 24


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("on", "2027-05-01", "has not come yet"),
        ("on", "1926-05-01", "cannot be right"),
        ("on", "31/31/2026", "valid date"),
        ("ends", "09:00", "not after its start"),
        ("starts", "ten", "like 10:00"),
        ("version", "9" * 40, "1000000"),
    ],
)
def test_bad_input_gets_a_sentence_and_saves_nothing(as_member, time_machine, field, value, says):
    time_machine.move_to("2026-10-01")
    worker, group, known = a_class(1)
    data = filled(known, "late") | {field: value}
    page = as_member(worker).post(reverse("register", args=[group.uuid]), data)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert page.context["rows"][0]["mark"] == "late"
    assert marks_of(worker) == {}


def test_stranger_gets_what_a_made_up_group_gets(as_member):
    _, group, known = a_class(1)
    stranger = make_membership(Role.MANAGER)
    client = as_member(stranger)
    for uuid in (group.uuid, uuid4()):
        url = reverse("register", args=[uuid])
        assert client.get(url).status_code == 404
        assert client.post(url, filled(known)).status_code == 404


def test_people_of_another_organisation_on_the_sheet_are_refused(as_member):
    worker, group, known = a_class(1)
    other, _, theirs = a_class(1)
    page = as_member(worker).post(reverse("register", args=[group.uuid]), filled([*known, *theirs]))
    assert page.status_code == 422
    assert marks_of(worker) == {}
    assert marks_of(other) == {}


def test_coordinator_cannot_log(as_member):
    coordinator = make_membership(Role.COORDINATOR)
    with acting(coordinator):
        group = make_group(coordinator.organisation)
    page = as_member(coordinator).get(reverse("register", args=[group.uuid]))
    assert page.status_code == 403
    assert "Your role does not let you" in page.content.decode()


@pytest.mark.parametrize("is_saved", [False, True])
def test_queries_do_not_grow_with_people(as_member, django_assert_num_queries, is_saved):
    counts = []
    for people in (1, 12):
        worker, group, known = a_class(people)
        url = reverse("register", args=[group.uuid])
        if is_saved:
            with acting(worker):
                session = make_session(group, TUESDAY, present=known, starts_at=time(10))
            url = reverse("session-register", args=[session.uuid])
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client = as_member(worker)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
