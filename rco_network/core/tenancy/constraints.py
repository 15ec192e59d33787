"""What the database itself refuses, declared on the model and written by `makemigrations`.

`RowSecurity` and `OwnedReference` are Django constraints, so a new table gets its policy and its
keys in the migration that creates it. Both were chosen over plain `RunSQL`: what a table promises
stands beside its fields, and a test compares the declarations with the catalogue.
"""

from typing import Any

from django.db.models import BaseConstraint

# Each question is a scalar sub-select, so that it is answered once a query and not once a row.
_MINE = "{column} = any ((select rco_organisations())::bigint[])"
INSTALLATION = "(select rco_is_installation())"
USER = "(select rco_user())"
SIGNED_IN = f"({USER} is not null or {INSTALLATION})"


def mine(*columns: str) -> str:
    """SQL: one of these columns names an organisation of the scope."""
    return "(" + " or ".join(_MINE.format(column=column) for column in columns) + ")"


def may(right: str) -> str:
    """SQL: the scope carries this right (a value of `Right`, or one of tenancy's own three)."""
    return f"(select rco_may('{right}'))"


class _DeferredConstraint(BaseConstraint):
    """Added at the end of its migration, when every table and unique key that it needs is there.

    Forms need not check it.
    """

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        self.create_sql(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        schema_editor.deferred_sql.append(self.sql(model, schema_editor))
        # Django defers what comes back for a new table with a default that has parameters.
        return ""

    def sql(self, model: Any, schema_editor: Any) -> str:
        """Return the statements that put the constraint on the model's table."""
        raise NotImplementedError

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "") -> None:
        """The database checks; there is nothing to tell a form before."""


class RowSecurity(_DeferredConstraint):
    """Forced row security: `read` and `write` are SQL conditions on the table's own columns.

    `change` and `remove` are those of UPDATE and DELETE where they differ from `write`.
    `append_only` leaves out the policies for both (except a `change` or `remove` that is given),
    so that no role that is bound by row security can change or remove a row. PostgreSQL also asks
    `read` of a row that is changed, removed, or added with RETURNING.
    """

    def __init__(
        self,
        *,
        name: str,
        read: str = "",
        write: str = "",
        change: str = "",
        remove: str = "",
        append_only: bool = False,
    ) -> None:
        super().__init__(name=name)
        self.read = read or mine("organisation_id")
        self.write = write or self.read
        self.change = change or ("" if append_only else self.write)
        self.remove = remove or ("" if append_only else self.write)
        self.append_only = append_only

    def sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        sql = [
            f"alter table {table} enable row level security",
            f"alter table {table} force row level security",
            f"create policy may_read on {table} for select using ({self.read})",
            f"create policy may_add on {table} for insert with check ({self.write})",
        ]
        if self.change:
            sql.append(
                f"create policy may_change on {table} for update "
                f"using ({self.change}) with check ({self.change})"
            )
        if self.remove:
            sql.append(f"create policy may_remove on {table} for delete using ({self.remove})")
        return "; ".join(sql)

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        names = ("may_read", "may_add", "may_change", "may_remove")
        dropped = "; ".join(f"drop policy if exists {name} on {table}" for name in names)
        # Fails closed: without policies and with security still forced, nobody sees a row.
        return dropped

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        kwargs |= {"read": self.read, "write": self.write, "append_only": self.append_only}
        usual = "" if self.append_only else self.write
        for name in ("change", "remove"):
            if getattr(self, name) != usual:
                kwargs[name] = getattr(self, name)
        return path, args, kwargs

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RowSecurity) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__


class OwnedReference(_DeferredConstraint):
    """A composite foreign key: the row and what it points at belong to the same organisation.

    `columns` are this table's, `to_columns` those of `to` (a model label). The foreign key field
    itself is declared with `db_constraint=False`. Row security alone would accept a key into
    another organisation, since PostgreSQL checks keys as the table's owner.
    """

    def __init__(
        self,
        *,
        name: str,
        to: str,
        columns: tuple[str, ...] | list[str],
        to_columns: tuple[str, ...] | list[str] = ("organisation_id", "id"),
        on_update_cascade: bool = False,
    ) -> None:
        super().__init__(name=name)
        self.to = to
        self.columns = tuple(columns)
        self.to_columns = tuple(to_columns)
        self.on_update_cascade = on_update_cascade

    def sql(self, model: Any, schema_editor: Any) -> str:
        app_label, model_name = self.to.split(".")
        # The table's name is known from the label: no model here sets another one.
        to_table = schema_editor.quote_name(f"{app_label}_{model_name}".lower())
        quote = schema_editor.quote_name
        return (
            f"alter table {quote(model._meta.db_table)} add constraint {quote(self.name)} "
            f"foreign key ({', '.join(map(quote, self.columns))}) "
            f"references {to_table} ({', '.join(map(quote, self.to_columns))})"
            + (" on update cascade" if self.on_update_cascade else "")
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        return (
            f"alter table {quote(model._meta.db_table)} drop constraint if exists "
            f"{quote(self.name)}"
        )

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        kwargs |= {
            "to": self.to,
            "columns": self.columns,
            "to_columns": self.to_columns,
            "on_update_cascade": self.on_update_cascade,
        }
        return path, args, kwargs

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnedReference) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__
