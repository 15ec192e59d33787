"""`manage.py restore JOURNAL --into FOLDER`: a whole server, at its last moment or one before."""

import argparse
import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rco_network.settings.databases import reporting_of

from . import database
from .postgres import Postgres
from .progress import Refusal, say, step

NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_REPORTING_URL")


def restore_server(arguments: Sequence[str]) -> int:
    """Fill an empty data folder from a base copy and its journal, bring it up to date, stop it."""
    options = read(arguments)
    missing = [name for name in NAMES[:2] if not os.environ.get(name)]
    if missing:
        raise Refusal(f"{' and '.join(missing)} must be set, as on the server that was lost.")
    with tempfile.TemporaryDirectory(prefix="rco-restore-") as run:
        sockets = Path(run)
        postgres = Postgres(options.into.absolute(), sockets, sockets / "postgres.log")
        use_private_server(postgres)
        import django

        django.setup()
        try:
            return restore_and_finish(options, postgres)
        finally:
            let_go()
            postgres.stop()


def read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="manage.py restore", description=restore_server.__doc__, allow_abbrev=False
    )
    parser.add_argument("place", type=Path, help="the folder `journal` of the backups")
    parser.add_argument("--into", type=Path, required=True, help="the new, empty data folder")
    parser.add_argument("--identity", type=Path, required=True, help="the private key's file")
    parser.add_argument("--at", type=moment, help="a moment: 2026-11-23T09:30:00+00:00")
    parser.add_argument("--accept-unsigned", action="store_true")
    return parser.parse_args(arguments)


def moment(text: str) -> datetime:
    """Read a moment with its offset. ValueError for one without: nobody could tell which is meant.

    >>> moment("2026-11-23T09:30:00+00:00").hour
    9
    """
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("say the offset too: +00:00 in winter, +01:00 in summer")
    return found


def use_private_server(postgres: Postgres) -> None:
    """Point Django to the server that only this command can reach."""
    os.environ.setdefault(NAMES[2], reporting_of(os.environ[NAMES[0]]))
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")
    for name in NAMES:
        os.environ[name] = database.changed(
            os.environ[name], host=str(postgres.sockets), port=None, sslmode=None, hostaddr=None
        )


def restore_and_finish(options: argparse.Namespace, postgres: Postgres) -> int:
    from ..backups import ledger, point, restoring, sealed

    keys = sealed.identities(options.identity)
    around = [options.place.absolute(), *options.place.absolute().parents][:3]
    folder = next((path for path in around if (path / ledger.NEWEST).exists()), None)
    if folder is None:
        say(f"There is no {ledger.NEWEST} beside the journal: no erasure will be done again.")
    erasures = ledger.opened(folder, None, keys) if folder else []
    with step("Laying the base copy and replaying the journal"):
        reached = point.restore_server(
            options.place, keys, postgres, at=options.at, accept_unsigned=options.accept_unsigned
        )
    point.forget_recovery(postgres.data)
    restoring.finish(say)
    restoring.erase_again(erasures, say)
    last = reached.last_transaction
    stands = f"its transaction of {last:%d %B %Y, %H:%M:%S %Z}" if last else "its base copy"
    say(
        f"Restored the server as of {stands}, from {reached.segments} segments, in "
        f"{reached.seconds:.1f} s. Everybody signs in anew. Its data folder is {postgres.data}: "
        "start PostgreSQL on it."
    )
    return 0


def let_go() -> None:
    """Close Django's connections, so that the server can stop in peace."""
    from django.db import connections

    connections.close_all()
    for connection in connections.all():
        if hasattr(connection, "close_pool"):
            connection.close_pool()
