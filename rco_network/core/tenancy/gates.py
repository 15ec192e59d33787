"""One question before every row: does the transaction carry a proof at all?

A row that a policy refuses is still looked at before it is refused, and PostgreSQL tells who asks
how that went: `explain (analyze)` counts the rows that a filter removed and names the parts of a
plan that were never run. Comparisons that are marked leakproof (of texts, days, numbers) run before
the policy where they are cheaper, so a shell of the run-time role could spell out every name of
every organisation, letter by letter, without being given a row.

Nothing is cheaper than the answer to a question that was asked once: each policy begins with one,
and where it is "no" the first row ends there, whatever else was asked of it. What is left is what
an index tells by itself: whether a key is there, and how often (SECURITY.md).
"""

from collections.abc import Iterable, Mapping

from django.db import connections

# As PostgreSQL writes it back. Asked as “is it not null”, since the planner takes that for nearly
# always true; of a plain answer it expects "no" half the time, for each table anew.
GATE = '(( SELECT NULLIF(rco_is_proved(), false) AS "nullif") IS NOT NULL)'

# Policies for one role are the owner's, for its own functions: nobody signs in as the owner.
_POLICIES = """
select tablename, policyname, qual, with_check from pg_policies
where schemaname = 'public' and roles = '{public}'
"""


def gated(condition: str) -> str:
    """Return a policy's condition with the gate before it; one that has it already as it is."""
    if condition.startswith(f"({GATE} AND "):
        return condition
    return f"({GATE} AND {condition})"


def hang_gates(using: str = "default") -> None:
    """Put the gate before every policy (after `migrate`, as the owner). Safe to repeat."""
    quote = connections[using].ops.quote_name
    with connections[using].cursor() as cursor:
        cursor.execute("select to_regproc('public.rco_is_proved')")
        if cursor.fetchone() == (None,):
            return  # migrated back to before there were proofs
        cursor.execute(_POLICIES)
        for table, policy, *conditions in cursor.fetchall():
            parts = [
                f"{word} ({gated(condition)})"
                for word, condition in zip(("using", "with check"), conditions, strict=True)
                if condition and gated(condition) != condition
            ]
            if parts:
                cursor.execute(f"alter policy {quote(policy)} on {quote(table)} {' '.join(parts)}")


def keep_triggers(using: str = "default") -> None:
    """Keep to the owner what the triggers call as the owner (after `migrate`). Safe to repeat.

    Whoever may make a table of their own, a temporary one too, could call them from it: with rows
    made up, the history of any organisation could be written. A trigger that is there needs no
    right of the one who sets it off.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select oid::regprocedure::text from pg_proc where prosecdef "
            "and prorettype = 'trigger'::regtype and pronamespace = 'public'::regnamespace "
            "and has_function_privilege('public', oid, 'execute')"
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"revoke execute on function {function} from public")


def keep_no_samples(using: str, columns: Mapping[str, Iterable[str]]) -> None:
    """Let `analyze` keep nothing of these columns of these tables, as the owner. Safe to repeat.

    What it samples of a column shows in the rows that `explain` expects, in every organisation's
    values at once; and of a text under row security the planner can use little else.
    """
    quote = connections[using].ops.quote_name
    with connections[using].cursor() as cursor:
        # From PostgreSQL 18 on, what was sampled before goes at once.
        cursor.execute("select to_regproc('pg_catalog.pg_clear_attribute_stats') is not null")
        (forgets,) = cursor.fetchone()
        for table, names in sorted(columns.items()):
            cursor.execute(
                "select attname from pg_attribute where attrelid = to_regclass(%s) "
                "and attname = any(%s) and attstattarget is distinct from 0",
                [quote(table), list(names)],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(
                    f"alter table {quote(table)} alter column {quote(name)} set statistics 0"
                )
                if forgets:
                    cursor.execute(
                        "select pg_clear_attribute_stats('public', %s, %s, false)", [table, name]
                    )
