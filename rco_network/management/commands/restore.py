import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rco_network.management.backups import restoring, sealed
from rco_network.management.local.progress import Refusal

ADDRESSES = {
    "administrator": "DATABASE_ADMINISTRATOR_URL",
    "owner": "DATABASE_OWNER_URL",
    "run_time": "DATABASE_URL",
    "reporting": "DATABASE_REPORTING_URL",
    "backup": "DATABASE_BACKUP_URL",
}


class Command(BaseCommand):
    """Fill an empty database from an encrypted backup."""

    help = (
        "Fills a new, empty database from a backup: checks its seal and checksums, makes the "
        "roles, reads it, compares every table with the list, migrates, and does again what was "
        "erased since. The addresses are those of the new database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", type=Path, help="the backup, or a folder: then its newest")
        parser.add_argument(
            "--identity", type=Path, required=True, help="the file with the private key"
        )
        parser.add_argument(
            "--accept-unsigned",
            action="store_true",
            help="restore although the SECRET_KEY that sealed the list is lost",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [name for name in ADDRESSES.values() if not os.environ.get(name)]
        if missing:
            raise CommandError(
                f"{' and '.join(missing)} must be set, each to "
                "postgresql://user:password@host/database, of the new and empty database."
            )
        target = restoring.Target(**{part: os.environ[name] for part, name in ADDRESSES.items()})
        try:
            done = restoring.restore(
                options["place"],
                sealed.identities(options["identity"]),
                target,
                self.stdout.write,
                accept_unsigned=options["accept_unsigned"],
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        erased = f" {done.erasures} erasures were done again." if done.erased_again else ""
        self.stdout.write(
            f"Restored {done.rows:,} rows of {done.tables} tables as of {done.manifest.taken_at}, "
            f"all equal to the list, in {done.seconds:.1f} s.{erased} Everybody signs in anew."
        )
