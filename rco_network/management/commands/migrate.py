from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from rco_network.core.personal_data import telling_texts
from rco_network.core.quick_migrations import quick_migrations
from rco_network.core.tenancy import counting, gates
from rco_network.core.tenancy.proof import write_keys
from rco_network.reports.figures.sources import reporting_columns


class Command(Migrate):
    """Django's migrate, as the role that owns the tables: the run-time role may not change them."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        if "owner" in settings.DATABASES:
            parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> str | None:
        with connections[options["database"]].cursor() as cursor:
            cursor.execute("SELECT current_user, has_schema_privilege('public', 'CREATE')")
            role, may_create = cursor.fetchone()
        if not may_create:
            raise CommandError(
                f"The role {role} may not make tables, as it should be at run time. "
                "Set DATABASE_OWNER_URL to the owner's address for this command alone."
            )
        with quick_migrations():
            done = super().handle(*args, **options)
        if not options.get("plan") and not options.get("check_unapplied"):
            write_keys(connections[options["database"]])
            role = str(settings.DATABASES["reporting"]["USER"])
            counting.grant(connections[options["database"]], role, reporting_columns())
            gates.keep_no_samples(options["database"], telling_texts())
        return done
