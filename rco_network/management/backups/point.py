"""A whole server from a base copy and its journal: at its last moment, or at one before.

The data folder is filled, PostgreSQL is started on it in private, replays the journal, and is
stopped again; then it is an ordinary data folder, with the roles and passwords that it had.
"""

import hmac
import os
import pwd
import shutil
import tarfile
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import psycopg
from django.conf import settings
from pyrage.x25519 import Identity

from ..local.postgres import Postgres
from ..local.progress import Refusal
from .journal import BASE, LIST, Stored, bases, check_segment, stored
from .manifest import mac_of
from .sealed import sha256_of, unseal


@dataclass(frozen=True)
class Point:
    """Where a restored server stands: the moment of its last transaction, and what it took."""

    last_transaction: datetime | None
    segments: int
    seconds: float


def choose_base(
    folder: Path, at: datetime | None, *, accept_unsigned: bool
) -> tuple[Path, dict[str, Any]]:
    """Return the newest base copy that had ended by `at`, checked, and the folder that it is in.

    `folder` holds one folder for each line of servers, or is one. Raises Refusal for none.
    """
    lines = [folder, *(path for path in folder.iterdir() if path.is_dir())]
    known = [
        (base["ended_at"], line, base)
        for line in lines
        for base in bases(line)
        if at is None or datetime.fromisoformat(base["ended_at"]) <= at
    ]
    if not known:
        when = f"from before {at:%d %B %Y, %H:%M} " if at else ""
        raise Refusal(f"There is no base copy {when}in {folder}.")
    _, line, chosen = max(known, key=lambda one: one[0])
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    is_ours = any(hmac.compare_digest(mac_of(chosen, key), chosen["mac"]) for key in secrets)
    if not is_ours and not accept_unsigned:
        raise Refusal(f"{chosen['name']}{LIST} was changed, or made with another SECRET_KEY.")
    path = line / (chosen["name"] + BASE)
    if not path.is_file() or sha256_of(path) != chosen["sha256"]:
        raise Refusal(f"{path.name} is missing or was changed. Nothing was restored.")
    return line, chosen


def needed(folder: Path, base: dict[str, Any]) -> list[Stored]:
    """Return the segments since a base copy. Raises Refusal where one between is missing."""
    first = base["segment"]
    found = [s for s in stored(folder) if s.segment >= first and s.segment[:8] == first[:8]]
    if not found or found[0].segment != first:
        raise Refusal(f"The journal since {base['name']} is missing from {folder}.")
    numbers = [int(one.segment[8:16], 16) * 0x100 + int(one.segment[16:], 16) for one in found]
    for before, after, one in zip(numbers, numbers[1:], found[1:], strict=False):
        if after - before > 1:
            raise Refusal(f"The journal has a gap before {one.segment}.")
    return found


def restore_server(
    folder: Path,
    keys: Sequence[Identity],
    postgres: Postgres,
    *,
    at: datetime | None = None,
    accept_unsigned: bool = False,
) -> Point:
    """Fill the data folder of `postgres` and replay the journal; leave the server running.

    Raises Refusal for a data folder that holds anything, for files that were changed, and for a
    moment that the journal does not reach.
    """
    started = time.monotonic()
    if postgres.data.exists() and any(postgres.data.iterdir()):
        raise Refusal(f"{postgres.data} is not empty. Move it away first.")
    folder, base = choose_base(folder, at, accept_unsigned=accept_unsigned)
    segments = needed(folder, base)
    for segment in segments:
        check_segment(segment, accept_unsigned=accept_unsigned)
    postgres.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        unpack(folder / (base["name"] + BASE), postgres.data, keys)
        postgres.run("pg_verifybackup", "--no-parse-wal", "--exit-on-error", postgres.data)
        for segment in segments:
            lay(segment, postgres.data / "pg_wal", keys)
        ask_for_recovery(postgres.data, at)
        give_to_the_server(postgres)
        postgres.server.start()
        last = wait_for_the_end(postgres)
    except BaseException:
        postgres.stop()
        shutil.rmtree(postgres.data)  # it was empty, and half a server is worse than none
        raise
    return Point(last, len(segments), time.monotonic() - started)


def unpack(path: Path, data: Path, keys: Sequence[Identity]) -> None:
    """Decrypt a base copy straight into the data folder."""
    reading, writing = os.pipe()
    failed: list[Exception] = []

    def decrypt() -> None:
        try:
            with os.fdopen(writing, "wb") as out:
                unseal(path, out, keys)
        except Exception as error:
            failed.append(error)

    thread = Thread(target=decrypt, daemon=True)
    thread.start()
    try:
        with os.fdopen(reading, "rb") as stream, tarfile.open(fileobj=stream, mode="r|gz") as tar:
            tar.extractall(data, filter=ours)  # noqa: S202 (its checksum is in a sealed list)
    except tarfile.TarError:
        if not failed:
            raise Refusal(f"{path.name} is not a whole copy.") from None
    finally:
        thread.join()
    if failed:
        raise failed[0]


def ours(member: tarfile.TarInfo, place: str) -> tarfile.TarInfo:
    """Keep a file within the folder, and make it ours: its owner's number means nothing here."""
    kept = tarfile.tar_filter(member, place)
    nobody: Any = None
    return kept.replace(uid=nobody, gid=nobody, uname=nobody, gname=nobody, deep=False)


def lay(segment: Stored, place: Path, keys: Sequence[Identity]) -> None:
    """Put one segment where PostgreSQL looks for it; the unfinished one gives way to a whole."""
    target = place / segment.segment
    if target.exists() and not segment.is_whole:
        return
    out = BytesIO()
    unseal(segment.path, out, keys)
    target.write_bytes(zlib.decompress(out.getvalue()))
    target.chmod(0o600)


def ask_for_recovery(data: Path, at: datetime | None) -> None:
    """Have PostgreSQL replay what lies in pg_wal, to its end or to a moment, and then open."""
    lines = ["restore_command = 'false'", "recovery_target_action = 'promote'"]
    lines.append("recovery_target_timeline = 'current'")
    if at is not None:
        lines.append(f"recovery_target_time = '{at.isoformat()}'")
    with (data / "postgresql.auto.conf").open("a") as file:
        file.write("\n".join(["", *lines, ""]))
    (data / "recovery.signal").touch(mode=0o600)


def give_to_the_server(postgres: Postgres) -> None:
    """Where PostgreSQL runs as another user than we do: make the files that user's."""
    if postgres.identity[:1] != ["--user"]:
        return
    owner = pwd.getpwnam(postgres.identity[1])
    for path in (postgres.data, *postgres.data.rglob("*")):
        os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)


def wait_for_the_end(postgres: Postgres, seconds: float = 1800) -> datetime | None:
    """Wait until the server has replayed everything; return its last transaction's moment."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not postgres.server.is_alive():
            raise Refusal(
                "The journal was not replayed. If a moment was asked for, it may lie after the "
                f"journal's end. PostgreSQL's last words:\n{postgres.server.last_words()}"
            )
        if (stands := stands_at(postgres)) is not None:
            return stands or None
        time.sleep(0.1)
    raise Refusal("The journal was not replayed in half an hour.")


def stands_at(postgres: Postgres) -> datetime | Literal[""] | None:
    """Return the last transaction's moment ("" for no transaction), None while it replays."""
    query = "select pg_is_in_recovery(), pg_last_xact_replay_timestamp()"
    try:
        with psycopg.connect(postgres.address()) as connection:
            row = connection.execute(query).fetchone()
    except psycopg.OperationalError:  # starting up
        return None
    if row is None or row[0]:
        return None
    moment: datetime | None = row[1]
    return moment or ""


def forget_recovery(data: Path) -> None:
    """Take the settings of the replay out again, so that the next start is an ordinary one."""
    path = data / "postgresql.auto.conf"
    kept = [
        line
        for line in path.read_text().splitlines()
        if not line.startswith(("restore_command", "recovery_target"))
    ]
    path.write_text("\n".join(kept) + "\n")
