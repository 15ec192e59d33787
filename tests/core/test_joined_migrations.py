"""A database from before the migrations were joined is migrated, or is told that it is not."""

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from rco_network.core.joined_migrations import half_way
from rco_network.management.commands.migrate import refuse_half_way

pytestmark = pytest.mark.django_db


def old_steps(app):
    """The replaced migrations of an app, in order. What is on record of it is taken off."""
    recorder, loader = MigrationRecorder(connection), MigrationExecutor(connection).loader
    steps = set()
    for key, new in loader.replacements.items():
        if key[0] == app:
            recorder.record_unapplied(*key)
            steps.update(new.replaces)
    for step in steps:
        recorder.record_unapplied(*step)
    return sorted(steps), recorder


def test_every_old_step_counts_as_every_new_one():
    steps, recorder = old_steps("services")
    assert len(steps) == 21
    executor = MigrationExecutor(connection)
    assert executor.migration_plan([("services", "0003_keys_of_names")])
    for step in steps:
        recorder.record_applied(*step)
    executor = MigrationExecutor(connection)
    assert not executor.migration_plan(executor.loader.graph.leaf_nodes())
    assert half_way(connection) == {}
    refuse_half_way(connection)


@pytest.mark.parametrize(
    ("app", "many", "last"),
    [
        ("reports", 5, "0005_takeout"),
        ("core", 1, "0001_scope_functions"),
        ("core", 10, "0010_trail_by_day"),
    ],
)
def test_some_of_them_are_refused_by_name(client, app, many, last):
    steps, recorder = old_steps(app)
    for step in steps[:many]:
        recorder.record_applied(*step)
    assert half_way(connection) == {app: last}
    with pytest.raises(CommandError, match=f"{app} at {last}.*Nothing was changed"):
        refuse_half_way(connection)
    assert client.get("/readyz").json()["migrations"] is False


def test_what_was_cut_short_goes_on():
    """The first of the new ones ran, the others not yet."""
    _, recorder = old_steps("services")
    first = MigrationExecutor(connection).loader.disk_migrations[
        "services", "0001_hidden_and_heard"
    ]
    for step in first.replaces:
        recorder.record_applied(*step)
    executor = MigrationExecutor(connection)
    to_do = executor.migration_plan([("services", "0003_keys_of_names")])
    assert [str(m) for m, _ in to_do] == ["services.0002_tables", "services.0003_keys_of_names"]
    assert half_way(connection) == {}


def test_a_database_made_today_has_none_of_it():
    assert half_way(connection) == {}
