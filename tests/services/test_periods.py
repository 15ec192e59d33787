"""Days of an issued report: what figures count on them changes with a reason, or not at all."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from organisations.enums import Role
from outcomes.actions.outcomes import correct_outcome, record_outcome
from outcomes.models import Domain, Outcome
from rco_network.core.access import Refused
from rco_network.core.closing import REFUSED
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import ERASE, scope
from rco_network.core.tenancy.scope import correcting
from services.actions.erasure import erase_participant
from services.actions.mark_conflicts import decide_mark
from services.actions.periods import PeriodClosed, close_period, closed_on
from services.actions.register_sheet import Newcomer, Sheet
from services.actions.save_register import save_register
from services.enums import Counting
from services.models import (
    Attendance,
    Correction,
    HeadCount,
    Participant,
    PeriodLock,
)

from .. import factories as make

pytestmark = pytest.mark.django_db
MAY, JUNE, OPEN = date(2026, 5, 12), date(2026, 6, 9), date(2026, 7, 7)
WHY = "The paper list was found"


class World:
    """A manager, a class with a register in June, and June in an issued report."""

    def __init__(self, *, is_closed=True):
        self.manager = make.make_membership(Role.MANAGER)
        self.rco = self.manager.organisation
        with make.acting(self.manager):
            self.group = make.make_group(self.rco)
            self.heads = make.make_group(self.rco, counting=Counting.BY_HEAD)
            self.amina = make.make_participant(self.rco, name="Amina Yusuf")
            self.omar = make.make_participant(self.rco, name="Omar")
            make.enrol(self.group, self.amina, self.omar)
            self.held = make.make_session(self.group, JUNE, present=[self.amina])
            self.open = make.make_session(self.group, OPEN, present=[self.amina])
            self.counted = make.make_session(self.heads, JUNE)
            HeadCount.objects.create(organisation=self.rco, session=self.counted, people=9)
            self.outcome = make.make_outcome(
                self.amina,
                JUNE,
                domain=Domain.objects.get(code="IOI-09"),
                evidence="Reads letters alone.",
            )
        if is_closed:
            make.close_days(self.manager, date(2026, 6, 1), date(2026, 6, 30))

    def sheet(self, on=JUNE, session=None, **more):
        return Sheet(
            key=session.uuid if session else uuid4(),
            version=session.version if session else 0,
            held_on=on,
            starts_at=time(10),
            minutes=more.pop("minutes", 120),
            **more,
        )

    def save(self, sheet, group=None, by=None):
        by = by or self.manager
        with make.acting(by):
            return save_register(by=by, group=group or self.group, sheet=sheet)

    def corrections(self):
        with make.acting(self.manager):
            return list(Correction.objects.order_by("pk"))


@pytest.fixture
def world():
    return World()


def sheets(world):
    """Each way to change a register of a closed day, as (group, sheet)."""
    omar, amina = world.omar.uuid, world.amina.uuid
    held, counted = world.held, world.counted
    newcomer = Newcomer(key=str(uuid4()), name="Selam")
    return {
        "a session more": (world.group, world.sheet(JUNE + timedelta(7), marks={omar: "late"})),
        "a mark more": (world.group, world.sheet(session=held, marks={omar: "present"})),
        "another mark": (world.group, world.sheet(session=held, marks={amina: "absent"})),
        "a newcomer": (world.group, world.sheet(session=held, newcomers=[newcomer])),
        "longer": (world.group, world.sheet(session=held, minutes=90)),
        "moved away": (world.group, world.sheet(OPEN + timedelta(7), session=held)),
        "moved into it": (world.group, world.sheet(JUNE + timedelta(7), session=world.open)),
        "more heads": (world.heads, world.sheet(session=counted, heads=11)),
        "women counted": (world.heads, world.sheet(session=counted, heads=9, tallies={"women": 4})),
    }


KINDS = (
    "a session more",
    "a mark more",
    "another mark",
    "a newcomer",
    "longer",
    "moved away",
    "moved into it",
    "more heads",
    "women counted",
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_register_of_a_closed_day_changes_with_a_reason_alone(world, kind):
    group, sheet = sheets(world)[kind]
    with pytest.raises(PeriodClosed) as refused:
        world.save(sheet, group)
    assert "K7MQ2X" in str(refused.value) and world.corrections() == []
    sheet.because = WHY
    for _ in range(2):
        saved = world.save(sheet, group)
    [one] = world.corrections()
    assert (one.reason, one.by_id, one.subject_uuid) == (
        WHY,
        world.manager.user_id,
        saved.session.uuid,
    )
    with make.acting(world.manager):
        event = AuditEvent.objects.get(action="closed days corrected")
        assert WHY not in str(event.detail) and event.subject_uuid == one.uuid


def test_whoever_may_write_the_register_may_correct_it(world):
    logger = make.make_membership(Role.LOGGER, world.rco)
    sheet = world.sheet(session=world.held, marks={world.omar.uuid: "present"}, because=WHY)
    with make.acting(world.manager):
        make.name_on(world.group, logger)
    world.save(sheet, by=logger)
    assert [one.by_id for one in world.corrections()] == [logger.user_id]


def test_open_days_and_what_is_not_counted_need_no_reason(world):
    sheet = world.sheet(OPEN, session=world.open, marks={world.omar.uuid: "late"}, because=WHY)
    world.save(sheet)
    world.save(world.sheet(session=world.held, note="The heating was off"))
    world.save(world.sheet(session=world.held, marks={world.amina.uuid: "present"}))
    with make.acting(world.manager):
        world.outcome.evidence, world.outcome.may_be_quoted = "Reads them all alone.", False
        correct_outcome(by=world.manager, outcome=world.outcome, changed=["evidence"])
        Participant.objects.filter(pk=world.amina.pk).update(gender="woman", main_language="so")
    assert world.corrections() == []


def test_outcomes_are_recorded_and_changed_with_a_reason_alone(world):
    made = Outcome(uuid=uuid4(), domain=world.outcome.domain, happened_on=JUNE, evidence="Works.")
    with make.acting(world.manager):
        mine = {"by": world.manager, "participant": world.amina, "outcome": made}
        with pytest.raises(PeriodClosed):
            record_outcome(**mine)
        for _ in range(2):
            again = Outcome(uuid=made.uuid, domain=made.domain, happened_on=JUNE, evidence="Works.")
            record_outcome(**mine | {"outcome": again}, because=WHY)
        world.outcome.happened_on = OPEN
        changed = {"by": world.manager, "outcome": world.outcome, "changed": ["happened_on"]}
        with pytest.raises(PeriodClosed):
            correct_outcome(**changed)
        correct_outcome(**changed, because="It was in July")
    reasons = [(one.reason, one.participant_id) for one in world.corrections()]
    assert reasons == [(WHY, world.amina.pk), ("It was in July", world.amina.pk)]


def test_a_mark_is_decided_with_a_reason_alone(world):
    with make.acting(world.manager):
        conflict = make.make_mark_conflict(world.held, world.amina, by=world.manager)
        with pytest.raises(PeriodClosed):
            decide_mark(by=world.manager, conflict=conflict, mark="absent")
        decide_mark(by=world.manager, conflict=conflict, mark="absent", because=WHY)
    assert len(world.corrections()) == 1


WRITES = {
    "insert a session": "insert into services_session (uuid, organisation_id, group_id, "
    "service_id, held_on, starts_at, minutes, version, created_at, saved_at) values "
    "(gen_random_uuid(), {org}, {group}, {service}, '2026-06-16', '10:00', 60, 1, now(), now())",
    "lengthen a session": "update services_session set minutes = 90 where id = {held}",
    "move a session away": "update services_session set held_on = '2026-07-20' where id = {held}",
    "move a session into it": "update services_session set held_on = '2026-06-20' "
    "where id = {open}",
    "insert marks": "insert into services_attendance (organisation_id, session_id, "
    "participant_id, held_on, mark) values ({org}, {held}, {omar}, '2026-06-09', 'present')",
    "change marks": "update services_attendance set mark = 'absent' where session_id = {held}",
    "delete marks": "delete from services_attendance where session_id = {held}",
    "delete marks of all days": "delete from services_attendance",
    "insert on conflict": "insert into services_attendance (organisation_id, session_id, "
    "participant_id, held_on, mark) values ({org}, {held}, {amina}, '2026-06-09', 'late') "
    "on conflict (session_id, participant_id) do update set mark = excluded.mark",
    "change a head count": "update services_headcount set people = 10",
    "delete a head count": "delete from services_headcount",
    "insert a head count": "insert into services_headcount (organisation_id, session_id, people) "
    "values ({org}, {held}, 3)",
    "insert an outcome": "insert into outcomes_outcome (uuid, organisation_id, participant_id, "
    "domain_id, happened_on, evidence, evidence_language, may_be_quoted, created_at) select "
    "gen_random_uuid(), {org}, {omar}, domain_id, '2026-06-30', 'x', 'en', false, now() "
    "from outcomes_outcome",
    "change an outcome": "update outcomes_outcome set happened_on = '2026-07-01'",
    "delete an outcome": "delete from outcomes_outcome",
}


@pytest.mark.parametrize("write", WRITES)
def test_the_database_itself_refuses(world, write):
    sql = WRITES[write].format(
        org=world.rco.pk,
        group=world.group.pk,
        service=world.group.service_id,
        held=world.held.pk,
        open=world.open.pk,
        omar=world.omar.pk,
        amina=world.amina.pk,
    )
    with make.acting(world.manager), connection.cursor() as cursor:
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            cursor.execute(sql)
        assert refused.value.__cause__.sqlstate == REFUSED
        # A name of nothing on record, or of somebody else's record, is no reason.
        with pytest.raises(DatabaseError), transaction.atomic(), correcting(uuid4()):
            cursor.execute(sql)
        with make.explaining(world.manager, JUNE):
            cursor.execute(sql)
            assert cursor.rowcount
        # What was said holds for what was inside it.
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(
                "update services_session set minutes = 75 where id = %s", [world.counted.pk]
            )


def test_a_stranger_explains_nothing_and_reads_nothing(world):
    stranger = make.make_membership(Role.MANAGER)
    with make.acting(stranger), make.explaining(stranger, JUNE) as correction:
        assert not PeriodLock.objects.exists()
        assert closed_on(stranger.organisation_id, JUNE) is None
        world.held.minutes = 33
        mine, refused = make.acting(world.manager), pytest.raises(DatabaseError)
        with mine, refused, transaction.atomic(), correcting(correction.uuid):
            world.held.save()
    with make.acting(world.manager):
        assert not Correction.objects.exists()


def test_corrections_and_closed_days_are_only_added(world):
    with make.acting(world.manager), make.explaining(world.manager, JUNE):
        assert Correction.objects.update(reason="better") == 0
        assert PeriodLock.objects.update(last_on=date(2026, 6, 2)) == 0
        assert Correction.objects.all().delete()[0] == PeriodLock.objects.all().delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Correction.objects.create(
                organisation=world.rco,
                by=world.manager.user,
                at=timezone.now(),
                reason="",
                subject_type="services.session",
                subject_uuid=uuid4(),
                first_on=JUNE,
                last_on=JUNE,
            )


def test_erasure_and_the_night_keep_working(world):
    with make.acting(world.manager):
        erase_participant(by=world.manager, participant=world.amina)
        assert Attendance.objects.filter(held_on=JUNE).count() == 1
    assert world.corrections() == []
    with scope(organisation_ids=[world.rco.pk], rights={ERASE}), connection.cursor() as cursor:
        cursor.execute("delete from services_attendance where session_id = %s", [world.held.pk])
        assert cursor.rowcount == 1


def test_a_reason_that_names_somebody_goes_with_them(world):
    sheet = world.sheet(session=world.held, marks={world.omar.uuid: "present"})
    sheet.because = "Omar told us that Amina had come too"
    world.save(sheet)
    with make.acting(world.manager):
        erase_participant(by=world.manager, participant=world.amina)
    [one] = world.corrections()
    assert one.is_without_words and one.subject_uuid == world.held.uuid


class TestClosing:
    def test_twice_is_once_and_again_is_one_more(self, world):
        days = (date(2026, 6, 1), date(2026, 6, 30))
        make.close_days(world.manager, *days)
        make.close_days(world.manager, *days, code="NEWER2")
        with make.acting(world.manager):
            assert PeriodLock.objects.count() == 2
            assert closed_on(world.rco.pk, JUNE).code == "NEWER2"
            assert AuditEvent.objects.filter(action="days closed").count() == 2

    def test_days_to_come_stay_open(self, world):
        today = timezone.localdate()
        lock = make.close_days(world.manager, date(2026, 6, 1), today + timedelta(90), "LATER2")
        assert lock.last_on == today
        assert make.close_days(world.manager, today + timedelta(1), date(2030, 1, 1), "X") is None

    def test_a_colleague_without_the_right_closes_nothing(self, world):
        logger = make.make_membership(Role.LOGGER, world.rco)
        with pytest.raises(Refused):
            make.close_days(logger, MAY, MAY, "LOGGER")
        with make.acting(logger), pytest.raises(DatabaseError), transaction.atomic():
            PeriodLock.objects.create(
                organisation=world.rco,
                first_on=MAY,
                last_on=MAY,
                because="LOGGER",
                locked_at=timezone.now(),
                locked_by=logger.user,
            )

    def test_a_stranger_closes_nothing_of_others(self, world):
        stranger = make.make_membership(Role.MANAGER)
        with make.acting(stranger), pytest.raises(DatabaseError), transaction.atomic():
            close_period(by=stranger, organisation=world.rco, start=MAY, end=MAY, because="STRANGE")


def test_asking_costs_a_page_one_question(world, django_assert_num_queries):
    with make.acting(world.manager), django_assert_num_queries(1):
        assert closed_on(world.rco.pk, JUNE).code == "K7MQ2X"
