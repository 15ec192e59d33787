"""The one statement behind the figures: attendances are read once, the rest is brought together.

Each line of its answer is (what, dimension, key, n, minutes, people, keys of rows). Months are
numbers (year times twelve, January nought) and so are sums by person: a million of them are put
together in half the time of texts and of sums without a limit.
"""

from collections.abc import Collection

from services.enums import AGE_BAND_STARTS

from .around import LINES as _LINES_AROUND
from .around import PARTS as _PARTS_AROUND
from .ground import Only

_BANDS = sorted(AGE_BAND_STARTS.items(), key=lambda band: -band[1])
# Year of birth is all we hold, so age is taken on the last day of the period's year.
_AGE_BAND = (
    "case when p.year_of_birth is null then p.age_band "
    + " ".join(f"when y.year - p.year_of_birth >= {first} then '{band}'" for band, first in _BANDS)
    + " else '' end"
)

# Linked records are one person (services.actions.links): few, so they are put together after the
# attendances are brought down. Each answer is the oldest record's that has one.
_PARTS = """
with counted as materialized (
    select id, organisation_id, minutes, service_id, place_id,
        (extract(year from held_on) * 12 + extract(month from held_on) - 1)::int as month,
        held_on, extract(isodow from held_on)::int::text as weekday
    from ({counted}) as sessions
), asked as materialized (
    select %(owners)s::bigint[] as owners, %(first)s::date as first_day, %(last)s::date as last_day,
        %(is_part)s::boolean as is_part, %(there)s::text[] as there
), linked as materialized (
    select id, person_id from services_participant
    where organisation_id = any(%(owners)s) and person_id is not null
), record_month as materialized (
    select a.participant_id, c.month, count(*)::int as n, sum(c.minutes)::int as minutes
    from services_attendance a join counted c on c.id = a.session_id
    where a.organisation_id = any(%(owners)s) and a.held_on between %(first)s and %(last)s
        and a.mark = any(%(there)s)
    group by a.participant_id, c.month
), person_month as materialized (
    select participant_id, month, n, minutes from record_month
    where participant_id not in (select id from linked)
    union all
    select l.person_id, r.month, sum(r.n)::int, sum(r.minutes)::int
    from record_month r join linked l on l.id = r.participant_id group by l.person_id, r.month
), record as materialized (
    select p.id, p.organisation_id, p.person_id, p.gender, p.main_language, p.district_id,
        p.joined_on,
        {age_band} as age_band
    from services_participant p, (select %(year)s::int as year) as y
    where p.organisation_id = any(%(owners)s) and (
        p.person_id is null and p.id in (select participant_id from person_month)
        or p.person_id in (select participant_id from person_month)
    )
), person as materialized (
    select * from (
    select id, organisation_id, gender, main_language, district_id,
        joined_on between %(first)s and %(last)s as is_new, age_band
    from record where person_id is null
    union all
    select person_id, min(organisation_id),
        coalesce((array_agg(gender order by id) filter (where gender <> ''))[1], ''),
        coalesce((array_agg(main_language order by id) filter (where main_language <> ''))[1], ''),
        (array_agg(district_id order by id) filter (where district_id is not null))[1],
        min(joined_on) between %(first)s and %(last)s,
        coalesce((array_agg(age_band order by id) filter (where age_band <> ''))[1], '')
    from record where person_id is not null group by person_id
    ) as everybody{people}
), headed as materialized (
    select h.id, c.month, c.organisation_id, h.people, h.people * c.minutes as minutes
    from services_headcount h join counted c on c.id = h.session_id
    where h.organisation_id = any(%(owners)s)
), changed as materialized (
    select o.id, o.organisation_id, o.domain_id,
        coalesce(l.person_id, o.participant_id) as person_id
    from outcomes_outcome o left join linked l on l.id = o.participant_id
    where o.organisation_id = any(%(owners)s) and o.happened_on between %(first)s and %(last)s
        and coalesce(l.person_id, o.participant_id) in (select id from person){domain}
), month_person as (
    select participant_id as id, month from person_month
), changed_people as (
    select distinct person_id as id from changed
), counted_service as (
    select c.id, c.minutes, s.name, s.kind
    from counted c join services_service s on s.id = c.service_id
)
"""

_SESSIONS = "count(*), sum(minutes), 0"
_PEOPLE = "count(*), 0, count(*)"
_OUTCOMES = "count(*), 0, count(distinct person_id)"
_CHANGED_PEOPLE = "count(*), 0, count(*)"
_HEADS = "sum(people), sum(minutes), max(people)"
_LAST = "max(held_on - date '2000-01-01'), 0, 0"
_LANGUAGES = "count(distinct main_language) filter (where main_language <> ''), 0, count(*)"
# (what, dimension, the expression of its key, the three numbers, from where)
_LINES: tuple[tuple[str, str, str, str, str], ...] = (
    ("sessions", "month", "month::text", _SESSIONS, "counted"),
    ("sessions", "weekday", "weekday", _SESSIONS, "counted"),
    ("sessions", "place", "coalesce(place_id, '')", _SESSIONS, "counted"),
    ("sessions", "organisation", "organisation_id::text", _SESSIONS, "counted"),
    ("heads", "month", "month::text", _HEADS, "headed"),
    ("heads", "organisation", "organisation_id::text", _HEADS, "headed"),
    ("people", "month", "month::text", _PEOPLE, "month_person"),
    ("people", "gender", "gender", _PEOPLE, "person"),
    ("people", "language", "main_language", _PEOPLE, "person"),
    ("people", "district", "coalesce(district_id, '')", _PEOPLE, "person"),
    ("people", "age_band", "age_band", _PEOPLE, "person"),
    ("people", "age_gender", "age_band || '/' || gender", _PEOPLE, "person"),
    ("people", "organisation", "organisation_id::text", _PEOPLE, "person"),
    ("people", "new", "case when is_new then 'new' else 'before' end", _PEOPLE, "person"),
    ("outcomes", "domain", "domain_id::text", _OUTCOMES, "changed"),
    ("outcomes", "organisation", "organisation_id::text", _OUTCOMES, "changed"),
    ("outcomes", "all", "'all'", _OUTCOMES, "changed"),
    # The people of those outcomes: their keys are of people, not of outcomes.
    ("outcomes", "people", "'all'", _CHANGED_PEOPLE, "changed_people"),
    ("sessions", "service", "name", _SESSIONS, "counted_service"),
    ("sessions", "kind", "kind", _SESSIONS, "counted_service"),
    # When the last one was, as days since 1 January 2000.
    ("last_session", "organisation", "organisation_id::text", _LAST, "counted"),
    ("languages", "organisation", "organisation_id::text", _LANGUAGES, "person"),
    *_LINES_AROUND,
)
_LINE = "select '{}', '{}', {}, {}, {} from {} group by 3\nunion all\n"
# Brought down already: one row a person and month.
_ATTENDANCES = """
select 'attendances', 'month', month::text, sum(n), sum(minutes), count(*), null::bigint[]
from person_month{of_people} group by month
"""
# With the key of every attendance: read again, where an edition is made.
_ATTENDANCES_WITH_KEYS = """
select 'attendances', 'month', c.month::text, count(*), sum(c.minutes),
    count(distinct coalesce(l.person_id, a.participant_id)), array_agg(a.id order by a.id)
from services_attendance a join counted c on c.id = a.session_id
    left join linked l on l.id = a.participant_id
where a.organisation_id = any(%(owners)s) and a.held_on between %(first)s and %(last)s
    and a.mark = any(%(there)s){of_people}
group by c.month
"""
_OF_PEOPLE = " where participant_id in (select id from person)"
_OF_PEOPLE_WITH_KEYS = " and coalesce(l.person_id, a.participant_id) in (select id from person)"


def statement(
    counted: str, wanted: Collection[tuple[str, str]], *, with_keys: bool, only: Only
) -> str:
    """Return the SQL; `counted` is that of the sessions, with named parameters of its own.

    `wanted` are the (what, dimension) to bring; attendances by month always are. It asks for the
    parameters `owners` (organisations), `first` and `last` (days), `year` (of the last one),
    `there` (marks), `is_part`, and those of `only`.
    """

    def keys(column: str) -> str:
        return f"array_agg({column} order by {column})" if with_keys else "null::bigint[]"

    lines = "".join(
        _LINE.format(what, dimension, key, numbers, keys("id"), source)
        for what, dimension, key, numbers, source in _LINES
        if (what, dimension) in wanted
    )
    people = " and ".join(f"{column} = %({column})s" for column in only.people)
    parts = (
        (_PARTS.rstrip() + _PARTS_AROUND)
        .replace("{counted}", counted)
        .replace("{age_band}", _AGE_BAND)
        .replace("{people}", f" where {people}" if people else "")
        .replace("{domain}", " and o.domain_id = %(domain)s" if only.domain else "")
    )
    attendances = _ATTENDANCES_WITH_KEYS if with_keys else _ATTENDANCES
    known = _OF_PEOPLE_WITH_KEYS if with_keys else _OF_PEOPLE
    return parts + lines + attendances.replace("{of_people}", known if people else "")
