"""What every page shows round its own content: who is acting, for whom, and where to go."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_bidi

PRODUCT = "Common Thread"


@cache
def _address(name: str) -> str:
    """Return the path of a named page, or "" where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _languages() -> list[dict[str, Any]]:
    """The languages of the pages, each by its own name and in its own direction."""
    now = get_language()
    return [
        {
            "code": code,
            "name": name,
            "direction": "rtl" if code in settings.LANGUAGES_BIDI else "ltr",
            "is_current": code == now,
        }
        for code, name in settings.LANGUAGES
    ]


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the language, the person, the organisation acted for and the main nav.

    It asks the database nothing. Middleware and views hand over what it shows, and each may be
    missing (an error page can be drawn before any of them ran):

    - `request.membership`: the current organisations.StaffMembership with its user and
      organisation loaded;
    - `request.memberships`: all current memberships of the person, organisations loaded;
    - `request.navigation`: a list of {"label", "url", "is_current", "icon"};
    - `request.menu`: a list of {"label", "url"}, for the menu and the foot of the page.
    """
    membership = getattr(request, "membership", None)
    others = [m for m in getattr(request, "memberships", ()) if m != membership]
    about: Mapping[str, Any] = {
        "product": PRODUCT,
        "language": get_language() or settings.LANGUAGE_CODE,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "languages": _languages(),
        "language_url": _address("language"),
        "is_demonstration": getattr(settings, "IS_DEMONSTRATION", False),
        "home_url": "/",
        "sign_out_url": _address("account_logout"),
        "account_url": _address("account_email"),
        "switch_url": _address("switch-organisation"),
        "organisation_url": reverse("organisation", args=[membership.organisation.uuid])
        if membership
        else "",
        "choices": [(m.organisation.uuid, m.organisation.name) for m in others],
        "is_member": membership is not None,
        "menu": getattr(request, "menu", ()),
        "organisation": membership.organisation.name if membership else "",
        "role": membership.get_role_display() if membership else "",
        "visit_ends_at": membership.ends_at if membership else None,
        "person": str(membership.user) if membership else "",
        "is_signed_in": bool(getattr(getattr(request, "user", None), "is_authenticated", False)),
    }
    return {"chrome": about, "nav": getattr(request, "navigation", ())}
