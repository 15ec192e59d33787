"""A disaster, and what comes back: `manage.py restore_drill`, `manage.py trial restore`."""

import argparse
import os
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from rco_network.management.local import database
from rco_network.management.local.postgres import Postgres
from rco_network.management.local.progress import Refusal, say
from rco_network.management.local.state import State
from rco_network.management.local.up import BACKUP, OWNER, RUN_TIME
from rco_network.settings.databases import reporting_of

from .trial import Line, Place, Verdict

if TYPE_CHECKING:
    from rco_network.management.backups.counts import Table
    from rco_network.management.backups.manifest import Manifest

NAME = "rco_drill"
WRITTEN = "public.core_mail"  # what is written to while the disaster happens
MOST_LOST, MOST_TIME = 60.0, 1800.0  # seconds
WRITES_LAST = 25.0


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the drill can be asked for."""
    parser.add_argument(
        "--attendances", type=int, default=13000, help="how much the lost server holds (13000)"
    )
    parser.add_argument(
        "--backup",
        type=Path,
        help="drill with a backup of your own instead (a dump, its list, or their folder)",
    )
    parser.add_argument("--identity", type=Path, help="with --backup: the private key's file")


@dataclass
class Drill:
    """The servers of one drill, and the files between them."""

    folder: Path
    stack: ExitStack
    said: list[Line] = field(default_factory=list)

    def server(self, name: str, **settings: str) -> Postgres:
        """Return a server of our own that is stopped at the end, not started yet."""
        state = State(self.folder / name)
        state.prepare()
        postgres = Postgres(state.data, state.sockets(), state.logs / "postgres.log", **settings)
        self.stack.callback(postgres.stop)
        return postgres

    def line(self, what: str, found: str, goal: str = "", is_met: bool | None = None) -> None:
        """Add a line to the table."""
        self.said.append(Line(what, found, goal, is_met))


def run(place: Place) -> Verdict:
    """Kills a server while it is written to, and restores it into an empty one, twice over."""
    import shutil

    folder = place.folder / "servers"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        drill = Drill(folder, stack)
        stack.callback(close)
        if place.options.backup:
            return own_backup(drill, place)
        return disaster(drill, place)


def close() -> None:
    from rco_network.management.bench.run import close_connections

    close_connections()


def set_up(postgres: Postgres, folder: Path) -> None:
    """Point Django to a new database on this server, and make its roles."""
    owner, run_time = (postgres.address(role, NAME) for role in (OWNER, RUN_TIME))
    database.make_backup_role(postgres.address(), postgres.address(BACKUP, NAME))
    os.environ.update(
        DJANGO_SETTINGS_MODULE="rco_network.management.trials.settings",
        DATABASE_URL=run_time,
        DATABASE_OWNER_URL=owner,
        DATABASE_REPORTING_URL=reporting_of(run_time),
        REDIS_URL="redis://127.0.0.1:1/0",
        EMAIL_URL="memory://",
    )
    os.environ.setdefault("SECRET_KEY", State(folder.parent).secret("secret_key"))
    import django

    django.setup()


def disaster(drill: Drill, place: Place) -> Verdict:
    from rco_network.management.backups import keeping, sealed
    from rco_network.management.backups.keeper import Journal
    from rco_network.management.backups.keeper import Place as Source

    lost = drill.server("lost", wal_keep_size="512MB")
    lost.start()
    set_up(lost, drill.folder)
    fill(lost, place)
    key = drill.folder / "identity.txt"
    to, keys = sealed.recipients(sealed.make_key(key)), sealed.identities(key)
    source = Source(lost.address(BACKUP, NAME), drill.folder / "copies", to, keeping.Rule())
    source.folder.mkdir()
    follower = Journal(source, say)
    follower.start()
    if not follower.based.wait(60):
        raise Refusal("No base copy was made in a minute.")
    writer = Writer()
    writer.start()
    manifest, dumped_in = dump_meanwhile(drill, source)
    say(f"Writing for {WRITES_LAST:.0f} s more, then ending the server as a power cut would")
    time.sleep(WRITES_LAST)
    lost.server.kill()
    ended = datetime.now(UTC)
    writer.stop.set()
    follower.stop.set()
    follower.join()
    writer.join()
    back = whole_server(drill, source, keys, ended, writer)
    lost.start()
    compare_servers(drill, lost, back)
    from_dump(drill, source, keys, back, manifest, dumped_in)
    refusals(drill, source, keys, back)
    return verdict(drill)


def fill(lost: Postgres, place: Place) -> None:
    from django.core.management import call_command
    from django.utils.timezone import localdate

    from rco_network.management.demo.make import make

    database.prepare(lost.address(), lost.address(OWNER, NAME), lost.address(RUN_TIME, NAME))
    say("Making a network to lose")
    call_command("migrate", verbosity=0, interactive=False)
    count = max(1, place.options.attendances // 1300)
    make(
        seed=1,
        organisations=count,
        attendances=place.options.attendances,
        today=localdate(),
        password="not-signed-in-with",  # noqa: S106 (nobody signs in to a drill)
    )


class Writer(Thread):
    """Writes to the outbox, commit by commit, until the server is gone; remembers when."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stop = Event()
        self.committed: list[tuple[Any, datetime]] = []

    def run(self) -> None:
        from django.db import DatabaseError, connection

        from rco_network.core.mail import Letter, post

        letter = Letter("trial.drill", "Nobody reads this")
        try:
            while not self.stop.is_set():
                mail = post(letter, to="nobody@example.org", body="A drill.\n")
                self.committed.append((mail.uuid, datetime.now(UTC)))
                time.sleep(0.02)
        except DatabaseError:
            return  # the disaster
        finally:
            connection.close()


def dump_meanwhile(drill: Drill, source: Any) -> tuple["Manifest", float]:
    from rco_network.management.backups import dump

    started = time.monotonic()
    manifest = dump.back_up(source.url, source.folder, source.to)
    seconds = time.monotonic() - started
    size = sum(file["size"] for file in manifest.files.values()) / 2**20
    drill.line(
        "an encrypted dump, while it was written to",
        f"{manifest.rows:,} rows of {len(manifest.tables)} tables, {size:.1f} MB, {seconds:.1f} s",
    )
    return manifest, seconds


def whole_server(drill: Drill, source: Any, keys: Any, ended: datetime, writer: Writer) -> Postgres:
    """Restore base copy and journal into an empty folder; say how much time was lost."""
    from rco_network.management.backups.point import restore_server

    back = drill.server("back")
    say("Restoring the server from its base copy and journal")
    reached = restore_server(source.journal, keys, back)
    with database.connected(back.address("postgres", NAME)) as connection:
        there = {row["uuid"] for row in connection.execute("select uuid from core_mail").fetchall()}
    found = [at for uuid, at in writer.committed if uuid in there]
    point = (ended - max(found)).total_seconds() if found else float("inf")
    lost = len(writer.committed) - len(found)
    drill.line(
        "recovery point: base copy and journal, killed while it was written to",
        f"{point:.1f} s ({lost} of {len(writer.committed):,} commits)",
        f"≤ {MOST_LOST:.0f} s",
        point <= MOST_LOST,
    )
    drill.line(
        "recovery time: base copy and journal",
        f"{reached.seconds:.1f} s",
        f"≤ {MOST_TIME / 60:.0f} min",
        reached.seconds <= MOST_TIME,
    )
    return back


def compare_servers(drill: Drill, lost: Postgres, back: Postgres) -> None:
    """Start the killed server once more, and compare every table up to where the other came."""
    with database.connected(back.address("postgres", NAME)) as connection:
        last = connection.execute("select coalesce(max(id), 0) as id from core_mail").fetchone()
    expected, found = (counted(server, last["id"] if last else 0) for server in (lost, back))
    report_equal(drill, "tables of the restored server", expected, found)


def counted(server: Postgres, last_mail: Any) -> dict[str, "Table"]:
    """Count every table, as if nothing had been posted after one mail."""
    from rco_network.management.backups.counts import count

    with database.connected(server.address("postgres", NAME)) as connection:
        connection.execute("begin")
        connection.execute("set local session_replication_role = replica")
        connection.execute("delete from core_mail where id > %s", (last_mail,))
        tables = count(connection)
        connection.execute("rollback")
    return tables


def report_equal(
    drill: Drill, what: str, expected: dict[str, "Table"], found: dict[str, "Table"]
) -> None:
    from rco_network.management.backups.counts import differences

    different = differences(expected, found)
    for sentence in different[:10]:
        say(f"  {sentence}")
    held = {name for name, table in expected.items() if table.is_owned and table.rows}
    kept = {name for name in held if name in found and found[name].rows}
    drill.line(
        f"{what} with the same rows and checksum",
        f"{len(expected) - len(different)} of {len(expected)}",
        "all",
        not different,
    )
    drill.line(
        f"{what} of organisations that held rows, and hold them again",
        f"{len(kept)} of {len(held)}",
        "all",
        kept == held and bool(held),
    )


def from_dump(
    drill: Drill, source: Any, keys: Any, back: Postgres, manifest: "Manifest", dumped_in: float
) -> None:
    """Restore the dump into a new database, and compare it with its list."""
    from rco_network.management.backups import restoring
    from rco_network.management.backups.counts import count

    target = target_on(back, "rco_drill_dump")
    started = time.monotonic()
    say("Restoring the dump")
    restoring.make_place(target, manifest)
    restoring.fill(source.folder / f"{manifest.name}.dump.age", keys, target)
    with database.connected(target.backup) as connection:
        connection.execute("begin isolation level repeatable read, read only")
        found = count(connection, frozenset(manifest.left_out))
    seconds = time.monotonic() - started
    drill.line("recovery time: the dump", f"{seconds:.1f} s", "≤ 30 min", seconds <= MOST_TIME)
    report_equal(drill, "tables of the restored dump", manifest.tables, found)


def target_on(server: Postgres, name: str) -> Any:
    from rco_network.management.backups.restoring import Target

    run_time = server.address(RUN_TIME, name)
    return Target(
        administrator=server.address(),
        owner=server.address(OWNER, name),
        run_time=run_time,
        reporting=reporting_of(run_time),
        backup=server.address(BACKUP, name),
    )


def refusals(drill: Drill, source: Any, keys: Any, back: Postgres) -> None:
    """Flip one byte in each kind of file, and back up as the wrong role: all must be refused."""
    from rco_network.management.backups import dump, restoring
    from rco_network.management.backups.journal import stored
    from rco_network.management.backups.point import restore_server

    whole = next(source.journal.iterdir())
    base = next(whole.glob("*.base.age"))
    refused = {
        "dump": is_refused_when_flipped(
            next(source.folder.glob("*.dump.age")),
            lambda: restoring.restore(source.folder, keys, target_on(back, "rco_never"), say),
        ),
        "base copy": is_refused_when_flipped(
            base, lambda: restore_server(source.journal, keys, drill.server("never"))
        ),
        "journal": is_refused_when_flipped(
            stored(whole)[-1].path,
            lambda: restore_server(source.journal, keys, drill.server("never")),
        ),
    }
    drill.line(
        "files with one byte flipped, refused before anything was touched",
        f"{sum(refused.values())} of {len(refused)}",
        "all",
        all(refused.values()),
    )
    blind = is_refused(lambda: dump.back_up(back.address(RUN_TIME, NAME), source.folder, source.to))
    drill.line(
        "a backup by a role that row security binds (it would be empty)",
        "refused" if blind else "made",
        "refused",
        blind,
    )


def is_refused_when_flipped(path: Path, attempt: Any) -> bool:
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    try:
        return is_refused(attempt)
    finally:
        path.write_bytes(content)


def is_refused(attempt: Any) -> bool:
    try:
        attempt()
    except Refusal:
        return True
    return False


def own_backup(drill: Drill, place: Place) -> Verdict:
    """Restore a real backup into an empty server of this machine, and compare it with its list."""
    if not place.options.identity:
        raise Refusal("Name the file with the private key: --identity FILE")
    server = drill.server("back")
    server.start()
    set_up(server, drill.folder)
    # Not before: they read the settings that have just been made.
    from rco_network.management.backups import restoring, sealed
    from rco_network.management.backups.counts import count
    from rco_network.management.backups.manifest import check_files, find, read

    started = time.monotonic()
    listed = find(place.options.backup)
    manifest = read(listed)
    check_files(manifest, listed.parent)
    target = target_on(server, NAME)
    restoring.make_place(target, manifest)
    keys = sealed.identities(place.options.identity)
    restoring.fill(listed.parent / f"{manifest.name}.dump.age", keys, target)
    with database.connected(target.backup) as connection:
        connection.execute("begin isolation level repeatable read, read only")
        found = count(connection, frozenset(manifest.left_out))
    seconds = time.monotonic() - started
    age = (datetime.now(UTC) - manifest.moment).total_seconds()
    drill.line("age of the backup", f"{age / 3600:.1f} h")
    drill.line("recovery time", f"{seconds:.1f} s", "≤ 30 min", seconds <= MOST_TIME)
    report_equal(drill, "tables", manifest.tables, found)
    return verdict(drill)


def verdict(drill: Drill) -> Verdict:
    said = {line.what: line.found for line in drill.said}
    words = "; ".join(f"{what}: {found}" for what, found in said.items() if "recovery" in what)
    return Verdict(drill.said, f"The drill restored what was lost. {words}.")
