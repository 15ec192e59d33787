"""Looking for a marked name in every column of every table."""

from typing import Any

from django.apps import apps
from django.db import connection
from psycopg import sql

from organisations.enums import Right
from organisations.models import Organisation
from rco_network.core.encryption import EncryptedTextField
from rco_network.core.models.audit_seal import VERIFY
from rco_network.core.tenancy import COUNT, ERASE, SIGN_IN, scope

EVERY_RIGHT = {*map(str, Right), COUNT, ERASE, SIGN_IN, VERIFY, "mail"}


def tables_with(mark: str) -> set[str]:
    """Return the tables in which the mark stands, in any column, in any organisation.

    Whole rows are searched as text (bytes as the digits that PostgreSQL prints), and what is
    encrypted is read in clear.
    """
    with scope(installation=True):
        everyone = list(Organisation.objects.values_list("pk", flat=True))
    with scope(organisation_ids=everyone, installation=True, rights=EVERY_RIGHT):
        return _in_rows(mark) | _encrypted(mark)


def _in_rows(mark: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace "
            "and relkind = 'r' and has_table_privilege(oid, 'select')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = set()
        for table in tables:
            asked = sql.SQL("select exists (select from {} t where t::text ilike any (%s))")
            cursor.execute(
                asked.format(sql.Identifier(table)),
                [[f"%{mark}%", f"%{mark.encode().hex()}%"]],
            )
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def _encrypted(mark: str) -> set[str]:
    found = set()
    for model in apps.get_models():
        names = [f.name for f in model._meta.fields if isinstance(f, EncryptedTextField)]
        rows: Any = model._default_manager.values_list(*names) if names else ()
        if any(mark.lower() in str(row).lower() for row in rows):
            found.add(model._meta.db_table)
    return found
