"""The rows behind what awards share: their keys, by who claims them.

    rows = claimed_rows(organisation, start, end)
    rows.full("people", award)  # {"services.participant": {…}}

Counted as claims.py counts, so that each number of overlap.py has as many rows as it says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rco_network.core.tenancy import counting
from services.enums import ATTENDED

from .claims import COUNTED
from .sharing_out import awards_of, read

Rows = dict[str, set[int]]
_FIGURE = {
    "services.session": "sessions",
    "services.attendance": "attendances",
    "services.headcount": "attendances",
    "services.participant": "people",
    "outcomes.outcome": "outcomes",
}


@dataclass
class ClaimedRows:
    """Keys of rows by figure: each entry is (awards that claim them, kind of record, keys)."""

    found: dict[str, list[tuple[frozenset[int], str, list[int]]]] = field(
        default_factory=lambda: {figure: [] for figure in _FIGURE.values()}
    )

    def full(self, figure: str, *awards: int) -> Rows:
        """Return the rows of the full count that an award claims; of several, what all claim."""
        asked = frozenset(awards)
        return _together(row for row in self.found[figure] if asked <= row[0])

    def also(self, figure: str, award: int) -> Rows:
        """Return the rows of an award's full count that at least one other award claims too."""
        return _together(r for r in self.found[figure] if award in r[0] and len(r[0]) > 1)

    def share(self, figure: str, award: int) -> Rows:
        """Return what an award's part is worked out of: a person and an outcome are shared like
        the sessions that the person came to."""
        return self.full(figure, award) | self.full("sessions", award)


def _together(rows: Iterator[tuple[frozenset[int], str, list[int]]]) -> Rows:
    found: Rows = {}
    for _awards, record, keys in rows:
        found.setdefault(record, set()).update(keys)
    return found


def claimed_rows(organisation: int, start: date, end: date) -> ClaimedRows:
    """Return the keys of an organisation's work between two days, both included.

    Runs inside `counting(...)` of the organisation. People are keys of persons: of linked records
    the first stands for all, as in reports/figures/statement.py.
    """
    values = {
        "organisation": organisation,
        "start": start,
        "end": end,
        "attended": list(ATTENDED),
    }
    rows = ClaimedRows()
    with counting.cursor() as cursor:
        cursor.execute(_SQL, values)
        for record, claims, keys in cursor.fetchall():
            awards = awards_of(read(one) for one in claims.split("|"))
            rows.found[_FIGURE[record]].append((awards, record, keys))
    return rows


_SQL = (
    COUNTED  # noqa: S608 (both are constants)
    + """, came as materialized (
    select a.id, coalesce(l.person_id, a.participant_id) as person_id, c.claims
    from services_attendance a join counted c on c.id = a.session_id
        left join linked l on l.id = a.participant_id
    where a.organisation_id = %(organisation)s and a.held_on between %(start)s and %(end)s
        and a.mark = any(%(attended)s)
), person as materialized (
    select person_id, string_agg(distinct claims, '|') as claims from came group by person_id
)
select 'services.session', claims, array_agg(id) from counted group by claims
union all
select 'services.headcount', c.claims, array_agg(h.id)
from services_headcount h join counted c on c.id = h.session_id
where h.organisation_id = %(organisation)s group by c.claims
union all
select 'services.attendance', claims, array_agg(id) from came group by claims
union all
select 'services.participant', claims, array_agg(person_id) from person group by claims
union all
select 'outcomes.outcome', p.claims, array_agg(o.id)
from outcomes_outcome o left join linked l on l.id = o.participant_id
    join person p on p.person_id = coalesce(l.person_id, o.participant_id)
where o.organisation_id = %(organisation)s and o.happened_on between %(start)s and %(end)s
group by p.claims
"""
)
