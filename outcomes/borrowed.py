"""A phone in somebody else's hand: what its session remembers, and what it opens meanwhile."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from services.phone_key import PAGE, name_of

_KEY = "handed_over"
ANSWERING = "/answering/"


@dataclass(frozen=True)
class Handed:
    """For what a phone was handed over: the wave, and who is asked in it (None: nobody named)."""

    wave: UUID
    ask: UUID | None
    is_done: bool = False


def hand_over(request: HttpRequest, handed: Handed) -> None:
    """From now on this session opens the questions and nothing else (middleware)."""
    ask = str(handed.ask) if handed.ask else ""
    request.session[_KEY] = {"wave": str(handed.wave), "ask": ask, "done": handed.is_done}


def handed_of(request: HttpRequest) -> Handed | None:
    """Return for what this session was handed over, None where it was not."""
    found = request.session.get(_KEY)
    if not found:
        return None
    return Handed(
        UUID(found["wave"]), UUID(found["ask"]) if found["ask"] else None, bool(found["done"])
    )


def is_handed_over(request: HttpRequest) -> bool:
    """Whether whoever holds the phone is not who signed in."""
    return bool(request.session.get(_KEY))


def back_in_hand(request: HttpRequest) -> None:
    """The one who signed in proved that they hold it again."""
    request.session.pop(_KEY, None)


def lock_registers(request: HttpRequest, response: HttpResponse) -> None:
    """Take the key of registers that this phone keeps for the time without a line.

    What is kept stays, sealed; the page of the phone is given the key again once it is back.
    """
    if name := name_of(request):
        response.delete_cookie(f"phone_{name}", path=PAGE, samesite="Strict")
