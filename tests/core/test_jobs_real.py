"""The job path through a real worker and a real broker, with both of them killed."""

import os
import signal
from datetime import date
from uuid import uuid4

import pytest
import redis

from funding.models import AttributionRule
from organisations.enums import Kind, Role
from rco_network.core.models import AuditEvent, Job
from rco_network.core.paper.pdf import has_pango
from rco_network.core.tenancy import scope
from rco_network.reports.actions.ask_report import ask_report
from rco_network.reports.models import Report

from ..factories import (
    acting,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_participant,
    make_session,
)
from ..servers import eventually

pytestmark = pytest.mark.skipif(not has_pango(), reason="Pango is not installed on this machine")


def a_manager_with_work():
    manager = make_membership(Role.MANAGER)
    award = make_award(make_organisation(Kind.FUNDER), manager.organisation)
    with acting(manager):
        AttributionRule.objects.create(organisation=manager.organisation, award=award)
        people = [make_participant(manager.organisation) for _ in range(6)]
        make_session(make_group(manager.organisation), date(2026, 1, 6), present=people)
    return manager, award


def ask(manager, award):
    with acting(manager):
        return ask_report(
            by=manager,
            award=award,
            key=uuid4(),
            period_start=date(2026, 1, 1),
            period_end=date(2026, 3, 31),
        )


def state_of(report):
    with scope(installation=True):
        return Job.objects.get(subject_uuid=report.uuid).state


def assert_made_once(manager, report):
    with acting(manager):
        assert Report.objects.get(pk=report.pk).made_at
        made = AuditEvent.objects.filter(action="report made", subject_uuid=report.uuid)
        assert made.count() == 1


def test_a_report_is_made_by_a_worker(fresh_database, real_worker):
    manager, award = a_manager_with_work()
    report = ask(manager, award)
    eventually(lambda: state_of(report) == "done", 40)
    assert_made_once(manager, report)


def test_worker_killed_and_broker_emptied_cost_nothing_and_double_nothing(
    fresh_database, real_worker, settings
):
    """The worker dies with the job in its hands; Redis forgets everything; another one comes."""
    from ..servers import worker_on

    manager, award = a_manager_with_work()
    report = ask(manager, award)
    eventually(lambda: state_of(report) == "running", 40)
    os.killpg(os.getpgid(real_worker.process.pid), signal.SIGKILL)
    redis.Redis.from_url(settings.CELERY_BROKER_URL.replace("redis+socket", "unix")).flushall()
    with worker_on(fresh_database, beat=True, JOB_SWEEP_SECONDS="2", JOB_SILENT_SECONDS="7"):
        eventually(lambda: state_of(report) == "done", 60)
    assert_made_once(manager, report)
