"""What is in every table: its rows, and one number that changes when any of them does."""

from dataclasses import dataclass
from typing import Any

from psycopg import Connection, DatabaseError, sql

from ..local.progress import Refusal

# Whatever the server's defaults: a row is the same text everywhere. `row_security = off` makes
# PostgreSQL raise an error where a policy would have left rows out.
SAME_TEXT = (
    "row_security = off",
    "timezone = 'UTC'",
    "datestyle = 'ISO, YMD'",
    "intervalstyle = 'iso_8601'",
    "extra_float_digits = 1",
    "bytea_output = 'hex'",
    "search_path = pg_catalog, public",
    "statement_timeout = '30min'",
    "lock_timeout = '10s'",
    "idle_in_transaction_session_timeout = 0",
)
TABLES = """
select n.nspname as schema, c.relname as name, c.relrowsecurity as is_owned,
       coalesce(pg_stat_get_live_tuples(c.oid), 0) as seen_live
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by 1, 2
"""
# The sum does not depend on the order of the rows, and counts a doubled row twice.
COUNT = """
select count(*) as rows,
       to_hex((coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) % 4611686018427387904)::int8)
       as checksum
from {table} t
"""


@dataclass(frozen=True)
class Table:
    """One table at one moment. `is_owned`: row security divides its rows between organisations."""

    rows: int
    checksum: str
    is_owned: bool = False


def one(connection: Connection[Any], query: Any, values: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the one row of a question that always has one."""
    row = connection.execute(query, values or None).fetchone()
    assert row is not None  # noqa: S101 (for the type checker)
    return dict(row)


def refuse_blind_role(connection: Connection[Any]) -> None:
    """Raise Refusal for a role from which row security would hide rows."""
    found = one(
        connection,
        "select rolname, rolbypassrls or rolsuper as sees_all from pg_roles "
        "where rolname = current_user",
    )
    if not found["sees_all"]:
        raise Refusal(
            f"The role {found['rolname']} does not see every row: a backup by it would be empty. "
            "Set DATABASE_BACKUP_URL to the backup role that `manage.py prepare_database` makes."
        )


def settle(connection: Connection[Any]) -> None:
    """Set what the counting needs, for the running transaction."""
    for setting in SAME_TEXT:
        connection.execute(f"set local {setting}".encode())


def count(connection: Connection[Any], left_out: frozenset[str] = frozenset()) -> dict[str, Table]:
    """Count and add up every table but those left out, in the running transaction.

    Raises Refusal when the role may not read one, and when an owned table looks empty of which
    the server itself says that it holds rows.
    """
    settle(connection)
    found = {}
    for row in connection.execute(TABLES).fetchall():
        name = f"{row['schema']}.{row['name']}"
        if name in left_out:
            continue
        statement = sql.SQL(COUNT).format(table=sql.Identifier(row["schema"], row["name"]))
        try:
            counted = one(connection, statement)
        except DatabaseError as error:
            words = str(error).splitlines()[0]
            raise Refusal(f"The rows of {name} cannot be read: {words}.") from None
        if row["is_owned"] and not counted["rows"] and row["seen_live"]:
            raise Refusal(
                f"{name} holds about {row['seen_live']} rows, and the backup would hold none. "
                "If they were all removed a moment ago, run this again."
            )
        found[name] = Table(counted["rows"], counted["checksum"], row["is_owned"])
    return found


def differences(expected: dict[str, Table], found: dict[str, Table]) -> list[str]:
    """Return a sentence for each table that is missing or not the same."""
    said = []
    for name, table in sorted(expected.items()):
        other = found.get(name)
        if other is None:
            said.append(f"{name} is missing")
        elif other.rows != table.rows:
            said.append(f"{name} has {other.rows} rows and should have {table.rows}")
        elif other.checksum != table.checksum:
            said.append(f"{name} has its {table.rows} rows, and one or more are different")
    return said
