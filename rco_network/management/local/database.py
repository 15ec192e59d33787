"""Two roles and a database: one role owns and migrates, the other runs and owns nothing.

Row security is only as good as this division: PostgreSQL does not apply it to superusers, to
roles with BYPASSRLS, or (unless forced) to a table's owner.
"""

import os
from urllib.parse import quote, urlencode

from psycopg import Connection, Error, OperationalError, ProgrammingError, connect, sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row

from rco_network.settings.databases import reporting_of

from .progress import Refusal

CONNECT_SECONDS = 5
ORDINARY = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")


def address(**parts: str | int | None) -> str:
    """Write a connection address from libpq's names (user, password, host, port, dbname, ...)."""
    known = {name: str(value) for name, value in parts.items() if value not in (None, "")}
    user = quote(known.pop("user", ""), safe="")
    password = known.pop("password", "")
    who = f"{user}:{quote(password, safe='')}@" if password else f"{user}@"
    name = quote(known.pop("dbname", ""), safe="")
    return f"postgresql://{who}/{name}" + (f"?{urlencode(known)}" if known else "")


def parts_of(url: str, setting: str = "DATABASE_URL") -> dict[str, str]:
    """Read a connection address. Raises Refusal, without quoting it, when it is not one."""
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError:
        parts = {}
    if "dbname" not in parts or "user" not in parts:
        raise Refusal(f"{setting} should look like postgresql://user:password@host/database")
    return parts


def changed(url: str, **parts: str | None) -> str:
    """Return the address with some parts replaced (or removed, with None)."""
    return address(**(parts_of(url) | parts))


def connected(url: str) -> Connection[dict[str, object]]:
    """Connect in autocommit. Raises Refusal, without the password, when the server refuses."""
    try:
        return connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS, row_factory=dict_row)
    except OperationalError as error:
        where = conninfo_to_dict(url)
        raise Refusal(
            f"The database {where.get('dbname', '')} on {where.get('host', 'this machine')} "
            f"does not let {where.get('user', 'us')} in: {str(error).strip().splitlines()[-1]}. "
            "Check the address and that the server is up."
        ) from None


def prepare(administrator: str, owner: str, run_time: str, reporting: str = "") -> None:
    """Make the roles and the database that the addresses name, as `administrator` may.

    Safe to repeat: what exists is checked and its password set. `administrator` and `owner` may
    be the same role; without an address the reporting role is named after the run-time role.
    Raises Refusal when a role may do more than it should.
    """
    make_roles_and_database(administrator, owner, run_time)
    make_reporting_role(administrator, reporting or reporting_of(run_time))
    with connected(owner) as connection:
        grant(connection, parts_of(owner)["user"], parts_of(run_time)["user"])


def make_roles_and_database(administrator: str, owner: str, run_time: str) -> None:
    """Do what `prepare` does without granting anything: a backup brings the grants with it."""
    owner_parts = parts_of(owner, "DATABASE_OWNER_URL")
    run_time_parts = parts_of(run_time)
    name, owner_role = owner_parts["dbname"], owner_parts["user"]
    run_time_role = run_time_parts["user"]
    with connected(administrator) as connection:
        refuse_strong_run_time_role(connection, run_time_role, owner_role)
        administrator_role = connection.info.user
        if owner_role != administrator_role:
            make_role(connection, owner_role, owner_parts.get("password"))
        make_role(connection, run_time_role, run_time_parts.get("password"))
        if not exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", name):
            statement = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(owner_role)))


def make_reporting_role(administrator: str, reporting: str) -> None:
    """Make the role that counts: it reads only, and `migrate` grants it columns one by one."""
    parts = parts_of(reporting, "DATABASE_REPORTING_URL")
    with connected(administrator) as connection:
        make_role(connection, parts["user"], parts.get("password"))
        name = sql.Identifier(parts["user"])
        connection.execute(
            sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(name)
        )


def make_backup_role(administrator: str, backup: str) -> None:
    """Make the one role that row security does not bind: it signs in, reads, and copies.

    A backup by any other role would leave every organisation's rows out. REPLICATION lets it
    follow the server's journal. Raises Refusal when `administrator` may not make it.
    """
    parts = parts_of(backup, "DATABASE_BACKUP_URL")
    role = parts["user"]
    with connected(administrator) as connection:
        make_role(connection, role, parts.get("password"))
        name = sql.Identifier(role)
        try:
            for text in (
                "ALTER ROLE {} BYPASSRLS REPLICATION CONNECTION LIMIT 8",
                "ALTER ROLE {} SET default_transaction_read_only = on",
                "GRANT pg_read_all_data TO {}",
            ):
                connection.execute(sql.SQL(text).format(name))
        except Error as error:
            raise Refusal(
                f"{connection.info.user} may not give {role} what a backup role needs: "
                f"{str(error).splitlines()[0]}. Name an administrator who may (BYPASSRLS) in "
                "DATABASE_ADMINISTRATOR_URL."
            ) from None


def adopt(owner: str, run_time: str) -> None:
    """Check two roles that an administrator has made, and that both may come in.

    Raises Refusal when one may not, or when the run-time role may do more than it should.
    """
    roles = [parts_of(owner, "DATABASE_OWNER_URL")["user"], parts_of(run_time)["user"]]
    connected(run_time).close()
    with connected(owner) as connection:
        refuse_strong_run_time_role(connection, run_time=roles[1], owner=roles[0])
        grant(connection, *roles)
    connected(os.environ.get("DATABASE_REPORTING_URL") or reporting_of(run_time)).close()


def drop(administrator: str, name: str) -> None:
    """Drop a database, whoever is connected to it."""
    with connected(administrator) as connection:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(statement.format(sql.Identifier(name)))


def grant(connection: Connection[dict[str, object]], owner: str, run_time: str) -> None:
    """Let the run-time role read and write the rows of what the owner will create; nothing more."""
    for text in (
        "GRANT USAGE ON SCHEMA public TO {run_time}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {run_time}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
        " GRANT USAGE ON SEQUENCES TO {run_time}",
    ):
        names = {"owner": sql.Identifier(owner), "run_time": sql.Identifier(run_time)}
        connection.execute(sql.SQL(text).format(**names))


def make_role(connection: Connection[dict[str, object]], role: str, password: str | None) -> None:
    """Create the role if it is missing; set its password, encrypted before it leaves here."""
    name = sql.Identifier(role)
    if not exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
        try:
            connection.execute(sql.SQL("CREATE ROLE {} {}").format(name, ORDINARY))
        except Exception as error:
            raise Refusal(
                f"{connection.info.user} may not create the role {role} ({error}). Allow it once "
                f"(ALTER ROLE {connection.info.user} CREATEROLE), or give an administrator's "
                "address to `manage.py prepare_database`."
            ) from None
    if password:
        secret = connection.pgconn.encrypt_password(
            password.encode(), role.encode(), b"scram-sha-256"
        )
        statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
        connection.execute(statement.format(name, sql.Literal(secret.decode())))


def refuse_strong_run_time_role(
    connection: Connection[dict[str, object]], run_time: str, owner: str
) -> None:
    if run_time == owner:
        raise Refusal(
            f"The owner and the run-time role are both {owner}: row security needs two. "
            "Name another role in DATABASE_URL than in DATABASE_OWNER_URL."
        )
    query = (
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole AS strong,"
        " EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles o ON o.oid = m.roleid"
        " WHERE m.member = r.oid AND o.rolname = %s) AS is_owner FROM pg_roles r WHERE rolname = %s"
    )
    found = connection.execute(query, (owner, run_time)).fetchone()
    if found and (found["strong"] or found["is_owner"]):
        raise Refusal(
            f"The run-time role {run_time} could get round row security. Take that from it: "
            f"ALTER ROLE {run_time} NOSUPERUSER NOBYPASSRLS NOCREATEROLE; "
            f"REVOKE {owner} FROM {run_time};"
        )


def exists(connection: Connection[dict[str, object]], query: str, name: str) -> bool:
    return connection.execute(query.encode(), (name,)).fetchone() is not None


def on_given_server(url: str, password: str) -> tuple[str, str]:
    """Return the owner's and the run-time role's addresses when only DATABASE_URL is set.

    DATABASE_URL is then the owner's, and the run-time role is named after the database.
    """
    name = parts_of(url)["dbname"]
    return url, changed(url, user=f"{name}_app", password=password)
