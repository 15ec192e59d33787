"""From an old key to the newest, row by row, while the site serves.

A row is changed only if it still holds what was read (compare and set), in transactions of a few
hundred rows, so an edit made meanwhile wins and nobody waits. What is done needs no note: it bears
the newest key's name. So a rotation can be stopped at any moment, and the next one goes on.

It runs as the run-time role, in a scope with a right of its own (ROTATE), which code alone gives.
`let_rotation_through` gives every table with sealed text a policy for that right when migrations
have run, so that no row, restricted or of any organisation, is missed by a key that is then thrown
away.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import OperationalError, connection, connections
from psycopg import sql

from .encryption import PREFIX, CannotDecrypt, EncryptedBytesField, EncryptedTextField, keyring
from .tenancy import scope
from .tenancy.constraints import may

ROTATE = "rotate"
BATCH = 300
FILES = 4  # of some megabytes each
MOST_PASSES = 5
# One sealed text, as a whole column or within JSON.
_TOKEN = re.compile(rf"{PREFIX}:[0-9a-f]{{8}}:[A-Za-z0-9+/=]+")

Say = Callable[[str, int, int], None]


@dataclass(frozen=True)
class SealedColumn:
    """A column that holds sealed text, and the place (`context`) to which the text is bound."""

    model: Any
    column: str
    context: str

    @property
    def names(self) -> dict[str, sql.Composable]:
        """The table's parts, quoted for SQL."""
        key = self.model._meta.pk
        return {
            "table": sql.Identifier(self.model._meta.db_table),
            "column": sql.Identifier(self.column),
            "key": sql.Identifier(key.column),
            "key_type": sql.SQL(key.rel_db_type(connection)),
            "type": sql.SQL(self.model._meta.get_field(self.column).db_type(connection)),
        }

    def __str__(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"


@dataclass
class Outcome:
    """How many rows were moved to the newest key, and which could not be read at all."""

    moved: int = 0
    unreadable: int = 0


_others: list[tuple[str, str, str]] = []


def holds_sealed_text(model: str, field: str, context: str) -> None:
    """Tell rotation of a column of another library (by model label) that holds sealed text."""
    if (model, field, context) not in _others:
        _others.append((model, field, context))


def sealed_columns() -> Iterator[SealedColumn]:
    """Yield every column with sealed text: encrypted fields, history's copies, other libraries'."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_fields:
                if isinstance(field, EncryptedTextField):
                    yield SealedColumn(model, str(field.column), field.context)
    for label, name, context in _others:
        yield SealedColumn(apps.get_model(label), name, context)


def rows_by_key(place: SealedColumn) -> Counter[str]:
    """Return how many rows each key sealed, by the key's name; "" for what no key of ours did."""
    query = sql.SQL(
        "select coalesce(substring({column}::text from {pattern}), ''), count(*) from {table} "
        "where {column} is not null and {column}::text like {mark} group by 1"
    )
    is_field = isinstance(place.model._meta.get_field(place.column), EncryptedTextField)
    mark = "_%" if is_field else f"%{PREFIX}:%"
    values = {"pattern": sql.Literal(f"{PREFIX}:([0-9a-f]{{8}}):"), "mark": sql.Literal(mark)}
    with scope(rights=[ROTATE]), connection.cursor() as cursor:
        cursor.execute(_text(query.format(**place.names, **values)))
        return Counter(dict(cursor.fetchall()))


def rotate(place: SealedColumn, say: Say, batch: int = BATCH) -> Outcome:
    """Move a column to the newest key. Rows that somebody edits meanwhile are tried again."""
    if isinstance(place.model._meta.get_field(place.column), EncryptedBytesField):
        batch = min(batch, FILES)
    total = sum(n for key, n in rows_by_key(place).items() if key != keyring().newest)
    done = Outcome()
    for _ in range(MOST_PASSES):
        unreadable, missed, after = 0, 0, None
        while rows := _older(place, after, batch):
            after = rows[-1][0]
            changes = []
            for key, old in rows:
                try:
                    changes.append((key, old, resealed(old, place.context)))
                except CannotDecrypt:
                    unreadable += 1
            moved = _replace(place, changes)
            done.moved += moved
            missed += len(changes) - moved
            say(str(place), done.moved, total)
        done.unreadable = unreadable
        if not missed:
            break
    return done


def resealed(text: str, context: str) -> str:
    """Return the text with every sealed part sealed again. Raises CannotDecrypt."""
    keys = keyring()
    if not _TOKEN.search(text):
        keys.decrypt(text, context)
    return _TOKEN.sub(lambda found: keys.encrypt(keys.decrypt(found[0], context), context), text)


def _older(place: SealedColumn, after: Any, batch: int) -> list[tuple[Any, str]]:
    """The next rows that hold something which the newest key did not seal."""
    query = sql.SQL(
        "select {key}, {column}::text from {table} where {column}::text ~ {pattern} {further} "
        "order by {key} limit {batch}"
    )
    further: sql.Composable = sql.SQL("")
    if after is not None:
        further = sql.SQL("and {key} > {after}").format(**place.names, after=sql.Literal(after))
    pattern = sql.Literal(f"{PREFIX}:(?!{keyring().newest}:)")
    values = {"pattern": pattern, "further": further, "batch": sql.Literal(batch)}
    with scope(rights=[ROTATE]), connection.cursor() as cursor:
        cursor.execute(_text(query.format(**place.names, **values)))
        return [(key, text) for key, text in cursor.fetchall()]


def _replace(place: SealedColumn, changes: list[tuple[Any, str, str]]) -> int:
    """Write what is still as it was read; return how many rows were."""
    if not changes:
        return 0
    query = sql.SQL(
        "update {table} t set {column} = v.new::{type} from unnest(%s::{key_type}[], %s::text[], "
        "%s::text[]) as v(key, old, new) where t.{key} = v.key and t.{column}::text = v.old"
    )
    keys, olds, news = (list(column) for column in zip(*changes, strict=True))
    for attempt in (1, 2, 3):
        try:
            with scope(rights=[ROTATE]), connection.cursor() as cursor:
                cursor.execute(_text(query.format(**place.names)), [keys, olds, news])
                return int(cursor.rowcount)
        except OperationalError:
            # A deadlock with an edit, or a row that somebody held too long: the edit goes first.
            if attempt == 3:
                raise
    return 0


def _text(query: sql.Composed) -> str:
    connection.ensure_connection()
    return query.as_string(connection.connection)


def let_rotation_through(using: str = "default", **_: Any) -> None:
    """Give each table with sealed text the policies for ROTATE (after `migrate`, as the owner)."""
    there = set(connections[using].introspection.table_names())
    with connections[using].cursor() as cursor:
        cursor.execute("select tablename, policyname from pg_policies")
        has = set(cursor.fetchall())
        for table in sorted({place.model._meta.db_table for place in sealed_columns()} & there):
            quoted = connections[using].ops.quote_name(table)
            for name, what in (("rotation_reads", "select"), ("rotation_changes", "update")):
                if (table, name) not in has:
                    cursor.execute(
                        f"create policy {name} on {quoted} for {what} using ({may(ROTATE)})"
                    )
