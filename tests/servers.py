"""Real servers for the tests: one PostgreSQL a run, one broker a process, workers and sites.

A pytest plugin. Every test meets the database as the run-time role, so that row security is real.
The tables are made once by the owner in a template database, kept until a migration changes;
each process, and each test that needs real commits, gets a copy of it.

    def test_x(db): ...                 rolled back at the end
    def test_x(fresh_database): ...     a copy of its own, where commits are real
    def test_x(fresh_database, real_worker, live_site): ...   and real processes upon it

`database_copy()`, `worker_on(database)` and `site_on(database)` do the same for a whole module.
DATABASE_URL (a role that may create roles and databases) and REDIS_URL point to other servers.
"""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from rco_network.management.local import database as roles
from rco_network.management.local.broker import Broker
from rco_network.management.local.postgres import Postgres
from rco_network.management.local.progress import Refusal
from rco_network.management.local.servers import Roll, Server, wait_until
from rco_network.management.local.state import ROOT, State
from rco_network.settings.databases import reporting_of

HANDED_ON = "RCO_TEST_SERVERS"  # from the process that starts the servers to xdist's workers
SLOTS = 8  # so many runs at once, each with a PostgreSQL of its own
SPEED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_open = ExitStack()


@dataclass(frozen=True)
class Database:
    """One database: `url` is the run-time role's, `owner_url` the owner's."""

    name: str
    url: str
    owner_url: str


@dataclass(frozen=True)
class Servers:
    """Where this run's servers are; `owner` and `run_time` are addresses without a database."""

    administrator: str
    owner: str
    run_time: str
    folder: str
    redis: str = ""

    def database(self, name: str) -> Database:
        url, owner_url = (roles.changed(a, dbname=name) for a in (self.run_time, self.owner))
        return Database(name, url, owner_url)


def servers() -> Servers:
    """Return this run's servers. Fails where the plugin has not started them."""
    assert HANDED_ON in os.environ, "tests/conftest.py does not load tests/servers.py"
    return Servers(**json.loads(os.environ[HANDED_ON]))


# Starting and stopping.


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    config = session.config
    if config.option.collectonly:
        return
    if not hasattr(config, "workerinput"):
        try:
            start_database_server()
        except Refusal as refusal:
            pytest.exit(str(refusal), returncode=3)
    if not config.pluginmanager.hasplugin("dsession"):
        start_broker()


def pytest_unconfigure(config: pytest.Config) -> None:
    _open.close()


def start_database_server() -> None:
    """Start PostgreSQL in the first free slot, or use DATABASE_URL's; tell the workers."""
    given = os.environ.get("DATABASE_URL", "")
    redis = os.environ.get("REDIS_URL", "")
    redis = "" if redis.startswith("redis://127.0.0.1:1/") else redis
    if given and "tests-not-started" not in given:
        folder = _open.enter_context(tempfile.TemporaryDirectory(prefix="rco-test-"))
        # The same in every run: two runs on one server share the role.
        password = hashlib.sha256(f"run-time role of {given}".encode()).hexdigest()
        run_time = roles.changed(given, user="rco_test_app", password=password)
        found = Servers(given, given, run_time, folder, redis)
    else:
        state = free_slot()
        roll = Roll(state.folder / "running.json")
        roll.stop_leftovers()
        postgres = Postgres(state.data, state.sockets(), state.logs / "postgres.log", **SPEED)
        if (postgres.data / "postmaster.pid").exists() or not postgres.can_read_data():
            # Killed without fsync, or of another version; nothing in it is worth keeping.
            shutil.rmtree(postgres.data, ignore_errors=True)
        postgres.start()
        _open.callback(postgres.stop)
        roll.write([postgres.server])
        addresses = (postgres.address(u) for u in ("postgres", "rco_owner", "rco_app"))
        found = Servers(*addresses, str(state.folder), redis)
    os.environ[HANDED_ON] = json.dumps(vars(found))


def free_slot() -> State:
    """Return a state folder that no other run is using, and hold it until the end."""
    for number in range(SLOTS):
        state = State(State.chosen().folder / "test" / str(number))
        state.prepare()
        try:
            _open.enter_context(state.lock("tests are running"))
        except Refusal:
            continue
        return state
    raise Refusal(f"{SLOTS} test runs are at work already. Wait for one to end.")


def worker_number() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def start_broker() -> None:
    """Give this process a broker of its own (on REDIS_URL's server, a database of its own)."""
    from django.conf import settings

    from rco_network.celery import app

    found = servers()
    folder = Path(found.folder)
    static = folder / f"static-{worker_number()}"
    static.mkdir(exist_ok=True)
    if found.redis:
        head, _, number = found.redis.rpartition("/")
        url = f"{head}/{int(number or 0) + worker_number()}"
    else:
        sockets = State(folder).sockets()
        name = f"valkey-{worker_number()}"
        broker = Broker(sockets / f"{name}.sock", folder / f"{name}.log")
        broker.start()
        _open.callback(broker.stop)
        url = broker.address
    os.environ["REDIS_URL"] = url
    settings.REDIS_URL = settings.CELERY_BROKER_URL = url
    settings.STATIC_ROOT = static
    app.conf.broker_url = url


# Databases.


def fingerprint() -> str:
    """Return what changes when the tables could: every migration, the packages, the roles."""
    digest = hashlib.sha256()
    own = [p for p in ROOT.glob("*/**/migrations/*.py") if ".venv" not in p.parts]
    core = ROOT / "rco_network/core"  # what the constraints of migrations become in the database
    written = [
        core / "history.py",
        core / "closing.py",
        core / "statement_triggers.py",
        core / "quick_migrations.py",
        core / "tenancy/constraints.py",
        # … and what is done after them.
        core / "tenancy/gates.py",
        core / "apps.py",
        ROOT / "rco_network/management/commands/migrate.py",
    ]
    others = [ROOT / "requirements.lock", Path(roles.__file__), *written]
    for path in [*sorted(own), *others]:
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def template() -> str:
    """Return the name of the migrated template database, made first where it is missing."""
    found = servers()
    name = f"rco_template_{fingerprint()}"
    with roles.connected(found.administrator) as connection:
        connection.execute("SELECT pg_advisory_lock(20261)")
        is_there = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not roles.exists(connection, is_there, name):
            new = found.database(f"{name}_new")
            connection.execute(f"DROP DATABASE IF EXISTS {new.name} WITH (FORCE)")
            roles.prepare(found.administrator, new.owner_url, new.url)
            migrate(new)
            connection.execute(f"ALTER DATABASE {new.name} RENAME TO {name}")
            drop_older_templates(connection, name)
    return name


def migrate(database: Database) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=environment(database) | {"DATABASE_OWNER_URL": database.owner_url},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"The migrations fail:\n{done.stdout}{done.stderr}")


def drop_older_templates(connection: object, newest: str) -> None:
    """Forget the templates of earlier migrations, unless another run is copying one."""
    if not servers().folder.startswith(str(State.chosen().folder)):
        return  # a server that others share
    query = "SELECT datname FROM pg_database WHERE datname LIKE 'rco\\_template\\_%%'"
    for row in connection.execute(query).fetchall():  # type: ignore[attr-defined]
        if row["datname"] != newest:
            connection.execute(f"DROP DATABASE {row['datname']} WITH (FORCE)")  # type: ignore[attr-defined]


@contextmanager
def database_copy() -> Iterator[Database]:
    """Copy the template; drop the copy at the end, whoever is still connected."""
    found = servers()
    source = template()
    copy = found.database(f"rco_test_{uuid.uuid4().hex[:12]}")
    owner = roles.parts_of(found.owner)["user"]
    with roles.connected(found.administrator) as connection:
        connection.execute(f"CREATE DATABASE {copy.name} TEMPLATE {source} OWNER {owner}")
        try:
            yield copy
        finally:
            connection.execute(f"DROP DATABASE {copy.name} WITH (FORCE)")


@contextmanager
def django_uses(database: Database) -> Iterator[None]:
    """Point Django's default connection, of every thread, to this database meanwhile."""
    from django.db import connection, connections

    from rco_network.settings.databases import database as settings_of

    assert not connection.in_atomic_block, "Use fresh_database without `db` or `django_db`."
    keys = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    new = settings_of(database.url)
    before = {key: connection.settings_dict[key] for key in keys}
    connections.close_all()
    connection.settings_dict.update({key: new.get(key, "") for key in keys})
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict.update(before)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: object) -> Iterator[Database]:
    """Give this process its database (in place of pytest-django's own, which owns its tables)."""
    with database_copy() as copy, django_uses(copy):
        yield copy


@pytest.fixture
def fresh_database(django_test_environment: None, django_db_blocker: object) -> Iterator[Database]:
    """A database of the test's own, where what is committed is seen by other processes."""
    with django_db_blocker.unblock(), database_copy() as copy, django_uses(copy):  # type: ignore[attr-defined]
        yield copy


# Processes.


def environment(database: Database, **more: str) -> dict[str, str]:
    """Return what a child process needs to work on this database as the run-time role."""
    known = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    own = {
        "DJANGO_SETTINGS_MODULE": "rco_network.settings.test",
        "DATABASE_URL": database.url,
        "DATABASE_REPORTING_URL": reporting_of(database.url),
        "RCO_TEST_REPORTING": "reporting",
    }
    return known | own | more


@contextmanager
def child(name: str, module: list[object], env: dict[str, str]) -> Iterator[Server]:
    folder = Path(servers().folder)
    log = folder / f"{name}-{worker_number()}.log"
    server = Server(name, [sys.executable, "-m", *module], log, env=env, cwd=ROOT)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def worker_on(database: Database, *, beat: bool = False, **more: str) -> Iterator[Server]:
    """Run a real Celery worker (with the sweeper's clock, if `beat`) until the end.

    The Server that it gives can be ended as power cuts do, `.kill()`, and started again.
    """
    options: list[object] = ["--concurrency", 1, "--loglevel", "info"]
    options += ["--without-mingle", "--without-gossip"]
    if beat:
        options += ["--beat", "--schedule", Path(servers().folder) / f"beat-{uuid.uuid4().hex}"]
    command = ["celery", "-A", "rco_network", "worker", *options]
    with child("worker", command, environment(database, **more)) as worker:
        wait_until(worker_listens, worker, 60, "The worker")
        yield worker


def worker_listens() -> bool:
    """Whether a worker waits at this process's broker for something to do."""
    import redis

    from rco_network.settings.databases import cache_address

    with redis.from_url(cache_address(os.environ["REDIS_URL"])) as client:
        return any(entry["cmd"] == "brpop" for entry in client.client_list())


@cache
def collect_static_files() -> None:
    """Once a process: the folder may be an earlier run's, from before a script was added."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


@contextmanager
def site_on(database: Database, *, port: int = 0, **more: str) -> Iterator[str]:
    """Serve the site by a real gunicorn on a free port; give its address, without a last slash.

    `port`: on this one, so that a site which was stopped comes back.
    """
    from django.conf import settings

    collect_static_files()
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = port or trial.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    env = environment(database, SITE_URL=address, STATIC_ROOT=str(settings.STATIC_ROOT), **more)
    options: list[object] = ["--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    options += ["--config", "python:rco_network.settings.gunicorn"]
    options += ["--worker-class", "gthread", "--threads", 4, "--graceful-timeout", 3]
    with child("site", ["gunicorn", "rco_network.wsgi", *options], env) as site:
        wait_until(lambda: answers(f"{address}/healthz"), site, 60, "The site")
        yield address


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=20) as response:  # noqa: S310 (loopback)
            return bool(response.status == 200)
    except urllib.error.HTTPError as error:
        raise Refusal(f"{address} answers {error.code}: {error.read()[:2000].decode()}") from None
    except OSError:
        return False


@pytest.fixture
def real_worker(fresh_database: Database) -> Iterator[Server]:
    """A real Celery worker on the test's database and this process's broker."""
    with worker_on(fresh_database) as worker:
        yield worker


@pytest.fixture
def live_site(fresh_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a real gunicorn on the test's database."""
    # Playwright's loop makes Django think that a test body is asynchronous.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with site_on(fresh_database) as address:
        yield address


def eventually(condition: object, seconds: float = 20) -> None:
    """Wait until `condition()` is true; fail when it is not in `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, f"still not so after {seconds} s"
        time.sleep(0.05)
