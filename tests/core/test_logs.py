"""A log line says what happened and where; nothing that somebody typed is in it."""

import io
import logging
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
import yaml
from django.db import DataError, connection
from django.test import RequestFactory
from django.views.debug import get_exception_reporter_class

from rco_network.core import server_logs
from rco_network.core.logs import NoPersonalData, safe_path
from rco_network.core.server_logs import POSTGRES, GunicornLog, check_database_log, is_loose
from rco_network.management.local.postgres import SETTINGS
from rco_network.management.local.state import ROOT

MARK = "Zahra Marked"


@pytest.fixture
def log():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(NoPersonalData())
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    logger.propagate = False
    logger.said = stream.getvalue
    yield logger
    logger.removeHandler(handler)


def failed(text):
    try:
        raise ValueError(text)
    except ValueError:
        return sys.exc_info()


def test_an_exception_is_its_type_and_place(log):
    log.error("It failed", exc_info=failed(f"no such person: {MARK}"))
    assert MARK not in log.said()
    assert "ValueError at" in log.said() and "test_logs.py" in log.said()


def test_an_exception_as_an_argument_or_as_the_message_is_its_type(log):
    error = ValueError(MARK)
    log.error("failed: %s", error)
    log.error(error)
    assert "failed: ValueError" in log.said()
    assert MARK not in log.said()


def test_what_celery_hands_over_of_a_task_is_left_out(log):
    words = {"name": "a.task", "id": "1", "exc": repr(ValueError(MARK)), "traceback": MARK}
    log.error("Task %(name)s[%(id)s] raised: %(exc)s\n%(traceback)s", words, extra={"data": words})
    assert "Task a.task[1] raised: …" in log.said()
    assert MARK not in log.said()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("mail to zahra@example.org failed", "mail to [address] failed"),
        ("GET /people/?q=Zahra", "GET /people/?…"),
        ("token Zx9abcdefghijklmnopqrstuvwxyz0123", "token […]"),
        ("job 0e269399-cb85-4bbd-a9c1-4e4327e94977", "job 0e269399-cb85-4bbd-a9c1-4e4327e94977"),
        ("100 % done", "100 % done"),
    ],
)
def test_addresses_queries_and_secrets_go_and_names_of_records_stay(log, text, kept):
    log.warning(text)
    assert log.said().strip().endswith(kept)


def test_djangos_own_lines_say_the_route_and_not_the_path(log):
    request = RequestFactory().get(f"/people/{MARK}/?q={MARK}")
    extra = {"status_code": 404, "request": request}
    log.warning("%s: %s", f"Not Found {MARK}", request.path, extra=extra)
    assert log.said().strip().endswith("404 GET /people/…/")


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/people/", "/people/"),
        ("/people/0e269399-cb85-4bbd-a9c1-4e4327e94977/", None),
        ("/invitations/abcdefghij1234567890/", "/invitations/…/"),
        ("/people/%D8%B2%D9%87%D8%B1%D8%A7/", "/people/…/"),
        ("/zahra/people?q=x", "/…/people"),
    ],
)
def test_a_path_keeps_our_words_and_names_of_records(path, kept):
    assert safe_path(path) == (kept or path)


def test_gunicorn_says_no_visitor_no_query_and_no_typed_path():
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/people/{MARK}/",
        "QUERY_STRING": f"q={MARK}",
        "RAW_URI": f"/people/?q={MARK}",
        "REMOTE_ADDR": "203.0.113.9",
        "HTTP_REFERER": MARK,
        "HTTP_USER_AGENT": MARK,
    }
    response = SimpleNamespace(status="200 OK", sent=12)
    cfg = SimpleNamespace(**dict.fromkeys(["accesslog", "syslog"]))
    atoms = GunicornLog.atoms(
        SimpleNamespace(now=lambda: "[now]", cfg=cfg), response, None, environ, timedelta(seconds=1)
    )
    assert MARK not in str(atoms) and "203.0.113.9" not in str(atoms)
    assert atoms["U"] == "/people/…/" and atoms["s"] == "200"


def test_an_error_report_has_no_value_at_all():
    request = RequestFactory().post("/people/new/", {"name": MARK})
    secret = MARK  # noqa: F841 (a local variable, which Django's own report would show)
    reporter = get_exception_reporter_class(request)(request, *failed(MARK))
    assert MARK not in reporter.get_traceback_text() + reporter.get_traceback_html()
    assert "ValueError" in reporter.get_traceback_text()


def test_every_postgresql_of_ours_is_told():
    command = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["database"]
    for name, value in POSTGRES.items():
        assert SETTINGS[name] == value
        assert f"--{name}={value}" in command["command"]


@pytest.mark.django_db
def test_the_server_of_the_tests_logs_no_statement_and_others_are_warned_of(monkeypatch):
    assert check_database_log(None, databases=["default"]) == []
    monkeypatch.setitem(server_logs.POSTGRES, "log_error_verbosity", "never so")
    (warning,) = check_database_log(None, databases=["default"])
    assert "log_error_verbosity" in warning.msg and "postgresql.conf" in warning.hint
    assert check_database_log(None) == []


@pytest.mark.parametrize(
    ("name", "value", "loose"),
    [
        ("log_min_messages", "warning", True),
        ("log_min_messages", "fatal", False),
        ("log_statement", "all", True),
        ("log_min_duration_statement", "250", True),
        ("log_min_error_statement", "panic", False),
    ],
)
def test_what_is_loose(name, value, loose):
    assert is_loose(name, value) is loose


@pytest.mark.django_db
def test_a_database_error_is_logged_by_its_state(log):
    with pytest.raises(DataError) as raised, connection.cursor() as cursor:
        cursor.execute("select %s::integer", [MARK])
    log.error("It failed", exc_info=raised._excinfo)
    assert "DataError (SQLSTATE 22P02)" in log.said()
    assert MARK not in log.said()
