"""Asking again who sits there, before what would hurt most in the wrong hands.

    @recently_proved                     a page with a form, or the form's own address
    @recently_proved(download=True)      a file: the proof leads back to the page with the link

Put it on downloads of personal data, erasure, roles, second factors, invitations, imports and the
break-glass door. Outermost, before `require_POST` and friends. Signing in is a proof too.
"""

import time
from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from .sign_in_time import signed_in_at

SECONDS = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
# A page with a form wants a proof that lasts until the form is filled in.
SECONDS_FOR_A_FORM = 300
_SAFE = ("GET", "HEAD", "OPTIONS")
PROOF_FIELD = "proof_password"

View = Callable[..., HttpResponse]


def proved_at(request: HttpRequest) -> float:
    """Return when the person last showed who they are: a moment in seconds, 0 for never."""
    if not request.user.is_authenticated:
        return 0
    records = get_authentication_records(request, request.user)
    return max([signed_in_at(request), *(float(record.get("at", 0)) for record in records)])


def is_recently_proved(request: HttpRequest, *, spare: int = 0) -> bool:
    """Whether the last proof is younger than 15 minutes, with `spare` seconds left of them."""
    return time.time() - proved_at(request) < SECONDS - spare


def recently_proved(view: View | None = None, *, download: bool = False) -> Any:
    """Let a view run only for somebody who proved who they are within the last 15 minutes.

    A page asks when less than five minutes are left, so that its form can still be sent. A form
    that comes too late all the same is answered with the question and all that was typed (files
    excepted), and one answer does both. Parts of pages send the whole page to the question.
    """
    if view is None:
        return partial(recently_proved, download=download)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_safe = request.method in _SAFE
        if is_recently_proved(request, spare=SECONDS_FOR_A_FORM if is_safe else 0):
            return view(request, *args, **kwargs)
        if "HX-Request" in request.headers:
            address = question(_page_of(request))
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        if is_safe:
            return _ask(request, download=download)
        return _ask_about_form(request, partial(view, request, *args, **kwargs))

    return wrapped


def question(back: str) -> str:
    """Return the address that asks for a proof and then leads back."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}"


def _page_of(request: HttpRequest) -> str:
    """The page that the person was looking at when they asked for this; the first page, if none."""
    address = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}):
        parts = urlsplit(address)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "/"


def _ask(request: HttpRequest, *, download: bool) -> HttpResponse:
    if not download:
        return redirect(question(request.get_full_path()))
    return redirect(question(_page_of(request)))


def _ask_about_form(request: HttpRequest, send: Callable[[], HttpResponse]) -> HttpResponse:
    """Ask for the password on a page that carries what was typed; with it, the form goes through.

    Nothing typed is kept on the server meanwhile.
    """
    problem = ""
    if password := request.POST.get(PROOF_FIELD, ""):
        try:
            if get_adapter().reauthenticate(request.user, password):
                reauthenticate_by_password(request)
                return send()
            problem = _("This is not your password.")
        except ValidationError as refused:
            problem = " ".join(refused.messages)
    context = {
        "kept": kept_fields(request),
        "lost_files": list(request.FILES),
        "problem": problem,
        "field": PROOF_FIELD,
    }
    return render(request, "account/prove_and_send.html", context, status=403)


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed, field by field, to be sent again from a page of ours."""
    left_out = {"csrfmiddlewaretoken", PROOF_FIELD}
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in left_out
        for value in values
    ]
