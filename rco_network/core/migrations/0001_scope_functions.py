"""The three questions that every policy asks. They read settings of the running transaction."""

from django.db import migrations

FUNCTIONS = """
create extension if not exists pg_trgm;
create function rco_organisations() returns bigint[] language sql stable parallel safe
return coalesce(nullif(current_setting('rco.organisations', true), ''), '{}')::bigint[];
create function rco_user() returns bigint language sql stable parallel safe
return nullif(current_setting('rco.user', true), '')::bigint;
create function rco_is_installation() returns boolean language sql stable parallel safe
return coalesce(current_setting('rco.installation', true), '') = 'on';
"""
GONE = """
drop function rco_organisations();
drop function rco_user();
drop function rco_is_installation();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FUNCTIONS, GONE)]
