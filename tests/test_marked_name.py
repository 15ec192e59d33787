"""A marked person goes through every form, every error is provoked, and then all is searched.

Real servers: PostgreSQL, a broker, gunicorn and a Celery worker, each with its own log.
"""

import os
import re
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import psycopg
import pytest

from organisations.enums import Role
from rco_network.accounts.sessions import session_of
from rco_network.core.models import Job
from rco_network.core.tenancy import scope
from rco_network.management.local.state import State
from rco_network.settings.databases import cache_address
from services.actions.import_files import SAVE_IMPORT, ask_for, upload_file
from services.enums import ImportState
from tests import marked
from tests.factories import (
    acting,
    enrol,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_participant,
    make_session,
)
from tests.marked import ARABIC, EMAIL, LATIN, PHONE, Visitor, everything_in_redis
from tests.pages import every_address
from tests.servers import database_copy, django_uses, eventually, servers, site_on, worker_on

# What would end the walk: it signs out, takes away the means to sign in, or gives the phone away.
AVOID = re.compile(
    r"/accounts/(logout|sessions|password/change|password/set|2fa/|email/)|/admin/|/switch"
    r"|/hand-over/"
)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FORM = "application/x-www-form-urlencoded"


class Ground:
    """What was typed where, and every place that could have kept it."""

    def __init__(self, folder, site, worker_log, database):
        self.folder, self.site, self.database = folder, site, database
        state = Path(servers().folder)
        self.logs = {
            "site": next(state.glob("site-*.log")),
            "worker": worker_log,
            "postgres": State(state).logs / "postgres.log",
        }
        self.starts = {name: self._size(path) for name, path in self.logs.items()}

    @staticmethod
    def _size(path):
        return path.stat().st_size if path.exists() else 0

    def log(self, name):
        """What a server wrote since the ground was laid."""
        path = self.logs[name]
        with path.open("rb") as file:
            file.seek(self.starts[name] if name == "postgres" else 0)
            return file.read()


@pytest.fixture(scope="module")
def typed(django_test_environment, django_db_blocker, tmp_path_factory):
    """Everything that was done: the visitors after all that they typed, and the ground."""
    folder = tmp_path_factory.mktemp("marked")
    for name in ("mail", "tmp"):
        (folder / name).mkdir()
    places = {"EMAIL_URL": f"file:///{folder}/mail", "TMPDIR": str(folder / "tmp")}
    with django_db_blocker.unblock(), database_copy() as database, django_uses(database):
        manager = lay()
        cookie = session_of(manager.user, BACKEND).cookie_key
        for log in Path(servers().folder).glob("site-*.log"):
            log.unlink()
        with (
            site_on(database, **places) as site,
            worker_on(database, beat=True, JOB_SWEEP_SECONDS="1", **places) as worker,
        ):
            ground = Ground(folder, site, worker.log, database)
            manager_there = Visitor(site, cookie)
            type_everywhere(manager_there)
            provoke(ground, manager_there, manager)
            ground.redis = everything_in_redis(cache_address(os.environ["REDIS_URL"]))
            ground.visitor = manager_there
            yield ground


def lay():
    """Write one of most things, none of it marked; return the manager who will type."""
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        group = make_group(manager.organisation)
        people = [make_participant(manager.organisation) for _ in range(3)]
        enrol(group, *people)
        make_session(group, date(2026, 1, 6), present=people)
    make_award(make_organisation("funder"), manager.organisation)
    return manager


def type_everywhere(visitor):
    """Fill in every form that pages show, then send the same to every address there is."""
    visitor.walk(AVOID)
    first = dict(visitor.forms)
    for form in first.values():
        visitor.fill(form)
    visitor.walk(AVOID, 60)  # what was typed is on pages now, and there are new forms
    for shape, form in list(visitor.forms.items()):
        visitor.fill(form, **({"value": LATIN * 400} if shape in first else {}))
    names = {i.name for form in visitor.forms.values() for i in form.inputs} - {
        "csrfmiddlewaretoken"
    }
    body = "&".join(f"{name}={marked.quote(LATIN + ARABIC)}" for name in sorted(names)).encode()
    for _, address in every_address():
        if AVOID.search(address):
            continue
        visitor.ask("POST", f"{address}?q={LATIN}", body, FORM)
    stranger = Visitor(visitor.host.join(("http://", "")))
    stranger.ask("GET", "/accounts/login/")
    for path in ("login", "password/reset", "login/code"):
        known = f"login={EMAIL}&email={EMAIL}&password={marked.quote(LATIN)}".encode()
        stranger.ask("POST", f"/accounts/{path}/", known, FORM)


def provoke(ground, visitor, manager):
    """Make everything go wrong that can, with the marked person in it."""
    visitor.ask("GET", f"/people/?q={LATIN}%00")  # 400
    visitor.ask("POST", "/people/new/", f"name={LATIN}".encode(), FORM, **{"X-CSRFToken": "x"})
    visitor.ask("GET", f"/people/{LATIN}/{ARABIC}/")  # 404
    visitor.ask("GET", f"/organisations/?q={LATIN}")  # 403 for a manager
    visitor.ask("POST", "/people/new/", f"name={LATIN}&joined_on={LATIN}".encode(), FORM)  # 422
    visitor.ask("GET", "/people/", b"", "", Host=f"{LATIN.split()[0]}.example")  # a made-up host
    checked = a_file_that_could_be_saved(manager)
    with psycopg.connect(ground.database.owner_url, autocommit=True) as owner:
        owner.execute("alter table services_participant rename column name to name_away")
        visitor.ask("GET", f"/people/?q={LATIN}")  # 500
        visitor.ask("POST", "/people/new/", f"name={LATIN}&confirm=1".encode(), FORM)
        save_in_vain(manager, checked)
        owner.execute("alter table services_participant rename column name_away to name")
    database_errors(ground.database)


def a_file_that_could_be_saved(manager):
    """A file with the marked person alone, read and checked: nothing stands in its way yet."""
    content = f"Name,Phone\n{LATIN} {ARABIC} Somebody,{PHONE}\n".encode()
    with acting(manager):
        found = upload_file(by=manager, name="people.csv", content=content, family="people")
    assert found.state == ImportState.CHECKED
    return found


def save_in_vain(manager, checked):
    """Ask for a job that has to write the marked name, and wait until the worker has failed."""
    with acting(manager):
        job = ask_for(SAVE_IMPORT, manager, checked).job

    def has_failed():
        with scope(installation=True):
            return Job.objects.get(pk=job.pk).state == "failed"

    eventually(has_failed, 40)


def database_errors(database):
    """Errors of every kind that quote what was sent, and a connection killed in the middle."""
    for statement in (
        f"select '{LATIN}'::integer",
        f"select '{LATIN} {ARABIC}' from nowhere",  # noqa: S608
        f"syntax '{LATIN}'",
        f"select cast('{LATIN}' as varchar(3))::int",
        f"insert into organisations_place (code, name) values ('{LATIN}', 'x')",  # noqa: S608
        f"insert into services_participant (name) values ('{LATIN}')",  # noqa: S608
        f"do $$ begin raise exception 'no {LATIN}' using detail = '{LATIN}'; end $$",
    ):
        with psycopg.connect(database.url) as connection, suppress(psycopg.Error):
            connection.execute(statement)
    with (
        psycopg.connect(database.owner_url, autocommit=True) as owner,
        psycopg.connect(database.url) as victim,
        suppress(psycopg.Error),
    ):
        victim.execute(f"select '{LATIN}'")
        owner.execute("select pg_terminate_backend(%s)", [victim.info.backend_pid])
        victim.execute(f"select '{LATIN}' as again")


def test_it_was_typed_into_the_product_and_is_there(typed):
    visitor = typed.visitor
    assert len(visitor.pages) > 25
    assert len([f for f in visitor.forms.values() if f.method == "POST"]) > 20
    assert set(visitor.statuses) >= {200, 302, 400, 403, 404, 422, 500}
    with psycopg.connect(typed.database.owner_url) as owner:
        owner.execute("alter table services_participant no force row level security")
        rows = owner.execute(
            "select count(*) from services_participant where name like %s", [f"%{LATIN}%"]
        ).fetchone()
    assert rows[0] > 0


@pytest.mark.parametrize("log", ["site", "worker", "postgres"])
def test_no_log_has_it(typed, log):
    assert marked.traces_in(typed.log(log)) == []


def test_the_logs_say_what_happened(typed):
    site, worker = typed.log("site").decode(), typed.log("worker").decode()
    assert "ProgrammingError (SQLSTATE 42703)" in site
    assert re.search(r'"POST /people/new/" 422', site)
    assert "(services.save_import) failed" in worker and "at /" in worker


def test_no_key_of_the_broker_has_it(typed):
    assert typed.redis
    assert marked.traces_in(typed.redis) == []


def test_no_file_that_was_left_behind_has_it(typed):
    assert marked.traces_under(typed.folder / "tmp") == []
    ours = [p for p in Path(tempfile.gettempdir()).glob("tmp*.upload*") if p.is_file()]
    assert [found for path in ours for found in marked.traces_in(path.read_bytes())] == []


def test_no_subject_of_a_mail_has_it_and_each_has_one_recipient(typed):
    mails = [path.read_bytes() for path in (typed.folder / "mail").rglob("*") if path.is_file()]
    assert mails
    for mail in mails:
        for one in re.split(rb"^-{79}$", mail, flags=re.MULTILINE):
            head = one.partition(b"\n\n")[0]
            subject = re.search(rb"^Subject:.*(?:\n[ \t].*)*", head, re.MULTILINE)
            if subject:
                assert marked.traces_in(subject[0]) == []
                assert head.lower().count(b"\nto:") == 1 and b"\ncc:" not in head.lower()
