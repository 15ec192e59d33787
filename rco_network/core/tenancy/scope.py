"""The scope of a transaction: who is asking, for which organisations, with which rights.

Nothing else in the project may call `set_config`: the settings are transaction-local, so a pooled
connection carries nothing into the next request, and this is the only door.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

import psycopg
from django.db import connections, transaction

from .proof import prove

# Rights that no role holds: code gives them to itself, for one scope, where it can say why.
SIGN_IN = "sign_in"  # the doors, before anybody is known: accounts and sessions can be looked up
COUNT = "count"  # figures: every row that counts, restricted or not, and never through a page
ERASE = "erase"  # erasure and retention: history and evidence that nobody else may remove
ANSWER = "answer"  # one's own answers by a link: what is asked, and adding what is answered


class NoScopeError(RuntimeError):
    """Rows of an organisation were asked for where nobody had said whose."""


@dataclass(frozen=True)
class Scope:
    """Who asks (`user_id`), for which organisations, and whether it is the installation itself.

    The installation (commands, the job queue, accepting an invitation) may write the directory
    of organisations, awards and jobs. It sees no row about a person. `rights` are those of the
    membership (values of `organisations.enums.Right`), or one of the four above: policies ask
    for them by `rco_may(...)`.
    """

    user_id: int | None = None
    organisation_ids: tuple[int, ...] = ()
    is_installation: bool = False
    rights: frozenset[str] = frozenset()

    def settings(self) -> tuple[str, str, str, str]:
        """Return user, organisations, installation and rights as the database is told them."""
        return (
            str(self.user_id or ""),
            "{" + ",".join(str(int(pk)) for pk in self.organisation_ids) + "}",
            "on" if self.is_installation else "",
            ",".join(sorted(self.rights)),
        )


_scopes: ContextVar[dict[str, Scope]] = ContextVar("rco_scopes")

_SET = (
    "select set_config('rco.user', %s, true), set_config('rco.organisations', %s, true), "
    "set_config('rco.installation', %s, true), set_config('rco.rights', %s, true), "
    "set_config('rco.proof', %s, true)"
)


def current_scope(using: str = "default") -> Scope | None:
    """Return the scope in force on this database, or None outside every scope.

    None also for what `on_commit` runs: the transaction that knew the scope is over by then.
    """
    return _scopes.get({}).get(using) if connections[using].in_atomic_block else None


def statement(value: Scope | None) -> tuple[str, list[str]]:
    """Return the statement, and what is bound to it, that tells a transaction its scope."""
    claims = (value or Scope()).settings()
    return _SET, [*claims, prove(claims) if value else ""]


def _tell_database(value: Scope | None, using: str) -> None:
    connection = connections[using]
    connection.ensure_connection()
    # Bound by the server, unlike Django's own cursors: the proof is in no text of a statement.
    with psycopg.Cursor(connection.connection) as cursor, connection.wrap_database_errors:
        cursor.execute(*statement(value), prepare=False)


@contextmanager
def scope(
    *,
    user_id: int | None = None,
    organisation_ids: Iterable[int] = (),
    installation: bool = False,
    rights: Iterable[str] = (),
    using: str = "default",
) -> Iterator[Scope]:
    """Open one transaction in which only the rows of these organisations exist.

    A nested scope replaces the outer one until it ends. On an exception everything written
    inside is rolled back, and the transaction's settings with it. `using` names the database
    (settings.DATABASES); each has a scope of its own.
    """
    inner = Scope(user_id, tuple(organisation_ids), installation, frozenset(map(str, rights)))
    outer = current_scope(using)
    token = _scopes.set(_scopes.get({}) | {using: inner})
    connection = connections[using]
    try:
        with transaction.atomic(using=using):
            _tell_database(inner, using)
            yield inner
            if connection.savepoint_ids and not connection.needs_rollback:
                # A released savepoint keeps what it set: say again what held before. The
                # outermost transaction forgets by itself.
                _tell_database(outer, using)
    finally:
        _scopes.reset(token)


def change_scope(value: Scope, using: str = "default") -> None:
    """Narrow or move the scope of the running transaction (the request middleware's second step).

    Raises NoScopeError outside a scope: there is no transaction for the setting to end with.
    """
    if current_scope(using) is None or not connections[using].in_atomic_block:
        raise NoScopeError("change_scope needs an open scope to change.")
    _scopes.set(_scopes.get({}) | {using: value})
    _tell_database(value, using)


@contextmanager
def correcting(correction: UUID, using: str = "default") -> Iterator[None]:
    """Tell the transaction which row on record says why closed days are changed inside.

    Needs an open transaction. The database looks whether the row is there (core/closing.py).
    """
    _name_correction(str(correction), using)
    yield
    # After an exception the savepoint or the transaction goes back, and the setting with it.
    _name_correction("", using)


def _name_correction(text: str, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("select set_config('rco.correction', %s, true)", [text])
