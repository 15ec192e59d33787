"""How allauth behaves here: nobody signs up, people are invited; limits and words are ours."""

import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from . import trail
from .devices import remember_device
from .emails import post_account_mail
from .limits import count_try
from .reauthentication import is_recently_proved

NOWHERE = "0.0.0.0"  # noqa: S104 (stands for "no address", as over a socket)
_RESET = "account/email/password_reset_key"
# Mails that somebody asked for at a door.
_ASKED = {"account/email/login_code": "code by mail", _RESET: "password link"}
_METHODS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your app"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class InvitedPeopleOnly(DefaultAccountAdapter):
    """An account is made by accepting an invitation, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many wrong tries. Wait five minutes, or ask for a code by mail instead."
        ),
        "email_password_mismatch": _("The address or the password is not right."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right. Each code works once: wait for the next one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_user_display(self, user: Any) -> str:
        return str(user)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that our own outermost proxy saw; what was said before it is not read.

        `TRUSTED_PROXY_COUNT` proxies each append the address that they see to X-Forwarded-For.
        """
        count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
        said = request.headers.get("X-Forwarded-For", "").split(",")
        seen = [said[-count].strip()] if 0 < count <= len(said) else []
        for candidate in (*seen, request.META.get("REMOTE_ADDR", "")):
            try:
                return str(ipaddress.ip_address(candidate))
            except ValueError:
                continue
        return NOWHERE

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Check a password, counted as limits.py says. Raises ValidationError for too many."""
        take_back = count_try(request, email=credentials.get("email", ""), step="password")
        user = super().authenticate(request, **credentials)
        if user is None:
            trail.sign_in_failed(credentials.get("email", ""), trail.PASSWORD)
        else:
            take_back()
        return user

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a moment ago has proved who they are, to allauth's own pages too."""
        return not is_recently_proved(current.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": _METHODS[method["id"]]} for method in methods]

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        remember_device(request, response, user.email)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a code, a link or a notice into the outbox: a request never waits for mail.

        Known and unknown addresses both get a mail, so that neither time nor page tells which.
        """
        post_account_mail(template_prefix, email, context, current.request)
        if what := _ASKED.get(template_prefix) or _asked_in_vain(template_prefix, current.request):
            trail.asked_by_mail(email, what)


def _asked_in_vain(template_prefix: str, request: HttpRequest) -> str:
    """What an address without an account asked for: known by the page it was asked on."""
    if template_prefix != "account/email/unknown_account":
        return ""
    return _ASKED["account/email/login_code" if "code" in request.path else _RESET]
