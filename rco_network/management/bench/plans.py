"""How the database goes about a query: EXPLAIN as the role that asks, under its policies."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Tables that grow with the years; a query that reads one of them whole gets slower for ever.
GROWING = (
    "services_attendance",
    "services_session",
    "services_participant",
    "services_namekey",
    "services_enrolment",
    "services_headcount",
    "outcomes_outcome",
    "core_auditevent",
)


_READS = re.compile(r"[\s(]*(select|with)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Plan:
    """A query and the planner's tree for it."""

    sql: str
    root: dict[str, Any]

    def nodes(self) -> Iterator[dict[str, Any]]:
        """Every step of the plan."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            waiting += node.get("Plans", [])
            yield node

    def whole_tables(self) -> set[str]:
        """Growing tables that are read from end to end."""
        return {
            node["Relation Name"]
            for node in self.nodes()
            if node["Node Type"] == "Seq Scan" and node["Relation Name"] in GROWING
        }

    def indexes(self) -> set[str]:
        """Indexes that the plan uses."""
        return {node["Index Name"] for node in self.nodes() if "Index Name" in node}


def plans_of(work: Callable[[], object]) -> list[Plan]:
    """Do the work, and return the plan of each query that it asked.

    Call in a scope: queries are explained in it, with the settings that the policies read.
    """
    with CaptureQueriesContext(connection) as asked:
        work()
    with connection.cursor() as cursor:
        return [
            Plan(sql, explained(cursor, sql))
            for sql in (query["sql"] for query in asked.captured_queries)
            if _READS.match(sql) and "set_config" not in sql
        ]


def explained(cursor: Any, sql: str) -> dict[str, Any]:
    """Return the planner's tree for a query that stands as it was sent."""
    cursor.execute(f"explain (format json) {sql.replace('%', '%%')}", [])
    found = cursor.fetchone()[0]
    tree = json.loads(found) if isinstance(found, str) else found
    root: dict[str, Any] = tree[0]["Plan"]
    return root
