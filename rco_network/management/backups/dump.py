"""One backup: pg_dump in one snapshot with the counting, encrypted on its way to the disk."""

import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import IO, Any

from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from pyrage.x25519 import Recipient

from ..local.database import connected
from ..local.postgres import find_binaries
from ..local.progress import Refusal
from . import ledger
from .counts import count, one, refuse_blind_role
from .manifest import DUMP, LEDGER, Manifest, name_for, write
from .sealed import Written, seal

# Made anew after a restore: nobody stays signed in, and the key is that of the new SECRET_KEY.
LEFT_OUT = ("public.django_session", "sealed.scope_key")
ROLES = """
select distinct r.rolname as name
from (select relacl as acl from pg_class union all select attacl from pg_attribute) granted,
     aclexplode(granted.acl) a join pg_roles r on r.oid = a.grantee
where r.rolname !~ '^pg_'
order by 1
"""


def back_up(url: str, folder: Path, to: Sequence[Recipient]) -> Manifest:
    """Write an encrypted dump, the encrypted ledger of erasures and a sealed list of both.

    `url` is the backup role's. Raises Refusal when the role does not see every row, when a table
    looks empty that is not, and when pg_dump fails; then no list is left behind.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with connected(url) as connection:
        refuse_blind_role(connection)
        connection.execute("begin isolation level repeatable read, read only")
        manifest = _described(connection)
        snapshot = one(connection, "select pg_export_snapshot() as id")["id"]
        files = {
            manifest.name + LEDGER: ledger.seal_rows(
                connection, folder / (manifest.name + LEDGER), to
            ),
            manifest.name + DUMP: _dump(url, str(snapshot), folder, manifest, to),
        }
        connection.execute("rollback")
    manifest.files.update({name: vars(written) for name, written in files.items()})
    write(manifest, folder)
    return manifest


def _described(connection: Connection[dict[str, Any]]) -> Manifest:
    taken_at = datetime.now(UTC)
    facts = one(
        connection,
        "select current_setting('server_version') as server, pg_get_userbyid(datdba) as owner "
        "from pg_database where datname = current_database()",
    )
    if not one(connection, "select to_regclass('public.django_migrations') as t")["t"]:
        raise Refusal("This database was never migrated: there is nothing to back up.")
    rows = connection.execute(
        # The last to be applied: names of earlier versions sort behind those that replace them.
        "select distinct on (app) app, name from public.django_migrations order by app, id desc"
    ).fetchall()
    return Manifest(
        name=name_for(taken_at),
        taken_at=taken_at.isoformat(),
        server=facts["server"].split()[0],
        owner=facts["owner"],
        roles=[row["name"] for row in connection.execute(ROLES).fetchall()],
        migrations={row["app"]: row["name"] for row in rows},
        left_out=list(LEFT_OUT),
        tables=count(connection, frozenset(LEFT_OUT)),
    )


def _dump(
    url: str, snapshot: str, folder: Path, manifest: Manifest, to: Sequence[Recipient]
) -> Written:
    options = ["--format=custom", "--compress=3", f"--snapshot={snapshot}"]
    options += ["--lock-wait-timeout=10s", *(f"--exclude-table-data={name}" for name in LEFT_OUT)]
    program = Program("pg_dump", url, options, stdout=subprocess.PIPE)
    path = folder / (manifest.name + DUMP)
    with program:
        written = seal(program.process.stdout, path, to)
    if program.process.returncode:
        path.unlink(missing_ok=True)
        raise Refusal(f"pg_dump failed: {program.words()}")
    return written


class Program:
    """One of PostgreSQL's programs at work on a database; the password is in no process list."""

    def __init__(self, name: str, url: str, options: Sequence[str], **streams: Any) -> None:
        parts: dict[str, Any] = dict(conninfo_to_dict(url))
        password = parts.pop("password", None)
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [find_binaries() / name, f"--dbname={make_conninfo(**parts)}", *options],
            stderr=subprocess.PIPE,
            env=environment(str(password) if password else ""),
            **streams,
        )
        self.listener = Thread(target=self._listen, args=(self.process.stderr,), daemon=True)
        self.listener.start()

    def _listen(self, stream: IO[bytes]) -> None:
        for line in stream:
            self.said.append(line.decode(errors="replace").strip())

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, kind: Any, *_: Any) -> None:
        if kind is not None:
            self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()
        self.process.wait()
        self.listener.join()
        if self.process.stderr:
            self.process.stderr.close()

    def words(self) -> str:
        """Return its first complaint, without the lines in which PostgreSQL quotes rows."""
        errors = [line for line in self.said if "error" in line.lower()]
        return (errors or self.said or ["it said nothing"])[0][:200]


def environment(password: str) -> dict[str, str]:
    """Return what a client program inherits: no setting of ours, and the password out of sight."""
    known = {"PATH": "/usr/bin:/bin", "PGCONNECT_TIMEOUT": "10", "PGAPPNAME": "rco_backup"}
    return known | ({"PGPASSWORD": password} if password else {})
