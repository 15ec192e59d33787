"""The key of what a phone keeps: half of it the server's, for one session, and half the phone's.

The server's half is random, stands in the session's own encrypted row, and is given to the phone
in a cookie that only the phone's page can read and that the browser itself throws away when the
sign-in's twelve hours are over. The phone's half never leaves it. Neither opens anything alone.
"""

import secrets
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from rco_network.accounts.sign_in_time import signed_in_at
from rco_network.core.middleware import PHONE_OF

PAGE = "/phone/"
_SECRET, _NAME = "phone_secret", "phone_name"


@dataclass(frozen=True)
class Half:
    """The server's half: its public name, the secret, and for how many seconds it is good."""

    name: str
    secret: str
    seconds: int


def person_of(user_id: int) -> str:
    """Return what stands for a person on their phone: nobody reads an account from it."""
    return salted_hmac("rco phone person", str(user_id), algorithm="sha256").hexdigest()[:20]


def place_of(membership: Any) -> str:
    """Return what stands for a person in one organisation."""
    where = f"{membership.user_id} {membership.organisation_id} {membership.pk}"
    return salted_hmac("rco phone place", where, algorithm="sha256").hexdigest()[:20]


def seconds_left(request: HttpRequest) -> int:
    """Return how long this sign-in can still last, in whole seconds."""
    over = signed_in_at(request) + settings.SESSION_LONGEST_SECONDS
    return max(0, int(over - time.time()))


def name_of(request: HttpRequest) -> str:
    """Return the name of this session's half, "" where none was asked for."""
    return str(request.session.get(_NAME, ""))


def half_of(request: HttpRequest) -> Half:
    """Return this session's half, made when it is asked for first."""
    if not name_of(request):
        request.session[_NAME] = secrets.token_hex(4)
        request.session[_SECRET] = secrets.token_urlsafe(32)
    return Half(name_of(request), request.session[_SECRET], seconds_left(request))


def hand_over(response: HttpResponse, half: Half, user_id: int) -> None:
    """Put the half into the phone's cookie, and whose it is into another."""
    common: dict[str, Any] = {"max_age": half.seconds, "secure": settings.SESSION_COOKIE_SECURE}
    named = f"phone_{half.name}"
    response.set_cookie(named, half.secret, path=PAGE, samesite="Strict", **common)
    response.set_cookie(PHONE_OF, person_of(user_id), httponly=True, samesite="Lax", **common)


def take_back(response: HttpResponse, name: str) -> None:
    """Delete both cookies."""
    if name:
        response.delete_cookie(f"phone_{name}", path=PAGE, samesite="Strict")
    response.delete_cookie(PHONE_OF, samesite="Lax")
