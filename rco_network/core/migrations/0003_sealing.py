"""The database seals the trail, and lets only its own functions write seals and histories."""

from django.db import migrations

# The owner is bound by forced row security as everybody is. These let what runs as the owner do
# its one job; the run-time role is named in none of them. `current_user` is the owner's name here.
OWNER = """
create policy sealing_reads on core_auditevent for select to current_user using (true);
create policy sealing_looks_back on core_auditseal for select to current_user using (true);
create policy sealing_adds on core_auditseal for insert to current_user with check (true);
create policy history_adds on core_recordchange for insert to current_user with check (true);
"""
NOT_OWNER = """
drop policy sealing_reads on core_auditevent;
drop policy sealing_looks_back on core_auditseal;
drop policy sealing_adds on core_auditseal;
drop policy history_adds on core_recordchange;
"""

# Every column of the event, each as its length in bytes, a colon and its text, "-" for null:
# no two events have the same text. core/seals.py computes the same in Python.
TEXT = (
    """
create function core_audit_text(e core_auditevent) returns text language sql stable
return (
    """
    + " || ".join(
        f"coalesce(octet_length({part}) || ':' || {part}, '-')"
        for part in (
            "e.id::text",
            "e.uuid::text",
            "e.organisation_id::text",
            "e.actor_id::text",
            "e.action::text",
            "e.subject_type::text",
            "e.subject_uuid::text",
            "e.detail::text",
            "e.is_confidential::text",
            "(extract(epoch from e.at) * 1000000)::bigint::text",
        )
    )
    + """
);
"""
)

# Runs as the transaction commits, so that a chain's lock is held for that moment only. The first
# event of the transaction takes the locks of all its chains, in one order for everybody, and
# seals them all; the others find that done. Unsealed and visible means: of this transaction.
# Nearly always there is one event: the way for it is short. The planner, which cannot know that
# there are hardly any rows from this one on, is told to walk along the indexes.
SEAL = """
create function core_seal_audit_event() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
    event public.core_auditevent;
    chain_of bigint;
    chains integer[];
    many integer;
    last bigint;
    before bytea;
    moment timestamptz;
begin
    if exists (select from public.core_auditseal where event_id = new.id) then
        return null;
    end if;
    select count(*), array_agg(distinct coalesce(e.organisation_id, 0)::int) into many, chains
    from public.core_auditevent e
    where e.id >= new.id
        and not exists (select from public.core_auditseal s where s.event_id = e.id);
    -- array_agg(distinct) comes sorted.
    for place in 1 .. cardinality(chains) loop
        perform pg_advisory_xact_lock(1936028012, chains[place]);
    end loop;
    event := new;
    loop
        chain_of := coalesce(event.organisation_id, 0);
        moment := clock_timestamp();
        select s.position, s.hash into last, before from public.core_auditseal s
        where s.chain = chain_of order by s.position desc limit 1;
        if before is null then
            last := 0;
            before := decode(repeat('00', 32), 'hex');
        end if;
        insert into public.core_auditseal (chain, position, event_id, sealed_at, previous, hash)
        values (
            chain_of, last + 1, event.id, moment, before,
            sha256(before || convert_to((extract(epoch from moment) * 1000000)::bigint
                || '|' || public.core_audit_text(event), 'UTF8'))
        );
        many := many - 1;
        exit when many <= 0;
        select e.* into event from public.core_auditevent e
        where e.id > event.id
            and not exists (select from public.core_auditseal s where s.event_id = e.id)
        order by e.id limit 1;
        exit when event.id is null;
    end loop;
    return null;
end
$$;
create constraint trigger core_auditevent_seal after insert on core_auditevent
deferrable initially deferred for each row execute function core_seal_audit_event();
"""
NOT_SEAL = """
drop trigger core_auditevent_seal on core_auditevent;
drop function core_seal_audit_event();
drop function core_audit_text(core_auditevent);
"""


class Migration(migrations.Migration):
    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ("core", "0001_scope_functions"),
    ]
    dependencies = [
        ("core", "0002_tables"),
    ]
    operations = [
        migrations.RunSQL(OWNER, NOT_OWNER),
        migrations.RunSQL(TEXT + SEAL, NOT_SEAL),
    ]
