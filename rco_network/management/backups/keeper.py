"""The process that keeps the copies: the journal by the second, dumps by the hour, bases daily.

Two threads, so that a long dump never holds up the journal. What fails is said and tried again;
`alive` in the folder is touched after each round of the journal, for whoever watches.
"""

import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from psycopg import Error
from pyrage.x25519 import Recipient

from ..local.progress import Refusal
from . import dump, journal, keeping, ledger

Say = Callable[[str], None]
ROUND_SECONDS = 10.0
LEDGER_SECONDS = 30.0
DUMP_EVERY = timedelta(hours=1)
BASE_EVERY = timedelta(days=1)
ALERT_AT = 0.85
EXPECTED = (Refusal, Error, OSError)


@dataclass(frozen=True)
class Place:
    """From where (`url`, the backup role's), to where, for whom, and what is kept."""

    url: str
    folder: Path
    to: Sequence[Recipient]
    rule: keeping.Rule

    @property
    def journal(self) -> Path:
        """The folder of base copies and the journal."""
        return self.folder / "journal"


class Journal(threading.Thread):
    """Follows the server's journal until `stop` is set, and makes base copies when they are due."""

    def __init__(self, place: Place, say: Say, seconds: float = ROUND_SECONDS) -> None:
        super().__init__(name="journal", daemon=True)
        self.place, self.say, self.seconds = place, say, seconds
        self.stop = threading.Event()
        self.based = threading.Event()  # set once there is a base copy to begin from

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                self.follow()
            except EXPECTED as error:
                self.say(f"The journal is not followed ({type(error).__name__}): {error}")
            self.stop.wait(self.seconds)

    def follow(self) -> None:
        """Follow one stream to its end; base copies are made beside it, by another thread."""
        line = journal.line_of(self.place.url)
        self.folder = self.place.journal / line
        self.follower = follower = journal.Follower(self.place.url, self.folder, self.place.to)
        journal.forget_old_lines(self.place.journal, line)
        base: threading.Thread | None = None
        try:
            journal.wait_for(follower)
            while not self.stop.is_set():
                follower.round()
                (self.place.folder / "alive").touch()
                if self.is_due() and (base is None or not base.is_alive()):
                    base = threading.Thread(target=self.copy_base, daemon=True)
                    base.start()
                self.stop.wait(self.seconds)
        finally:
            follower.stop()

    def is_due(self) -> bool:
        """Whether a base copy is missing, a day old, or of a journal that was torn."""
        known = journal.bases(self.folder)
        if self.follower.is_torn or not known:
            return True
        self.based.set()
        return datetime.now(UTC) - datetime.fromisoformat(known[-1]["started_at"]) > BASE_EVERY

    def copy_base(self) -> None:
        """Make a base copy; what goes wrong is said, and tried again at the next round."""
        try:
            journal.copy_base(self.place.url, self.folder, self.place.to)
        except EXPECTED as error:
            self.say(f"The base copy failed ({type(error).__name__}): {error}")
        else:
            self.follower.is_torn = False
            self.based.set()
            self.say("Made a base copy.")


def keep_going(place: Place, say: Say, *, with_journal: bool) -> None:
    """Keep copies until the process is ended (KeyboardInterrupt)."""
    place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    follower = Journal(place, say)
    if with_journal:
        follower.start()
    next_dump = 0.0
    try:
        while True:
            try:
                if time.monotonic() >= next_dump:
                    made = dump.back_up(place.url, place.folder, place.to)
                    keeping.prune(place.folder, place.rule)
                    say(f"Wrote {made.name}: {made.rows:,} rows.")
                    if words := nearly_full(place.folder):
                        say(words)
                    next_dump = time.monotonic() + DUMP_EVERY.total_seconds()
                ledger.keep_newest(place.url, place.folder, place.to)
                if not with_journal:
                    (place.folder / "alive").touch()
            except EXPECTED as error:
                say(f"The backup failed ({type(error).__name__}): {error}")
            time.sleep(LEDGER_SECONDS)
    finally:
        follower.stop.set()
        if with_journal:
            follower.join(timeout=60)


def nearly_full(folder: Path) -> str:
    """Return a warning when the disk of a folder is as good as full, else an empty text."""
    total, used, _ = shutil.disk_usage(folder)
    share = used / total
    return f"WARNING: the disk of {folder} is {share:.0%} full." if share >= ALERT_AT else ""
