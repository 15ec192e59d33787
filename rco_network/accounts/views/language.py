"""In which language the pages speak: chosen by hand, kept with the account and on the phone."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from rco_network.core.middleware import LANGUAGE_COOKIE

YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page it was made on; a made-up one changes nothing."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, None) and back.startswith("/")
    answer = redirect(back if is_ours else "/")
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
