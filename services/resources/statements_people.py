"""The SQL by which people of a file are saved: new ones added, blanks of known ones filled in.

Bound: `org` the organisation, `import` the file, `user` who saves, `today`, `batch` which part of
the rows: the keys of names are written by a trigger, which takes its time.
"""

from .made import added, changed

TEMPORARY = """
create temporary table import_people (
    participant_id bigint primary key, is_new boolean, name text, name_key text, born integer,
    gender text, language text, postcode text, joined date, left_on date, batch integer
) on commit drop
"""
GONE = "drop table if exists import_people"
COPY = "copy import_people from stdin"
ANALYSE = "analyze import_people"

# Who left before they are said to have come was there that day at the latest.
NEW_PEOPLE = added(
    "services.participant",
    "made",
    after="""
with made as (
    insert into services_participant (
        id, uuid, organisation_id, name, name_key, year_of_birth, gender, main_language,
        outward_postcode, joined_on, left_on, created_at, added_by_id, other_languages, age_band
    )
    select participant_id, gen_random_uuid(), %(org)s, name, name_key, born, gender, language,
        postcode, coalesce(joined, left_on, %(today)s), left_on, now(), %(user)s, '{}', ''
    from import_people where is_new and batch = %(batch)s order by participant_id
    returning id
)
""",
)
FILLED_IN = changed(
    "services.participant",
    "before",
    after="""
with before as (
    select t.id, i.born, i.gender, i.language, i.postcode, jsonb_build_object(
        'year_of_birth', t.year_of_birth, 'gender', t.gender,
        'main_language', t.main_language, 'outward_postcode', t.outward_postcode
    ) as was
    from services_participant t join import_people i on i.participant_id = t.id
    where not i.is_new and t.organisation_id = %(org)s and (
        (t.year_of_birth is null and i.born is not null) or (t.gender = '' and i.gender <> '')
        or (t.main_language = '' and i.language <> '')
        or (t.outward_postcode = '' and i.postcode <> '')
    )
), filled as (
    update services_participant t set
        year_of_birth = coalesce(t.year_of_birth, b.born),
        gender = case when t.gender = '' then b.gender else t.gender end,
        main_language = case when t.main_language = '' then b.language else t.main_language end,
        outward_postcode = case when t.outward_postcode = '' then b.postcode
            else t.outward_postcode end
    from before b where t.organisation_id = %(org)s and t.id = b.id
)
""",
)
