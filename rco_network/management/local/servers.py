"""Child processes: each in its own group, logged to a file, never left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from .progress import Refusal
from .state import write_private

LAUNCH = Path(__file__).with_name("launch.py")
LARGEST_LOG = 5 * 1024 * 1024


class Server:
    """One child process and its log."""

    def __init__(
        self,
        name: str,
        command: Sequence[object],
        log: Path,
        *,
        stop_signal: signal.Signals = signal.SIGTERM,
        identity: Sequence[str] = (),
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.name, self.log, self.stop_signal = name, log, stop_signal
        self.command = [str(part) for part in command]
        self.identity, self.env, self.cwd = list(identity), env, cwd
        self.process: subprocess.Popen[bytes] | None = None
        self.log_start = 0

    def start(self) -> None:
        """Start it. Its output is added to the log, which is set aside when it has grown large."""
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.old"))
        wrapper = [sys.executable, "-I", "-S", str(LAUNCH), *self.identity]
        wrapper += ["--death-signal", str(int(self.stop_signal))]
        with self.log.open("ab") as log:
            self.log_start = log.tell()
            self.process = subprocess.Popen(
                [*wrapper, *self.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.env,
                cwd=self.cwd,
                # Ctrl-C goes to the starter alone, which then stops its children in order.
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        assert self.process is not None, "not started"  # noqa: S101 (for the type checker)
        return self.process.pid

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def last_words(self, lines: int = 12) -> str:
        """Return the end of what this run wrote to its log, indented."""
        with self.log.open("rb") as log:
            log.seek(max(self.log_start, self.log.stat().st_size - 8000))
            text = log.read().decode(errors="replace")
        last = text.strip().splitlines()[-lines:] or ["(nothing)"]
        return "\n".join(f"    {line}" for line in last)

    def kill(self) -> None:
        """End it as a power cut would."""
        end_group(self.pid)
        assert self.process is not None  # noqa: S101
        self.process.wait()

    def stop(self, seconds: float = 15) -> None:
        """Ask it to stop, wait, and after `seconds` end its whole group."""
        if self.process is None:
            return
        if self.is_alive():
            self.process.send_signal(self.stop_signal)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        end_group(self.process.pid)
        self.process.wait()
        self.process = None


def end_group(pid: int) -> None:
    """End what is left of a server's process group, if anything is."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def birth(pid: int) -> str:
    """Return what tells this process from a later one with the same number; '' when gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]


class Roll:
    """The list, on disk, of what this copy has started, so that the next can clear up after it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, servers: Iterable[Server]) -> None:
        alive = {s.name: [s.pid, birth(s.pid), int(s.stop_signal)] for s in servers if s.is_alive()}
        write_private(self.path, json.dumps(alive))

    def stop_leftovers(self, seconds: float = 10) -> list[str]:
        """Stop what a killed copy left running and return the names. Call under the lock."""
        try:
            known = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return []
        left = {name: entry for name, entry in known.items() if birth(entry[0]) == entry[1] != ""}
        for pid, _, stop_signal in left.values():
            os.kill(pid, stop_signal)
        deadline = time.monotonic() + seconds
        for pid, born, _ in left.values():
            while birth(pid) == born and time.monotonic() < deadline:
                time.sleep(0.05)
            end_group(pid)
        self.path.unlink(missing_ok=True)
        return list(left)


def wait_until(ready: Callable[[], bool], server: Server, seconds: float, what: str) -> None:
    """Wait for `ready()`. Raises Refusal with the log's end when it dies or takes too long."""
    deadline = time.monotonic() + seconds
    while not ready():
        if not server.is_alive():
            raise Refusal(f"{what} did not start. The end of {server.log}:\n{server.last_words()}")
        if time.monotonic() > deadline:
            raise Refusal(
                f"{what} gave no answer in {seconds:.0f} s. The end of {server.log}:\n"
                f"{server.last_words()}"
            )
        time.sleep(0.03)
