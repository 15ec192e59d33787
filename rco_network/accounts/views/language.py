"""In which language the pages speak: chosen by hand, kept with the account and on the phone."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from rco_network.core.middleware import LANGUAGE_COOKIE

YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page it was made on; a made-up one changes nothing."""
    chosen = request.POST.get("language", "")
    answer = redirect(_page_before(request))
    if chosen not in dict(settings.LANGUAGES):
        return answer
    if request.user.is_authenticated:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    answer.set_cookie(
        LANGUAGE_COOKIE,
        chosen,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _page_before(request: HttpRequest) -> str:
    """Return the page on which the choice was made, as the browser says; else the first page.

    No page writes its own address into the form: pages that say "no such thing" are all alike.
    """
    came_from = urlsplit(request.headers.get("referer", ""))
    is_ours = came_from.netloc == request.get_host() and came_from.path.startswith("/")
    is_plain = not came_from.path.startswith("//")
    query = f"?{came_from.query}" if came_from.query else ""
    return f"{came_from.path}{query}" if is_ours and is_plain else "/"
