"""`manage.py up`: the whole product on this machine, until Ctrl-C."""

import argparse
import hashlib
import http.client
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from . import database
from .broker import Broker
from .own_key import set_backup_settings
from .postgres import Postgres
from .progress import Refusal, say, step
from .servers import Roll, Server, wait_until
from .state import ROOT, State, write_private
from .system_packages import ensure_pango

DATABASE, OWNER, RUN_TIME, BACKUP = "rco_network", "rco_owner", "rco_app", "rco_backup"
RESTARTS = 3
PASSED_ON = (
    "DJANGO_SETTINGS_MODULE",
    "SECRET_KEY",
    "FIELD_KEYS",
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_REPORTING_URL",
    "DATABASE_BACKUP_URL",
    "BACKUP_DIR",
    "BACKUP_RECIPIENT",
    "REDIS_URL",
    "EMAIL_URL",
    "SITE_URL",
)


def up(arguments: Sequence[str]) -> int:
    """Start everything, say where it is, and keep it going until told to stop."""
    port, is_empty = read(arguments)
    state = State.chosen()
    state.prepare()
    with state.lock(f"it answers at http://127.0.0.1:{port}/"):
        refuse_taken_port(port)
        network = Demonstration(state, port, is_empty=is_empty)
        try:
            network.start()
            network.watch()
        except KeyboardInterrupt:
            say("\nStopping.")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            network.stop()
    say(f"Stopped. The data is kept in {state.folder}.")
    return 0


def read(arguments: Sequence[str]) -> tuple[int, bool]:
    """Return the port asked for, and whether the database is to stay empty."""
    parser = argparse.ArgumentParser(prog="python3 manage.py up", description=up.__doc__)
    parser.add_argument("--port", type=int, default=8000, help="where the site answers (8000)")
    parser.add_argument("--empty", action="store_true", help="make no demonstration network")
    options = parser.parse_args(arguments)
    if not 1 <= options.port <= 65535:
        parser.error(f"--port {options.port}: a port is a number from 1 to 65535")
    return options.port, options.empty


def refuse_taken_port(port: int) -> None:
    """Raise Refusal, naming a free port, when this one cannot be had."""
    if port < 1024 and os.geteuid() != 0 and not can_listen(port):
        raise Refusal(f"Port {port} is for root only. Try: python3 manage.py up --port 8000")
    if not can_listen(port):
        free = next((p for p in range(port + 1, port + 100) if p < 65536 and can_listen(p)), 8080)
        raise Refusal(
            f"Port {port} is taken by another program. Stop that one, or try: "
            f"python3 manage.py up --port {free}"
        )


def can_listen(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class Demonstration:
    """The servers of one running copy, in the order they were started."""

    def __init__(self, state: State, port: int, *, is_empty: bool) -> None:
        self.state, self.port, self.is_empty = state, port, is_empty
        self.roll = Roll(state.folder / "running.json")
        self.servers: list[Server] = []
        self.restarts: dict[str, int] = {}
        # Nobody can have signed in to a network that was never finished: it may be made again.
        self.unfinished = state.folder / "demonstration-unfinished"

    def start(self) -> None:
        if left := self.roll.stop_leftovers():
            say(f"Stopped what a killed run had left behind: {', '.join(left)}.")
        ensure_pango()
        self.start_database()
        self.start_broker()
        self.share_addresses()
        self.bring_up_to_date()
        if not self.is_empty:
            self.fill()
        self.start_web_and_worker()
        self.say_where_it_is()

    def start_database(self) -> None:
        """Set DATABASE_URL and DATABASE_OWNER_URL to a database that is there and has its roles."""
        if given := os.environ.get("DATABASE_URL"):
            if owner := os.environ.get("DATABASE_OWNER_URL"):
                database.adopt(owner, given)
                return
            owner, run_time = database.on_given_server(given, self.state.secret("run_time_role"))
            administrator = owner
        else:
            postgres = Postgres(
                self.state.data, self.state.sockets(), self.state.logs / "postgres.log"
            )
            self.servers.append(postgres.server)
            postgres.start()
            administrator = postgres.address()
            if self.unfinished.exists():
                say("The last run was ended while it made the demonstration; beginning again.")
                database.drop(administrator, DATABASE)
            owner = postgres.address(OWNER, DATABASE)
            run_time = postgres.address(RUN_TIME, DATABASE)
            backup = postgres.address(BACKUP, DATABASE)
            database.make_backup_role(administrator, backup)
            set_backup_settings(self.state, backup)
        database.prepare(administrator, owner, run_time)
        os.environ.update(DATABASE_URL=run_time, DATABASE_OWNER_URL=owner)

    def start_broker(self) -> None:
        if "REDIS_URL" not in os.environ:
            broker = Broker(self.state.sockets() / "valkey.sock", self.state.logs / "broker.log")
            self.servers.append(broker.server)
            broker.start()
            os.environ["REDIS_URL"] = broker.address

    def share_addresses(self) -> None:
        """Tell our children, and other manage.py commands meanwhile, where everything is."""
        os.environ.setdefault("SECRET_KEY", self.state.secret("secret_key"))
        os.environ.setdefault("EMAIL_URL", f"file:///{self.state.mail}")
        os.environ.setdefault("SITE_URL", f"http://localhost:{self.port}")
        os.environ.setdefault("STATIC_ROOT", str(self.state.folder / "static"))
        known = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        write_private(self.state.addresses, json.dumps(known))
        self.roll.write(self.servers)

    def bring_up_to_date(self) -> None:
        import django
        from django.core.management import call_command

        with step("Bringing the database up to date"):
            django.setup()
            call_command("migrate", verbosity=0, interactive=False)
        collect_static_files(self.state)

    def start_web_and_worker(self) -> None:
        python = [sys.executable, "-m"]
        serve = ["gunicorn", "rco_network.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        serve += ["--config", "python:rco_network.settings.gunicorn"]
        serve += ["--worker-class", "gthread", "--workers", "1", "--threads", "4"]
        serve += ["--log-level", "warning", "--no-control-socket", "--graceful-timeout", "10"]
        work = ["celery", "-A", "rco_network", "worker", "--beat", "--concurrency", "2"]
        work += ["--schedule", str(self.state.folder / "beat-schedule"), "--loglevel", "warning"]
        work += ["--without-mingle", "--without-gossip"]
        web = Server("the web server", [*python, *serve], self.state.logs / "web.log", cwd=ROOT)
        # The key of the match codes is the worker's alone (reports/matching/key.py).
        keyed = {**os.environ, "MATCH_KEY": self.state.secret("match_key")}
        log = self.state.logs / "worker.log"
        worker = Server("the worker", [*python, *work], log, cwd=ROOT, env=keyed)
        with step("Starting the web server and the worker"):
            for server in (worker, web):
                server.start()
                self.servers.append(server)
            self.roll.write(self.servers)
            wait_until(lambda: site_answers(self.port, web), web, 90, "The web server")

    def fill(self) -> None:
        """Make the demonstration network once, and print who can sign in."""
        from django.core.management import CommandError, call_command
        from django.db import connections

        if has_organisations():
            try:
                call_command("make_demo", "--show-accounts")
            except CommandError as error:
                say(str(error))
        else:
            self.unfinished.touch()
            with step("Making the demonstration network (once)"):
                call_command("make_demo")  # which ends with the same list of accounts
        self.unfinished.unlink(missing_ok=True)
        connections.close_all()
        for connection in connections.all():
            connection.close_pool()  # type: ignore[attr-defined]

    def say_where_it_is(self) -> None:
        say(
            f"\nThe network is at {os.environ['SITE_URL']}/\n"
            f"Mail lands in       {self.mail_lands_in()}\n"
            f"Logs are in         {self.state.logs}\n"
            "Ctrl-C stops everything; the next run finds its data."
        )

    def mail_lands_in(self) -> str:
        kind, _, rest = os.environ["EMAIL_URL"].partition("://")
        return rest.replace("//", "/") if kind == "file" else f"the server of EMAIL_URL ({kind})"

    def watch(self) -> None:
        """Restart what dies, a few times; raise Refusal when it is the database or goes on."""
        while True:
            time.sleep(0.5)
            for server in self.servers:
                if not server.is_alive():
                    self.mend(server)

    def mend(self, server: Server) -> None:
        count = self.restarts[server.name] = self.restarts.get(server.name, 0) + 1
        words = f"{server.name} stopped by itself. The end of {server.log}:\n{server.last_words()}"
        if server.name == "PostgreSQL" or count > RESTARTS:
            raise Refusal(
                f"{words}\nEverything else is stopped too; what was saved is kept. "
                "Run the same command again."
            )
        say(f"{words}\nStarting it again ({count} of {RESTARTS}).")
        server.stop()
        server.start()
        self.roll.write(self.servers)

    def stop(self) -> None:
        """Stop everything that was started, the last first."""
        for server in reversed(self.servers):
            server.stop()
        self.roll.write([])
        self.state.addresses.unlink(missing_ok=True)


def site_answers(port: int, web: Server) -> bool:
    """Whether /healthz says all is well. Raises Refusal when the site answers with a fault."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    if status >= 500:
        raise Refusal(
            f"The site answers with a fault ({status}). The end of {web.log}:\n{web.last_words()}"
        )
    return status == 200


def collect_static_files(state: State) -> None:
    """Run collectstatic when a file has changed since the last time."""
    from django.contrib.staticfiles import finders
    from django.core.management import call_command

    names = (
        place.path(name) for finder in finders.get_finders() for name, place in finder.list([])
    )
    files = [(path, (found := Path(path).stat()).st_size, found.st_mtime_ns) for path in names]
    fingerprint = hashlib.sha256(repr(sorted(files)).encode()).hexdigest()
    stamp = state.folder / "static-collected-from"
    if not stamp.exists() or stamp.read_text() != fingerprint:
        with step("Collecting style sheets and fonts"):
            call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(fingerprint)


def has_organisations() -> bool:
    from organisations.models import Organisation
    from rco_network.core.tenancy import scope

    with scope(installation=True):
        return bool(Organisation.objects.taking_part().exists())
