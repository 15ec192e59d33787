"""Sessions that a copy of their table does not open.

The cookie holds a random key; the row is named by a hash of it and its contents are encrypted, so
that neither a database shell nor a stolen backup gives a cookie, or says who was looking at what.
Everything that asks for `session.session_key` (allauth's list of sessions) gets the row's name.
Only the cookie is given `cookie_key`.
"""

import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from rco_network.core.encryption import CannotDecrypt, decrypt, encrypt
from rco_network.core.tenancy import SIGN_IN, current_scope, scope

logger = logging.getLogger(__name__)

# What the two kinds of key look like; the column has room for forty characters.
COOKIE_LENGTH = 32
ROW_LENGTH = 40


def row_name(cookie_key: str) -> str:
    """Return the name of the row for a cookie: 160 bits of SHA-256."""
    return hashlib.sha256(cookie_key.encode()).hexdigest()[:ROW_LENGTH]


@contextmanager
def _door() -> Iterator[None]:
    """Policies let any signed scope at the sessions; where there is none, open the door's."""
    if current_scope() is not None:
        yield
    else:
        with scope(rights=[SIGN_IN]):
            yield


class SessionStore(DatabaseSessions):
    """Given a cookie's key or a row's name, which no cookie is taken for (`SessionsByCookie`)."""

    def __init__(self, session_key: str | None = None) -> None:
        self.cookie_key: str | None = None
        super().__init__(self._to_row(session_key))

    def _to_row(self, key: str | None) -> str | None:
        if key and len(key) != ROW_LENGTH:
            self.cookie_key = key
            return row_name(key)
        return key

    def _get_new_session_key(self) -> str:
        self.cookie_key = get_random_string(COOKIE_LENGTH, VALID_KEY_CHARS)
        return row_name(self.cookie_key)

    def encode(self, session_dict: dict[str, Any]) -> str:
        return encrypt(json.dumps(session_dict), self._context())

    def decode(self, session_data: Any) -> dict[str, Any]:
        try:
            return dict(json.loads(decrypt(session_data, self._context())))
        except CannotDecrypt as problem:
            # The key was taken away, or the row is not its own: somebody signs in again.
            logger.warning("A session was left out: %s", str(problem).partition(": ")[2])
        except ValueError:
            logger.warning("A session was left out: what is in it is not JSON.")
        return {}

    def _context(self) -> str:
        # Bound to its row, so that nobody who can write puts one person's session into another's.
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined]
        return f"django_session.{key}"

    def load(self) -> dict[str, Any]:
        with _door():
            return dict(super().load())

    def exists(self, session_key: str) -> bool:
        with _door():
            return bool(super().exists(self._to_row_only(session_key) or ""))

    def save(self, must_create: bool = False) -> None:
        with _door():
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        with _door():
            super().delete(self._to_row_only(session_key))

    @classmethod
    def clear_expired(cls) -> None:
        with scope(rights=[SIGN_IN]):
            super().clear_expired()

    @staticmethod
    def _to_row_only(key: str | None) -> str | None:
        return row_name(key) if key and len(key) != ROW_LENGTH else key


def session_of(user: Any, backend: str) -> SessionStore:
    """Return a saved session as signing in leaves it, for commands that look at pages."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session


class SessionsByCookie(SessionMiddleware):
    """Django's, with one difference: a cookie is never the name of a row."""

    def process_request(self, request: HttpRequest) -> None:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        is_cookie_key = len(key) == COOKIE_LENGTH and set(key) <= set(VALID_KEY_CHARS)
        request.session = self.SessionStore(key if is_cookie_key else None)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        name = settings.SESSION_COOKIE_NAME
        cookie = answer.cookies.get(name)
        if cookie and cookie.value and cookie.value == request.session.session_key:
            answer.cookies[name] = getattr(request.session, "cookie_key", None) or ""
        return answer
