"""Which function does which kind of job."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .run import Run

# Reads and prepares outside any long transaction; returns what writes the result.
Effect = Callable[[], None]
Handler = Callable[["Run"], Effect]

_handlers: dict[str, Handler] = {}


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
