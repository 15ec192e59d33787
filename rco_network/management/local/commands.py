"""From the word after manage.py to the work, and from trouble to a sentence."""

import errno
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from types import FrameType
from typing import NoReturn

from .progress import Refusal, say, warn
from .state import State


def run(command: str, arguments: Sequence[str]) -> int:
    """Run a command that starts servers of its own, and return the exit code."""
    if sys.platform == "win32":
        warn("This command needs Linux or macOS. On Windows use WSL, or docker-compose.yml.")
        return 1
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)  # SIGINT too: a shell's background jobs begin deaf to it
    try:
        return work_of(command)(arguments)
    except Refusal as refusal:
        warn(str(refusal))
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    except OSError as error:
        warn(in_words(error))
    except Exception as error:
        # A fault of ours: the person gets a sentence, whoever mends it the traceback.
        path = State.chosen().logs / "fault.log"
        path.write_text(traceback.format_exc())
        warn(f"This failed and should not have: {type(error).__name__}: {error}\nSee {path}.")
    return 1


def work_of(command: str) -> Callable[[Sequence[str]], int]:
    """Import only what the command needs."""
    if command == "up":
        from .up import up

        return up
    if command == "test":
        from .run_tests import run_tests

        return run_tests
    if command == "bench":
        from ..bench.run import bench

        return bench
    if command in ("trial", "restore_drill"):
        from ..trials.run import trial

        # The drill is a trial with a name that those who run a server look for.
        return trial if command == "trial" else lambda arguments: trial(["restore", *arguments])
    if command == "restore" and "--into" in sys.argv:
        from .whole_server import restore_server

        return restore_server
    from . import copies

    return copies.backup if command == "backup" else copies.restore


def stop(number: int, frame: FrameType | None) -> NoReturn:
    """Treat the signals that end a service as Ctrl-C: everything is stopped in order."""
    raise KeyboardInterrupt


def in_words(error: OSError) -> str:
    what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    ways = {
        errno.ENOSPC: "The disk is full. Free some space and run the same command again.",
        errno.EACCES: "Make it yours, or name another folder with RCO_STATE=/folder.",
        errno.EROFS: "Name a folder that can be written with RCO_STATE=/folder.",
    }
    return f"{what}. {ways.get(error.errno or 0, 'Put that right and run the same command again.')}"
