from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from rco_network.core.joined_migrations import half_way
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
        refuse_half_way(connections[options["database"]])
        with quick_migrations():
            done = super().handle(*args, **options)
        if not options.get("plan") and not options.get("check_unapplied"):
            write_keys(connections[options["database"]])
            role = str(settings.DATABASES["reporting"]["USER"])
            counting.grant(connections[options["database"]], role, reporting_columns())
            gates.keep_no_samples(options["database"], telling_texts())
        return done


def refuse_half_way(connection: BaseDatabaseWrapper) -> None:
    """Raise CommandError for tables that stopped between migrations that were joined since."""
    if stopped := half_way(connection):
        where = ", ".join(f"{app} at {name}" for app, name in sorted(stopped.items()))
        raise CommandError(
            f"The tables were left half way to an earlier version ({where}), and its single steps "
            "are joined in this one. Nothing was changed. Run `manage.py migrate` of the last "
            "version before 24 November 2026 to its end, then this one."
        )
