"""The nightly job, by moving the clock: what goes was announced, and everything else stays."""

from datetime import date, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from organisations.actions.staff import end_membership
from organisations.enums import Role
from organisations.models import Invitation
from outcomes.models import Outcome
from rco_network.accounts.models import User
from rco_network.accounts.signing_out import forget_ended_sessions
from rco_network.core.enums import HoldReason, JobState
from rco_network.core.jobs.run import run as run_job
from rco_network.core.models import Announcement, AuditEvent, Erasure, Job, RetentionRun
from rco_network.core.personal_data.lengths import (
    funding_year_end,
    months_later,
    over_on,
    started_by,
)
from rco_network.core.tenancy import ERASE, scope
from services.actions import retention_run
from services.actions.retention import keep_longer, keep_no_longer, set_length
from services.actions.retention_run import ask_everywhere, steps
from services.calculations import ERASED_NAME
from services.data_rights.models import Limit
from services.models import ContactDetails, Participant
from services.tasks import let_go

from ..factories import (
    acting,
    make_group,
    make_membership,
    make_outcome,
    make_participant,
    make_session,
)

pytestmark = pytest.mark.django_db

CAME = date(2026, 3, 3)
# Six years after the funding year in which they came.
OVER = date(2032, 3, 31)


def night(membership, day):
    """Run the job of one day, at three in the morning."""
    with time_machine.travel(f"{day}T03:00:00+00:00", tick=False):
        return list(steps(membership.organisation, day))


def erasing(membership):
    return scope(
        user_id=membership.user_id, organisation_ids=[membership.organisation_id], rights={ERASE}
    )


@pytest.fixture
def manager():
    with time_machine.travel("2026-01-05T10:00:00+00:00"):
        return make_membership(Role.MANAGER)


@pytest.fixture
def people(manager):
    """Two who came in March 2026, one of them with everything, and one who still comes."""
    with time_machine.travel("2026-03-03T10:00:00+00:00"), acting(manager):
        here = manager.organisation
        gone = make_participant(here, name="Gone", joined_on=CAME, year_of_birth=1970)
        also = make_participant(here, name="Also", joined_on=CAME)
        stays = make_participant(here, name="Stays", joined_on=CAME, year_of_birth=1971)
        group = make_group(here)
        make_session(group, CAME, present=[gone, also, stays])
        make_session(group, date(2032, 1, 5), present=[stays])
        ContactDetails.objects.create(organisation=here, participant=gone, phone="0161 496 0000")
        make_outcome(gone, CAME, evidence="Found work.", may_be_quoted=True)
    return gone, also, stays


def names(membership):
    with acting(membership):
        return sorted(Participant.objects.values_list("name", flat=True))


def announced(membership, **wanted):
    with erasing(membership):
        found = Announcement.objects.filter(organisation=membership.organisation, **wanted)
        return {(one.rule, one.goes_on) for one in found}


def test_seven_years_later_they_are_anonymous_and_nobody_else_is(manager, people):
    stranger = make_membership(Role.MANAGER)
    with acting(stranger):
        make_participant(stranger.organisation, name="Theirs", joined_on=date(2020, 1, 1))
    night(manager, OVER - timedelta(days=14))
    assert announced(manager, rule="people") == {("people", OVER)}
    night(manager, OVER - timedelta(days=1))
    assert names(manager) == ["Also", "Gone", "Stays"]
    night(manager, OVER)
    assert names(manager) == [ERASED_NAME, ERASED_NAME, "Stays"]
    assert names(stranger) == ["Theirs"]
    night(manager, date(2033, 3, 3))
    assert names(manager) == [ERASED_NAME, ERASED_NAME, "Stays"]
    with erasing(manager):
        run = RetentionRun.objects.get(run_on=OVER)
        assert run.done["people"]["records"] == 2
        assert Erasure.objects.filter(kind="period").count() == 2
        event = AuditEvent.objects.get(action="time was over", detail__what="people")
        assert event.detail["records"] == 2


def test_nothing_goes_that_was_not_announced_a_fortnight_before(manager, people):
    late = date(2040, 1, 1)
    night(manager, late)
    assert "Gone" in names(manager)
    assert {day for _, day in announced(manager)} == {late + timedelta(days=14)}
    night(manager, late + timedelta(days=13))
    assert "Gone" in names(manager)
    night(manager, late + timedelta(days=14))
    assert "Gone" not in names(manager)


def test_the_database_refuses_a_shorter_notice(manager):
    with erasing(manager), pytest.raises(IntegrityError), transaction.atomic():
        Announcement.objects.create(
            organisation=manager.organisation,
            rule="people",
            subject_type="services.participant",
            subject_uuid=manager.uuid,
            announced_on=date(2026, 1, 1),
            goes_on=date(2026, 1, 14),
        )


def test_details_contact_and_quotes_go_before_the_name(manager, people):
    a_year = months_later(CAME, 12)
    for day in (a_year - timedelta(days=14), a_year):
        night(manager, day)
    with acting(manager):
        gone = Participant.objects.get(name="Gone")
        assert (gone.year_of_birth, gone.age_band) == (None, "50-64")
        assert not ContactDetails.objects.exists()
        assert Outcome.objects.get().may_be_quoted
        # Somebody who still comes keeps what is known of them.
        assert Participant.objects.get(name="Stays").year_of_birth == 1971
    three_years = months_later(CAME, 36)
    for day in (three_years - timedelta(days=14), three_years):
        night(manager, day)
    with acting(manager):
        outcome = Outcome.objects.get()
        assert (outcome.may_be_quoted, outcome.evidence) == (False, "Found work.")


def test_a_held_record_is_skipped_and_reported(manager, people):
    gone = people[0]
    night(manager, OVER - timedelta(days=14))
    until = OVER + timedelta(days=30)
    with time_machine.travel("2032-03-20T10:00:00+00:00"), acting(manager):
        keep_longer(by=manager, participant=gone, until=until, reason=HoldReason.CLAIM)
    night(manager, OVER)
    assert names(manager) == ["Gone", ERASED_NAME, "Stays"]
    with erasing(manager):
        assert RetentionRun.objects.get(run_on=OVER).held >= 1
    night(manager, until)
    assert "Gone" in names(manager)
    night(manager, until + timedelta(days=1))
    assert "Gone" not in names(manager)


def test_who_asked_that_it_be_kept_unused_is_not_erased(manager, people):
    with erasing(manager):
        Limit.objects.create(
            organisation=manager.organisation, participant=people[0], since=CAME, set_by=None
        )
    night(manager, OVER - timedelta(days=14))
    night(manager, OVER)
    with erasing(manager):
        left = Participant.objects.values_list("name", flat=True)
        assert sorted(left) == ["Gone", ERASED_NAME, "Stays"]


def test_a_hold_can_be_ended(manager, people):
    with acting(manager):
        keep_longer(
            by=manager,
            participant=people[0],
            until=timezone.localdate() + timedelta(days=9),
            reason=HoldReason.ASKED,
        )
        keep_no_longer(by=manager, participant=people[0])
        keep_no_longer(by=manager, participant=people[0])
        assert AuditEvent.objects.filter(action="record no longer held").count() == 1


def test_who_comes_back_is_announced_no_more(manager, people):
    gone = people[0]
    night(manager, OVER - timedelta(days=14))
    with acting(manager):
        group = make_group(manager.organisation)
        make_session(group, date(2032, 3, 20), present=[gone])
    night(manager, OVER)
    assert names(manager) == ["Gone", ERASED_NAME, "Stays"]


def test_a_shorter_length_is_announced_too(manager, people):
    with acting(manager):
        set_length(by=manager, period="service_record", months=12)
    first = date(2028, 1, 1)
    night(manager, first)
    assert ("people", first + timedelta(days=14)) in announced(manager)
    with acting(manager):
        set_length(by=manager, period="service_record", months=72)
    night(manager, first + timedelta(days=14))
    assert "Gone" in names(manager)
    assert announced(manager, rule="people") == set()


def test_killed_between_batches_the_next_run_goes_on(manager, people, monkeypatch):
    monkeypatch.setattr(retention_run, "BATCH", 1)
    night(manager, OVER - timedelta(days=14))
    with time_machine.travel(f"{OVER}T03:00:00+00:00", tick=False):
        going = steps(manager.organisation, OVER)
        for said in going:
            if said.startswith("people"):
                going.close()
                break
    assert names(manager).count(ERASED_NAME) == 1
    night(manager, OVER)
    night(manager, OVER)
    assert names(manager) == [ERASED_NAME, ERASED_NAME, "Stays"]
    with erasing(manager):
        assert RetentionRun.objects.get(run_on=OVER).done["people"]["records"] == 2


def test_killed_within_a_batch_it_leaves_nothing_half_done(manager, people, monkeypatch):
    night(manager, OVER - timedelta(days=14))
    real, calls = retention_run._run_of, []

    def dies(*args):
        calls.append(args)
        if len(calls) == 2:  # after the erasures, before the numbers
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(retention_run, "_run_of", dies)
    with pytest.raises(KeyboardInterrupt):
        night(manager, OVER)
    assert names(manager) == ["Also", "Gone", "Stays"]
    monkeypatch.undo()
    night(manager, OVER)
    assert names(manager) == [ERASED_NAME, ERASED_NAME, "Stays"]


def test_accounts_of_those_who_left_go_too(manager):
    with time_machine.travel("2026-01-05T10:00:00+00:00"):
        worker = make_membership(Role.WORKER, organisation=manager.organisation)
        with acting(manager):
            end_membership(by=manager, membership=worker)
    over = date(2032, 1, 5)
    for day in (over - timedelta(days=14), over):
        night(manager, day)
    with scope(installation=True):
        assert User.objects.get(pk=worker.user_id).name == "Former colleague"
        assert User.objects.get(pk=manager.user_id).name != "Former colleague"


def test_the_clock_asks_once_a_day_and_the_job_ends(manager, people):
    with time_machine.travel("2026-11-23T03:00:00+00:00", tick=False):
        today = timezone.localdate()
        assert ask_everywhere(today) == ask_everywhere(today) >= 1
        with scope(installation=True):
            job = Job.objects.get(organisation=manager.organisation)
        assert run_job(job.uuid)
    with scope(installation=True):
        assert Job.objects.get(pk=job.pk).state == JobState.DONE
    with erasing(manager):
        run = RetentionRun.objects.get()
        assert run.ended_at and (run.announced, run.done) == (0, {})


@pytest.mark.parametrize(
    ("came", "over"),
    [
        (date(2026, 3, 31), date(2032, 3, 31)),
        (date(2026, 4, 1), date(2033, 3, 31)),
        (date(2025, 12, 31), date(2032, 3, 31)),
    ],
)
def test_funding_years_end_on_31_march(came, over):
    assert over_on("service_record", came, 72) == over
    assert came <= started_by("service_record", over, 72)
    assert came > started_by("service_record", over - timedelta(days=1), 72)


def test_months_end_where_months_end():
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 3, 31), -12) == date(2025, 3, 31)
    assert funding_year_end(date(2026, 4, 1)) == date(2027, 3, 31)


def test_old_invitations_and_work_go_without_notice(manager):
    with time_machine.travel("2026-01-05T10:00:00+00:00", tick=False), acting(manager):
        Invitation.objects.create(
            organisation=manager.organisation,
            email="asked@example.org",
            role=Role.WORKER,
            token_hash="made-up",
            expires_at=timezone.now(),
        )
    with time_machine.travel("2026-01-05T03:00:00+00:00", tick=False):
        ask_everywhere(date(2026, 1, 5))
        with scope(installation=True):
            job = Job.objects.get(organisation=manager.organisation)
        run_job(job.uuid)
    night(manager, date(2026, 7, 4))
    with acting(manager):
        assert Invitation.objects.exists()
    night(manager, date(2026, 7, 5))
    with acting(manager):
        assert not Invitation.objects.exists()
        assert Job.objects.exists()
    night(manager, date(2027, 1, 5))
    with acting(manager):
        assert not Job.objects.exists()


def test_what_is_left_of_sessions_goes_after_their_twelve_hours(as_member, manager):
    as_member(manager).get("/")
    with scope(installation=True):
        UserSession.objects.create(
            user=manager.user, ip="192.0.2.1", session_key="a", user_agent="a phone"
        )
    let_go()
    with scope(installation=True):
        assert UserSession.objects.filter(user_agent="a phone").exists()
    with time_machine.travel(timezone.now() + timedelta(hours=13), tick=False):
        forget_ended_sessions()
    with scope(installation=True):
        assert not UserSession.objects.exists()
        assert not Session.objects.exists()
