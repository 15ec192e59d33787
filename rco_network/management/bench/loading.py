"""Two million attendances in a minute: keys and indexes put back after the rows, by the owner."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

_KEYS = """
select conname, pg_get_constraintdef(oid), confrelid::regclass::text from pg_constraint
where conrelid = %s::regclass and contype = 'f'
"""
_INDEXES = """
select indexname, indexdef from pg_indexes where tablename = %s and not exists
    (select 1 from pg_constraint where conindid = format('%%I', indexname)::regclass)
"""


@contextmanager
def without_keys(owner_url: str, table: str) -> Iterator[None]:
    """Take the table's foreign keys and plain indexes away, and put the same ones back after.

    The keys are checked over all rows when they come back. On an error the database is half
    made and must be thrown away: only for a database that is the bench's own.
    """
    with psycopg.connect(owner_url) as connection:
        keys = connection.execute(_KEYS, [table]).fetchall()
        indexes = connection.execute(_INDEXES, [table]).fetchall()
        for name, _, _ in keys:
            connection.execute(
                sql.SQL("alter table {} drop constraint {}").format(
                    sql.Identifier(table), sql.Identifier(name)
                )
            )
        for name, _ in indexes:
            connection.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
    yield
    with psycopg.connect(owner_url) as connection:
        connection.execute("set maintenance_work_mem = '256MB'")
        for _, definition in indexes:
            connection.execute(sql.SQL(definition))
        # Forced row security would hide the rows from the check that the owner runs.
        concerned = sorted({table, *(refers_to for _, _, refers_to in keys)})
        _turn(connection, concerned, "no force")
        for name, definition, _ in keys:
            add = sql.SQL("alter table {} add constraint {} ").format(
                sql.Identifier(table), sql.Identifier(name)
            )
            connection.execute(add + sql.SQL(definition))
        _turn(connection, concerned, "force")
    analyse(owner_url)


def _turn(connection: psycopg.Connection, tables: list[str], state: str) -> None:
    for table in tables:
        connection.execute(
            sql.SQL("alter table {} {} row level security").format(
                sql.Identifier(table), sql.SQL(state)
            )
        )


def analyse(owner_url: str) -> None:
    """Let the planner know what is there, as autovacuum would in an hour."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("vacuum analyze")
