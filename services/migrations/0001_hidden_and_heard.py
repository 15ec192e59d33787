"""Who is hidden, and how names sound: what the tables' policies and triggers call.

Whose record is restricted or limited is hidden by one function that the policies of every table
ask. It runs as the owner: whoever is hidden from the scope must not be found by asking. Its tables,
those of the room for people's rights among them, are looked up when it is first asked, not here.
"""

from django.db import migrations
from ._name_sounds import KEYS, ROMANISED, SOUNDS

# A policy asks for each table of each query, and mostly nobody is hidden:
# that is found out first, from two empty tables. Rights are read as they are claimed and not one
# by one, since their one proof was looked at; what is claimed without proof sees no row anyway.
HIDDEN = """
create function rco_hidden_participants() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
    owners bigint[] :=
        coalesce(nullif(current_setting('rco.organisations', true), ''), '{}')::bigint[];
    rights text[];
    asker bigint;
    hidden bigint[] := '{}';
begin
    if not exists (select from public.services_restriction where organisation_id = any (owners))
        and not exists (select from public.data_rights_limit where organisation_id = any (owners))
    then
        return hidden;
    end if;
    if not public.rco_is_proved() then
        return hidden;
    end if;
    rights := coalesce(string_to_array(current_setting('rco.rights', true), ','), '{}');
    -- Figures and erasure are about everybody; no page is drawn in their scopes.
    if rights && array['count', 'erase'] then
        return hidden;
    end if;
    if not rights && array['see_restricted'] then
        asker := nullif(current_setting('rco.user', true), '')::bigint;
        hidden := array(
            select r.participant_id from public.services_restriction r
            where r.organisation_id = any (owners) and not exists (
                select from public.services_namedperson n
                join public.organisations_staffmembership m
                    on m.id = n.membership_id and m.organisation_id = n.organisation_id
                where n.organisation_id = r.organisation_id
                    and n.participant_id = r.participant_id
                    and m.user_id = asker and m.ended_at is null
            )
        );
    end if;
    if not rights && array['answer_people'] then
        hidden := hidden || array(
            select l.participant_id from public.data_rights_limit l
            where l.organisation_id = any (owners)
        );
    end if;
    return hidden;
end
$$;
"""

# Before names were read letter by letter (_name_sounds.py): stays for who reads words with it.
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
"""
GONE = """
drop function services_name_keys(text);
drop function services_sounds(text);
drop function services_skeleton(text);
drop function services_romanised(text);
"""


class Migration(migrations.Migration):
    initial = True
    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ("services", "0021_period_locks"),
    ]
    dependencies = [
        ("core", "0001_questions_of_policies"),
    ]
    operations = [
        migrations.RunSQL(HIDDEN, "drop function rco_hidden_participants()"),
        migrations.RunSQL(SOUND, "drop function services_sound(text)"),
        migrations.RunSQL(ROMANISED + SOUNDS + KEYS, GONE),
    ]
