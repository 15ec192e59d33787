"""A browser without a network: requests go straight to the product's WSGI application."""

import io
import re
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections, connection

from rco_network.accounts.sessions import session_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_TOKEN = "t" * 32
# What differs from one drawing of a page to the next: the token of its forms.
_TOKENS = re.compile(
    rb'("X-CSRFToken": |csrfmiddlewaretoken" value=|"csrfmiddlewaretoken": )"[A-Za-z0-9]+"'
)
_CHANGING_HEADERS = {"set-cookie", "content-length", "date", "expires", "last-modified"}


@dataclass(frozen=True)
class Answer:
    """What came back. `seconds` is how long it took, `queries` how often the database was asked,
    `wrote` whether a row of the product may have changed, `fault` the type and place of an error.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    seconds: float = 0.0
    queries: int = 0
    wrote: bool = False
    fault: str = ""

    def header(self, name: str) -> str:
        """Return a header's value, "" where it is missing."""
        return next((v for n, v in self.headers if n.lower() == name.lower()), "")

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    def likeness(self, *ids: str) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
        """Return what may be compared: without tokens, and with the ids that were asked for gone.

        Two answers of the same likeness tell the asker the same.
        """
        body = _TOKENS.sub(b"token", self.body)
        headers = [(n, v) for n, v in self.headers if n.lower() not in _CHANGING_HEADERS]
        for one in filter(None, ids):
            # A short number stands in many places of a page that have nothing to do with it.
            word, gone = (f"/{one}/", "/ID/") if one.isdigit() else (one, "ID")
            body = body.replace(word.encode(), gone.encode())
            headers = [(n, v.replace(word, gone)) for n, v in headers]
        return self.status, body, tuple(sorted(headers))


@cache
def _application() -> WSGIHandler:
    return WSGIHandler()


@dataclass
class Counted:
    """How many statements ran, and whether one of them changed a row of the product."""

    queries: int = 0
    wrote: bool = False


@contextmanager
def counted() -> Iterator[Counted]:
    """Count what the database is asked. Sessions are not counted as something changed."""
    found = Counted()

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found.queries += 1
        start = str(sql)[:60].lstrip('( "').lower()
        changes = start.startswith(("insert", "update", "delete", "merge", "with"))
        found.wrote = found.wrote or (changes and "django_session" not in start)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


@contextmanager
def faults_noted() -> Iterator[list[str]]:
    """Note the type and place of what went wrong in a view."""
    found: list[str] = []

    def note(sender: Any, **_: Any) -> None:
        fault = sys.exc_info()[1]
        found.append(_place(fault) if fault else "")

    got_request_exception.connect(note)
    try:
        yield found
    finally:
        got_request_exception.disconnect(note)


def _place(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [f for f in frames if "site-packages" not in f.filename] or frames
    where = " < ".join(
        f"{Path(f.filename).name}:{f.lineno}" for f in [frames[-1], *reversed(ours[-3:])]
    )
    return f"{type(fault).__name__} {str(fault)[:160]!r} at {where}"


@contextmanager
def connection_kept() -> Iterator[None]:
    """Let a request leave the connection open: the trial's own transaction is on it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@dataclass
class Browser:
    """One visitor's cookies."""

    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        method: str,
        path: str,
        data: Any = None,
        *,
        content_type: str = "application/x-www-form-urlencoded",
        headers: Mapping[str, str] | None = None,
        has_token: bool = True,
        **environ: Any,
    ) -> Answer:
        """Send one request. `data` are pairs or bytes; cookies that are set stay."""
        body = data if isinstance(data, bytes) else urlencode(list(_pairs(data))).encode()
        address, _, query = path.partition("?")
        asked = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            # WSGI's own way to carry bytes: a path is Latin-1 text of its UTF-8 bytes.
            "PATH_INFO": address.encode("utf-8", "surrogatepass").decode("latin-1"),
            "QUERY_STRING": query.encode("utf-8", "surrogatepass").decode("latin-1"),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": content_type if body or method == "POST" else "",
            "HTTP_COOKIE": self._cookie_header(has_token),
            "HTTP_ACCEPT": "text/html",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if has_token:
            asked["HTTP_X_CSRFTOKEN"] = _TOKEN
        for name, value in (headers or {}).items():
            asked["HTTP_" + name.upper().replace("-", "_")] = value
        return self._send(asked | environ)

    def _cookie_header(self, has_token: bool) -> str:
        jar = self.cookies | ({settings.CSRF_COOKIE_NAME: _TOKEN} if has_token else {})
        return "; ".join(f"{name}={value}" for name, value in jar.items())

    def _send(self, environ: dict[str, Any]) -> Answer:
        said: list[Any] = []

        def start_response(status: str, headers: Any, exc_info: Any = None) -> Any:
            said[:] = [int(status.split()[0]), tuple(headers)]
            return lambda data: None

        started = time.perf_counter()
        with connection_kept(), counted() as asked, faults_noted() as faults:
            try:
                response = _application()(environ, start_response)
                body = b"".join(response)
                response.close()
            except Exception as error:  # a server would answer with an empty error
                return Answer(500, (), b"", 0, asked.queries, fault=_place(error))
        taken = time.perf_counter() - started
        self._keep(response)
        fault = faults[0] if faults else ""
        return Answer(said[0], said[1], body, taken, asked.queries, asked.wrote, fault)

    def _keep(self, response: Any) -> None:
        for name, morsel in response.cookies.items():
            if name == settings.CSRF_COOKIE_NAME:
                continue
            if morsel.value:
                self.cookies[name] = morsel.value
            else:
                self.cookies.pop(name, None)


def _pairs(data: Any) -> Iterable[tuple[str, str]]:
    if data is None:
        return ()
    items = data.items() if isinstance(data, Mapping) else data
    return [(str(name), str(value)) for name, value in items]


def signed_in(user: Any) -> Browser:
    """Return a browser in which this person signed in a moment ago, second step included."""
    session = session_of(user, BACKEND)
    now = time.time()
    session["account_authentication_methods"] = [
        {"method": "password", "at": now, "email": user.email},
        {"method": "mfa", "at": now, "type": "totp"},
    ]
    session.save()
    return Browser({settings.SESSION_COOKIE_NAME: session.cookie_key or ""})


def escaped(path: str) -> str:
    """Return a path as a browser would write it into an address."""
    return quote(path, safe="/%?=&:@!$'()*+,;~-._")
