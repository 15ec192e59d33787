"""Reading all rows of a network, so that a change in any of them is seen."""

import json
from collections import Counter
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

from .ground import World, everything

_WINGS = ("rco_network", "organisations", "services", "outcomes", "funding")
Rows = dict[str, list[dict[str, Any]]]
Profile = dict[tuple[str, str], Counter[str]]

_DIRECTORY, _ACCOUNTS = "organisations_organisation", "accounts_user"


@cache
def ours() -> frozenset[str]:
    """Return the labels of our own apps, rooms among them."""
    return frozenset(
        app.label for app in apps.get_app_configs() if app.name.partition(".")[0] in _WINGS
    )


@cache
def conditions() -> dict[str, str]:
    """Return, by table of ours, the SQL that says which rows are a network's (`owners`)."""
    found = {
        _DIRECTORY: "t.id = any(%(owners)s)",
        _ACCOUNTS: "t.id in (select user_id from organisations_staffmembership"
        " where organisation_id = any(%(owners)s))",
    }
    for model in apps.get_models():
        owners = [
            field.column
            for field in model._meta.concrete_fields
            if field.related_model is not None
            and getattr(field.related_model, "_meta", None) is not None
            and field.related_model._meta.label == "organisations.Organisation"
        ]
        if model._meta.app_label in ours() and model._meta.managed and owners:
            tests = (f't."{column}" = any(%(owners)s)' for column in owners)
            found[model._meta.db_table] = " or ".join(tests)
    return found


def checksums(world: World) -> dict[str, str]:
    """Return a sum of each table's rows that belong to the network, read with every right."""
    parts = [
        f"select '{table}', md5(coalesce(string_agg(t::text, '|' order by t::text), '')) "  # noqa: S608
        f'from "{table}" t where {condition}'
        for table, condition in conditions().items()
    ]
    with everything(world.owner_pks()), connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), {"owners": world.owner_pks()})
        return dict(cursor.fetchall())


def profile(world: World) -> Profile:
    """Return, for each column of the network's rows, how often it holds what."""
    found: Profile = {}
    parts = [
        f"select '{table}', to_jsonb(t)::text from \"{table}\" t where {condition}"  # noqa: S608
        for table, condition in conditions().items()
    ]
    with everything(world.owner_pks()), connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), {"owners": world.owner_pks()})
        for table, text in cursor.fetchall():
            for column, value in json.loads(text).items():
                found.setdefault((table, column), Counter())[str(value)] += 1
    return found


def differences(one: Profile, two: Profile) -> set[tuple[str, str]]:
    """Return the (table, column) pairs whose contents differ."""
    return {key for key in one.keys() | two.keys() if one.get(key) != two.get(key)}
