"""Nothing waits for ever: each thing that we speak to, and how long at most."""

import re

import pytest
from django.conf import settings

from rco_network.celery import app
from rco_network.core.jobs.run import BEAT_SECONDS
from rco_network.core.mail import sending
from rco_network.management.local.state import ROOT
from rco_network.settings import gunicorn
from rco_network.settings.databases import database

from ..test_architecture import imports_of, modules, name_of

BASE = (ROOT / "rco_network" / "settings" / "base.py").read_text()


@pytest.fixture(scope="module")
def options():
    return database("postgresql://role@host/name", pool=True)["OPTIONS"]


@pytest.mark.parametrize(
    ("name", "at_most_ms"),
    [
        ("statement_timeout", 30_000),
        ("lock_timeout", 10_000),
        ("idle_in_transaction_session_timeout", 60_000),
    ],
)
def test_postgresql_ends_what_takes_too_long(options, name, at_most_ms):
    found = re.search(rf"-c {name}=(\d+)", options["options"])
    assert 0 < int(found[1]) <= at_most_ms


def test_a_database_that_vanished_is_noticed(options):
    assert options["connect_timeout"] <= 5
    assert options["tcp_user_timeout"] <= 20_000
    probes = options["keepalives_interval"] * options["keepalives_count"]
    assert options["keepalives_idle"] + probes <= 30
    assert options["pool"]["timeout"] <= 10


def test_a_dead_connection_is_not_handed_out():
    for pool in (True, False):
        assert database("postgresql://role@host/name", pool=pool)["CONN_HEALTH_CHECKS"] is True


@pytest.mark.django_db
def test_the_limits_reach_the_server():
    from django.db import connection

    with connection.cursor() as cursor:
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"show {name}")
            assert cursor.fetchone()[0] != "0"


def test_redis_as_a_cache_and_as_a_broker():
    text = re.search(r'"default": \{\s+"BACKEND": "rco_network.core.cache.*?\n    \}', BASE, re.S)[
        0
    ]
    assert '"socket_connect_timeout": 2, "socket_timeout": 2' in text
    broker = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert broker["socket_timeout"] <= 5
    assert broker["socket_connect_timeout"] <= 5
    assert broker["max_retries"] <= 1
    assert broker["interval_start"] == broker["interval_step"] == 0
    assert settings.CELERY_TASK_PUBLISH_RETRY is False


def test_a_broker_that_is_away_costs_a_request_next_to_nothing(monkeypatch):
    import time

    from rco_network.core.mail.outbox import wake

    # Pools of connections are made once from the address: new ones, and the old ones back after.
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(app, "_pool", None)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    assert "127.0.0.1:1" in app.pool.acquire().as_uri()
    wake()  # imports what it needs
    started = time.monotonic()
    wake()
    assert time.monotonic() - started < 0.5


def test_smtp():
    assert 0 < settings.EMAIL_TIMEOUT <= 10
    # A claimed mail is not taken by another worker while its server is merely slow.
    assert sending.CLAIM.total_seconds() > 10 * settings.EMAIL_TIMEOUT


def test_celery_ends_a_job_before_another_worker_is_given_it():
    soft, hard = settings.CELERY_TASK_SOFT_TIME_LIMIT, settings.CELERY_TASK_TIME_LIMIT
    assert 0 < soft < hard < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    assert 4 * BEAT_SECONDS < settings.JOB_SILENT_SECONDS
    assert settings.CELERY_WORKER_MAX_TASKS_PER_CHILD
    assert settings.CELERY_WORKER_PREFETCH_MULTIPLIER == 1


def test_gunicorn_and_both_ways_to_start_it():
    assert 30 < gunicorn.timeout <= 60  # longer than the longest statement
    assert gunicorn.graceful_timeout <= 30
    assert gunicorn.keepalive <= 5
    assert gunicorn.max_requests
    assert gunicorn.max_requests_jitter
    for path in ("Dockerfile", "rco_network/management/local/up.py"):
        text = (ROOT / path).read_text()
        assert "python:rco_network.settings.gunicorn" in text, path
        assert '"--timeout"' not in text, path


def test_over_http_we_speak_to_nobody():
    """No page and no job fetches anything: there is nothing to wait for, and nothing to forge."""
    clients = ("requests", "httpx", "urllib.request", "http.client", "aiohttp", "urllib3")
    callers = {
        name_of(path)
        for path in modules()
        if any(module.startswith(clients) for module in imports_of(path))
    }
    # Commands ask the site that they have just started whether it answers.
    assert {name for name in callers if not name.startswith("rco_network.management.")} == set()
