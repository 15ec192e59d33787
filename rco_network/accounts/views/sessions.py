"""Where somebody is signed in, and the way to end it."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..device_words import device_in_words
from ..signing_out import end_one, end_sessions


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """List them, newest first, each a device in plain words; end all others with one button."""
    if request.method == "POST":
        end_sessions(request.user, keep=request)
        messages.success(request, _("You are signed out everywhere else."))
        return redirect("usersessions_list")
    mine = UserSession.objects.purge_and_list(request.user)
    rows = [
        {
            "pk": session.pk,
            "device": device_in_words(session.user_agent),
            "created_at": session.created_at,
            "last_seen_at": session.last_seen_at,
            "is_current": session.is_current(),
        }
        for session in sorted(mine, key=lambda one: one.last_seen_at, reverse=True)
    ]
    context = {"sessions": rows, "session_count": len(rows)}
    return render(request, "usersessions/usersession_list.html", context)


@require_POST
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of them."""
    if not end_one(request.user, pk):
        raise Http404
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")
