"""Write the words of each name as they are saved, by whatever path: form, import or SQL."""

from django.db import migrations
from ._name_sounds import TRIGGER

TRIGGERS = """
create trigger name_keys_of_new after insert on services_participant
for each row execute function services_write_name_keys();
create trigger name_keys_of_changed after update of name_key on services_participant
for each row when (old.name_key is distinct from new.name_key)
execute function services_write_name_keys();
"""
GONE = """
drop trigger name_keys_of_changed on services_participant;
drop trigger name_keys_of_new on services_participant;
drop function services_write_name_keys();
"""


class Migration(migrations.Migration):
    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ("services", "0001_initial"),
    ]
    dependencies = [
        ("services", "0002_tables"),
    ]
    operations = [
        migrations.RunSQL(TRIGGER + TRIGGERS, GONE),
    ]
