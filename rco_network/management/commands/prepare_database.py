import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rco_network.management.local import database
from rco_network.management.local.progress import Refusal


class Command(BaseCommand):
    """Make the owner, the run-time role and the database. Safe to repeat."""

    help = (
        "Makes the roles and the database that DATABASE_OWNER_URL, DATABASE_URL and "
        "DATABASE_REPORTING_URL name, as the administrator of DATABASE_ADMINISTRATOR_URL, and the "
        "role that makes backups "
        "(DATABASE_BACKUP_URL) where it is named. Safe to repeat; run it before the first migrate, "
        "and again when a password changes."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        names = (
            "DATABASE_ADMINISTRATOR_URL",
            "DATABASE_OWNER_URL",
            "DATABASE_URL",
            "DATABASE_REPORTING_URL",
        )
        if missing := [name for name in names if not os.environ.get(name)]:
            raise CommandError(
                f"{' and '.join(missing)} must be set, each to "
                "postgresql://user:password@host/database"
            )
        try:
            database.prepare(*(os.environ[name] for name in names))
            if backup := os.environ.get("DATABASE_BACKUP_URL"):
                database.make_backup_role(os.environ[names[0]], backup)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("The roles and the database are ready. Next: manage.py migrate")
