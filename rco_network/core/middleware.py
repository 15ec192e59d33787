"""What holds for every request, whoever sends it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

Respond = Callable[[HttpRequest], HttpResponse]

LANGUAGE_COOKIE = "language"


class RefuseUnreadableInput:
    """A NUL byte is in no name, date or number: PostgreSQL would refuse it far from here."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = request.META.get("QUERY_STRING", "") + request.path
        if "\x00" in address or "%00" in address:
            return render(request, "400.html", status=400)
        return self.get_response(request)


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
    """Nothing that a signed-in person saw stays in a browser's or a proxy's cache."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store, private"
        return response
