"""Which rows stand behind each number: their keys, by the number's address."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from .catalogue import BY_KEY, FigureSpec, Source, part_of
from .facts import NOT_RECORDED, Facts
from .numbering import Place, places
from .shape import ReportDocument

RECORDS = {
    "people": "services.participant",
    "sessions": "services.session",
    "attendances": "services.attendance",
    "heads": "services.headcount",
    "outcomes": "outcomes.outcome",
    "turned_away": "services.turnedaway",
    "waiting": "services.waitingplace",
    "volunteers": "volunteering.volunteer",
    "interpreter": "services.needs",
    "interpreted": "services.session",
    "levels": "esol.assessment",
    "returns": "funding.returndue",
    "hours": "volunteering.stint",
    "advice": "advice.matteroutcome",
    "spending": "funding.spending",
}
# The row that takes the rest of an open list together (breakdowns.py).
OTHER = "other"
Behind = dict[str, dict[str, list[int]]]


def record_of(source: Source) -> str:
    """Return the kind of record that a source counts, as services.participant."""
    return "services.participant" if source == ("outcomes", "people") else RECORDS[source[0]]


def rows_behind(
    document: ReportDocument,
    facts: Facts,
    own: Mapping[str, tuple[FigureSpec, Facts]] = MappingProxyType({}),
) -> Behind:
    """Return, by address, the keys of the rows behind each number, by kind of record.

    `facts` were gathered with keys; `own` are figures, by key, that have facts of their own.
    Numbers that are hidden have their rows too: only the organisation whose rows they are reads
    them.
    """
    found = {}
    for place in places(document):
        key = place.figure.key
        spec, counted = own[key] if key in own else (BY_KEY[key], facts)
        found[place.address] = _behind(place, spec, counted)
    return found


def _behind(place: Place, spec: FigureSpec, facts: Facts) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for source in _sources(place, spec):
        found.setdefault(record_of(source), set()).update(_keys(place, spec, facts, source))
    for record, keys in _told(place, spec, facts):
        found.setdefault(record, set()).update(keys)
    return {record: sorted(keys) for record, keys in found.items() if keys}


def _told(place: Place, spec: FigureSpec, facts: Facts) -> Iterable[tuple[str, Collection[int]]]:
    """The rows of what was worked out elsewhere."""
    if place.breakdown is None or place.row is None:
        return spec.rows_told(facts, "", 0).items() if spec.rows_told else ()
    part = part_of(place.figure.key, place.breakdown.key)
    if part.rows_told is None:
        return ()
    column = place.breakdown.columns.index(place.column) + 1 if place.column else 0
    return part.rows_told(facts, place.row.key, column).items()


def _sources(place: Place, spec: FigureSpec) -> Iterable[Source]:
    """The counted tables that a number is drawn from."""
    if place.breakdown is None:
        return spec.sources
    part = part_of(place.figure.key, place.breakdown.key)
    if not (place.column and part.columns):
        return part.sources
    source = part.columns[place.breakdown.columns.index(place.column)]
    return (source,) if source else ()


def _keys(place: Place, spec: FigureSpec, facts: Facts, source: Source) -> Iterable[int]:
    table = facts.table(*source)
    return (row for key in _wanted(place, spec, table) if key in table for row in table[key].keys)


def _wanted(place: Place, spec: FigureSpec, table: Iterable[str]) -> Iterable[str]:
    """The keys of a counted table that a number counts."""
    breakdown, row = place.breakdown, place.row
    if breakdown is None or row is None:
        return [spec.of] if spec.of else table
    if row.key == OTHER:
        printed = {row.key for row in breakdown.rows}
        return [key for key in table if key not in printed]
    answers = part_of(place.figure.key, breakdown.key).answers
    if not answers:
        return [row.key]
    asked = [answers[breakdown.columns.index(place.column)]] if place.column else answers
    return [f"{_empty(row.key)}/{_empty(answer)}" for answer in asked]


def _empty(key: str) -> str:
    return "" if key == NOT_RECORDED else key
