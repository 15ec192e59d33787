"""The history of rows, kept by the database: bulk writes, SQL and imports are in it too.

A model that is to have one says so among its constraints, beside its policy:

    constraints = [..., RowSecurity(name="services_enrolment_rows"),
                   Tracked(name="services_enrolment_history",
                           about=("services.participant", "participant_id"))]

and `makemigrations` does the rest. Chosen over django-pghistory, whose triggers any session turns
off by a setting (`pgtrigger.ignore`), which keeps a second table of every model with the rights
of whoever writes, and whose migrations change with every column.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from .models import RecordChange
from .statement_triggers import StatementTriggers

# Every triggers' name ends with what it is called for.
_EVENTS = {
    "insert": ("added", "referencing new table as new_rows"),
    "update": ("changed", "referencing old table as old_rows new table as new_rows"),
    "delete": ("removed", "referencing old table as old_rows"),
}


class Tracked(StatementTriggers):
    """Triggers that write each change of the table's rows into `core_recordchange`.

    `organisations` are the columns that name whose history it is (a row each). `about` is the
    record that a reader must be able to see, as (model label, column that holds its id); None
    leaves it to the right to read the trail. `ignored` columns are no change; of `secret` ones
    (encrypted) it is kept that they changed and not from what. `kinds` leaves out what would cost
    more than it tells.

    The triggers run once a statement, as the owner, so that nobody who may write the table can
    write its history. Under the right to erase they keep no values: what is erased is not copied.
    """

    def __init__(
        self,
        *,
        name: str,
        organisations: Collection[str] = ("organisation_id",),
        about: Collection[str] | None = None,
        ignored: Collection[str] = (),
        secret: Collection[str] = (),
        kinds: Collection[str] = ("added", "changed", "removed"),
    ) -> None:
        super().__init__(name=name)
        self.organisations = tuple(organisations)
        self.about = tuple(about) if about else None
        self.ignored = tuple(ignored)
        self.secret = tuple(secret)
        self.kinds = tuple(kinds)

    def sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        body = _FUNCTION.format(
            function=quote(self.name),
            record_type=_text(model._meta.label_lower),
            about_type=_text(self.about[0] if self.about else ""),
            about_new=f"n.{quote(self.about[1])}" if self.about else "null::bigint",
            about_old=f"o.{quote(self.about[1])}" if self.about else "null::bigint",
            owners_new=", ".join(f"(n.{quote(c)})" for c in self.organisations),
            owners_old=", ".join(f"(o.{quote(c)})" for c in self.organisations),
            unsaid=_array([*self.ignored, "id"]),
            secret=_array(self.secret),
        )
        seen = {event: tables for event, (kind, tables) in _EVENTS.items() if kind in self.kinds}
        return self.triggers_sql(model, schema_editor, body, seen)

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        usual = Tracked(name=self.name)
        for name in ("organisations", "about", "ignored", "secret", "kinds"):
            if getattr(self, name) != getattr(usual, name):
                kwargs[name] = getattr(self, name)
        return path, args, kwargs


def of(record: Model, *, organisation: Any) -> QuerySet[RecordChange]:
    """Return the changes of one record and of all that is about it, as this organisation has them.

    Empty for those who may not read the trail, or cannot see what the record is about.
    """
    kind = record._meta.label_lower
    return RecordChange.objects.for_organisation(organisation).filter(
        Q(record_type=kind, record_id=record.pk) | Q(about_type=kind, about_id=record.pk)
    )


def forget(model: type[Model], pks: Iterable[int]) -> int:
    """Delete the history of these records and of all that is about them; return how many rows.

    For erasure and retention, in a scope with the right ERASE over the organisations concerned,
    after the records themselves were erased. Elsewhere it finds nothing and returns 0.
    """
    kind, ids = model._meta.label_lower, list(pks)
    of_them = Q(record_type=kind, record_id__in=ids) | Q(about_type=kind, about_id__in=ids)
    return RecordChange.objects.filter(of_them).delete()[0]


def _text(value: str) -> str:
    if "'" in value or "\\" in value:
        raise ValueError("A model's label has no quotes.")
    return f"'{value}'"


def _array(values: Iterable[str]) -> str:
    return "array[" + ", ".join(map(_text, values)) + "]::text[]"


# A database that is there already keeps the function it was given: after a change of this text
# a migration must take the constraints away and add them again.
_FUNCTION = """
create or replace function {function}() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    actor bigint;
    keeps boolean;
begin
    if tg_op = 'INSERT' then
        actor := public.rco_user();
        insert into public.core_recordchange (uuid, organisation_id, record_type, record_id,
            about_type, about_id, kind, fields, was, by_id, at)
        select gen_random_uuid(), owner.id, {record_type}, n.id, {about_type}, {about_new},
            'added', '{{}}', null, actor, now()
        from new_rows n cross join lateral (values {owners_new}) as owner(id)
        where owner.id is not null;
        return null;
    end if;
    -- A text under another key is the same text.
    if not exists (select from old_rows) or public.rco_may('rotate') then
        return null;
    end if;
    actor := public.rco_user();
    keeps := not public.rco_may('erase');
    if tg_op = 'UPDATE' then
        insert into public.core_recordchange (uuid, organisation_id, record_type, record_id,
            about_type, about_id, kind, fields, was, by_id, at)
        select gen_random_uuid(), owner.id, {record_type}, o.id, {about_type}, {about_old},
            'changed', difference.fields, difference.was, actor, now()
        from old_rows o join new_rows n on n.id = o.id
        cross join lateral (select to_jsonb(n) as now offset 0) as image
        cross join lateral (
            select array_agg(pair.key order by pair.key) as fields,
                jsonb_object_agg(pair.key, pair.value)
                    filter (where keeps and pair.key <> all ({secret})) as was
            from jsonb_each(to_jsonb(o)) as pair
            where pair.key <> all ({unsaid})
                and pair.value is distinct from image.now -> pair.key
        ) as difference
        cross join lateral (values {owners_old}) as owner(id)
        where o is distinct from n and difference.fields is not null and owner.id is not null;
    else
        insert into public.core_recordchange (uuid, organisation_id, record_type, record_id,
            about_type, about_id, kind, fields, was, by_id, at)
        select gen_random_uuid(), owner.id, {record_type}, o.id, {about_type}, {about_old},
            'removed', '{{}}',
            case when keeps then to_jsonb(o) - {unsaid} - {secret} end, actor, now()
        from old_rows o cross join lateral (values {owners_old}) as owner(id)
        where owner.id is not null;
    end if;
    return null;
end
$$"""
