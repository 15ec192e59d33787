"""The scope of a transaction: who is asking, for which organisations.

Nothing else in the project may call `set_config`: the settings are transaction-local, so a pooled
connection carries nothing into the next request, and this is the only door.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction


class NoScopeError(RuntimeError):
    """Rows of an organisation were asked for where nobody had said whose."""


@dataclass(frozen=True)
class Scope:
    """Who asks (`user_id`), for which organisations, and whether it is the installation itself.

    The installation (commands, the job queue, accepting an invitation) may write the directory
    of organisations, awards and jobs. It sees no row about a person.
    """

    user_id: int | None = None
    organisation_ids: tuple[int, ...] = ()
    is_installation: bool = False


_scope: ContextVar[Scope | None] = ContextVar("rco_scope", default=None)

_SET = (
    "select set_config('rco.user', %s, true), set_config('rco.organisations', %s, true), "
    "set_config('rco.installation', %s, true)"
)


def current_scope() -> Scope | None:
    """Return the scope in force, or None outside every scope."""
    return _scope.get()


def _tell_database(value: Scope | None) -> None:
    value = value or Scope()
    with connection.cursor() as cursor:
        cursor.execute(
            _SET,
            [
                str(value.user_id or ""),
                "{" + ",".join(str(int(pk)) for pk in value.organisation_ids) + "}",
                "on" if value.is_installation else "",
            ],
        )


@contextmanager
def scope(
    *,
    user_id: int | None = None,
    organisation_ids: Iterable[int] = (),
    installation: bool = False,
) -> Iterator[Scope]:
    """Open one transaction in which only the rows of these organisations exist.

    A nested scope replaces the outer one until it ends. On an exception everything written
    inside is rolled back, and the transaction's settings with it.
    """
    inner = Scope(user_id, tuple(organisation_ids), installation)
    outer = _scope.get()
    token = _scope.set(inner)
    try:
        with transaction.atomic():
            _tell_database(inner)
            yield inner
            if connection.savepoint_ids and not connection.needs_rollback:
                # A released savepoint keeps what it set: say again what held before. The
                # outermost transaction forgets by itself.
                _tell_database(outer)
    finally:
        _scope.reset(token)


def change_scope(value: Scope) -> None:
    """Narrow or move the scope of the running transaction (the request middleware's second step).

    Raises NoScopeError outside a scope: there is no transaction for the setting to end with.
    """
    if _scope.get() is None or not connection.in_atomic_block:
        raise NoScopeError("change_scope needs an open scope to change.")
    _scope.set(value)
    _tell_database(value)
