"""Rows into tables by COPY: to a temporary stage, then INSERT … SELECT.

PostgreSQL refuses COPY into a table with row security; the stage has none, and the insert obeys
the policies of the scope in force like any other.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql

BATCH = 20_000


def ids(model: type[Model], how_many: int) -> list[int]:
    """Take that many numbers from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
            [model._meta.db_table, how_many],
        )
        return [row[0] for row in cursor.fetchall()]


def write(model: type[Model], fields: str, rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows whose values stand in the order of `fields` (names separated by spaces).

    Must run in a scope that may write them. Returns how many rows went in; a row that a
    constraint refuses undoes the whole transaction.
    """
    table = sql.Identifier(model._meta.db_table)
    stage = sql.Identifier(f"stage_{model._meta.db_table}")
    named: list[Any] = [model._meta.get_field(name) for name in fields.split()]
    columns = sql.SQL(", ").join(map(sql.Identifier, [str(field.column) for field in named]))
    of = {"table": table, "stage": stage, "columns": columns}
    written, rows = 0, iter(rows)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("drop table if exists pg_temp.{stage}").format(**of))
        cursor.execute(
            sql.SQL(
                "create temporary table {stage} on commit drop as "
                "select {columns} from {table} with no data"
            ).format(**of)
        )
        while batch := list(islice(rows, BATCH)):
            with cursor.copy(sql.SQL("copy {stage} ({columns}) from stdin").format(**of)) as copy:
                for row in batch:
                    copy.write_row(row)
            cursor.execute(
                sql.SQL("insert into {table} ({columns}) select {columns} from {stage}").format(
                    **of
                )
            )
            cursor.execute(sql.SQL("truncate {stage}").format(**of))
            written += len(batch)
    return written
