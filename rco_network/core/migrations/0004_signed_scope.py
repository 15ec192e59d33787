"""The settings of a scope count only with a proof that fits them (core/tenancy/proof.py).

The functions belong to the owner and run as the owner, since the key that they compare with is
in a schema that nobody else may look into.
"""

from django.db import migrations

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
create or replace function rco_organisations() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if public.rco_is_proved() then
        return coalesce(nullif(current_setting('rco.organisations', true), ''), '{}')::bigint[];
    end if;
    return '{}';
end
$$;

create or replace function rco_user() returns bigint
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if public.rco_is_proved() then
        return nullif(current_setting('rco.user', true), '')::bigint;
    end if;
    return null;
end
$$;

create or replace function rco_is_installation() returns boolean
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


class Migration(migrations.Migration):
    dependencies = [("core", "0003_audit_rows")]
    operations = [migrations.RunSQL(PROVED + ASK, migrations.RunSQL.noop)]
