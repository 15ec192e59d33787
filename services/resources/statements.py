"""The SQL by which a file is compared and saved: sets, never a row at a time.

COPY into a table under row security is refused by PostgreSQL, so rows are copied into temporary
tables, which vanish with the transaction, and go on from there by INSERT … SELECT. Parameters:
`org` the organisation, `import` the file, `user` who saves, `batch` which part of the rows. Each
statement that writes notes what it wrote for the import (made.py).
"""

from .made import added, changed

TEMPORARY = """
create temporary table import_session (
    place integer primary key, session_id bigint, group_id bigint, service_id bigint,
    place_id varchar(9), held_on date, starts_at time, minutes integer, is_known boolean,
    is_changed boolean
) on commit drop;
create temporary table import_person (
    place integer primary key, participant_id bigint, is_new boolean, name text, name_key text,
    born integer
) on commit drop;
create temporary table import_mark (
    session integer, person integer, mark varchar(8), batch integer
) on commit drop;
"""
GONE = "drop table if exists import_session, import_person, import_mark, import_known"
COPY_SESSIONS = "copy import_session from stdin"
COPY_PEOPLE = "copy import_person from stdin"
COPY_MARKS = "copy import_mark from stdin"
# The rows themselves need no statistics: each has one session and one person.
ANALYSE = "analyze import_session, import_person"

# What the register already says of the same people at the same sessions. One look into the
# unique index a mark, whatever the planner believes of a table that just grew: `offset 0` keeps
# it from turning this into a join over the organisation's whole history.
KNOWN = """
create temporary table import_known on commit drop as
select m.session, m.person, a.id, a.mark, a.mark = m.mark as is_same
from import_mark m
join import_session s on s.place = m.session
join import_person p on p.place = m.person
cross join lateral (
    select id, mark from services_attendance
    where organisation_id = %(org)s and session_id = s.session_id
        and participant_id = p.participant_id
    offset 0
) a
where s.is_known and not p.is_new
"""
COUNT_KNOWN = """
select count(*) filter (where is_same), count(*) filter (where not is_same) from import_known
"""

# What is known of the first marks of the file, for the page that shows them one by one.
FIRST_KNOWN = """
select k.session, k.person, k.is_same from import_known k
join unnest(%(sessions)s::integer[], %(people)s::integer[]) as f(session, person)
    on f.session = k.session and f.person = k.person
"""

SET_GROUPS = """
update import_session set group_id = g.id
from unnest(%(places)s::integer[], %(groups)s::bigint[]) as g(place, id)
where import_session.place = g.place
"""

NEW_PEOPLE = """
with first_day as (
    select m.person, min(s.held_on) as day
    from import_mark m join import_session s on s.place = m.session group by m.person
)
insert into services_participant (
    id, uuid, organisation_id, name, name_key, year_of_birth, joined_on, created_at, added_by_id,
    main_language, other_languages, age_band, gender, outward_postcode
)
select p.participant_id, gen_random_uuid(), %(org)s, p.name, p.name_key, p.born, f.day, now(),
    %(user)s, '', '{}', '', '', ''
from import_person p join first_day f on f.person = p.place
where p.is_new and p.place between %(first)s and %(last)s
"""
NOTE_PEOPLE = added(
    "services.participant",
    "(select participant_id as id from import_person where is_new) made",
)
# Whoever is recorded as having joined after a day on which the file says they came.
EARLIER_JOINED = changed(
    "services.participant",
    "later",
    after="""
with first_day as (
    select p.participant_id, min(s.held_on) as day
    from import_mark m
    join import_session s on s.place = m.session
    join import_person p on p.place = m.person
    where not p.is_new and m.mark = any(%(attended)s) group by p.participant_id
), later as (
    select t.id, f.day, jsonb_build_object('joined_on', t.joined_on) as was
    from services_participant t join first_day f on f.participant_id = t.id
    where t.organisation_id = %(org)s and t.joined_on > f.day
), made_earlier as (
    update services_participant t set joined_on = later.day from later
    where t.organisation_id = %(org)s and t.id = later.id
)
""",
)

NEW_SESSIONS = added(
    "services.session",
    "made",
    after="""
with made as (
insert into services_session (
    id, uuid, organisation_id, group_id, service_id, place_id, held_on, starts_at, minutes, version,
    created_at, saved_at, saved_by_id
)
select session_id, gen_random_uuid(), %(org)s, group_id, service_id, place_id, held_on, starts_at,
    minutes, 1, now(), now(), %(user)s
from import_session where not is_known order by session_id
on conflict (group_id, held_on, starts_at) do nothing
returning id)
""",
)
# A session that somebody logged while this file was being saved is known from here on.
FIND_SESSIONS = """
update import_session i set session_id = s.id, is_known = true
from services_session s
where not i.is_known and s.id <> i.session_id and s.organisation_id = %(org)s
    and s.group_id = i.group_id and s.held_on = i.held_on and s.starts_at = i.starts_at
"""
LONGER_SESSIONS = changed(
    "services.session",
    """(
    select t.id, jsonb_build_object('minutes', t.minutes) as was
    from services_session t join import_session i on i.session_id = t.id
    where i.is_known and i.is_changed and t.organisation_id = %(org)s
) longer""",
)
# Somebody who has one of these registers open is told that it changed (Session.version).
CHANGED_SESSIONS = """
with touched as materialized (
    select s.place from import_session s where s.is_known and s.is_changed
    union
    select m.session
    from import_mark m join import_session s on s.place = m.session
    where s.is_known and not exists (
        select from import_known k
        where k.session = m.session and k.person = m.person and k.is_same
    )
)
update services_session t
set version = t.version + 1, saved_at = now(), saved_by_id = %(user)s, minutes = i.minutes
from touched join import_session i on i.place = touched.place
where t.organisation_id = %(org)s and t.id = i.session_id
"""

# In the order of the table's own index, a batch at a time.
_MARKS = """
insert into services_attendance (organisation_id, session_id, participant_id, held_on, mark)
select %(org)s, s.session_id, p.participant_id, s.held_on, m.mark
from import_mark m
join import_session s on s.place = m.session
join import_person p on p.place = m.person
where m.batch = %(batch)s and """
# Nobody else can have a mark at a session that this transaction made: no conflict to look for,
# and every mark at it is the file's. Asked once at the end, not by RETURNING for each row.
MARKS_OF_NEW_SESSIONS = (
    _MARKS
    + """not s.is_known
order by s.session_id, p.participant_id
"""
)
NOTE_MARKS = added(
    "services.attendance",
    """(
    select a.id from services_attendance a join import_session s on s.session_id = a.session_id
    where not s.is_known and a.organisation_id = %(org)s
) made""",
)
# Beforehand, what stood there.
CHANGED_MARKS = changed(
    "services.attendance",
    """(
    select id, jsonb_build_object('mark', mark) as was from import_known where not is_same
) altered""",
)
MARKS_OF_KNOWN_SESSIONS = added(
    "services.attendance",
    "made where is_new",
    after="with made as ("
    + _MARKS
    + """s.is_known and not exists (
    select from import_known k where k.session = m.session and k.person = m.person and k.is_same
)
order by s.session_id, p.participant_id
on conflict (session_id, participant_id) do update set mark = excluded.mark
where services_attendance.mark <> excluded.mark
returning id, xmax = 0 as is_new)
""",
)

# On the register from the first day to the last, or still, for those seen in the group's last
# eight weeks of the file. Whoever is on the register already stays as they are.
ENROLMENTS = added(
    "services.enrolment",
    "made",
    after="""
with attended as (
    select s.group_id, p.participant_id, min(s.held_on) as first_on, max(s.held_on) as last_on,
        max(max(s.held_on)) over (partition by s.group_id) as group_last_on
    from import_mark m
    join import_session s on s.place = m.session
    join import_person p on p.place = m.person
    where m.mark = any(%(attended)s)
    group by s.group_id, p.participant_id
), made as (
insert into services_enrolment (organisation_id, group_id, participant_id, enrolled_on, left_on)
select %(org)s, group_id, participant_id, first_on,
    case when last_on < group_last_on - 56 then last_on end
from attended
on conflict (group_id, participant_id) do nothing
returning id)
""",
)
