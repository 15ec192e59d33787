"""Noting which rows an import makes and changes, set by set, beside the rows themselves."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from rco_network.core.enums import ChangeKind

# Numbers in one row of the ledger.
BATCH = 25_000

_NOTE = """
insert into services_importedrows (organisation_id, file_import_id, record_type, kind, ids, was)
values (%(org)s, %(import)s, %(type)s, %(kind)s, %(ids)s, %(was)s)
"""
_ADDED = """
insert into services_importedrows (organisation_id, file_import_id, record_type, kind, ids)
select %(org)s, %(import)s, '{label}', 'added', array_agg(id) from {source} having count(*) > 0
returning cardinality(ids)
"""
_CHANGED = """
insert into services_importedrows (organisation_id, file_import_id, record_type, kind, ids, was)
select %(org)s, %(import)s, '{label}', 'changed', array_agg(id), jsonb_object_agg(id::text, was)
from {source} having count(*) > 0
returning cardinality(ids)
"""


def added(label: str, source: str, *, after: str = "") -> str:
    """SQL: note the rows of `source` (a query or CTE with a column id) as made by the import.

    `after` is the WITH clause that makes them. Bound: org and import. Returns how many, or no row
    where there are none.
    """
    return after + _ADDED.format(label=label, source=source)


def changed(label: str, source: str, *, after: str = "") -> str:
    """SQL: as `added`, of rows that were there; the column `was` holds what they were (jsonb)."""
    return after + _CHANGED.format(label=label, source=source)


class Ledger:
    """Notes rows for one import, for those that are written one by one."""

    def __init__(self, cursor: Any, organisation_id: int, import_id: int) -> None:
        self.cursor = cursor
        self.values = {"org": organisation_id, "import": import_id}

    def run(self, statement: str, **values: Any) -> int:
        """Execute a statement that ends in `added` or `changed`; return how many rows it noted."""
        self.cursor.execute(statement, self.values | values)
        return sum(row[0] for row in self.cursor.fetchall())

    def made(self, label: str, ids: Iterable[int]) -> None:
        """Note rows of a model ("services.group") as made."""
        found = list(ids)
        for start in range(0, len(found), BATCH):
            self._note(label, ChangeKind.ADDED, found[start : start + BATCH], None)

    def altered(self, label: str, was: Mapping[int, Mapping[str, Any]]) -> None:
        """Note rows as changed from what they were, a mapping of columns to values."""
        columns: dict[tuple[str, ...], dict[int, Mapping[str, Any]]] = {}
        for pk, values in was.items():
            columns.setdefault(tuple(sorted(values)), {})[pk] = values
        for group in columns.values():
            self._note(label, ChangeKind.CHANGED, list(group), json.dumps(group, default=str))

    def _note(self, label: str, kind: ChangeKind, ids: list[int], was: str | None) -> None:
        more = {"type": label, "kind": str(kind), "ids": ids, "was": was}
        self.cursor.execute(_NOTE, self.values | more)
