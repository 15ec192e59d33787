"""Where one machine's demonstration lives: data, logs, mail, sockets, secrets, and the lock."""

import errno
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .progress import Refusal

ROOT = Path(__file__).resolve().parents[3]
# The kernel's limit for a socket's path is 107 bytes; PostgreSQL appends a name of 20.
LONGEST_SOCKET_FOLDER = 80
ROOM_NEEDED = 300 * 1024 * 1024


class State:
    """The state folder, `.local/` unless RCO_STATE names another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / "pg"
        self.logs = self.folder / "log"
        self.mail = self.folder / "mail"
        self.addresses = self.folder / "addresses.json"

    @classmethod
    def chosen(cls) -> "State":
        return cls(Path(os.environ.get("RCO_STATE") or ROOT / ".local"))

    def prepare(self) -> None:
        """Make the folders, for this user's eyes only.

        Raises Refusal where the folder cannot be written or the disk has no room.
        """
        try:
            for folder in (self.folder, self.logs, self.mail):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.folder / "lock").touch(mode=0o600)
            free = shutil.disk_usage(self.folder).free
        except OSError as error:
            raise Refusal(
                f"Cannot write in {self.folder} ({error.strerror}). Make it yours, or name "
                "another folder: RCO_STATE=~/rco-network python3 manage.py up"
            ) from None
        if free < ROOM_NEEDED:
            raise Refusal(
                f"Only {free // 2**20} MB are free on the disk of {self.folder}, and "
                f"{ROOM_NEEDED // 2**20} MB are needed. Free some, or name a folder on another "
                "disk: RCO_STATE=/folder python3 manage.py up"
            )

    @contextmanager
    def lock(self, note: str) -> Iterator[None]:
        """Hold the folder for one copy. The kernel lets go even when the holder is killed.

        `note` is what a second copy is told. Raises Refusal when another copy holds it.
        """
        with (self.folder / "lock").open("r+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                held_by = file.read().strip()
                raise Refusal(
                    f"Another copy is using {self.folder}: {held_by or 'it is just starting'}. "
                    "Stop that one first (Ctrl-C in its window), or run this one beside it in "
                    "another folder (RCO_STATE=/folder; `up` needs another --port too)."
                ) from None
            file.truncate()
            file.write(f"{note} (process {os.getpid()})")
            file.flush()
            try:
                yield
            finally:
                self.remove_socket_folders()

    def secret(self, name: str) -> str:
        """Return a random text that is made once and kept where only this user reads it."""
        path = self.folder / "secrets.json"
        known = json.loads(path.read_text()) if path.exists() else {}
        if name not in known:
            known[name] = secrets.token_urlsafe(48)
            write_private(path, json.dumps(known))
        return str(known[name])

    def sockets(self) -> Path:
        """Return the folder for the servers' sockets; a short one when this path is too long."""
        folder = self.folder / "run"
        folder.mkdir(mode=0o700, exist_ok=True)
        if can_hold_sockets(folder):
            return folder
        short = self.short_socket_folder()
        short.mkdir(mode=0o700, exist_ok=True)
        found = short.lstat()
        if short.is_symlink() or found.st_uid != os.geteuid() or found.st_mode & 0o077:
            raise Refusal(f"{short} belongs to somebody else. Remove it, or set TMPDIR.")
        return short

    def short_socket_folder(self) -> Path:
        name = hashlib.sha256(bytes(self.folder)).hexdigest()[:10]
        return Path(tempfile.gettempdir()) / f"rco-{os.geteuid()}-{name}"

    def remove_socket_folders(self) -> None:
        """Leave nothing in the system's temporary folder (unless a socket is still in it)."""
        for folder in (self.folder / "run", self.short_socket_folder()):
            with suppress(OSError):
                folder.rmdir()


def can_hold_sockets(folder: Path) -> bool:
    """Some paths are too long for a socket, and some file systems (shared folders) have none."""
    if len(bytes(folder)) > LONGEST_SOCKET_FOLDER:
        return False
    path = folder / f"try-{os.getpid()}"
    try:
        with socket.socket(socket.AF_UNIX) as trial:
            trial.bind(str(path))
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EROFS, errno.ENOSPC):
            raise
        return False
    finally:
        path.unlink(missing_ok=True)
    return True


def write_private(path: Path, text: str) -> None:
    """Replace a file in one move, readable by this user alone."""
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    new.replace(path)
