"""Devices on which somebody has signed in before: a cookie that opens nothing by itself.

It only says that wrong tries from here are counted apart from those of strangers (limits.py). It
holds no address in words and no account's id: keyed digests of addresses, signed as a whole.
"""

import secrets

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "known_device"
DAYS = 180
_PEOPLE = 5  # who share one computer; the one who was here longest ago is forgotten
_signer = TimestampSigner(salt="known device")


def _digest(email: str) -> str:
    return salted_hmac("known device", email.strip().lower(), algorithm="sha256").hexdigest()[:32]


def _known(request: HttpRequest) -> tuple[str, list[str]]:
    """Return the device's random name and who was here, nothing where the cookie is not ours."""
    try:
        said = _signer.unsign_object(request.COOKIES.get(COOKIE, ""), max_age=DAYS * 86400)
        return str(said["device"]), [str(one) for one in said["people"]]
    except (BadSignature, KeyError, TypeError, ValueError):
        return "", []


def known_device(request: HttpRequest, email: str) -> str:
    """Return the name of the device if this person has signed in on it before, else ""."""
    device, people = _known(request)
    return device if _digest(email) in people else ""


def remember_device(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Let the device be known as this person's from now on."""
    device, people = _known(request)
    mine = _digest(email)
    said = {
        "device": device or secrets.token_urlsafe(16),
        "people": [mine, *(one for one in people if one != mine)][:_PEOPLE],
    }
    response.set_cookie(
        COOKIE,
        _signer.sign_object(said),
        max_age=DAYS * 86400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
