"""`manage.py dump FILE` and `restore FILE`: the demonstration's data, from version to version."""

import argparse
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from . import database
from .postgres import Postgres
from .progress import Refusal, say, step
from .state import State
from .up import DATABASE, OWNER, RUN_TIME


def dump(arguments: Sequence[str]) -> int:
    """Write the whole database of this machine's demonstration to a file."""
    file = read_file("dump", arguments, dump.__doc__)
    if file.exists():
        raise Refusal(f"{file} is there already. Name a new file.")
    state = State.chosen()
    state.prepare()
    with state.lock("dump is running"):
        postgres = server_of(state)
        if not (postgres.data / "PG_VERSION").exists():
            raise Refusal(f"There is no database in {state.folder}: nothing to dump.")
        try:
            # Older than `up` accepts: this is how its data gets out.
            postgres.start(oldest=10)
            with step(f"Writing {file}"):
                # As the superuser: row security would leave every organisation's rows out.
                run(postgres, "pg_dump", "--format=custom", f"--file={file}", DATABASE)
        finally:
            postgres.stop()
    file.chmod(0o600)
    say(f"Wrote {file}. It holds everything the database held: keep it safe.")
    return 0


def restore(arguments: Sequence[str]) -> int:
    """Fill a new database from a file that `dump` wrote."""
    file = read_file("restore", arguments, restore.__doc__)
    if not file.is_file():
        raise Refusal(f"There is no file {file}.")
    state = State.chosen()
    state.prepare()
    with state.lock("restore is running"):
        postgres = server_of(state)
        if postgres.data.exists():
            raise Refusal(
                f"{postgres.data} holds a database already, and restoring would overwrite it. "
                f"Move it away first: mv {postgres.data} {postgres.data}-old"
            )
        try:
            fill(postgres, file)
        except BaseException:
            postgres.stop()
            shutil.rmtree(postgres.data, ignore_errors=True)  # made a moment ago, by us
            raise
        postgres.stop()
    say("Restored. Start it with: python3 manage.py up")
    return 0


def fill(postgres: Postgres, file: Path) -> None:
    postgres.start()
    owner = postgres.address(OWNER, DATABASE)
    database.prepare(postgres.address(), owner, postgres.address(RUN_TIME, DATABASE))
    with step(f"Reading {file}"):
        run(postgres, "pg_restore", "--exit-on-error", f"--dbname={DATABASE}", str(file))


def run(postgres: Postgres, program: str, *arguments: str) -> None:
    where = [f"--host={postgres.sockets}", "--username=postgres"]
    command = [str(postgres.binaries / program), *where, *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        words = done.stderr.strip().splitlines()[-8:]
        raise Refusal("\n    ".join([f"{program} failed:", *words]))


def server_of(state: State) -> Postgres:
    return Postgres(state.data, state.sockets(), state.logs / "postgres.log")


def read_file(command: str, arguments: Sequence[str], description: str | None) -> Path:
    parser = argparse.ArgumentParser(prog=f"python3 manage.py {command}", description=description)
    parser.add_argument("file", type=Path)
    return Path(parser.parse_args(arguments).file).absolute()
