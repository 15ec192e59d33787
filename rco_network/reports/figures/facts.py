"""The numbers behind every figure of a report, in one statement and one pass over attendances."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet

from rco_network.core.tenancy import counting
from services.enums import ATTENDED

from .ground import Ground
from .statement import statement

NOT_RECORDED = "not_recorded"


@dataclass(frozen=True)
class Count:
    """One row of facts: a number, the minutes it stands for, and the people behind it.

    `keys` are those of the rows that were counted, where they were asked for.
    """

    n: int = 0
    minutes: int = 0
    people: int = 0
    keys: tuple[int, ...] = ()


def month_key(month: int) -> str:
    """Return the key of a month, "2026-03", given as its year times twelve, January nought."""
    return f"{month // 12}-{month % 12 + 1:02}"


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
    # What was worked out elsewhere for this report (told.py), by its name.
    told: dict[str, Any] = field(default_factory=dict)

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
        return [month_key(m) for m in range(first, last + 1)]


# What totals and every table's protection need, whatever is asked for.
_ALWAYS = frozenset(
    {
        ("sessions", "month"),
        ("heads", "month"),
        ("people", "gender"),
        ("people", "new"),
        ("outcomes", "all"),
    }
)


def gather(
    ground: Ground, wanted: Collection[tuple[str, str]], *, with_keys: bool = False
) -> Facts:
    """Count what a report on this ground needs, both days included.

    `wanted` are the (what, dimension) of the tables that its figures are drawn from.

    Runs inside `counting(...)` of its organisations. Attendances are read once, by the covering
    index on organisation and day, and brought down to one row a person and month; the rest is
    small. `with_keys` also brings the keys of the rows behind each number, in the same statement,
    so that both are of one moment. Nothing is written, and no column is read that says who
    somebody is.
    """
    facts = Facts(ground.start, ground.end)
    try:
        counted, asked = _sessions(ground)
    except EmptyResultSet:  # No rule: nothing counts towards the award.
        return facts
    asked |= {
        "owners": list(ground.organisations),
        "first": ground.start,
        "last": ground.end,
        "year": ground.end.year,
        "there": list(ATTENDED),
        "is_part": ground.is_part,
        "domain": ground.only.domain,
        **ground.only.people,
    }
    sql = statement(counted, _ALWAYS | set(wanted), with_keys=with_keys, only=ground.only)
    with counting.cursor() as cursor:
        cursor.execute(sql, asked)
        for what, dimension, key, n, minutes, people, keys in cursor.fetchall():
            row = month_key(int(key)) if dimension == "month" and key.isdecimal() else key
            facts.tables[what, dimension][row or NOT_RECORDED] = Count(
                int(n), int(minutes or 0), int(people or 0), tuple(keys or ())
            )
    return facts


def _sessions(ground: Ground) -> tuple[str, dict[str, Any]]:
    """The sessions of a ground as SQL with named parameters, and these."""
    columns = ("id", "organisation_id", "held_on", "minutes", "service_id", "place_id")
    query = ground.sessions.values(*columns).query
    sql, params = query.get_compiler(counting.reporting_database()).as_sql()
    named = {f"session_{n}": value for n, value in enumerate(params)}
    names = iter(named)
    return re.sub("%s", lambda _found: f"%({next(names)})s", sql), named
