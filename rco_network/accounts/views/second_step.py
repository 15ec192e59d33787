"""The first sign-in: setting up the second step."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..second_factor import AFTER_ENROLMENT, has_second_factor


@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    """Say what the second step is and let the person choose: an app, or a passkey."""
    if has_second_factor(request.user):
        return redirect("mfa_index")
    return render(request, "account/second_step.html")


@never_cache
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Draw the QR code of the enrolment under way, whose secret is in the session."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    headers = {"Cache-Control": "no-store, private", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(svg, content_type="image/svg+xml", headers=headers)


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Go on to the page that was asked for before the second step was set up."""
    wanted = request.session.pop(AFTER_ENROLMENT, "/")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return redirect(wanted if is_ours else "/")
