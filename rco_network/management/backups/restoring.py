"""An empty database filled from a backup, compared with its list, and brought up to date."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command, get_commands
from django.db import connections
from pyrage.x25519 import Identity

from rco_network.core.mail import sending

from ..local import database
from ..local.progress import Refusal
from . import ledger
from .counts import count, differences, one
from .dump import Program
from .manifest import DUMP, LEDGER, Manifest, check_files, find, read
from .sealed import unseal

Say = Callable[[str], None]
NOT_SENT = "The site was restored from a backup and does not know whether this left. Ask again."
USED = """
select count(*) as number from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'v', 'm', 'S') and n.nspname !~ '^pg_'
  and n.nspname <> 'information_schema'
"""


@dataclass(frozen=True)
class Target:
    """The addresses of the empty database, one for each role, and the administrator's."""

    administrator: str
    owner: str
    run_time: str
    reporting: str
    backup: str


@dataclass(frozen=True)
class Restored:
    """What came of it. `seconds` is from the first check to the end of the comparison."""

    manifest: Manifest
    tables: int
    rows: int
    seconds: float
    erasures: int
    erased_again: bool


def restore(
    place: Path,
    keys: list[Identity],
    target: Target,
    say: Say,
    *,
    accept_unsigned: bool = False,
) -> Restored:
    """Fill the target from the backup that `place` names (its list, its dump, or their folder).

    Everything about the files is checked before the target is touched. Raises Refusal for files
    that were changed, a wrong key, a target that holds anything, and for a table that does not
    come out as the list says.
    """
    started = time.monotonic()
    listed = find(place)
    manifest = read(listed, accept_unsigned=accept_unsigned)
    check_files(manifest, listed.parent)
    erasures = ledger.opened(listed.parent, manifest.name + LEDGER, keys)
    make_place(target, manifest)
    say(f"Reading {manifest.rows:,} rows of {manifest.moment:%d %B %Y, %H:%M:%S} UTC")
    fill(listed.parent / (manifest.name + DUMP), keys, target)
    say("Comparing every table with the list")
    compare(target, manifest)
    seconds = time.monotonic() - started
    bring_up_to_date(target, say)
    return Restored(
        manifest,
        len(manifest.tables),
        manifest.rows,
        seconds,
        len(erasures),
        erase_again(erasures, say),
    )


def make_place(target: Target, manifest: Manifest) -> None:
    """Make the roles and the database where they are missing. Raises Refusal unless it is empty.

    What the run-time role may do comes with the dump: granting it before would give it more.
    """
    database.make_roles_and_database(target.administrator, target.owner, target.run_time)
    database.make_reporting_role(target.administrator, target.reporting)
    database.make_backup_role(target.administrator, target.backup)
    with database.connected(target.owner) as connection:
        if one(connection, USED)["number"]:
            name = database.parts_of(target.owner)["dbname"]
            raise Refusal(
                f"The database {name} is not empty, and restoring would mix two states. "
                "Name a new one in DATABASE_OWNER_URL, DATABASE_URL and DATABASE_BACKUP_URL."
            )
        known = connection.execute("select rolname as name from pg_roles").fetchall()
    missing = set(manifest.roles) - {str(row["name"]) for row in known} - {"public"}
    if missing:
        raise Refusal(
            f"The backup grants rights to {', '.join(sorted(missing))}, which this server does "
            "not know. Set the same addresses as on the old server (only passwords and hosts may "
            "differ) and run this again."
        )


def fill(dump: Path, keys: list[Identity], target: Target) -> None:
    """Decrypt into pg_restore, in one transaction: all or nothing."""
    options = ["--no-owner", "--exit-on-error", "--single-transaction"]
    program = Program(
        "pg_restore", target.owner, options, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    with program, suppress(BrokenPipeError):
        unseal(dump, program.process.stdin, keys)
    if program.process.returncode:
        raise Refusal(f"pg_restore failed, and nothing was restored: {program.words()}")


def compare(target: Target, manifest: Manifest) -> None:
    """Raise Refusal, naming the tables, unless every row came back as it was."""
    with database.connected(target.backup) as connection:
        connection.execute("begin isolation level repeatable read, read only")
        said = differences(manifest.tables, count(connection, frozenset(manifest.left_out)))
        connection.execute("rollback")
    if said:
        raise Refusal("The restored database is not what was saved: " + "; ".join(said[:10]))


def bring_up_to_date(target: Target, say: Say) -> None:
    """Gather statistics, then finish. Django must already point to the target."""
    with database.connected(target.owner) as connection:
        connection.execute("analyze")
    finish(say)


def finish(say: Say) -> None:
    """Migrate with this version of the product, sign everybody out, and hold back old mail."""
    say("Migrating")
    connections.close_all()
    call_command("migrate", verbosity=0, interactive=False)
    sign_everybody_out()
    sending.give_up_all(NOT_SENT)


def sign_everybody_out() -> None:
    """Remove every session: some were ended after the moment that is restored."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("truncate django_session")


def erase_again(erasures: list[str], say: Say) -> bool:
    """Do every erasure again that is in the ledger; return whether there was a need and it was.

    The list reaches the command through memory.
    """
    if not erasures:
        return False
    if "reapply_erasures" not in get_commands():
        raise Refusal(f"{len(erasures)} erasures must be done again, and nothing here can.")
    say(f"Doing {len(erasures)} erasures again")
    with open_in_memory("".join(line + "\n" for line in erasures)) as path:
        call_command("reapply_erasures", ledger=path)
    return True


class open_in_memory:
    """A path that can be read and that is on no disk."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __enter__(self) -> str:
        if hasattr(os, "memfd_create"):
            self.number = os.memfd_create("erasures")
            os.write(self.number, self.text.encode())
            return f"/proc/self/fd/{self.number}"
        # Elsewhere the ledger, which holds no name, is a private file for a moment.
        self.number, self.path = tempfile.mkstemp()
        os.write(self.number, self.text.encode())
        return self.path

    def __exit__(self, *_: object) -> None:
        os.close(self.number)
        if hasattr(self, "path"):
            Path(self.path).unlink()
