"""Foreign keys as the database itself sees them: none may cross from one network to another."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, transaction

from .ground import Ground, everything
from .rows import conditions, ours

# Not of an organisation: the same for everyone, or an account.
_SHARED = {
    "organisations.Place",
    "organisations.Organisation",
    "outcomes.Domain",
    "outcomes.Framework",
    "outcomes.Measure",
    "accounts.User",
}


@dataclass
class Keys:
    """How many keys were tried, which of them crossed, and which had no row to be tried on."""

    tried: int = 0
    crossed: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def try_keys(ground: Ground) -> Keys:
    """Try to point each foreign key of a row at the other network's row, as the run-time role."""
    found = Keys()
    for model in apps.get_models():
        for one in model._meta.concrete_fields:
            if _is_owned(model) and _points_at_owned(one):
                _try_key(ground, model, one, found)
    return found


def _is_owned(model: Any) -> bool:
    return model._meta.app_label in ours() and model._meta.db_table in conditions()


def _points_at_owned(one: Any) -> bool:
    target = getattr(one.related_model, "_meta", None)
    return bool(one.is_relation and target and target.label not in _SHARED)


def _try_key(ground: Ground, model: Any, one: Any, found: Keys) -> None:
    """Change a row of one's own, with every right that there is, to name another's."""
    table, column = model._meta.db_table, one.column
    mine = _some_row(ground.home, model)
    theirs = _some_row(ground.other, one.related_model)
    name = f"{table}.{column}"
    if mine is None or theirs is None:
        found.empty.append(name)
        return
    found.tried += 1
    sql = f'update "{table}" set "{column}" = %s where {model._meta.pk.column} = %s'  # noqa: S608 (catalogue names)
    try:
        with transaction.atomic():
            with everything(ground.home.owner_pks()), connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")
                cursor.execute(sql, [theirs, mine])
                if cursor.rowcount:
                    found.crossed.append(name)
            transaction.set_rollback(True)
    except DatabaseError:
        return


def _some_row(world: Any, model: Any) -> Any:
    """Return the key of one of the world's rows, None where there is none."""
    table, key = model._meta.db_table, model._meta.pk.column
    condition = conditions().get(table)
    if condition is None:
        return None
    with everything(world.owner_pks()), connection.cursor() as cursor:
        cursor.execute(
            f'select t."{key}" from "{table}" t where {condition} order by 1 limit 1',  # noqa: S608
            {"owners": world.owner_pks()},
        )
        found = cursor.fetchone()
    return found[0] if found else None
