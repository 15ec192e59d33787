"""Write the words of each name as they are saved, by whatever path: form, import or SQL."""

from django.db import migrations

TRIGGER = """
create function services_write_name_keys() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        delete from services_namekey
        where organisation_id = new.organisation_id and participant_id = new.id;
    end if;
    insert into services_namekey (organisation_id, participant_id, word)
    select distinct new.organisation_id, new.id, w
    from unnest(string_to_array(new.name_key, ' ')) as w where w <> '';
    return null;
end $$;
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
    dependencies = [("services", "0001_initial")]
    operations = [migrations.RunSQL(TRIGGER, GONE)]
