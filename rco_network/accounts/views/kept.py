"""What was typed is never lost to a clock: a form that cannot be taken now can be sent again."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure as plain_csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..reauthentication import kept_fields

_OWN_PAGES = "/accounts/"  # passwords and codes are typed anew


def kept_page(request: HttpRequest) -> HttpResponse | None:
    """Return a page that holds what a form sent, to send it again; None for nothing to keep.

    It is in the answer only, never on the server. Files cannot be kept.
    """
    if request.method != "POST" or request.path.startswith(_OWN_PAGES):
        return None
    kept = kept_fields(request)
    if not kept:
        return None
    context = {
        "kept": kept,
        "lost_files": list(request.FILES),
        "is_signed_out": not request.user.is_authenticated,
    }
    response = render(request, "account/kept.html", context, status=403)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> Any:
    """Answer a form whose token is from before the last sign-in (settings.CSRF_FAILURE_VIEW).

    Only what came from a page of ours, by the browser's own word, is offered again: a form of
    another site must not be a press of a button away.
    """
    is_ours = "Origin" in request.headers and not reason.startswith("Origin checking failed")
    kept = kept_page(request) if is_ours else None
    return kept or plain_csrf_failure(request, reason=reason)


@never_cache
@login_not_required
@require_safe
def still_here(request: HttpRequest) -> HttpResponse:
    """Say whether the person is signed in. Asked while somebody types, it keeps them so."""
    return HttpResponse(status=204 if request.user.is_authenticated else 401)
