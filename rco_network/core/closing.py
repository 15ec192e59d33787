"""Days that are closed: what is counted on them changes with a reason on record, or not at all.

A model whose rows figures count by day says so among its constraints:

    constraints = [..., ClosedDays(name="services_session_closed", day="held_on",
                                   counted=("held_on", "minutes"), **CLOSED)]

The check is the database's, once a statement, so that a bulk write of twenty marks asks once, and
an action that forgot to ask, an import or plain SQL cannot change what was issued in silence.
"""

from collections.abc import Sequence
from typing import Any

from .statement_triggers import StatementTriggers

# The SQLSTATE of the refusal: of no class that Django turns into an IntegrityError.
REFUSED = "RCO01"
# First half of an advisory lock, the second is the organisation. Writers share it, closing takes
# it alone: who writes sees the days that were closed before, or was done before they were closed.
TURN = 1936223348

_SEEN = {
    "insert": "referencing new table as touched",
    "update": "referencing old table as old_rows new table as new_rows",
    "delete": "referencing old table as touched",
}


class ClosedDays(StatementTriggers):
    """Triggers that refuse to add, remove or change rows of a closed day without a reason.

    `locks` is the model that says which days are closed (organisation, first_on, last_on,
    because, locked_at), `corrections` the one that says why something is changed all the same: the
    transaction names its row (tenancy.scope.correcting). `day` is the table's column with the day,
    or one of the row that `through`, as (model, own column), points at. An update counts where
    one of the columns `counted` changes.

    Erasure and retention pass: they keep counts true and say themselves why they run.
    """

    def __init__(
        self,
        *,
        name: str,
        day: str,
        counted: Sequence[str],
        locks: str,
        corrections: str,
        through: Sequence[str] = (),
    ) -> None:
        super().__init__(name=name)
        self.day = day
        self.counted = tuple(counted)
        self.locks = locks
        self.corrections = corrections
        self.through = tuple(through)

    def sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        function = quote(self.name)
        counted = ("organisation_id", *self.counted)
        body = _FUNCTION.format(
            function=function,
            refused=REFUSED,
            turn=TURN,
            locks=_table(self.locks),
            corrections=_table(self.corrections),
            day_touched=self._day("t", quote),
            day_old=self._day("o", quote),
            day_new=self._day("n", quote),
            was=", ".join(f"o.{quote(column)}" for column in counted),
            is_now=", ".join(f"n.{quote(column)}" for column in counted),
        )
        return self.triggers_sql(model, schema_editor, body, _SEEN)

    def _day(self, row: str, quote: Any) -> str:
        """SQL: the day of a row of this alias."""
        if not self.through:
            return f"{row}.{quote(self.day)}"
        model, column = self.through
        day, its = quote(self.day), f"{row}.{quote(column)}"
        return f"(select p.{day} from {_table(model)} p where p.id = {its})"  # noqa: S608

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        kwargs |= {name: getattr(self, name) for name in ("day", "counted", "locks", "corrections")}
        if self.through:
            kwargs["through"] = self.through
        return path, args, kwargs


def _table(label: str) -> str:
    """The table of a model: no model here sets another name."""
    return "public." + label.replace(".", "_").lower()


# A database that is there already keeps the function it was given: after a change of this text
# a migration must take the constraints away and add them again.
#
# It runs as whoever writes: they see their own organisation's closed days, and write no other's.
# The turn is waited for before the question, and each statement of the function looks anew.
_FUNCTION = """
create or replace function {function}() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
    owners bigint[];
    days date[];
    shut record;
begin
    if tg_op = 'UPDATE' then
        -- Every ON CONFLICT DO UPDATE comes by here, mostly with nothing.
        if not exists (select from new_rows) then
            return null;
        end if;
        select array_agg(c.organisation_id), array_agg(c.day) into owners, days from (
            select o.organisation_id, {day_old} as day
            from old_rows o join new_rows n on n.id = o.id
            where ({was}) is distinct from ({is_now})
            union
            select n.organisation_id, {day_new}
            from old_rows o join new_rows n on n.id = o.id
            where ({was}) is distinct from ({is_now})
        ) c;
    else
        select array_agg(c.organisation_id), array_agg(c.day) into owners, days from (
            select distinct t.organisation_id, {day_touched} as day from touched t
        ) c;
    end if;
    if owners is null then
        return null;
    end if;
    perform pg_advisory_xact_lock_shared({turn}, turn.owner::integer)
    from (select distinct unnest(owners) as owner order by 1) turn;
    select l.because, l.locked_at, d.day into shut
    from unnest(owners, days) as d(owner, day)
    join {locks} l
        on l.organisation_id = d.owner and d.day between l.first_on and l.last_on
    where not exists (
        select from {corrections} c
        where c.organisation_id = d.owner
            and c.uuid = nullif(current_setting('rco.correction', true), '')::uuid
    )
    order by l.locked_at desc, l.id desc, d.day
    limit 1;
    if found and not public.rco_may('erase') then
        raise exception 'This day is closed: say why it is changed.'
            using errcode = '{refused}', table = tg_table_name, detail = json_build_object(
                'day', shut.day, 'because', shut.because, 'locked_at', shut.locked_at)::text;
    end if;
    return null;
end
$$"""
