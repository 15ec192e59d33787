"""Triggers that run once a statement, declared on a model as a constraint."""

from collections.abc import Mapping
from typing import Any

from .tenancy.constraints import _DeferredConstraint

EVENTS = ("insert", "update", "delete")


class StatementTriggers(_DeferredConstraint):
    """A trigger function named like the constraint, and a trigger for each event that calls it."""

    def triggers_sql(
        self, model: Any, schema_editor: Any, function: str, seen: Mapping[str, str]
    ) -> str:
        """Return the statements: `function` makes it, `seen` is what each event's trigger sees
        (`referencing new table as …`), by the event."""
        quote = schema_editor.quote_name
        table = quote(model._meta.db_table)
        triggers = [
            f"create trigger {quote(f'{self.name}_{event}')} after {event} on {table} "
            f"{seen[event]} for each statement execute function {quote(self.name)}()"
            for event in EVENTS
            if event in seen
        ]
        return ";\n".join([function, *triggers])

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        """Return the statements that take both away."""
        quote = schema_editor.quote_name
        table = quote(model._meta.db_table)
        gone = [
            f"drop trigger if exists {quote(f'{self.name}_{event}')} on {table}" for event in EVENTS
        ]
        return "; ".join([*gone, f"drop function if exists {quote(self.name)}()"])

    def __eq__(self, other: Any) -> bool:
        return type(self) is type(other) and bool(self.deconstruct() == other.deconstruct())

    __hash__ = _DeferredConstraint.__hash__
