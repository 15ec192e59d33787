"""The page that pages are measured against."""

from django.http import HttpRequest, HttpResponse


def empty(request: HttpRequest) -> HttpResponse:
    """A page for people who are signed in, with nothing on it."""
    return HttpResponse("")
