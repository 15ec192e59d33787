"""`manage.py backup` and `restore` where no address is set: this machine's own demonstration.

The same commands as in production, with the servers started around them. They also carry the data
from one major version of PostgreSQL to the next. The demonstration's private key lies beside its
data, since everything in it is invented; a production server never has it.
"""

import os
import shutil
from collections.abc import Sequence

from rco_network.settings.databases import reporting_of

from . import database, own_key
from .postgres import Postgres
from .progress import Refusal, say
from .state import State
from .up import BACKUP, DATABASE, OWNER, RUN_TIME
from .whole_server import let_go


def backup(arguments: Sequence[str]) -> int:
    """Back up the demonstration of this machine while it is not running."""
    state = State.chosen()
    state.prepare()
    with state.lock("backup is running"):
        postgres = server_of(state)
        if not (postgres.data / "PG_VERSION").exists():
            raise Refusal(f"There is no database in {state.folder}: nothing to back up.")
        try:
            # Older than `up` accepts: this is how its data gets out.
            postgres.start(oldest=11)
            set_addresses(state, postgres)
            database.make_backup_role(postgres.address(), postgres.address(BACKUP, DATABASE))
            do("backup", *arguments)
        finally:
            postgres.stop()
    return 0


def restore(arguments: Sequence[str]) -> int:
    """Fill a new demonstration from a backup."""
    state = State.chosen()
    state.prepare()
    if not any(argument.startswith("--identity") for argument in arguments):
        arguments = [*arguments, "--identity", str(own_key.identity(state))]
    with state.lock("restore is running"):
        postgres = server_of(state)
        if postgres.data.exists():
            raise Refusal(
                f"{postgres.data} holds a database already, and restoring would overwrite it. "
                f"Move it away first: mv {postgres.data} {postgres.data}-old"
            )
        try:
            postgres.start()
            set_addresses(state, postgres)
            do("restore", *arguments)
        except BaseException:
            postgres.stop()
            shutil.rmtree(postgres.data, ignore_errors=True)  # made a moment ago, by us
            raise
        postgres.stop()
    say("Start it with: python3 manage.py up")
    return 0


def server_of(state: State) -> Postgres:
    return Postgres(state.data, state.sockets(), state.logs / "postgres.log")


def set_addresses(state: State, postgres: Postgres) -> None:
    """Tell Django where everything is. The broker is not needed."""
    os.environ.update(
        DATABASE_URL=postgres.address(RUN_TIME, DATABASE),
        DATABASE_OWNER_URL=postgres.address(OWNER, DATABASE),
        DATABASE_REPORTING_URL=reporting_of(postgres.address(RUN_TIME, DATABASE)),
        DATABASE_ADMINISTRATOR_URL=postgres.address(),
    )
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")
    os.environ.setdefault("SECRET_KEY", state.secret("secret_key"))
    own_key.set_backup_settings(state, postgres.address(BACKUP, DATABASE))


def do(command: str, *arguments: str) -> None:
    """Run the command of production, and turn its refusal into ours."""
    import django
    from django.core.management import CommandError, call_command

    django.setup()
    try:
        call_command(command, *arguments)
    except CommandError as error:
        raise Refusal(str(error)) from None
    finally:
        let_go()
