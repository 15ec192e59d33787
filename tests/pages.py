"""Looking at pages: what they ask the database, and whether two are the same."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch

from rco_network.management.trials.addresses import addresses


def same_number_of_queries(draw: Callable[[], Any], add_row: Callable[[], Any]) -> None:
    """Fail unless the page asks as many queries with three rows as with one."""
    counts = []
    for more in (1, 2):
        for _ in range(more):
            add_row()
        with CaptureQueriesContext(connection) as asked:
            answer = draw()
        assert answer.status_code == 200
        counts.append([q["sql"] for q in asked.captured_queries])
    one, three = counts
    assert len(one) == len(three), "\n".join(three)


def without_token(answer: Any) -> str:
    """Return the page without the token that differs every time it is drawn."""
    return re.sub(r'("X-CSRFToken": |csrfmiddlewaretoken" value=)"\w+"', "", answer.text)


def every_address() -> list[tuple[str, str]]:
    """Return (name, path) of every address of the site, with made-up values in its places."""
    found = []
    for address in addresses():
        for value in (str(uuid4()), "1", "made-up", "accounts"):
            try:
                found.append((address.name, address.filled(dict.fromkeys(address.parts, value))))
                break
            except NoReverseMatch:
                continue
        else:
            raise AssertionError(f"No made-up value fits {address.route}")
    return sorted(found)
