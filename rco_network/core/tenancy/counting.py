"""Reading for figures: another role, on another connection, that cannot name anybody.

The reporting role reads only, and only the columns that it was given (`grant`): none of them says
who somebody is, so that a figure cannot leak a name even by mistake. It is bound by row security
like everyone, with the right to count what is restricted. Its address may be a replica's.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import connections

from .scope import COUNT, Scope, scope

_is_counting: ContextVar[bool] = ContextVar("rco_is_counting", default=False)


def reporting_database() -> str:
    """Return the alias of settings.DATABASES at which figures are counted."""
    return str(settings.REPORTING_DATABASE)


@contextmanager
def counting(*, user_id: int | None, organisation_ids: Iterable[int]) -> Iterator[Scope]:
    """Count in these organisations: everything read inside goes to the reporting database.

    Whether somebody may is checked before, by whoever opens this. What comes out must be numbers,
    days and names of things, protected (core/disclosure.py) before anybody sees it. A statement
    that asks for a name, or writes, fails in the database.
    """
    token = _is_counting.set(True)
    try:
        with scope(
            user_id=user_id,
            organisation_ids=organisation_ids,
            rights={COUNT},
            using=reporting_database(),
        ) as inner:
            yield inner
    finally:
        _is_counting.reset(token)


class CountingRouter:
    """Sends what is read inside `counting(...)` to the reporting database, and nothing else."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return reporting_database() if _is_counting.get() else None

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        # Also what the reporting role would refuse, but with a reason to read.
        if _is_counting.get():
            raise RuntimeError(f"{model.__name__} was to be written while figures are counted.")
        return "default"

    def allow_relation(self, *objects: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == "reporting" else None


def grant(connection: Any, role: str, columns: Mapping[str, Iterable[str]]) -> None:
    """Let the role read these columns of these tables and nothing else, as the tables' owner.

    Safe to repeat: what it was given before and should no longer have is taken away first.
    """
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = %s", [role])
        if cursor.fetchone() is None:
            return
        cursor.execute(f"revoke all on all tables in schema public from {quote(role)}")
        cursor.execute(
            "select distinct table_name from information_schema.column_privileges "
            "where grantee = %s and table_schema = 'public'",
            [role],
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"revoke all on {quote(table)} from {quote(role)} cascade")
        cursor.execute(f"grant usage on schema public to {quote(role)}")
        for table, names in columns.items():
            listed = ", ".join(map(quote, names))
            cursor.execute(f"grant select ({listed}) on {quote(table)} to {quote(role)}")


@contextmanager
def cursor() -> Iterator[Any]:
    """Give a cursor at the reporting database, for figures that SQL says best.

    Its statements join large sets that they made themselves, of which PostgreSQL knows no sizes:
    what row security adds makes it expect a thirtieth of the rows, and one day it joins two such
    sets row by row, for minutes. Here it may not.
    """
    with connections[reporting_database()].cursor() as inner:
        inner.execute("set local enable_nestloop = off")
        yield inner
        inner.execute("set local enable_nestloop = on")
