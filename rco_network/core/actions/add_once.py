"""Adding a row once, however often the request for it arrives."""

import uuid
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

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
