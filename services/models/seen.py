"""Whose rows a scope sees of the people it serves: nobody's whose record is restricted to others.

One SQL function answers for every table (migration `restricted_records`): a query that forgets a
filter, a join, a count and a suggestion obey alike.
"""

from typing import Any

from rco_network.core.tenancy.constraints import mine

_NOT_HIDDEN = "{column} <> all ((select rco_hidden_participants())::bigint[])"
_BY_FUNCTION = (
    "(select current_user = pg_get_userbyid(relowner) from pg_class "
    "where oid = '{table}'::regclass)"
)


def asked_by_function(table: str) -> str:
    """SQL: the owner reads, which is `rco_hidden_participants()` at work.

    Forced row security binds the owner too: for it the policies of the tables that the function
    reads must not ask the function that is asking. It stands first in them, so that nothing else
    is worked out for each query of a page; the function itself looks who is asking.
    """
    return _BY_FUNCTION.format(table=table)


def seen(column: str = "participant_id") -> str:
    """SQL: the organisation's own row, about nobody who is hidden from the scope.

    `column` names the participant.
    """
    return f"({mine('organisation_id')} and {_NOT_HIDDEN.format(column=column)})"


def seen_once() -> dict[str, Any]:
    """Return the conditions of a RowSecurity as `seen`, for tables with many writes.

    PostgreSQL asks `read` of the rows that an UPDATE or DELETE with a WHERE looks at, as they were
    and as they become, and of both sides of ON CONFLICT; asked again in a second policy it would
    be worked out a second time.
    """
    mine_only = mine("organisation_id")
    return {"read": seen(), "change": mine_only, "remove": mine_only}


def seen_or_nobody(column: str = "participant_id") -> str:
    """SQL: as `seen`, where the column may be empty."""
    hidden = _NOT_HIDDEN.format(column=column)
    return f"({mine('organisation_id')} and ({column} is null or {hidden}))"
