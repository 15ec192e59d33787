"""A job is done once: whoever dies, and whatever the broker forgets."""

import threading
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.utils import timezone

from organisations.enums import Role
from rco_network.core import audit, jobs
from rco_network.core.jobs import JobDelayed, JobFailed, moves
from rco_network.core.jobs import run as run_module
from rco_network.core.jobs.asking import wake_waiting
from rco_network.core.jobs.registry import _handlers, handles
from rco_network.core.jobs.run import run
from rco_network.core.models import AuditEvent, Job
from rco_network.core.tenancy import scope

from ..factories import acting, make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind():
    """A kind of job for one test; its handler is set on `.does`."""
    name = f"test.{uuid4()}"
    made = SimpleNamespace(name=name, does=lambda run: lambda: None)
    handles(name)(lambda run: made.does(run))
    yield made
    del _handlers[name]


@pytest.fixture
def manager():
    return make_membership(Role.MANAGER)


def asked(manager, kind, key=None):
    with acting(manager):
        return jobs.ask(
            kind.name,
            by=manager,
            organisation=manager.organisation,
            subject=SimpleNamespace(uuid=uuid4()),
            key=key or str(uuid4()),
        )


def now(job):
    with scope(installation=True):
        return Job.objects.get(pk=job.pk)


def test_asking_twice_with_one_key_is_one_job(manager, kind):
    assert asked(manager, kind, "once").pk == asked(manager, kind, "once").pk


def test_effect_and_state_commit_together(manager, kind):
    kind.does = lambda run: lambda: audit.record("effect", by=manager)
    job = asked(manager, kind)
    assert run(job.uuid)
    assert now(job).state == "done"
    assert not run(job.uuid)
    with acting(manager):
        assert AuditEvent.objects.filter(action="effect").count() == 1


def test_what_fails_leaves_nothing_and_says_why(manager, kind):
    def effect():
        audit.record("effect", by=manager)
        raise JobFailed("The award has no dates.")

    kind.does = lambda run: effect
    job = asked(manager, kind)
    assert not run(job.uuid)
    assert (now(job).state, now(job).failure) == ("failed", "The award has no dates.")
    with acting(manager):
        assert not AuditEvent.objects.filter(action="effect").exists()


def test_an_unforeseen_error_shows_no_contents(manager, kind):
    def work(run):
        raise ValueError("Marked Name 07700 900000")

    kind.does = work
    job = asked(manager, kind)
    run(job.uuid)
    assert "Marked" not in now(job).failure
    assert "ValueError" in now(job).failure


def test_a_run_that_was_overtaken_writes_nothing(manager, kind):
    def work(run):
        with scope(installation=True):
            moves.release_silent(before=timezone.now() + timedelta(seconds=1))
        return lambda: audit.record("effect", by=manager)

    kind.does = work
    job = asked(manager, kind)
    assert not run(job.uuid)
    assert now(job).state == "waiting"
    with acting(manager):
        assert not AuditEvent.objects.filter(action="effect").exists()


def test_a_run_that_was_overtaken_learns_it_when_it_says_how_far_it_is(manager, kind):
    def work(run):
        with scope(installation=True):
            moves.release_silent(before=timezone.now() + timedelta(seconds=1))
        run.progress(40, "Counting")
        raise AssertionError("It goes on.")

    kind.does = work
    job = asked(manager, kind)
    assert run(job.uuid) is False
    assert (now(job).state, now(job).step, now(job).failure) == ("waiting", "", "")


def test_a_job_that_is_over_says_when_and_is_not_done_again(manager, kind):
    job = asked(manager, kind)
    assert run(job.uuid) is True
    done = now(job)
    assert (done.state, done.progress, done.step, done.lease) == ("done", 100, "", None)
    assert done.ended_at
    assert run(job.uuid) is False


def test_a_long_reason_is_cut_and_not_lost(manager, kind):
    def work(run):
        raise JobFailed("long " * 100)

    kind.does = work
    job = asked(manager, kind)
    assert run(job.uuid) is False
    assert (now(job).state, now(job).failure) == ("failed", ("long " * 100)[:300])
    assert now(job).ended_at


def test_a_silent_run_waits_again_and_is_given_up_in_the_end(manager, kind):
    job = asked(manager, kind)
    with scope(installation=True):
        for _ in range(5):
            assert now(job).state == "waiting"
            assert moves.claim(job.uuid)
            assert moves.release_silent(before=timezone.now() - timedelta(seconds=1)) == 0
            assert moves.release_silent(before=timezone.now() + timedelta(seconds=1)) == 1
    assert now(job).state == "failed"
    assert "several tries" in now(job).failure


def test_what_has_to_wait_waits_longer_each_time_and_fails_in_the_end(manager, kind):
    def work(run):
        raise JobDelayed("The post office is closed.")

    kind.does = work
    job = asked(manager, kind)
    waits = []
    for _ in moves.DELAYS:
        began = timezone.now()
        assert run(job.uuid) is False
        left = now(job)
        assert (left.state, left.lease) == ("waiting", None)
        waits.append(round((left.woken_at - began).total_seconds()))
    assert waits == pytest.approx([15, 60, 240, 900, 1800, 3600, 3600, 3600], abs=9)
    assert run(job.uuid) is False
    assert (now(job).state, now(job).failure) == ("failed", "The post office is closed.")


def test_without_a_database_it_waits_again_until_it_was_tried_often_enough(
    manager, kind, monkeypatch
):
    def work(run):
        raise OperationalError("the connection was lost")

    # The test's own transaction is on it.
    monkeypatch.setattr(run_module, "connection", SimpleNamespace(close=lambda: None))
    kind.does = work
    job = asked(manager, kind)
    for _ in range(moves.MOST_ATTEMPTS - 1):
        assert run(job.uuid) is False
        assert (now(job).state, now(job).lease) == ("waiting", None)
    assert run(job.uuid) is False
    assert now(job).state == "failed"
    assert "several tries" in now(job).failure


def test_where_the_database_stays_away_the_sweeper_sees_to_it(manager, kind, monkeypatch):
    def gone(*_args, **_changes):
        raise OperationalError("the connection was lost")

    closed = []
    monkeypatch.setattr(run_module, "connection", SimpleNamespace(close=lambda: closed.append(1)))
    monkeypatch.setattr(moves, "release", gone)
    kind.does = gone
    job = asked(manager, kind)
    assert run(job.uuid) is False
    assert now(job).state == "running"  # its lease is taken from it once it was silent for long
    assert len(closed) == 3  # what was lost, what is lost again, the heart's own


def test_a_heart_beats_through_an_outage_until_the_run_is_overtaken(manager, kind, monkeypatch):
    there = iter(["yes", "lost", "yes", "overtaken"])
    closed, beats, really = [], [], moves.report
    job = asked(manager, kind)
    with scope(installation=True):
        run_of_it = moves.claim(job.uuid)

    def report(job):
        if (answer := next(there)) == "lost":
            raise OperationalError("the connection was lost")
        if answer == "overtaken":
            moves.release_silent(before=timezone.now() + timedelta(seconds=1))
        beats.append(really(job))
        return beats[-1]

    monkeypatch.setattr(run_module, "BEAT_SECONDS", 0)
    monkeypatch.setattr(run_module, "connection", SimpleNamespace(close=lambda: closed.append(1)))
    monkeypatch.setattr(moves, "report", report)
    run_module._beat(run_of_it, threading.Event())
    assert beats == [True, True, False]
    assert len(closed) == 2  # after the outage, and at the end


def test_nothing_beats_for_a_job_that_is_over(manager, kind):
    before = set(threading.enumerate())
    seen = []
    kind.does = lambda run: seen.extend(set(threading.enumerate()) - before) or (lambda: None)
    assert run(asked(manager, kind).uuid)
    assert len(seen) == 1
    assert not seen[0].is_alive()


def test_progress_is_seen_while_the_job_runs(manager, kind):
    seen = []

    def work(run):
        run.progress(40, "Counting")
        seen.append((now(job).progress, now(job).step))
        return lambda: None

    kind.does = work
    job = asked(manager, kind)
    run(job.uuid)
    assert seen == [(40, "Counting")]


def test_broker_away_loses_nothing(manager, kind, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = asked(manager, kind)
    assert now(job).state == "waiting"
    assert run(job.uuid)


def test_a_strangers_job_cannot_be_seen(manager, kind):
    job = asked(manager, kind)
    with acting(make_membership(Role.MANAGER)):
        assert not Job.objects.filter(pk=job.pk).exists()


def test_sweeper_wakes_what_waits(manager, kind, monkeypatch):
    woken = []
    monkeypatch.setattr("rco_network.core.jobs.asking.wake", woken.append)
    job = asked(manager, kind)
    assert wake_waiting(older_than=60, silent_for=60) == 0
    assert wake_waiting(older_than=-1, silent_for=60) == 1
    assert woken == [job.uuid]
    with scope(installation=True):
        Job.objects.update(woken_at=timezone.now() - timedelta(minutes=2))
    assert wake_waiting(older_than=60, silent_for=60) == 1
    assert wake_waiting(older_than=60, silent_for=60) == 0  # it was woken just now
