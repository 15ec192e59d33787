import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from rco_network.management.backups import dump, keeper, keeping, ledger, sealed
from rco_network.management.local.progress import Refusal


class Command(BaseCommand):
    """Write an encrypted backup, and remove those that have had their time."""

    help = (
        "Writes an encrypted backup of the whole database into BACKUP_DIR, as the role of "
        "DATABASE_BACKUP_URL, readable by the private key of BACKUP_RECIPIENT alone, and removes "
        "copies that BACKUP_KEEP no longer wants."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--make-key",
            type=Path,
            metavar="FILE",
            help="make a key instead: the private one into FILE, the public one printed. Do this "
            "away from the server",
        )
        parser.add_argument(
            "--ledger", action="store_true", help="bring the ledger of erasures up to date only"
        )
        parser.add_argument(
            "--keep-going",
            action="store_true",
            help="stay, follow the server's journal, and write a backup every hour",
        )
        parser.add_argument(
            "--without-journal",
            action="store_true",
            help="with --keep-going, for a server that lets nobody follow its journal",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["make_key"]:
                public = sealed.make_key(options["make_key"])
                self.stdout.write(
                    f"Keep {options['make_key']} away from the server: without it no backup opens. "
                    f"On the server set\nBACKUP_RECIPIENT={public}"
                )
                return
            place = self.place()
            if options["keep_going"]:
                with suppress(KeyboardInterrupt):
                    keeper.keep_going(place, self.say, with_journal=not options["without_journal"])
            elif options["ledger"]:
                number = ledger.keep_newest(place.url, place.folder, place.to)
                self.stdout.write(f"The ledger holds {number} erasures.")
            else:
                self.back_up(place)
        except (Refusal, ValueError) as refusal:
            raise CommandError(str(refusal)) from None

    def say(self, line: str) -> None:
        self.stdout.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {line}")
        self.stdout.flush()

    def place(self) -> keeper.Place:
        """Return what the settings say. Raises CommandError for what is missing."""
        url, folder = os.environ.get("DATABASE_BACKUP_URL", ""), settings.BACKUP_DIR
        if not url or not folder:
            missing = "DATABASE_BACKUP_URL" if folder else "BACKUP_DIR"
            raise CommandError(f"{missing} is not set. SECURITY.md says which settings there are.")
        to = sealed.recipients(settings.BACKUP_RECIPIENT)
        return keeper.Place(url, Path(folder), to, keeping.Rule.of(settings.BACKUP_KEEP))

    def back_up(self, place: keeper.Place) -> None:
        made = dump.back_up(place.url, place.folder, place.to)
        size = sum(file["size"] for file in made.files.values()) / 2**20
        keys = len(place.to)
        self.stdout.write(
            f"Wrote {place.folder / made.name}.*: {made.rows:,} rows of {len(made.tables)} tables, "
            f"{size:.1f} MB, encrypted to {keys} key{'s' if keys > 1 else ''}."
        )
        ledger.keep_newest(place.url, place.folder, place.to)
        if gone := keeping.prune(place.folder, place.rule):
            self.stdout.write(f"Removed {len(gone)} that had their time.")
        if words := keeper.nearly_full(place.folder):
            self.stderr.write(words)
