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
TEXT = """
create function core_audit_text(e core_auditevent) returns text
language sql stable set search_path = pg_catalog, pg_temp
return (
    select string_agg(coalesce(octet_length(part) || ':' || part, '-'), '' order by place)
    from unnest(array[
        e.id::text, e.uuid::text, e.organisation_id::text, e.actor_id::text, e.action,
        e.subject_type, e.subject_uuid::text, e.detail::text, e.is_confidential::text,
        (extract(epoch from e.at) * 1000000)::bigint::text
    ]) with ordinality as parts(part, place)
);
"""

# Runs as the transaction commits, so that a chain's lock is held for that moment only. The first
# event of the transaction takes the locks of all its chains, in one order for everybody, and
# seals them all; the others find that done. Unsealed and visible means: of this transaction.
SEAL = """
create function core_seal_audit_event() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    event public.core_auditevent;
    chain_of bigint;
    head record;
    moment timestamptz;
    micros text;
begin
    if exists (select from public.core_auditseal where event_id = new.id) then
        return null;
    end if;
    perform pg_advisory_xact_lock(1936028012, chains.id)
    from (
        select distinct coalesce(e.organisation_id, 0)::int as id from public.core_auditevent e
        where e.id >= new.id
            and not exists (select from public.core_auditseal s where s.event_id = e.id)
        order by 1
    ) as chains;
    for event in
        select e.* from public.core_auditevent e
        where e.id >= new.id
            and not exists (select from public.core_auditseal s where s.event_id = e.id)
        order by e.id
    loop
        chain_of := coalesce(event.organisation_id, 0);
        select s.position, s.hash into head from public.core_auditseal s
        where s.chain = chain_of order by s.position desc limit 1;
        moment := clock_timestamp();
        micros := (extract(epoch from moment) * 1000000)::bigint::text;
        insert into public.core_auditseal (chain, position, event_id, sealed_at, previous, hash)
        values (
            chain_of, coalesce(head.position, 0) + 1, event.id, moment,
            coalesce(head.hash, decode(repeat('00', 32), 'hex')),
            sha256(coalesce(head.hash, decode(repeat('00', 32), 'hex'))
                || convert_to(micros || '|' || public.core_audit_text(event), 'UTF8'))
        );
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

# What was written before there were seals is sealed now, in its order and with its own moment.
EARLIER = """
do $$
declare
    event core_auditevent;
    head record;
begin
    for event in select e.* from core_auditevent e order by e.id loop
        select s.position, s.hash into head from core_auditseal s
        where s.chain = coalesce(event.organisation_id, 0) order by s.position desc limit 1;
        insert into core_auditseal (chain, position, event_id, sealed_at, previous, hash)
        values (
            coalesce(event.organisation_id, 0), coalesce(head.position, 0) + 1, event.id, event.at,
            coalesce(head.hash, decode(repeat('00', 32), 'hex')),
            sha256(coalesce(head.hash, decode(repeat('00', 32), 'hex')) || convert_to(
                (extract(epoch from event.at) * 1000000)::bigint::text || '|'
                || core_audit_text(event), 'UTF8'))
        );
    end loop;
end
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0006_trail_and_history")]
    operations = [
        migrations.RunSQL(OWNER, NOT_OWNER),
        migrations.RunSQL(TEXT + SEAL, NOT_SEAL),
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
    ]
