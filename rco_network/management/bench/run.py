"""`manage.py bench`: a database of its own, the measures, and nothing left behind."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from psycopg.errors import InsufficientPrivilege

from rco_network.management.local import database
from rco_network.management.local.broker import Broker
from rco_network.management.local.postgres import Postgres
from rco_network.management.local.progress import Refusal
from rco_network.management.local.state import State
from rco_network.settings.databases import reporting_of

NAME = "rco_bench"


def bench(arguments: Sequence[str]) -> int:
    """Make the ground, measure, print the table. Returns 1 when a goal is missed."""
    parser = argparse.ArgumentParser(
        prog="manage.py bench",
        description="Prints the product's speed as ratios against something simpler. Takes ten "
        "minutes, longer with the import, and 3 GB of disk, on a database of its own that is "
        "removed at the end. Set DATABASE_OWNER_URL and DATABASE_URL to measure on another server.",
    )
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that it works")
    parser.add_argument(
        "--only", metavar="WORDS", default="", help="measures whose name has one: figures,PDF"
    )
    options = parser.parse_args(arguments)
    with ExitStack() as stack:
        State.chosen().prepare()
        state = State(State.chosen().folder / "bench")
        state.prepare()
        stack.enter_context(state.lock("a bench is running"))
        stack.enter_context(own_database(state))
        stack.enter_context(broker(state))
        set_up(state)
        from django.core.management import call_command
        from django.core.management.base import CommandError

        try:
            call_command("bench", quick=options.quick, only=options.only)
        except CommandError as error:
            print(error, file=sys.stderr)
            return 1
        finally:
            close_connections()
    return 0


@contextmanager
def own_database(state: State, name: str = NAME) -> Iterator[None]:
    """Set DATABASE_URL and DATABASE_OWNER_URL to an empty database, dropped at the end."""
    given = os.environ.get("DATABASE_OWNER_URL")
    with ExitStack() as stack:
        if given:
            administrator, owner = given, database.changed(given, dbname=name)
            if "DATABASE_URL" not in os.environ:
                raise Refusal("DATABASE_OWNER_URL is set: set DATABASE_URL to the run-time role's.")
            run_time = database.changed(os.environ["DATABASE_URL"], dbname=name)
        else:
            postgres = Postgres(
                state.data,
                state.sockets(),
                state.logs / "postgres.log",
                shared_buffers="512MB",
                max_wal_size="4GB",
            )
            stack.callback(postgres.stop)
            postgres.start()
            administrator = postgres.address()
            owner, run_time = (postgres.address(u, name) for u in ("rco_owner", "rco_app"))
        drop(administrator, name)
        try:
            database.prepare(administrator, owner, run_time)
        except InsufficientPrivilege:
            raise Refusal(
                "The role in DATABASE_OWNER_URL may not create a database. Allow it "
                "(ALTER ROLE ... CREATEDB), or unset both addresses to measure on a server of "
                "its own."
            ) from None
        stack.callback(drop, administrator, name)
        # All three: an address that is there already would count in another database.
        os.environ.update(
            DATABASE_URL=run_time,
            DATABASE_OWNER_URL=owner,
            DATABASE_REPORTING_URL=reporting_of(run_time),
        )
        yield


def drop(administrator: str, name: str) -> None:
    with database.connected(administrator) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def broker(state: State) -> Iterator[None]:
    """Set REDIS_URL to a broker."""
    if "REDIS_URL" in os.environ:
        yield
        return
    own = Broker(state.sockets() / "valkey.sock", state.logs / "broker.log")
    own.start()
    try:
        os.environ["REDIS_URL"] = own.address
        yield
    finally:
        own.stop()


def set_up(state: State) -> None:
    """Load Django with the bench's settings, and bring database and static files up to date."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "rco_network.management.bench.settings"
    os.environ.setdefault("SECRET_KEY", state.secret("secret_key"))
    os.environ.setdefault("EMAIL_URL", "memory://")
    os.environ["STATIC_ROOT"] = str(state.folder / "static")
    os.environ["RCO_BENCH_FOLDER"] = str(state.logs)
    import django
    from django.core.management import call_command

    from rco_network.management.local.up import collect_static_files

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    collect_static_files(state)


def close_connections() -> None:
    """Let go of the database, so that it can be dropped in peace."""
    from django.db import connections

    connections.close_all()
    for connection in connections.all():
        if hasattr(connection, "close_pool"):
            connection.close_pool()
