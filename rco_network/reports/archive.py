"""Everything of an organisation, table by table, derived from the models and their declarations.

A new table is in by itself; what is left out stands in `LEFT_OUT`, each with its reason, and
tests/reports/test_takeouts.py holds both. What the asker may not see is not in it, since they are
their rows that are read: row security decides, here as on every page.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import IO, Any
from uuid import UUID

from django.apps import apps
from django.db.backends.postgresql.psycopg_any import Range
from django.db.models import BinaryField, Model, Q, QuerySet

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.reference.trail_words import record_name
from rco_network.core.encryption import EncryptedTextField
from rco_network.core.personal_data import PERIODS, Period, declaration_of
from rco_network.core.personal_data.periods import length_in_words
from rco_network.core.spreadsheets import neutralise
from rco_network.core.tenancy import RowSecurity

BATCH = 2000
# Tables with row security that are not in the archive, each with its reason.
LEFT_OUT = {
    "core.auditseal": "seals the trail of the whole installation",
    "core.recordchange": "earlier values of rows: each record's page has its history",
    "core.job": "background work that was done",
    "core.mail": "mail on its way; its text is gone once it left",
    "core.announcement": "worked out each night from how long things are kept",
    "reports.pack": "a copy of what the archive holds anyway",
    "reports.takeout": "the archive itself",
    "reports.takeoutpart": "the archive itself",
    "reports.dossier": "a copy of reports that the archive holds anyway",
    "reports.dossierpart": "a copy of reports that the archive holds anyway",
    "reports.matchcode": "codes that nobody may read, made from names by the machine",
    "services.namekey": "made from names by the machine",
    "services.fileimport": "uploaded files, which go after a day",
    "services.calendarfeed": "secret addresses",
    "services.outboxreceipt": "that a phone's entry arrived",
    "advice.partykey": "made from names by the machine",
    "advice.guardrule": "the forum's table, the same for every member",
    "outcomes.storyfilecontent": "its files are in the archive as documents",
    "outcomes.matchingkey": "a secret, with which nobody's anonymous answers are known again",
    "safeguarding.receipt": "belongs to the one who raised a concern, and to no organisation",
    "reports.editionfile": "its files are in the archive as documents",
    "reports.editionseal": "what anybody may ask about a file: code and hash",
}
# Only for those who handle concerns; row security says which of them.
CONCERNS = frozenset({"safeguarding.concern", "safeguarding.entry"})
# How to an organisation's rows of a table that does not name it as `organisation`.
_OWNED_BY = {
    "accounts.user": "memberships__organisation",
    "organisations.organisation": "pk",
    "organisations.forummembership": "member",
    "funding.award": "recipient",
    "referrals.referral": "sender receiver",  # one row that two organisations share
}
# Of an account, who it is. Nothing with which somebody could sign in.
_ONLY = {"accounts.user": ("id", "uuid", "name", "email")}
_SECRET = re.compile("password|token|secret|hash|session_round")


@dataclass(frozen=True)
class Column:
    """A column: its name, what it means, and whether it says something about a person."""

    name: str
    meaning: str
    kind: str
    is_personal: bool
    refers_to: str
    period: str


@dataclass(frozen=True)
class Table:
    """A model of which rows go out."""

    model: type[Model]
    columns: tuple[Column, ...]

    @property
    def label(self) -> str:
        """The name of its files: "services.participant"."""
        return str(self.model._meta.label_lower)

    @property
    def names(self) -> list[str]:
        """The columns' names."""
        return [column.name for column in self.columns]

    def batches(self, organisation_id: int) -> Iterator[list[tuple[Any, ...]]]:
        """Yield the organisation's rows by their keys, some at a time."""
        rows = rows_of(self.model, organisation_id).order_by("pk")
        at, last = self.names.index(self.model._meta.pk.attname), None
        while True:
            more = rows if last is None else rows.filter(pk__gt=last)
            batch = list(more.values_list(*self.names)[:BATCH])
            if batch:
                yield batch
            if len(batch) < BATCH:
                return
            last = batch[-1][at]


def rows_of(model: type[Model], organisation_id: int) -> QuerySet[Any]:
    """Return the organisation's rows of a table, as far as the scope sees them."""
    paths = _OWNED_BY.get(model._meta.label_lower, "organisation").split()
    own = reduce(or_, (Q(**{path: organisation_id}) for path in paths))
    rows = model._default_manager.filter(own)
    return rows.distinct() if any("__" in path for path in paths) else rows


def is_tenants(model: type[Model]) -> bool:
    """Whether a table holds rows of organisations: it has row security."""
    return any(isinstance(one, RowSecurity) for one in model._meta.constraints)


def tables_for(asker: StaffMembership) -> list[Table]:
    """Return the tables that this person may take out, in the order of the apps."""
    with_concerns = asker.has_right(Right.HANDLE_CONCERNS)
    return [
        Table(model, tuple(_columns(model)))
        for model in apps.get_models()
        if is_tenants(model)
        and model._meta.label_lower not in LEFT_OUT
        and (with_concerns or model._meta.label_lower not in CONCERNS)
    ]


def _columns(model: type[Model]) -> Iterator[Column]:
    declared = declaration_of(model)
    only = _ONLY.get(model._meta.label_lower)
    for field in model._meta.local_concrete_fields:
        name = field.attname
        if (only and name not in only) or isinstance(field, BinaryField) or _SECRET.search(name):
            continue
        personal = declared.fields.get(field.name) if declared else None
        related: Any = field.related_model
        period = PERIODS.get(personal.period) if personal else None
        yield Column(
            name=name,
            meaning=personal.why if personal else _plain_meaning(field),
            kind="encrypted at rest, plain here"
            if isinstance(field, EncryptedTextField)
            else field.get_internal_type(),
            is_personal=personal is not None,
            refers_to=f"{related._meta.label_lower}.{field.target_field.name}" if related else "",  # type: ignore[attr-defined]
            period=_kept(period) if period else "",
        )


def _kept(period: Period) -> str:
    """How long a value is kept, as the usual length says; an organisation may have set its own."""
    length = length_in_words(period.months, period.hours)
    return f"{length} after {period.clock}" if length else f"until {period.clock}"


def _plain_meaning(field: Any) -> str:
    """What a column is that says nothing about a person."""
    if field.primary_key:
        return "Key of the row, to which other tables refer."
    if field.name == "uuid":
        return "Public name of the row, as in addresses."
    if field.related_model is not None:
        return f"Which {record_name(field.related_model._meta.label_lower).lower()} it belongs to."
    if field.name == "created_at":
        return "When the row was added."
    return str(field.help_text) or str(field.verbose_name).capitalize()


def dictionary(tables: list[Table]) -> Iterator[list[str]]:
    """Yield the rows of the data dictionary: a head, then each column of each table."""
    yield ["File", "What a row is", "Column", "Meaning", "Kind", "About a person", "Refers to",
           "Values", "Kept as"]  # fmt: skip
    for table in tables:
        for column in table.columns:
            field = next(
                f for f in table.model._meta.local_concrete_fields if f.attname == column.name
            )
            values = "; ".join(f"{key} = {label}" for key, label in field.flatchoices)
            yield [
                f"csv/{table.label}.csv",
                record_name(table.label),
                column.name,
                column.meaning,
                column.kind,
                "yes" if column.is_personal else "no",
                column.refers_to,
                values,
                column.period,
            ]


def write_csv(out: IO[bytes], table: Table, organisation_id: int) -> int:
    """Write a table as CSV in UTF-8 without live formulas; return how many rows."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer, number = csv.writer(text), 0
    writer.writerow(table.names)
    for batch in table.batches(organisation_id):
        writer.writerows([neutralise(_cell(value)) for value in row] for row in batch)
        number += len(batch)
    text.detach()
    return number


def write_json(out: IO[bytes], table: Table, organisation_id: int) -> None:
    """Write a table as a JSON list of objects, as the values are."""
    out.write(b"[")
    is_first = True
    for batch in table.batches(organisation_id):
        for row in batch:
            found = dict(zip(table.names, row, strict=True))
            text = json.dumps(found, ensure_ascii=False, default=_plain)
            out.write(("\n" if is_first else ",\n").encode() + text.encode("utf-8"))
            is_first = False
    out.write(b"\n]\n")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return value if isinstance(value, int | Decimal | str) else _plain(value)


_AS_TEXT: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    ((date, time, datetime), lambda value: value.isoformat()),
    ((UUID, Decimal), str),
    (Range, lambda value: [_plain(value.lower), _plain(value.upper)]),
    (timedelta, lambda value: value.total_seconds()),
    ((bytes, memoryview), lambda value: f"{len(value)} bytes"),
)


def _plain(value: Any) -> Any:
    """Write a value of the database as JSON can hold it."""
    for kinds, write in _AS_TEXT:
        if isinstance(value, kinds):
            return write(value)
    return str(value)
