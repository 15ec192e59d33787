"""The database goes away while registers are saved: restarted, and then out of reach."""

import argparse
import http.client
import os
import re
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from rco_network.management.local import database
from rco_network.management.local.broker import Broker
from rco_network.management.local.postgres import Postgres
from rco_network.management.local.progress import say
from rco_network.management.local.servers import Server, wait_until
from rco_network.management.local.state import ROOT, State
from rco_network.management.local.up import OWNER, RUN_TIME
from rco_network.settings.databases import reporting_of

from .trial import Line, Place, Verdict, none_of

NAME = "rco_outage"
WRITERS = 4
MOST_SECONDS_TO_RECOVER = 10.0
CALM = 8.0  # seconds of ordinary work before and after each fault


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the trial can be asked for."""
    parser.add_argument("--seconds", type=float, default=30, help="how long nothing answers (30)")


class BlackHole(threading.Thread):
    """A door to the database that can be made to swallow everything, as a lost network does."""

    def __init__(self, outside: Path, inside: Path) -> None:
        super().__init__(daemon=True)
        self.inside = inside
        self.is_open = threading.Event()
        self.is_open.set()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(outside))
        self.listener.listen(64)

    def run(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.join_up, args=(client,), daemon=True).start()

    def join_up(self, client: socket.socket) -> None:
        self.is_open.wait()
        server = socket.socket(socket.AF_UNIX)
        try:
            server.connect(str(self.inside))
        except OSError:
            client.close()
            return
        for source, target in ((client, server), (server, client)):
            threading.Thread(target=self.carry, args=(source, target), daemon=True).start()

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(65536):
                self.is_open.wait()
                target.sendall(piece)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.listener.close()


@dataclass
class Load:
    """Registers saved by several people at once, and how each was answered."""

    port: int
    cookies: str
    token: str
    page: str
    people: list[UUID]
    organisation_id: int
    day: date
    lock: threading.Lock = field(default_factory=threading.Lock)
    stop: threading.Event = field(default_factory=threading.Event)
    acknowledged: list[tuple[float, UUID]] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)

    def work(self) -> None:
        while not self.stop.is_set():
            key = uuid4()
            try:
                status, body = self.save(key)
            except (OSError, http.client.HTTPException) as error:
                status, body = 0, type(error).__name__
            with self.lock:
                if status == 302 and "/accounts/" not in body:
                    self.acknowledged.append((time.monotonic(), key))
                else:
                    said = f"{status}" + ("" if is_plain(status, body) else " without a sentence")
                    self.refused[said] = self.refused.get(said, 0) + 1
            time.sleep(0.05 if status == 302 else 0.25)

    def save(self, key: UUID) -> tuple[int, str]:
        with self.lock:
            self.day -= timedelta(days=1)
            day = self.day
        marks = {f"{name}_{uuid}": "present" for uuid in self.people for name in ("mark", "was")}
        typed = {
            "csrfmiddlewaretoken": self.token,
            "key": str(key),
            "version": "0",
            "on": day.isoformat(),
            "starts": "09:15",
            "ends": "10:45",
        }
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            headers = {
                "Cookie": self.cookies,
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{self.port}/",
            }
            client.request("POST", self.page, body=urlencode(typed | marks), headers=headers)
            response = client.getresponse()
            text = response.read().decode()
            return response.status, response.getheader("Location") or text
        finally:
            client.close()


def is_plain(status: int, body: str) -> bool:
    """Whether a refusal says something to a person (a page of ours, without a traceback)."""
    return "Traceback" not in body and (status < 500 or "<h1" in body)


def run(place: Place) -> Verdict:
    """Restarts PostgreSQL and then makes it silent while registers are saved through the site."""
    with ExitStack() as stack:
        postgres, hole = servers(place, stack)
        load, told = start_load(place, stack)
        lines: list[Line] = []
        say(f"{WRITERS} people save registers; restarting PostgreSQL under them")

        def restart() -> None:
            postgres.stop()
            postgres.start()

        lines += fault(load, "restarted", restart)

        def silence() -> None:
            hole.is_open.clear()
            time.sleep(place.options.seconds)
            hole.is_open.set()

        say(f"PostgreSQL gives no answer for {place.options.seconds:.0f} s")
        lines += fault(load, f"silent for {place.options.seconds:.0f} s", silence)
        load.stop.set()
        for thread in told:
            thread.join(70)
        lines += kept(load)
        answer = "; ".join(f"{line.what}: {line.found}" for line in lines if line.goal)
        return Verdict(lines, f"PostgreSQL restarted and out of reach under load. {answer}.")


def fault(load: Load, what: str, happen: Any) -> list[Line]:
    """Let something happen between two calm times; say how soon a register was saved again."""
    time.sleep(CALM)
    load.refused.clear()
    happen()
    back = time.monotonic()
    while not any(at > back for at, _ in load.acknowledged) and time.monotonic() - back < 60:
        time.sleep(0.02)
    after = [at - back for at, _ in load.acknowledged if at > back]
    seconds = min(after, default=float("inf"))
    time.sleep(CALM)
    bare = sum(count for said, count in load.refused.items() if "without" in said)
    told = ", ".join(f"{count} × {said}" for said, count in sorted(load.refused.items()))
    return [
        Line(
            f"seconds to recover, {what}",
            f"{seconds:.1f}",
            f"≤ {MOST_SECONDS_TO_RECOVER:.0f}",
            seconds <= MOST_SECONDS_TO_RECOVER,
        ),
        Line(f"answers meanwhile, {what}", told or "none refused"),
        none_of(f"answers without a plain sentence, {what}", bare),
    ]


def kept(load: Load) -> list[Line]:
    """Count the registers that were acknowledged and are not there, or are there twice."""
    from django.db import connection

    from rco_network.core.tenancy import scope
    from services.models import Session

    keys = [key for _, key in load.acknowledged]
    with scope(organisation_ids=[load.organisation_id], rights=["count"]):
        there = list(Session.objects.filter(uuid__in=keys).values_list("uuid", flat=True))
    connection.close()
    return [
        Line("registers acknowledged", f"{len(keys):,}"),
        none_of("acknowledged registers lost", len(set(keys) - set(there))),
        none_of("registers saved twice", len(there) - len(set(there))),
    ]


def servers(place: Place, stack: ExitStack) -> tuple[Postgres, BlackHole]:
    """Start a database and a broker of one's own, with a door between that can be shut."""
    state = State(place.folder / "servers")
    state.prepare()
    postgres = Postgres(state.data, state.sockets(), state.logs / "postgres.log")
    postgres.start()
    stack.callback(postgres.stop)
    database.drop(postgres.address(), NAME)
    direct = postgres.address(RUN_TIME, NAME)
    database.prepare(postgres.address(), postgres.address(OWNER, NAME), direct)
    broker = Broker(state.sockets() / "valkey.sock", state.logs / "broker.log")
    broker.start()
    stack.callback(broker.stop)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="rco_network.management.trials.settings",
        DATABASE_URL=direct,
        DATABASE_OWNER_URL=postgres.address(OWNER, NAME),
        DATABASE_REPORTING_URL=reporting_of(direct),
        REDIS_URL=broker.address,
        EMAIL_URL="memory://",
        STATIC_ROOT=str(place.folder / "static"),
        RCO_BENCH_FOLDER=str(state.logs),
    )
    os.environ.setdefault("SECRET_KEY", state.secret("secret_key"))
    door = state.sockets() / "door"
    door.mkdir(mode=0o700, exist_ok=True)
    outside = door / ".s.PGSQL.5432"
    outside.unlink(missing_ok=True)
    hole = BlackHole(outside, postgres.sockets / ".s.PGSQL.5432")
    hole.start()
    stack.callback(hole.close)
    return postgres, hole


def start_load(place: Place, stack: ExitStack) -> tuple[Load, list[threading.Thread]]:
    """Make a network and a site upon it, and let several people save registers."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections
    from django.urls import reverse

    from rco_network.management.bench.ground import BACKEND, _class_of_twenty
    from rco_network.management.demo.make import make
    from rco_network.management.local.up import collect_static_files

    call_command("migrate", verbosity=0, interactive=False)
    collect_static_files(State(place.folder))
    today = date.today() - timedelta(days=1)  # noqa: DTZ011 (any recent day will do)
    make(seed=1, organisations=1, attendances=400, today=today, password=uuid4().hex)
    member, group, people = _class_of_twenty()
    cookies = signed_in(member, BACKEND)
    connections.close_all()
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    site = stack.enter_context(site_behind_the_door(place, port))
    page = reverse("register", args=[group.uuid])
    wait_until(lambda: status_of(port, "/healthz") == 200, site, 90, "The site")
    token = form_token(port, page, cookies)
    load = Load(
        port,
        f"{cookies}; csrftoken={token}",
        token,
        page,
        [person.uuid for person in people],
        member.organisation_id,
        today,
    )
    threads = [threading.Thread(target=load.work, daemon=True) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    stack.callback(load.stop.set)
    return load, threads


def signed_in(member: Any, backend: str) -> str:
    from django.conf import settings

    from rco_network.accounts.sessions import session_of

    return f"{settings.SESSION_COOKIE_NAME}={session_of(member.user, backend).cookie_key}"


@contextmanager
def site_behind_the_door(place: Place, port: int) -> Iterator[Server]:
    """A real web server whose every way to the database leads through the door."""
    door = str(Path(os.environ["REDIS_URL"].removeprefix("redis+socket://")).parent / "door")
    behind = database.changed(os.environ["DATABASE_URL"], host=door)
    env = os.environ | {
        "DATABASE_URL": behind,
        "DATABASE_REPORTING_URL": reporting_of(behind),
    }
    env.pop("DATABASE_OWNER_URL", None)
    command = [sys.executable, "-m", "gunicorn", "rco_network.wsgi"]
    command += ["--bind", f"127.0.0.1:{port}", "--no-control-socket", "--log-level", "warning"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    site = Server("the site", command, place.folder / "site.log", env=env, cwd=ROOT)
    site.start()
    try:
        yield site
    finally:
        site.stop()


def status_of(port: int, path: str) -> int:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        client.request("GET", path)
        return client.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        client.close()


def form_token(port: int, page: str, cookies: str) -> str:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        client.request("GET", page, headers={"Cookie": cookies})
        text = client.getresponse().read().decode()
    finally:
        client.close()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    if not found:
        raise RuntimeError("The register page has no form to send.")
    return found[1]
