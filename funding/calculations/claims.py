"""One organisation's work of a period by who claims it: one statement, one pass over attendances.

Raw numbers, unprotected: only overlap.py reads them, and protects what it gives away.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from rco_network.core.tenancy import counting
from services.enums import ATTENDED

from .sharing_out import Claims, awards_of, left_over, read, shares, towards

FIGURES = ("sessions", "attendances", "people", "outcomes")


@dataclass(frozen=True)
class Came:
    """People who came to sessions with exactly these claims, and their outcomes."""

    to: frozenset[Claims]
    people: int
    outcomes: int
    with_outcome: int

    @property
    def awards(self) -> frozenset[int]:
        """The awards that claim them."""
        return awards_of(self.to)


@dataclass
class Work:
    """Everything that an organisation did in a period, by the awards that claim it.

    `weights` by figure and claims; those of one figure add up to the whole. `heads` are in
    attendances, and `others` are outcomes of people who did not come in the period.
    """

    weights: dict[str, dict[Claims, Fraction]] = field(
        default_factory=lambda: {figure: defaultdict(Fraction) for figure in FIGURES}
    )
    heads: dict[Claims, int] = field(default_factory=dict)
    came: list[Came] = field(default_factory=list)

    def whole(self, figure: str) -> int:
        """Return a figure of all the work, each session, person and outcome once."""
        return round(sum(self.weights[figure].values(), Fraction(0)))

    def share(self, figure: str, award: int) -> Fraction:
        """Return an award's part of a figure."""
        return towards(award, self.weights[figure])

    def unfunded(self, figure: str) -> Fraction:
        """Return the part of a figure that no award paid for."""
        return left_over(self.weights[figure])

    def full(self, figure: str, *awards: int) -> int:
        """Return the full count that an award claims; of several, what all of them claim."""
        asked = frozenset(awards)
        if figure in ("sessions", "attendances"):
            weights = self.weights[figure].items()
            return round(sum(w for claims, w in weights if asked <= awards_of([claims])))
        rows = [row for row in self.came if asked <= row.awards]
        return sum(row.people if figure == "people" else row.outcomes for row in rows)

    def also(self, figure: str, award: int) -> int:
        """Return how much of an award's full count at least one other award claims too."""
        if figure in ("sessions", "attendances"):
            weights = self.weights[figure].items()
            return round(sum(w for c, w in weights if _with_others(award, awards_of([c]))))
        rows = [row for row in self.came if _with_others(award, row.awards)]
        return sum(row.people if figure == "people" else row.outcomes for row in rows)

    def people_at(self, *awards: int, apart_from: int | None = None) -> int:
        """Return how many people came to a session that all these awards claim.

        `apart_from`: to one that this award does not claim.
        """
        asked = frozenset(awards)
        return sum(
            row.people
            for row in self.came
            if any(
                asked <= awards_of([claims]) and apart_from not in awards_of([claims])
                for claims in row.to
            )
        )

    def with_outcome(self, *awards: int) -> int:
        """Return how many people with an outcome all these awards claim."""
        asked = frozenset(awards)
        return sum(row.with_outcome for row in self.came if asked <= row.awards)

    def partly(self, award: int, *, with_outcome: bool = False) -> int:
        """Return how many people (or those with an outcome) an award claims with less than 1."""
        rows = [
            row
            for row in self.came
            if award in row.awards and any(shares(claims).get(award) != 1 for claims in row.to)
        ]
        return sum(row.with_outcome if with_outcome else row.people for row in rows)

    def has_heads(self, award: int) -> bool:
        """Whether some of an award's people are known by number alone."""
        return any(n and award in awards_of([claims]) for claims, n in self.heads.items())


def _with_others(award: int, awards: frozenset[int]) -> bool:
    return award in awards and len(awards) > 1


def gather_claims(organisation: int, start: date, end: date) -> Work:
    """Count an organisation's work between two days, both included, by who claims it.

    Runs inside `counting(...)` of the organisation.
    """
    work = Work()
    values = {
        "organisation": organisation,
        "start": start,
        "end": end,
        "attended": list(ATTENDED),
    }
    with counting.cursor() as cursor:
        cursor.execute(_SQL, values)
        for what, key, n, outcomes, with_outcome in cursor.fetchall():
            if what == "came":
                to = frozenset(read(claims) for claims in key.split("|"))
                work.came.append(Came(to, int(n), int(outcomes), int(with_outcome)))
                continue
            claims = read(key)
            if what == "heads":
                work.heads[claims] = int(n)
                what = "attendances"
            work.weights[what][claims] += _fraction(n)
            if what == "people":
                work.weights["outcomes"][claims] += _fraction(outcomes)
    return work


def _fraction(number: object) -> Fraction:
    # Thirds and sevenths come as twenty decimal places: near enough to call them by their names.
    return Fraction(str(number)).limit_denominator(10**9)


# Which awards claim each session of the period, for statements that begin with it. Wants the
# parameters organisation, start, end. Linked records are one person (services.actions.links), as
# in reports/figures/facts.py.
COUNTED = """
with rule as materialized (
    select r.award_id, r.service_id, r.place_id, r.share,
        greatest(%(start)s::date, a.starts_on, r.starts_on) as first,
        least(%(end)s::date, a.ends_on, r.ends_on) as last
    from funding_attributionrule r join funding_award a on a.id = r.award_id
    where r.organisation_id = %(organisation)s and a.recipient_id = %(organisation)s
), session as materialized (
    select id, service_id, place_id, held_on from services_session
    where organisation_id = %(organisation)s and held_on between %(start)s and %(end)s
), slot as materialized (
    select distinct service_id, place_id, held_on from session
), claimed as materialized (
    select service_id, place_id, held_on,
        string_agg(award_id || ':' || coalesce(share::text, ''), ',' order by award_id) as claims
    from (
        select s.service_id, s.place_id, s.held_on, r.award_id, max(r.share) as share
        from slot s join rule r on s.held_on between r.first and r.last
            and (r.service_id is null or r.service_id = s.service_id)
            and (r.place_id is null or r.place_id = s.place_id)
        group by s.service_id, s.place_id, s.held_on, r.award_id
    ) as one group by service_id, place_id, held_on
), counted as materialized (
    select s.id, coalesce(c.claims, '') as claims
    from session s left join claimed c on c.service_id = s.service_id
        and c.place_id is not distinct from s.place_id and c.held_on = s.held_on
), linked as materialized (
    select id, person_id from services_participant
    where organisation_id = %(organisation)s and person_id is not null
)
"""
_SQL = (
    COUNTED  # noqa: S608 (both are constants)
    + """, record_claims as materialized (
    select a.participant_id, c.claims, count(*) as n
    from services_attendance a join counted c on c.id = a.session_id
    where a.organisation_id = %(organisation)s and a.held_on between %(start)s and %(end)s
        and a.mark = any(%(attended)s)
    group by a.participant_id, c.claims
), person_claims as materialized (
    select coalesce(l.person_id, r.participant_id) as person_id, r.claims, sum(r.n) as n
    from record_claims r left join linked l on l.id = r.participant_id group by 1, 2
), changed as materialized (
    select coalesce(l.person_id, o.participant_id) as person_id, count(*) as n
    from outcomes_outcome o left join linked l on l.id = o.participant_id
    where o.organisation_id = %(organisation)s and o.happened_on between %(start)s and %(end)s
    group by 1
), person as materialized (
    select p.person_id, string_agg(p.claims, '|' order by p.claims) as claims, sum(p.n) as n,
        coalesce(max(c.n), 0) as outcomes
    from person_claims p left join changed c on c.person_id = p.person_id group by p.person_id
)
select 'sessions', claims, count(*), 0, 0 from counted group by claims
union all
select 'heads', c.claims, sum(h.people), 0, 0
from services_headcount h join counted c on c.id = h.session_id
where h.organisation_id = %(organisation)s group by c.claims
union all
select 'attendances', claims, sum(n), 0, 0 from person_claims group by claims
union all
select 'people', c.claims, sum(c.n / p.n), sum(c.n * p.outcomes / p.n), 0
from person_claims c join person p using (person_id) group by c.claims
union all
select 'came', claims, count(*), sum(outcomes), count(*) filter (where outcomes > 0)
from person group by claims
union all
select 'outcomes', '', coalesce(sum(c.n), 0), 0, 0
from changed c where not exists (select from person p where p.person_id = c.person_id)
"""
)
