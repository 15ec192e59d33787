"""What holds for every request, whoever sends it."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation

from .tenancy import SIGN_IN, scope

Respond = Callable[[HttpRequest], HttpResponse]

LANGUAGE_COOKIE = "language"
# Whose entries this browser may hold that were made without a line (services/phone_key.py).
PHONE_OF = "phone_of"
# Whether the process answers, and what it needs, is asked most when the database is away; the
# gallery shows parts of pages and nobody's data; a phone keeps the last three of them for when
# there is no line, and must keep nobody's.
_WITHOUT_DATABASE = (
    "/healthz",
    "/readyz",
    "/design/",
    "/phone/",
    "/sw.js",
    "/manifest.webmanifest",
)


class RefuseUnreadableInput:
    """A NUL byte is in no name, date or number: PostgreSQL would refuse it far from here.

    Forms are sent in UTF-8, as every page says: Django gives up on others where it is too late
    to answer.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = request.META.get("QUERY_STRING", "") + request.path
        is_utf_8 = (request.encoding or "utf-8").lower().replace("_", "-") in ("utf-8", "utf8")
        if "\x00" in address or "%00" in address or not is_utf_8:
            return render(request, "400.html", status=400)
        return self.get_response(request)


class AnswerKnownMethods:
    """Pages are looked at and forms are sent. Whatever else is asked for is refused at the door.

    A view without a word about methods would take a PUT for a GET, and a library's for a POST.
    """

    METHODS = ("GET", "HEAD", "POST")

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in self.METHODS:
            return HttpResponseNotAllowed(self.METHODS)
        return self.get_response(request)


class OneTransaction:
    """A request is one transaction, and a failed one leaves nothing behind.

    It begins at the door: with the right to look up sessions and accounts, since nobody is known
    yet. Whoever comes in is given a scope of their own (organisations.middleware).
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in _WITHOUT_DATABASE:
            # Whoever asks is nobody here: a cookie would have to be looked up.
            said = request.COOKIES.get(LANGUAGE_COOKIE)
            request.COOKIES = {LANGUAGE_COOKIE: said} if said else {}
            return self.get_response(request)
        with scope(rights=[SIGN_IN]):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response


class ChooseLanguage:
    """The language that the person chose, not the one that a borrowed phone prefers."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        if chosen not in dict(settings.LANGUAGES):
            chosen = settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            return self.get_response(request)


class KeepPagesPrivate:
    """Nothing stays in a browser's or a proxy's cache, whoever asked and whatever the answer is.

    Stands outside everything that can answer, so that redirects, errors, files and parts of pages
    are held to it too. Static files are answered before it, and keep their year.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store, private"
        if _ends_session(request, response):
            # What a shared phone still has of the person goes. Cookies stay: the session's own is
            # deleted by name, and the others (language, known device) open nothing.
            keeps = getattr(request, "has_idled", False) and PHONE_OF in request.COOKIES
            response.headers["Clear-Site-Data"] = '"cache"' if keeps else '"cache", "storage"'
        return response


def _ends_session(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the browser is told to forget its session: signed out, run out or ended elsewhere."""
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return (
        cookie is not None and not cookie.value and settings.SESSION_COOKIE_NAME in request.COOKIES
    )


class KeepOthersOut:
    """No other site may show, embed or read anything of ours, pictures and styles included."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
