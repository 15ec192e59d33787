import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from rco_network.management.backups import dump, keeping, ledger, sealed
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

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["make_key"]:
                public = sealed.make_key(options["make_key"])
                self.stdout.write(
                    f"Keep {options['make_key']} away from the server: without it no backup opens. "
                    f"On the server set\nBACKUP_RECIPIENT={public}"
                )
                return
            self.back_up(only_ledger=options["ledger"])
        except (Refusal, ValueError) as refusal:
            raise CommandError(str(refusal)) from None

    def back_up(self, *, only_ledger: bool) -> None:
        url, folder = os.environ.get("DATABASE_BACKUP_URL", ""), settings.BACKUP_DIR
        if not url or not folder:
            missing = "DATABASE_BACKUP_URL" if folder else "BACKUP_DIR"
            raise CommandError(f"{missing} is not set. SECURITY.md says which settings there are.")
        to = sealed.recipients(settings.BACKUP_RECIPIENT)
        rule = keeping.Rule.of(settings.BACKUP_KEEP)
        folder = Path(folder)
        if not only_ledger:
            made = dump.back_up(url, folder, to)
            size = sum(file["size"] for file in made.files.values()) / 2**20
            self.stdout.write(
                f"Wrote {folder / made.name}.*: {made.rows:,} rows of {len(made.tables)} tables, "
                f"{size:.1f} MB, encrypted to {len(to)} key{'s' if len(to) > 1 else ''}."
            )
        number = ledger.keep_newest(url, folder, to)
        if only_ledger:
            self.stdout.write(f"The ledger holds {number} erasures.")
        elif gone := keeping.prune(folder, rule):
            self.stdout.write(f"Removed {len(gone)} that had their time.")
