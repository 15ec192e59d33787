"""Which function does which kind of job."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .run import Run

# Reads and prepares outside any long transaction; returns what writes the result.
Effect = Callable[[], None]
Handler = Callable[["Run"], Effect]

# Opens the scope of an effect for (user id or None, organisation id).
AskerScope = Callable[[int | None, int], AbstractContextManager[None]]

_handlers: dict[str, Handler] = {}
_asker_scope: list[AskerScope] = []


class JobFailed(Exception):
    """The job cannot be done; the sentence is shown to the person who asked."""


class JobDelayed(Exception):
    """Something outside (a mail server) does not answer: nothing is written, the job waits.

    It is tried again by and by, for some hours; the sentence is shown if that does not help.
    """


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register a function for jobs of this kind.

    It is given a `Run`, prepares the result, and returns a function that writes it. That one is
    called in the transaction which also marks the job as done, so that effect and state commit
    together; a run that was killed or overtaken before then has written nothing.
    """

    def register(handler: Handler) -> Handler:
        if kind in _handlers:
            raise ValueError(f"Two functions handle jobs of the kind {kind!r}.")
        _handlers[kind] = handler
        return handler

    return register


def handler_for(kind: str) -> Handler:
    """Return the function for this kind. KeyError names an unknown kind."""
    return _handlers[kind]


def effects_run_in(open_scope: AskerScope) -> AskerScope:
    """Register how the scope of whoever asked is opened: who works where is not known down here."""
    _asker_scope[:] = [open_scope]
    return open_scope


def asker_scope(user_id: int | None, organisation_id: int) -> AbstractContextManager[None]:
    """Open the scope in which an effect is written. One transaction."""
    return _asker_scope[0](user_id, organisation_id)
