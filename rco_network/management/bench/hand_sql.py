"""The answers of a yearly report as somebody good at SQL would ask for them, by hand.

It knows the one organisation, the year and that all work counts, and nothing of the product's
code. One pass over the attendances brings them down to a row a person and month; everything else
is asked of that.
"""

from datetime import date

import psycopg

from rco_network.core.tenancy import COUNT, Scope
from rco_network.core.tenancy.scope import statement

Answers = dict[tuple[str, str], dict[str, tuple[int, int, int]]]

_SQL = """
with s as materialized (
    select id, minutes, service_id, date_trunc('month', held_on)::date as month
    from services_session
    where organisation_id = %(organisation)s and held_on between %(start)s and %(end)s
), who as not materialized (
    select id, coalesce(person_id, id) as person, gender, main_language, district_id, joined_on,
        case when p.year_of_birth is null then p.age_band
            else case width_bucket(%(year)s - p.year_of_birth, array[5, 12, 18, 25, 50, 65])
                when 0 then '0-4' when 1 then '5-11' when 2 then '12-17' when 3 then '18-24'
                when 4 then '25-49' when 5 then '50-64' else '65+' end
        end as age_band
    from services_participant p
    where p.organisation_id = %(organisation)s
), pm as materialized (
    select w.person, s.month, count(*) as n, sum(s.minutes) as minutes
    from services_attendance a join s on s.id = a.session_id join who w on w.id = a.participant_id
    where a.organisation_id = %(organisation)s and a.held_on between %(start)s and %(end)s
        and a.mark in ('present', 'late')
    group by 1, 2
), p as materialized (
    select person,
        coalesce((array_agg(gender order by id) filter (where gender <> ''))[1], '') as gender,
        coalesce((array_agg(main_language order by id) filter (where main_language <> ''))[1], '')
            as main_language,
        coalesce((array_agg(district_id order by id) filter (where district_id is not null))[1], '')
            as district,
        min(joined_on) between %(start)s and %(end)s as is_new,
        coalesce((array_agg(age_band order by id) filter (where age_band <> ''))[1], '')
            as age_band
    from who where person in (select person from pm) group by person
), h as materialized (
    select s.month, h.people, h.people * s.minutes as minutes
    from services_headcount h join s on s.id = h.session_id
    where h.organisation_id = %(organisation)s
), o as materialized (
    select o.domain_id, w.person
    from outcomes_outcome o join who w on w.id = o.participant_id join p on p.person = w.person
    where o.organisation_id = %(organisation)s and o.happened_on between %(start)s and %(end)s
)
select 'sessions', 'month', to_char(month, 'YYYY-MM'), count(*), sum(minutes), 0
from s group by month
union all select 'sessions', 'service', v.name, count(*), sum(s.minutes), 0
from s join services_service v on v.id = s.service_id group by v.name
union all select 'heads', 'month', to_char(month, 'YYYY-MM'), sum(people), sum(minutes), max(people)
from h group by month
union all select 'attendances', 'month', to_char(month, 'YYYY-MM'), sum(n), sum(minutes), count(*)
from pm group by month
union all select 'people', 'month', to_char(month, 'YYYY-MM'), count(*), 0, count(*)
from pm group by month
union all select 'people', x.what, x.key, count(*), 0, count(*)
from p cross join lateral (values
    ('gender', p.gender), ('language', p.main_language), ('district', p.district),
    ('age_band', p.age_band), ('age_gender', p.age_band || '/' || p.gender),
    ('new', case when p.is_new then 'new' else 'before' end)
) as x (what, key)
group by x.what, x.key
union all select 'outcomes', 'domain', domain_id::text, count(*), 0, count(distinct person)
from o group by domain_id
union all select 'outcomes', 'all', 'all', count(*), 0, count(distinct person) from o
"""


def answers(connection: psycopg.Connection, organisation: int, start: date, end: date) -> Answers:
    """Return (number, minutes, people) by what is counted, dimension and key."""
    found: Answers = {}
    with connection.transaction(), connection.cursor() as cursor:
        # As somebody good at SQL would find out: see core.tenancy.counting.cursor.
        cursor.execute("set local enable_nestloop = off")
        cursor.execute(*statement(Scope(1, (organisation,), rights=frozenset({COUNT}))))
        of = {"organisation": organisation, "start": start, "end": end, "year": end.year}
        cursor.execute(_SQL, of)
        for what, dimension, key, n, minutes, people in cursor:
            numbers = (int(n), int(minutes or 0), int(people or 0))
            found.setdefault((what, dimension), {})[key or "not_recorded"] = numbers
    return found
