"""Whose matters the person of the scope is named on: what the policies of advice ask."""

from django.db import migrations

# The matters on which the person of the scope is named, asked once a query by every policy. The
# right to advise is proved by the scope: with the duty goes the sight, and with the place.
MY_MATTERS = """
create function rco_my_matters() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
    me bigint := public.rco_user();
begin
    if me is null or not public.rco_may('advise') then
        return '{}';
    end if;
    return array(
        select a.matter_id from public.advice_matteradviser a
        join public.organisations_staffmembership m
            on m.id = a.membership_id and m.organisation_id = a.organisation_id
        where a.organisation_id = any (public.rco_organisations())
            and m.user_id = me and m.ended_at is null
            and (m.ends_at is null or m.ends_at > now())
    );
end
$$;
"""


class Migration(migrations.Migration):
    initial = True
    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ("advice", "0003_readings_and_reopening"),
    ]
    dependencies = [
        ("core", "0001_questions_of_policies"),
    ]
    operations = [
        migrations.RunSQL(MY_MATTERS, "drop function rco_my_matters()"),
    ]
