"""Nothing of one request is left for the next on the same connection: a pool, and PgBouncer."""

import os
import shutil
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from psycopg_pool import ConnectionPool

from organisations.enums import Role
from rco_network.core.tenancy import Scope
from rco_network.core.tenancy.scope import statement
from rco_network.management.local import database as roles
from rco_network.management.local.servers import LAUNCH

from ..factories import acting, make_membership, make_participant

BOUNCER = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
COUNT = "select count(*) from services_participant"


@pytest.fixture
def three(fresh_database):
    """Three organisations, with one, two and three people."""
    members = [make_membership(Role.WORKER) for _ in range(3)]
    for number, member in enumerate(members, 1):
        with acting(member):
            for _ in range(number):
                make_participant(member.organisation)
    return [member.scope for member in members]


def seen(connection, scope):
    """How many people one transaction with this scope sees, and which server connection it had."""
    with connection.transaction(), psycopg.Cursor(connection) as cursor:
        cursor.execute(*statement(scope), prepare=False)
        found = cursor.execute(COUNT).fetchone()[0]
        return found, cursor.execute("select pg_backend_pid()").fetchone()[0]


def left_behind(connection):
    """What a transaction sees that says nothing of itself."""
    with connection.transaction():
        settings = "select current_setting('rco.user', true), current_setting('rco.proof', true)"
        return connection.execute(COUNT).fetchone()[0], connection.execute(settings).fetchone()


def test_a_pool_of_one_carries_nothing_over(three, fresh_database):
    with ConnectionPool(fresh_database.url, min_size=1, max_size=1, open=True) as pool:
        with pool.connection() as connection:
            assert seen(connection, three[1])[0] == 2
            served = connection.info.backend_pid
        with pool.connection() as connection:
            assert connection.info.backend_pid == served
            count, settings = left_behind(connection)
            assert count == 0
            assert not any(settings)
        with (
            pool.connection() as connection,
            pytest.raises(ZeroDivisionError),
            connection.transaction(),
        ):
            connection.execute(*statement(three[2]))
            raise ZeroDivisionError
        with pool.connection() as connection:
            assert left_behind(connection)[0] == 0


@contextmanager
def bouncer(database, tmp_path):
    """A real PgBouncer in transaction mode with one connection to the server; gives its address."""
    parts = roles.parts_of(database.url)
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    users, config = tmp_path / "users.txt", tmp_path / "pgbouncer.ini"
    users.write_text(f'"{parts["user"]}" "{parts.get("password", "")}"\n')
    where = " ".join(f"{k}={v}" for k, v in parts.items() if k in ("host", "port", "dbname"))
    config.write_text(
        f"[databases]\n{parts['dbname']} = {where}\n[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = trust\nauth_file = {users}\npool_mode = transaction\n"
        "default_pool_size = 1\nserver_reset_query =\nignore_startup_parameters = options\n"
    )
    command = [BOUNCER, str(config)]
    if os.geteuid() == 0:  # which it refuses: shown as an ordinary user, as PostgreSQL is
        command = [sys.executable, "-I", "-S", str(LAUNCH), "--namespace", *command]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"postgresql://{parts['user']}@127.0.0.1:{port}/{parts['dbname']}"
    try:
        if problem := not_answering(address):
            pytest.skip(f"PgBouncer does not reach the tests' database here: {problem}")
        yield address
    finally:
        process.terminate()
        process.wait(10)


def not_answering(address):
    """Wait until it answers; else return why it does not."""
    deadline, problem = time.monotonic() + 5, ""
    while time.monotonic() < deadline:
        try:
            psycopg.connect(address, connect_timeout=2).close()
            return ""
        except psycopg.OperationalError as error:
            problem = str(error).strip().splitlines()[-1]
            time.sleep(0.05)
    return problem


@pytest.mark.skipif(not os.path.exists(BOUNCER), reason="PgBouncer is not installed here")  # noqa: PTH110
def test_pgbouncer_in_transaction_mode_mixes_nobody_up(three, fresh_database, tmp_path):
    with bouncer(fresh_database, tmp_path) as address:
        served = set()

        def work(number):
            with psycopg.connect(address, prepare_threshold=None) as connection:
                for turn in range(25):
                    which = (number + turn) % 3
                    found, backend = seen(connection, three[which])
                    served.add(backend)
                    assert found == which + 1
                    if turn % 5 == 0:
                        assert left_behind(connection) in ((0, (None, None)), (0, ("", "")))

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(work, range(4)))
        assert len(served) == 1, "all of them were to share one connection to the server"


def test_a_scope_of_nobody_sees_nobody(three, fresh_database):
    with psycopg.connect(fresh_database.url) as connection:
        assert seen(connection, Scope())[0] == 0
