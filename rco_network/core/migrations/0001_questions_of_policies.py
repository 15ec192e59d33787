"""What every policy asks. The functions read settings of the running transaction.

The settings of a scope count only with a proof that fits them (core/tenancy/proof.py). The
functions belong to the owner and run as the owner, since the key that they compare with is
in a schema that nobody else may look into.
"""

from django.db import migrations

EXTENSION = "create extension if not exists pg_trgm;"

PROVED = """
create function rco_is_proved() returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
    proof text := current_setting('rco.proof', true);
    said bytea;
    moment timestamptz;
begin
    if coalesce(proof, '') = '' then
        return false;
    end if;
    said := convert_to(concat_ws('|',
        current_setting('rco.user', true), current_setting('rco.organisations', true),
        current_setting('rco.installation', true), current_setting('rco.rights', true),
        split_part(proof, '.', 1)), 'UTF8');
    if not exists (
        select 1 from sealed.scope_key
        where encode(sha256(outer_pad || sha256(inner_pad || said)), 'hex')
            = split_part(proof, '.', 2)
    ) then
        return false;
    end if;
    moment := to_timestamp(split_part(proof, '.', 1)::bigint / 1000.0);
    if moment < now() - interval '60 seconds' or moment > clock_timestamp() + interval '60 seconds'
    then
        raise exception 'The clocks of the site and of its database differ by more than a minute.'
            using hint = 'Set both by the same time server.';
    end if;
    return true;
end
$$;
"""

ASK = """
create function rco_organisations() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if public.rco_is_proved() then
        return coalesce(nullif(current_setting('rco.organisations', true), ''), '{}')::bigint[];
    end if;
    return '{}';
end
$$;

create function rco_user() returns bigint
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if public.rco_is_proved() then
        return nullif(current_setting('rco.user', true), '')::bigint;
    end if;
    return null;
end
$$;

create function rco_is_installation() returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(current_setting('rco.installation', true), '') = 'on'
        and public.rco_is_proved();
end
$$;

create function rco_may(wanted text) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return wanted = any (string_to_array(current_setting('rco.rights', true), ','))
        and public.rco_is_proved();
end
$$;
"""

# Asked as the reader, so that the record's own policy answers, as it stands on that day.
CAN_SEE = """
create function core_can_see(record_type text, record_id bigint) returns boolean
language plpgsql stable as $$
declare
    kind regclass := to_regclass('public.' || quote_ident(replace(record_type, '.', '_')));
    is_seen boolean := false;
begin
    if kind is not null and record_id is not null then
        execute format('select exists (select from %s where id = $1)', kind)
            into is_seen using record_id;
    end if;
    return is_seen;
end
$$;
create function core_can_see(record_type text, record_uuid uuid) returns boolean
language plpgsql stable as $$
declare
    kind regclass := to_regclass('public.' || quote_ident(replace(record_type, '.', '_')));
    is_seen boolean := false;
begin
    if kind is not null and record_uuid is not null then
        execute format('select exists (select from %s where uuid = $1)', kind)
            into is_seen using record_uuid;
    end if;
    return is_seen;
end
$$;
"""
GONE = """
drop function core_can_see(text, bigint);
drop function core_can_see(text, uuid);
drop function rco_may(text);
drop function rco_is_installation();
drop function rco_user();
drop function rco_organisations();
drop function rco_is_proved();
"""


class Migration(migrations.Migration):
    initial = True
    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ("core", "0011_keys_name_the_organisation"),
    ]
    dependencies = []
    operations = [
        migrations.RunSQL(EXTENSION + PROVED + ASK + CAN_SEE, GONE),
    ]
