"""A real gunicorn with production's settings, one client, and what the worker spent on it."""

import http.client
import os
import socket
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rco_network.management.local.servers import Server, wait_until
from rco_network.management.local.state import ROOT

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Block:
    """What some requests in a row took: p50 at one client, and the server's CPU for each, in ms."""

    p50: float
    cpu: float


class Site:
    """One server and one signed-in client."""

    def __init__(self, settings: str, folder: Path) -> None:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "rco_network.wsgi"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        command += ["--worker-class", "gthread", "--workers", "1", "--threads", "4"]
        command += ["--log-level", "warning", "--keep-alive", "30"]
        env = os.environ | {"DJANGO_SETTINGS_MODULE": settings}
        self.server = Server("the site", command, folder / "bench-site.log", env=env, cwd=ROOT)
        self.cookies = ""

    def answers(self) -> bool:
        """Whether the site is up."""
        try:
            with self.client() as client:
                return self.fetch(client, "GET", "/bench/empty/")[0] in (200, 302)
        except OSError:
            return False

    @contextmanager
    def client(self) -> Iterator[http.client.HTTPConnection]:
        """One connection that is kept open, as a browser's."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            yield connection
        finally:
            connection.close()

    def fetch(
        self, client: http.client.HTTPConnection, method: str, path: str, body: str = ""
    ) -> tuple[int, str]:
        """Return the status and the text of a page (of a redirect, where it leads)."""
        headers = {"Cookie": self.cookies, "Accept-Encoding": "identity"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        client.request(method, path, body=body or None, headers=headers)
        response = client.getresponse()
        text = response.read().decode()
        return response.status, response.getheader("Location") or text

    def block(self, ask: Callable[[http.client.HTTPConnection], object], times: int) -> Block:
        """Ask so many times in a row, one after the other."""
        taken = []
        with self.client() as client:
            ask(client)
            before = self.cpu_seconds()
            for _ in range(times):
                started = time.perf_counter()
                ask(client)
                taken.append(time.perf_counter() - started)
            spent = self.cpu_seconds() - before
        return Block(statistics.median(taken) * 1000, spent / times * 1000)

    def cpu_seconds(self) -> float:
        """Return what the server's processes have used so far (Linux; 0.0 elsewhere)."""
        total = 0
        for pid in (self.server.pid, *_children(self.server.pid)):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            total += int(fields[11]) + int(fields[12])
        return total / _TICKS


def _children(pid: int) -> list[int]:
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


class Sites(ExitStack):
    """The servers of one run, each started when it is first asked for and stopped at the end."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    @cached_property
    def product(self) -> Site:
        """The product, with an empty page beside its own."""
        return self._running("rco_network.management.bench.settings")

    @cached_property
    def stock(self) -> Site:
        """The empty page behind Django's usual middleware."""
        return self._running("rco_network.management.bench.stock_settings")

    def _running(self, settings: str) -> Site:
        site = Site(settings, self.folder)
        site.server.start()
        self.callback(site.server.stop)
        wait_until(site.answers, site.server, 60, "The site")
        return site
