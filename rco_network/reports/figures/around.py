"""The parts of the statement for what stands around sessions: who waits, who was turned away, who
helps, what learners gained, which returns were due.

They read small tables, after the people who came are known (`person`), and only where a line of
them is wanted: what no line names, the database leaves alone.
"""

from services.esol.enums import Level, Mode

_LEVELS = "array[{}]::text[]".format(", ".join(f"'{level}'" for level in Level.values))
_MODES = {Mode.SPEAKING: "speaking", Mode.READING: "reading", Mode.WRITING: "writing"}


def _rank(column: str) -> str:
    return f"array_position({_LEVELS}, a.{column}::text)"


_RANKED = ",\n        ".join(
    f"{_rank(column)} as {column}, max({_rank(column)}) over earlier as {column}_before"
    for column in _MODES.values()
)
_ONE_GAINED = (
    "select id, organisation_id, participant_id, held_on, 'MODE' as mode "
    "from ranked where COLUMN > COLUMN_before"
)
_GAINED = "\n    union all\n    ".join(
    _ONE_GAINED.replace("MODE", mode.value).replace("COLUMN", column)
    for mode, column in _MODES.items()
)

# After the statement's own parts. `asked` has organisations, days, and whether only a part of the
# work counts: then what hangs on a service counts where a session of that service does.
_ALL = """, turned_away as materialized (
    select t.id, t.organisation_id, t.why, t.people
    from services_turnedaway t cross join asked k
    where t.organisation_id = any(k.owners) and t.happened_on between k.first_day and k.last_day
        and (not k.is_part or t.service_id in (select service_id from counted))
), waiting as materialized (
    select distinct on (w.organisation_id, coalesce(l.person_id, w.participant_id))
        w.id, w.organisation_id, coalesce(l.person_id, w.participant_id) as person_id,
        (least(k.last_day, current_date) - w.asked_on) / 7 as weeks
    from services_waitingplace w cross join asked k left join linked l on l.id = w.participant_id
    where w.organisation_id = any(k.owners) and w.asked_on <= least(k.last_day, current_date)
        and (w.ended_on is null or w.ended_on > k.last_day)
        and (not k.is_part or w.service_id in (select service_id from counted))
    order by w.organisation_id, coalesce(l.person_id, w.participant_id), w.asked_on, w.id
), volunteers as materialized (
    select v.id, v.organisation_id, exists (
        select from services_attendance a
        where a.organisation_id = v.organisation_id and a.participant_id = v.participant_id
            and a.held_on < v.started_on and a.mark = any(k.there)
    ) as received
    from volunteering_volunteer v cross join asked k
    where v.organisation_id = any(k.owners) and v.started_on <= k.last_day
        and (v.left_on is null or v.left_on >= k.first_day)
), needing as materialized (
    select n.id, n.organisation_id,
        coalesce(nullif(n.interpreter_language, ''), p.main_language) as language
    from services_needs n join person p on p.id = n.participant_id
    where n.needs_interpreter and n.organisation_id = any((select owners from asked)::bigint[])
), interpreted as materialized (
    select distinct c.id, c.organisation_id, c.minutes
    from services_extra e join counted c on c.id = e.session_id
    where e.kind = 'interpreter' and e.organisation_id = any((select owners from asked)::bigint[])
), due as materialized (
    select r.id, r.organisation_id, case
        when r.met_at::date <= r.due_on then 'on_time' when r.met_at is not null then 'late'
        when r.due_on < current_date then 'missing' else 'open' end as state
    from funding_returndue r cross join asked k
    where r.organisation_id = any(k.owners) and r.due_on between k.first_day and k.last_day
), ranked as materialized (
    select a.id, a.organisation_id, a.participant_id, a.held_on,
        RANKED
    from esol_assessment a
    where a.organisation_id = any((select owners from asked)::bigint[])
    window earlier as (
        partition by a.participant_id order by a.held_on, a.id
        rows between unbounded preceding and 1 preceding
    )
), gained as materialized (
    select g.id, g.organisation_id, g.mode, coalesce(l.person_id, g.participant_id) as person_id
    from (
    GAINED
    ) as g cross join asked k left join linked l on l.id = g.participant_id
    where g.held_on between k.first_day and k.last_day
        and coalesce(l.person_id, g.participant_id) in (select id from person)
)
"""

PARTS = _ALL.replace("RANKED", _RANKED).replace("GAINED", _GAINED)

_WEEKS = (
    "case when weeks < 4 then '0-3' when weeks < 13 then '4-12' "
    "when weeks < 26 then '13-25' else '26+' end"
)
_EACH = "count(*), 0, count(*)"
_TURNED = "sum(people), 0, sum(people)"
_LEVELS_GAINED = "count(*), 0, count(distinct person_id)"
_COUNT = "count(*), 0, 0"
# As in statement.py: what, dimension, the expression of its key, the three numbers, from where.
LINES: tuple[tuple[str, str, str, str, str], ...] = (
    ("turned_away", "why", "why", _TURNED, "turned_away"),
    ("turned_away", "organisation", "organisation_id::text", _TURNED, "turned_away"),
    ("waiting", "weeks", _WEEKS, _EACH, "waiting"),
    ("waiting", "organisation", "organisation_id::text", _EACH, "waiting"),
    (
        "volunteers",
        "received",
        "case when received then 'received' else 'not' end",
        _EACH,
        "volunteers",
    ),
    ("interpreter", "language", "language", _EACH, "needing"),
    ("interpreted", "month", "'all'", "count(*), sum(minutes), 0", "interpreted"),
    ("levels", "mode", "mode", _LEVELS_GAINED, "gained"),
    ("levels", "all", "'all'", _LEVELS_GAINED, "gained"),
    ("returns", "state", "state", _COUNT, "due"),
    ("returns", "organisation", "organisation_id || '/' || state", _COUNT, "due"),
)
