"""Databases from before the migrations of each app were joined into a few.

Django takes a new one as applied where all that it replaces are. Where only some are, it leaves
the new ones out without a word, and everything looks done: so we look ourselves.

Where an app has several new ones, each replaces steps of its own, since Django records these as
soon as the new one ran; and the last replaces the oldest. So the oldest step is on record only in
a database that began with the old ones, or where all the new ones ran.
"""

from collections import defaultdict

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def half_way(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return the apps of which only some of the old migrations are applied, with the last."""
    loader = MigrationLoader(None)
    applied = set(MigrationRecorder(connection).applied_migrations())
    old = defaultdict(set)
    for migration in loader.replacements.values():
        for app, name in migration.replaces:
            if (app, name) not in loader.disk_migrations:
                old[app].add(name)
    stopped = {}
    for app, names in old.items():
        done = {name for name in names if (app, name) in applied}
        if min(names) in done and done != names:
            stopped[app] = max(done)
    return stopped
