"""Adding a row once, however often the request for it arrives."""

import uuid
from typing import Any, TypeVar

from django.db import IntegrityError, connection, transaction

Row = TypeVar("Row", bound=Any)


def add_once(row: Row) -> tuple[Row, bool]:
    """Insert the row, or find the one in the scope that has its uuid already.

    Returns the stored row and whether it is new. A uuid that a row outside the scope has is
    replaced: two pages never make the same one by chance, and nobody learns that it exists.
    """
    for _ in range(2):
        try:
            with transaction.atomic():
                row.save(force_insert=True)
                return row, True
        except IntegrityError as error:
            name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
            if not name.endswith("uuid_key"):
                raise
            found = type(row)._default_manager.filter(uuid=row.uuid).first()
            if found is not None:
                return found, False
            row.uuid = uuid.uuid4()
    raise RuntimeError("Two new uuids were taken.")


def add_unless_there(row: Any) -> bool:
    """Insert the row unless a unique key of its table is taken; return whether it went in.

    One statement, without a savepoint, and the row's key is set. The one who holds the key may
    be another transaction: this waits for it to end.
    """
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection=connection)
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {quote(row._meta.db_table)} ({columns}) "  # noqa: S608 (model names)
            f"values ({', '.join(['%s'] * len(fields))}) on conflict do nothing returning id",
            values,
        )
        added = cursor.fetchone()
    if added:
        row.pk = added[0]
        row._state.adding = False
    return added is not None
