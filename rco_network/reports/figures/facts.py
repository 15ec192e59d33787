"""The numbers behind every figure of a report, in one statement and one pass over attendances."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet

from funding.calculations import sessions_counting
from rco_network.core.tenancy import counting
from services.enums import AGE_BAND_STARTS, ATTENDED

NOT_RECORDED = "not_recorded"


@dataclass(frozen=True)
class Count:
    """One row of facts: a number, the minutes it stands for, and the people behind it."""

    n: int = 0
    minutes: int = 0
    people: int = 0


@dataclass
class Facts:
    """Raw counts by (what, dimension), each a mapping of row keys. Nothing here is protected.

    Months are keys like "2026-03"; everything else is the code that the record holds, and
    `NOT_RECORDED` where it holds none.
    """

    start: date
    end: date
    tables: dict[tuple[str, str], dict[str, Count]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def table(self, what: str, dimension: str) -> dict[str, Count]:
        """Return the rows of one dimension, empty when nothing was counted."""
        return self.tables.get((what, dimension), {})

    def sum(self, what: str, dimension: str) -> Count:
        """Return the rows of a dimension added up; `people` is only right where they differ."""
        rows = self.table(what, dimension).values()
        return Count(
            sum(r.n for r in rows), sum(r.minutes for r in rows), sum(r.people for r in rows)
        )

    def n(self, what: str, dimension: str, key: str) -> int:
        """Return one number, 0 when nothing was counted."""
        return self.table(what, dimension).get(key, Count()).n

    @property
    def months(self) -> list[str]:
        """Every month of the period in order, those without a session too."""
        first = self.start.year * 12 + self.start.month - 1
        last = self.end.year * 12 + self.end.month - 1
        return [f"{m // 12}-{m % 12 + 1:02}" for m in range(first, last + 1)]


def gather(award: Any, start: date, end: date) -> Facts:
    """Count everything that a report on this award needs between two days, both included.

    Runs inside `counting(...)` of the recipient's organisation. Attendances are read once, by the
    covering index on organisation and day, and brought down to one row a person and month; the
    rest is small. Nothing is written, and no column is read that says who somebody is.
    """
    facts = Facts(start, end)
    sessions = sessions_counting(award, start, end)
    asked = sessions.values("id", "held_on", "minutes", "service_id").query
    try:
        counted, params = asked.get_compiler(counting.reporting_database()).as_sql()
    except EmptyResultSet:  # No rule: nothing counts towards the award.
        return facts
    organisation = award.recipient_id
    values = [
        *params,
        organisation,
        organisation,
        start,
        end,
        list(ATTENDED),
        end.year,
        organisation,
        start,
        end,
        start,
        end,
        organisation,
        organisation,
        start,
        end,
    ]
    with counting.cursor() as cursor:
        cursor.execute(_SQL.replace("{counted}", counted).replace("{age_band}", _AGE_BAND), values)
        for what, dimension, key, n, minutes, people in cursor.fetchall():
            facts.tables[what, dimension][key or NOT_RECORDED] = Count(
                int(n), int(minutes or 0), int(people or 0)
            )
    return facts


_BANDS = sorted(AGE_BAND_STARTS.items(), key=lambda band: -band[1])
# Year of birth is all we hold, so age is taken on the last day of the period's year.
_AGE_BAND = (
    "case when p.year_of_birth is null then p.age_band "
    + " ".join(f"when y.year - p.year_of_birth >= {first} then '{band}'" for band, first in _BANDS)
    + " else '' end"
)

# Linked records are one person (services.actions.links): few, so they are put together after the
# attendances are brought down. Each answer is the oldest record's that has one.
_SQL = """
with counted as materialized (
    select id, minutes, service_id, to_char(held_on, 'YYYY-MM') as month
    from ({counted}) as sessions
), linked as materialized (
    select id, person_id from services_participant
    where organisation_id = %s and person_id is not null
), record_month as materialized (
    select a.participant_id, c.month, count(*) as n, sum(c.minutes) as minutes
    from services_attendance a join counted c on c.id = a.session_id
    where a.organisation_id = %s and a.held_on between %s and %s and a.mark = any(%s)
    group by a.participant_id, c.month
), person_month as materialized (
    select participant_id, month, n, minutes from record_month
    where participant_id not in (select id from linked)
    union all
    select l.person_id, r.month, sum(r.n), sum(r.minutes)
    from record_month r join linked l on l.id = r.participant_id group by l.person_id, r.month
), record as materialized (
    select p.id, p.person_id, p.gender, p.main_language, p.district_id, p.joined_on,
        {age_band} as age_band
    from services_participant p, (select %s::int as year) as y
    where p.organisation_id = %s and (
        p.person_id is null and p.id in (select participant_id from person_month)
        or p.person_id in (select participant_id from person_month)
    )
), person as materialized (
    select id, gender, main_language, district_id, joined_on between %s and %s as is_new, age_band
    from record where person_id is null
    union all
    select person_id,
        coalesce((array_agg(gender order by id) filter (where gender <> ''))[1], ''),
        coalesce((array_agg(main_language order by id) filter (where main_language <> ''))[1], ''),
        (array_agg(district_id order by id) filter (where district_id is not null))[1],
        min(joined_on) between %s and %s,
        coalesce((array_agg(age_band order by id) filter (where age_band <> ''))[1], '')
    from record where person_id is not null group by person_id
), headed as materialized (
    select c.month, h.people, h.people * c.minutes as minutes
    from services_headcount h join counted c on c.id = h.session_id
    where h.organisation_id = %s
), changed as materialized (
    select o.domain_id, coalesce(l.person_id, o.participant_id) as person_id
    from outcomes_outcome o left join linked l on l.id = o.participant_id
    where o.organisation_id = %s and o.happened_on between %s and %s
        and coalesce(l.person_id, o.participant_id) in (select id from person)
)
select 'sessions', 'month', month, count(*), sum(minutes), 0 from counted group by month
union all
select 'sessions', 'service', s.name, count(*), sum(c.minutes), 0
from counted c join services_service s on s.id = c.service_id group by s.name
union all
select 'heads', 'month', month, sum(people), sum(minutes), max(people) from headed group by month
union all
select 'attendances', 'month', month, sum(n), sum(minutes), count(*)
from person_month group by month
union all
select 'people', 'gender', gender, count(*), 0, count(*) from person group by gender
union all
select 'people', 'language', main_language, count(*), 0, count(*)
from person group by main_language
union all
select 'people', 'district', coalesce(district_id, ''), count(*), 0, count(*)
from person group by district_id
union all
select 'people', 'age_band', age_band, count(*), 0, count(*) from person group by age_band
union all
select 'people', 'new', case when is_new then 'new' else 'before' end, count(*), 0, count(*)
from person group by is_new
union all
select 'outcomes', 'domain', domain_id::text, count(*), 0, count(distinct person_id)
from changed group by domain_id
union all
select 'outcomes', 'all', 'all', count(*), 0, count(distinct person_id) from changed
"""
