"""Which rows stand behind each number: their keys, by the number's address."""

from collections.abc import Iterable

from .catalogue import Source, sources_of
from .facts import Facts
from .numbering import Place, places
from .shape import ReportDocument

_RECORDS = {
    "people": "services.participant",
    "sessions": "services.session",
    "attendances": "services.attendance",
    "heads": "services.headcount",
    "outcomes": "outcomes.outcome",
}
# The row that takes the rest of an open list together (breakdowns.py).
_OTHER = "other"
Behind = dict[str, dict[str, list[int]]]


def record_of(source: Source) -> str:
    """Return the kind of record that a source counts, as services.participant."""
    return "services.participant" if source == ("outcomes", "people") else _RECORDS[source[0]]


def rows_behind(document: ReportDocument, facts: Facts) -> Behind:
    """Return, by address, the keys of the rows behind each number, by kind of record.

    `facts` were gathered with keys. Numbers that are hidden have their rows too: only the
    organisation whose rows they are reads them.
    """
    return {place.address: _behind(place, facts) for place in places(document)}


def _behind(place: Place, facts: Facts) -> dict[str, list[int]]:
    breakdown = place.breakdown.key if place.breakdown else ""
    found: dict[str, set[int]] = {}
    for source in sources_of(place.figure.key, breakdown):
        found.setdefault(record_of(source), set()).update(_keys(place, facts, source))
    return {record: sorted(keys) for record, keys in found.items() if keys}


def _keys(place: Place, facts: Facts, source: Source) -> Iterable[int]:
    table = facts.table(*source)
    if place.breakdown is None or place.row is None:
        wanted: Iterable[str] = _whole(place, table)
    elif place.row.key == _OTHER:
        printed = {row.key for row in place.breakdown.rows}
        wanted = [key for key in table if key not in printed]
    else:
        wanted = [place.row.key]
    return (row for key in wanted if key in table for row in table[key].keys)


def _whole(place: Place, table: Iterable[str]) -> Iterable[str]:
    """Every row of the source, but the new ones alone where new people are counted."""
    return ["new"] if place.figure.key == "new_people" else table
