"""Looking at pages: what they ask the database, and whether two are the same."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


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
