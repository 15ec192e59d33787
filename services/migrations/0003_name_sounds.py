"""Keep how each word of a name sounds, so that a likely duplicate is found by an index."""

import django.db.models.functions.text
from django.db import migrations, models

# One home of the rule. Latin letters first: digraphs and letters that the same sound is written
# with become one, doubled letters one, vowels go except where they begin. Then Cyrillic vowels.
# Words that keep a single letter (Mia, Aya) and those of other scripts sound as they are written.
SOUND = r"""
create function services_sound(word text) returns text
language sql immutable strict parallel safe as $$
    with plain as (
        select translate(
            replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
                word, 'ph', 'f'), 'kh', 'k'), 'gh', 'g'), 'sh', 's'), 'ch', 's'), 'th', 't'),
                'dh', 'd'), 'zh', 'j'), 'dj', 'j'), 'x', 'ks'),
            'qcz', 'kks') as w
    ), single as (
        select regexp_replace(regexp_replace(w, '(.)\1+', '\1', 'g'), '^[aeiou]', 'a') as w from plain
    ), bare as (
        select left(w, 1) || regexp_replace(
            substr(w, 2), '[aeiouywаеёиіїйоуыэюяєьъ]+|h$', '', 'g') as w from single
    )
    select case when length(w) > 1 then w else word end from bare
$$;

create or replace function services_write_name_keys() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        delete from services_namekey
        where organisation_id = new.organisation_id and participant_id = new.id;
    end if;
    insert into services_namekey (organisation_id, participant_id, word, sound)
    select distinct new.organisation_id, new.id, w, services_sound(w)
    from unnest(string_to_array(new.name_key, ' ')) as w where w <> '';
    return null;
end $$;
-- The owner is bound by forced row security too, and would find nothing to fill.
alter table services_namekey no force row level security;
update services_namekey set sound = services_sound(word);
alter table services_namekey force row level security;
"""
GONE = """
create or replace function services_write_name_keys() returns trigger language plpgsql as $$
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
drop function services_sound(text);
"""


class Migration(migrations.Migration):
    dependencies = [("services", "0002_name_keys")]
    operations = [
        migrations.AddField(
            model_name="namekey", name="sound", field=models.CharField(default="", max_length=200)
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(
                models.F("organisation"),
                django.db.models.functions.text.Upper("name"),
                name="household_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="namekey",
            index=models.Index(
                fields=["organisation", "sound", "participant"], name="name_key_by_sound"
            ),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(
                condition=models.Q(("left_on", None)),
                fields=["organisation", "name_key", "id"],
                name="participant_here_by_name",
            ),
        ),
        migrations.RunSQL(SOUND, GONE),
    ]
