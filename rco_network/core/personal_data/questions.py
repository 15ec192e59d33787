"""What is asked of the declarations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CharField, Model, Q, QuerySet, TextField
from django.utils.module_loading import autodiscover_modules

from .declarations import BY_LAW, Declaration, all_declared, asked


def declarations() -> dict[str, Declaration]:
    """Return every model's declaration by its label ("services.participant")."""
    if not asked.done:
        autodiscover_modules("retention")
        asked.done = True
    return all_declared()


def declaration_of(model: type[Model]) -> Declaration | None:
    """Return what was declared of a model, None where nothing was."""
    return declarations().get(model._meta.label_lower)


def identifying_columns(model: type[Model]) -> frozenset[str]:
    """Return the table's columns that may say who somebody is, undeclared ones among them."""
    return columns_of(model) - countable_columns(model)


def countable_columns(model: type[Model]) -> frozenset[str]:
    """Return the table's columns that say of nobody who they are: what figures are counted from.

    A field that nobody declared is not among them, nor is any of a model that nobody declared or
    that is kept by law alone.
    """
    found = declaration_of(model)
    if found is None or found.row == BY_LAW:
        return frozenset()
    return frozenset(
        str(f.column)
        for f in model._meta.local_concrete_fields
        if f.name in found.plain or (f.name in found.fields and not found.fields[f.name].identifies)
    )


def columns_of(model: type[Model]) -> frozenset[str]:
    """Return every column of the model's table."""
    return frozenset(str(f.column) for f in model._meta.local_concrete_fields)


def telling_texts() -> dict[str, list[str]]:
    """Return, by table, the texts that may say who somebody is.

    Not the words of names (`NameKey`): how often each comes is what makes finding a name quick.
    """
    found: dict[str, list[str]] = {}
    for model in apps.get_models():
        if model._meta.label != "services.NameKey":
            telling = identifying_columns(model)
            found[model._meta.db_table] = [
                str(f.column)
                for f in model._meta.local_concrete_fields
                if f.column in telling and isinstance(f, CharField | TextField) and not f.choices
            ]
    return {table: columns for table, columns in found.items() if columns}


@dataclass(frozen=True)
class Holding:
    """What one table holds about one person: the rows, and the fields with their reasons."""

    model: type[Model]
    rows: QuerySet[Any]
    fields: tuple[tuple[str, str], ...]
    declaration: Declaration

    @property
    def withheld(self) -> str:
        """Why the rows are not simply given out; "" where they are."""
        return self.declaration.withheld


def holdings_of(participant: Model) -> Iterator[Holding]:
    """Yield what is held about a participant, table by table, tables without a row too.

    Rows are those that the scope lets its reader see. Fields are (name, why it is kept), and
    those about the colleague who wrote it are not among them.
    """
    for label, found in sorted(declarations().items()):
        if found.participant is None:
            continue
        model = apps.get_model(label)
        fields = tuple((n, f.why) for n, f in found.fields.items() if not f.about_staff)
        yield Holding(model, rows_of(model, found, participant), fields, found)


def rows_of(model: type[Model], found: Declaration, participant: Any) -> QuerySet[Any]:
    """Return the rows of one table that are about this participant, of their organisation alone."""
    path = found.participant
    if path is None:
        return model._default_manager.none()
    condition = path(participant) if callable(path) else Q(**{path: participant.pk})
    rows = model._default_manager.filter(condition)
    names = {f.name for f in model._meta.local_concrete_fields}
    if "organisation" in names:
        rows = rows.filter(organisation_id=participant.organisation_id)
    return rows.distinct() if isinstance(path, str) and "__" in path else rows
