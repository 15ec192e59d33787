"""The server's journal (WAL), copied seconds behind it, so that a disaster costs seconds.

`pg_receivewal` streams the journal into memory; what has come is compressed, encrypted and written
down every few seconds, the unfinished segment too. Together with a base copy made once a day it
restores the whole server to its last moment, or to any moment since (point.py).

Nothing readable touches a disk: the folder that the stream goes through must be in memory. Every
file's name carries an HMAC, so that a changed or exchanged segment is noticed. The server has to
keep some of its journal for us (`wal_keep_size`); where it did not, a new base copy is made.
"""

import hmac
import json
import re
import shutil
import subprocess
import tempfile
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from pyrage.x25519 import Recipient

from ..local.database import connected
from ..local.progress import Refusal
from .counts import one, refuse_blind_role
from .dump import Program
from .manifest import mac_of, name_for
from .sealed import new_file, seal, sha256_of

SEGMENT = re.compile(r"^[0-9A-F]{24}$")
SEALED = re.compile(r"^([0-9A-F]{24})\.([0-9a-f]{32})\.(wal|now)\.age$")
BASE, LIST = ".base.age", ".base.json"
IN_MEMORY = {"tmpfs", "ramfs"}
MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of our own in it, in memory on purpose)
BASES_KEPT = 2
MOST_ENDINGS = 3
SEGMENT_SIZE = 16 * 2**20


@dataclass(frozen=True)
class Stored:
    """One encrypted segment; `is_whole` when the server has finished it."""

    path: Path
    segment: str
    mac: str
    is_whole: bool


def stored(folder: Path) -> list[Stored]:
    """Return the encrypted segments of a folder, the oldest first, the unfinished one last."""
    found = [(path, SEALED.match(path.name)) for path in folder.glob("*.age")]
    segments = [Stored(path, m[1], m[2], m[3] == "wal") for path, m in found if m]
    return sorted(segments, key=lambda one: (one.segment, not one.is_whole))


def segment_mac(segment: str, sha256: str, secret: str) -> str:
    """Return what a segment's file name carries: 128 bits of an HMAC-SHA256."""
    key = hmac.digest(secret.encode(), b"rco_network.backups.journal", "sha256")
    return hmac.new(key, f"{segment} {sha256}".encode(), "sha256").hexdigest()[:32]


def check_segment(segment: Stored, *, accept_unsigned: bool = False) -> None:
    """Raise Refusal for a segment that is not what was written under its name."""
    digest = sha256_of(segment.path)
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    macs = [segment_mac(segment.segment, digest, secret) for secret in secrets]
    if segment.mac not in macs and not accept_unsigned:
        raise Refusal(
            f"{segment.path.name} was changed, or written with another SECRET_KEY. "
            "Nothing was restored."
        )


def line_of(url: str) -> str:
    """Return the name of a server's line: another server, or one that was restored, has another.

    Raises Refusal for a role that may not follow it and for a server with odd segments.
    """
    with connected(url) as connection:
        refuse_blind_role(connection)
        size = one(connection, "select setting from pg_settings where name = 'wal_segment_size'")
        if int(size["setting"]) != SEGMENT_SIZE:
            raise Refusal("The journal's segments must have 16 MB, as they have by default.")
        facts = one(
            connection,
            "select system_identifier, timeline_id from pg_control_system(), "
            "pg_control_checkpoint()",
        )
    return f"{facts['system_identifier']}-{facts['timeline_id']}"


def is_in_memory(folder: Path) -> bool:
    """Whether a folder is a file system of its own that the kernel keeps in memory."""
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return False
    return any(place == str(folder) and kind in IN_MEMORY for place, kind in mounts)


def memory_folder() -> Path:
    """Return a new private folder in memory. Raises Refusal where the system has none."""
    if not is_in_memory(MEMORY):
        raise Refusal(f"{MEMORY} is not in memory here, and the journal may not touch a disk.")
    return Path(tempfile.mkdtemp(prefix="rco-journal-", dir=MEMORY))


class Follower:
    """Follows one server into `folder`: `round()` every few seconds, `stop()` at the end."""

    def __init__(self, url: str, folder: Path, to: Sequence[Recipient]) -> None:
        self.url, self.folder, self.to = url, folder, list(to)
        self.memory = memory_folder()
        self.program: Program | None = None
        self.last: tuple[str, int] = ("", 0)
        self.is_torn = False  # the server no longer has what came next: a new base copy is due
        # How often the stream has ended by itself, and why the last time.
        self.endings, self.said = 0, ""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def round(self) -> None:
        """Write down what has come since; begin again, torn, where the server has dropped it."""
        for path in sorted(self.memory.iterdir()):
            if SEGMENT.match(path.name) and path.stat().st_blocks:
                self._seal(path, is_whole=True)
                path.unlink()
        for path in self.memory.glob("*.partial"):
            self._seal(path, is_whole=False)
        if self.program is not None and self.program.process.poll() is not None:
            self.program.__exit__(None)
            self.said = " ".join(self.program.said)
            self.endings += 1
            self.is_torn = self.is_torn or "already been removed" in self.said
            self.program = None
        if self.program is None:
            self._start()

    def _start(self) -> None:
        """Go on after the last segment that is written down, or where the server is now."""
        self._empty()
        whole = [s.segment for s in stored(self.folder) if s.is_whole]
        if whole and not self.is_torn:
            with (self.memory / whole[-1]).open("wb") as empty:
                empty.truncate(SEGMENT_SIZE)  # holds its place; takes no memory
        options = [f"--directory={self.memory}", "--no-loop", "--no-password"]
        self.program = Program("pg_receivewal", self.url, options, stdout=subprocess.DEVNULL)

    def _seal(self, path: Path, *, is_whole: bool) -> None:
        name = path.name.removesuffix(".partial")
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # finished and renamed this moment: the next round has it
            return
        digest = (name, zlib.crc32(content))
        if not is_whole and digest == self.last:
            return
        self.last = digest
        end = "wal" if is_whole else "now"
        new = self.folder / f"{name}.new"
        written = seal(BytesIO(zlib.compress(content, 1)), new, self.to)
        mac = segment_mac(name, written.sha256, settings.SECRET_KEY)
        older = [s.path for s in stored(self.folder) if not s.is_whole]
        new.replace(self.folder / f"{name}.{mac}.{end}.age")
        for left in older:
            if left.name != f"{name}.{mac}.{end}.age":
                left.unlink(missing_ok=True)

    def _empty(self) -> None:
        for path in self.memory.iterdir():
            path.unlink()

    def stop(self) -> None:
        """Write down the last of it, stop the stream and leave nothing in memory."""
        try:
            if self.program is not None:
                self.round()
        finally:
            if self.program is not None:
                self.program.process.terminate()
                self.program.__exit__(None)
            shutil.rmtree(self.memory, ignore_errors=True)


def copy_base(url: str, folder: Path, to: Sequence[Recipient]) -> dict[str, Any]:
    """Write a base copy of the whole server, encrypted, and a sealed list beside it.

    The follower must be at work: the copy needs the journal from its beginning to its end.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    started = datetime.now(UTC)
    with connected(url) as connection:
        facts = one(
            connection,
            "select current_setting('server_version') as server, "
            "pg_walfile_name(pg_current_wal_lsn()) as segment",
        )
    name = name_for(started)
    options = ["--pgdata=-", "--format=tar", "--wal-method=none", "--checkpoint=fast"]
    options += ["--manifest-checksums=SHA256", "--no-password", "--compress=client-gzip:1"]
    program = Program("pg_basebackup", url, options, stdout=subprocess.PIPE)
    path = folder / (name + BASE)
    with program:
        written = seal(program.process.stdout, path, to)
    if program.process.returncode:
        path.unlink(missing_ok=True)
        raise Refusal(f"pg_basebackup failed: {program.words()}")
    listed: dict[str, Any] = {
        "name": name,
        "started_at": started.isoformat(),
        "ended_at": datetime.now(UTC).isoformat(),
        "server": facts["server"].split()[0],
        "segment": facts["segment"],
        **vars(written),
    }
    listed["mac"] = mac_of(listed, settings.SECRET_KEY)
    with new_file(folder / (name + LIST)) as file:
        file.write(json.dumps(listed, indent=1, sort_keys=True).encode())
    _forget_older(folder)
    return listed


def bases(folder: Path) -> list[dict[str, Any]]:
    """Return the lists of the base copies of a folder, the oldest first."""
    return [json.loads(path.read_text()) for path in sorted(folder.glob(f"*{LIST}"))]


def _forget_older(folder: Path) -> None:
    """Keep two base copies, and the journal since the older of them."""
    known = bases(folder)
    for old in known[:-BASES_KEPT]:
        for path in folder.glob(f"{old['name']}.*"):
            path.unlink()
    first = known[-BASES_KEPT:][0]["segment"]
    for segment in stored(folder):
        if segment.segment < first:
            segment.path.unlink()


def forget_old_lines(folder: Path, current: str, days: int = 7) -> None:
    """Remove the journals of servers that nobody has followed for a week."""
    limit = time.time() - days * 86400
    for line in folder.iterdir():
        if line.is_dir() and line.name != current and newest_change(line) < limit:
            shutil.rmtree(line)


def newest_change(folder: Path) -> float:
    """Return when something was last written into a folder, in seconds since 1970."""
    return max((path.stat().st_mtime for path in folder.iterdir()), default=0.0)


def wait_for(follower: Follower, seconds: float = 30) -> None:
    """Wait until the stream has begun. Raises Refusal when it does not."""
    deadline = time.monotonic() + seconds
    while not any(follower.memory.glob("*.partial")):
        follower.round()
        if follower.endings > MOST_ENDINGS or time.monotonic() > deadline:
            raise Refusal(f"The journal cannot be followed: {follower.said[:300] or 'no answer'}")
        time.sleep(0.3)
