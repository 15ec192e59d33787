"""Where each person can go: the entries of the main navigation, by right."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisations.enums import Right
from organisations.models import StaffMembership
from services.parts import pages_for

# Label, name of the page, icon, the right that it needs (none: everybody).
_ENTRIES: tuple[tuple[Any, str, str, Right | None], ...] = (
    (_("Today"), "home", "today", None),
    (_("Groups"), "groups", "groups", Right.LOG),
    (_("People"), "people", "people", Right.SEE_PEOPLE),
    (_("Outcomes"), "outcomes", "outcomes", Right.RECORD_OUTCOMES),
    (_("Awards"), "awards", "money", Right.MAKE_REPORTS),
    (_("Awards"), "awards", "money", Right.READ_REPORTS),
    (_("Network"), "organisations", "network", Right.SEE_MEMBERS),
)

# What everybody must find on every page, and few need every day: in the menu and at the foot.
_MENU: tuple[tuple[Any, str, Right], ...] = (
    (_("Reports"), "reports", Right.APPROVE_REPORTS),
    (_("Reports due"), "returns", Right.MAKE_REPORTS),
    (_("Reports due"), "returns", Right.READ_REPORTS),
    (_("Calendar"), "calendar", Right.LOG),
    (_("Raise a concern"), "concern-new", Right.RAISE_CONCERNS),
    (_("Concerns"), "concerns", Right.HANDLE_CONCERNS),
    (_("What we keep, and how long"), "kept", Right.SET_RETENTION),
    (_("Counted once across the forum"), "sharing", Right.MAKE_REPORTS),
    (_("Counted once across the forum"), "sharing-members", Right.SEE_MEMBERS),
    (_("Everything out"), "takeouts", Right.EXPORT),
)


def menu(membership: StaffMembership) -> list[dict[str, str]]:
    """Return the entries of the menu for a person. By right alone: there is nothing to count."""
    rooms = [(page.label, page.name) for page in pages_for(membership)]
    ours = [(label, name) for label, name, right in _MENU if membership.has_right(right)]
    return [{"label": str(label), "url": reverse(name)} for label, name in rooms + ours]


def entries(membership: StaffMembership, path: str) -> list[dict[str, object]]:
    """Return the entries for a person, the page's own marked; at most five fit a phone."""
    found = []
    for label, name, icon, right in _ENTRIES:
        if right is None or membership.has_right(right):
            url = reverse(name)
            is_current = path == url or (name != "home" and path.startswith(url))
            found.append({"label": str(label), "url": url, "icon": icon, "is_current": is_current})
    return found


class ShowNavigation:
    """Hands the entries to the page's frame (core.context)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        membership = getattr(request, "membership", None)
        if membership is not None:
            request.navigation = entries(membership, request.path)  # type: ignore[attr-defined]
            request.menu = menu(membership)  # type: ignore[attr-defined]
        return self.get_response(request)
