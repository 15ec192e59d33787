"""Two phones at one register, at the same moment, with real commits."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from threading import Barrier
from uuid import uuid4

from django.db import connection

from organisations.enums import Role
from services.actions.register_sheet import Newcomer, Sheet
from services.actions.save_register import save_register
from services.models import Attendance, Participant, Session

from ..factories import acting, enrol, make_group, make_membership, make_participant, name_on


def sheet(people, mark, key=None, **more):
    return Sheet(
        key=key or uuid4(),
        version=0,
        held_on=date(2026, 9, 15),
        starts_at=time(10),
        minutes=120,
        marks={person.uuid: mark for person in people},
        was=dict.fromkeys((person.uuid for person in people), "present"),
        **more,
    )


def at_once(saves):
    """Run each (membership, group, sheet) in a thread of its own, all starting together."""
    ready = Barrier(len(saves))

    def one(save):
        by, group, filled = save
        try:
            ready.wait()
            with acting(by):
                return save_register(by=by, group=group, sheet=filled)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(saves)) as pool:
        return list(pool.map(one, saves))


def a_class():
    worker = make_membership(Role.WORKER)
    with acting(worker):
        group = make_group(worker.organisation)
        people = [make_participant(worker.organisation) for _ in range(5)]
        enrol(group, *people)
    return worker, group, people


def test_the_same_sheet_from_four_taps_is_one_session_and_one_newcomer(fresh_database):
    worker, group, people = a_class()
    key, newcomer = uuid4(), str(uuid4())
    sheets = [
        sheet(people, "late", key, newcomers=[Newcomer(key=newcomer, name="Selam")])
        for _ in range(4)
    ]
    saved = at_once([(worker, group, filled) for filled in sheets])
    assert len({one.session.pk for one in saved}) == 1
    assert sum(one.is_new for one in saved) == 1
    with acting(worker):
        assert Session.objects.count() == 1
        assert Attendance.objects.count() == 6
        assert Participant.objects.filter(name="Selam").count() == 1


def test_two_people_make_one_session_and_the_second_sees_every_clash(fresh_database):
    worker, group, people = a_class()
    colleague = make_membership(Role.LOGGER, worker.organisation)
    with acting(worker):
        name_on(group, colleague)
    saved = at_once(
        [
            (worker, group, sheet(people, "late")),
            (colleague, group, sheet(people, "absent")),
        ]
    )
    assert len({one.session.pk for one in saved}) == 1
    assert sorted(len(one.conflicts) for one in saved) == [0, 5]
    with acting(worker):
        assert Attendance.objects.values("mark").distinct().count() == 1
