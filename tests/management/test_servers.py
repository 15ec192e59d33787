"""The promises that every other test leans on."""

import os

import pytest
from django.db import ProgrammingError, connection

from rco_network.management.local.database import parts_of
from tests.servers import environment, eventually, servers, template, worker_number


def one(query: str, *parameters: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchone()[0]


def owner() -> str:
    return parts_of(servers().owner)["user"]


@pytest.mark.django_db
def test_tests_meet_the_database_as_a_role_that_owns_nothing():
    assert one("SELECT current_user") in ("rco_app", "rco_test_app")
    role = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles"
    assert one(f"{role} WHERE rolname = current_user") is False
    owned = "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user"
    assert one(f"{owned} AND relpersistence = 'p'") == 0
    assert one("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()")
    strong = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s"
    assert one(strong, owner()) is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE django_session",
        "CREATE TABLE public.own (id int)",
        "ALTER TABLE django_session DISABLE ROW LEVEL SECURITY",
        "DROP TABLE django_session",
        "SET ROLE {owner}",
    ],
)
def test_the_run_time_role_may_not(statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        one(statement.format(owner=owner()))


@pytest.mark.django_db
def test_each_process_has_a_copy_of_the_template():
    name = one("SELECT current_database()")
    assert name.startswith("rco_test_")
    assert name != template()


def test_a_fresh_database_keeps_what_is_committed_and_is_seen_from_outside(fresh_database):
    import psycopg

    assert one("SELECT current_database()") == fresh_database.name
    before = one("SELECT count(*) FROM organisations_place")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO organisations_place VALUES ('X1', 'Nowhere', '')")
    with psycopg.connect(fresh_database.url) as other:
        found = other.execute("SELECT count(*) FROM organisations_place").fetchone()
        assert found == (before + 1,)


def test_the_next_fresh_database_is_empty(fresh_database):
    assert one("SELECT count(*) FROM organisations_place WHERE gss_code = 'X1'") == 0


@pytest.mark.django_db
def test_after_a_fresh_database_the_process_is_back_on_its_own(django_db_setup):
    assert one("SELECT current_database()") == django_db_setup.name


def test_children_get_the_run_time_role_and_never_the_owner(fresh_database, monkeypatch):
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@/x")
    env = environment(fresh_database)
    assert env["DATABASE_URL"] == fresh_database.url
    assert "DATABASE_OWNER_URL" not in env


def test_a_real_worker_answers_on_the_broker_of_this_process(fresh_database, real_worker):
    from rco_network.celery import app

    assert os.environ["REDIS_URL"] == app.conf.broker_url
    assert f"valkey-{worker_number()}" in app.conf.broker_url or servers().redis
    before = real_worker.pid
    eventually(lambda: app.control.ping(timeout=1))
    real_worker.kill()
    real_worker.start()
    assert real_worker.pid != before
    eventually(lambda: app.control.ping(timeout=1))


def test_a_live_site_answers(live_site):
    import urllib.request

    with urllib.request.urlopen(f"{live_site}/healthz") as response:  # noqa: S310 (loopback)
        assert response.status == 200
    with urllib.request.urlopen(f"{live_site}/static/css/hub.css") as response:  # noqa: S310 (loopback)
        assert response.headers["Content-Type"].startswith("text/css")
