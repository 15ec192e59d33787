"""Whether the house stands, for the machine that asks."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.utils import timezone

from organisations.enums import Role
from rco_network import views
from rco_network.core import jobs
from rco_network.core.models import Job

from .factories import acting, make_membership

pytestmark = pytest.mark.django_db


def test_process_answers_without_asking_anybody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"


def test_ready_when_everything_answers(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "broker": True, "migrations": True, "jobs": True}


def test_not_ready_while_jobs_wait_and_nobody_comes(client):
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        job = jobs.ask(
            "test.nothing",
            by=manager,
            organisation=manager.organisation,
            subject=SimpleNamespace(uuid=uuid4()),
            key="waits",
        )
        Job.objects.filter(pk=job.pk).update(asked_at=timezone.now() - timedelta(hours=1))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["jobs"]) == (503, False)


def test_not_ready_without_a_database_and_no_traceback(client, monkeypatch):
    class Away:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr(views, "connection", Away())
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": False, "broker": True}
