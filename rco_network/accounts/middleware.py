"""How long a sign-in lasts, what happens to a form that comes after it, and the second step.

The order in settings: `EndSessions` and `SpeakTheirLanguage` after Django's
AuthenticationMiddleware, `AskToSignIn` in the place of LoginRequiredMiddleware,
`RequireSecondFactor` after organisations.ActForOrganisation.
"""

import time
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.timezone import localdate

from . import trail
from .second_factor import AFTER_ENROLMENT, has_second_factor
from .sign_in_time import SESSION_KEY, note_use, seen_at, signed_in_at
from .views.kept import kept_page

Respond = Callable[[HttpRequest], HttpResponse]

ENROL = "second-step"
# What somebody without a second step can open.
_OPEN = (
    ENROL,
    "mfa_activate_totp",
    "second-step-picture",
    "mfa_add_webauthn",
    "account_logout",
    "account_reauthenticate",
    "still-here",
    "healthz",
    "readyz",
)


class EndSessions:
    """A session ends half an hour after it was last used, and twelve hours after it began."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._look_at_the_clock(request)
        return self.get_response(request)

    def _look_at_the_clock(self, request: HttpRequest) -> None:
        now = time.time()
        if not signed_in_at(request):
            request.session[SESSION_KEY] = now
        is_over = now - signed_in_at(request) > settings.SESSION_LONGEST_SECONDS
        if is_over or now - seen_at(request) > settings.SESSION_IDLE_SECONDS:
            trail.session_ended(request.user, "twelve_hours" if is_over else "idle")
            request.session.flush()
            request.user = AnonymousUser()
            # A phone that was without a line for half an hour still has registers to send: they
            # are sealed, and only the same person sends them (core.KeepPagesPrivate).
            request.has_idled = not is_over  # type: ignore[attr-defined]
        else:
            note_use(request)


class SpeakTheirLanguage:
    """Who is signed in reads the language they chose, on whatever phone they borrow."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "")
        if chosen and chosen in dict(settings.LANGUAGES):
            # core.middleware.ChooseLanguage, further out, puts back what was before.
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        return self.get_response(request)


class AskToSignIn(LoginRequiredMiddleware):
    """Pages lead to signing in and back. A form is answered with a page that keeps its text."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        if request.method == "POST" and "HX-Request" in request.headers:
            return HttpResponse(status=401)
        return kept_page(request) or super().handle_no_permission(request, view_func)


class RequireSecondFactor:
    """Without a second step, and without days of grace, every page leads to setting one up."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        lacks_one = user.is_authenticated and not has_second_factor(user)
        grace = _grace(request) if lacks_one else None
        must_enrol = lacks_one and grace is None
        request.must_enrol = must_enrol  # type: ignore[attr-defined]
        request.enrol_until = grace  # type: ignore[attr-defined]
        if not must_enrol or request.path in _open_paths():
            return self.get_response(request)
        if "HX-Request" in request.headers:
            return HttpResponse(status=204, headers={"HX-Redirect": reverse(ENROL)})
        if request.method == "GET":
            request.session[AFTER_ENROLMENT] = request.get_full_path()[:2000]
        return redirect(ENROL)


@cache
def _open_paths() -> frozenset[str]:
    found = set()
    for name in _OPEN:
        try:
            found.add(reverse(name))
        except NoReverseMatch:  # the bench and the trials have addresses of their own
            continue
    return frozenset(found)


def _grace(request: HttpRequest) -> date | None:
    """Until when the organisations let this person wait (organisations.middleware); None: no time.

    It is over by itself on the day after.
    """
    due_on: date | None = getattr(request, "second_factor_due_on", None)
    return due_on if due_on is not None and due_on >= localdate() else None
