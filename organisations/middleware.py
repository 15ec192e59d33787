"""Every request of a signed-in person runs in one transaction, for one organisation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from rco_network.core import audit
from rco_network.core.access import allows
from rco_network.core.tenancy import SIGN_IN, Scope
from rco_network.core.tenancy.scope import change_scope

from .models import StaffMembership
from .permissions import check_can_wait
from .request import Request

SESSION_KEY = "organisation"
ADMINISTRATION = "/admin/"
_DOORS = ("/accounts/", "/invitations/")
# What somebody who belongs to no organisation (yet, or any more) can still open.
_OPEN_TO_ALL = (
    "/accounts/",
    ADMINISTRATION,
    "/break-glass/",
    "/invitations/",
    "/design/",
    "/genuine/",
    "/healthz",
    "/readyz",
    # Whoever holds a link, or a file, is let in by it and not by their account.
    "/answer/",
    "/genuine/",
    "/read/",
)


def choose_membership(request: Request) -> StaffMembership | None:
    """Return the membership the person acts in: the one they switched to, else their first.

    Read on every request, so that an ended membership or a changed role counts at once.
    """
    mine = list(
        StaffMembership.objects.current()
        .filter(user_id=request.user.pk or 0)
        .select_related("organisation")
        .order_by("id")
    )
    request.memberships = mine
    wanted = request.session.get(SESSION_KEY)
    return next((m for m in mine if m.organisation_id == wanted), mine[0] if mine else None)


def second_factor_due_on(places: list[StaffMembership]) -> date | None:
    """Return until when somebody with these places may do without the second step; None: no time.

    Every organisation must have given time, and the first day that one of them set counts.
    """
    days = [place.second_factor_due_on for place in places if place.second_factor_due_on]
    if not days or len(days) < len(places) or not allows(check_can_wait, places):
        return None
    return min(days)


class ActForOrganisation:
    """Moves the scope that the door opened (core.middleware) to the person and sets
    `request.membership`."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.membership = None
        request.memberships = []
        request.second_factor_due_on = None
        if not request.user.is_authenticated:
            return self.get_response(request)
        if request.path.startswith(ADMINISTRATION) and request.user.is_staff:
            # Those who run the installation keep the directory. No person's row exists for them.
            change_scope(Scope(request.user.pk, is_installation=True))
            return self.get_response(request)
        # Whether an address is taken, or a code is right, is asked of accounts not one's own.
        doors = frozenset({SIGN_IN} if request.path.startswith(_DOORS) else ())
        change_scope(Scope(request.user.pk, rights=doors))
        membership = choose_membership(request)
        if membership is not None:
            membership.user = request.user
            request.membership = membership
            request.second_factor_due_on = second_factor_due_on(request.memberships)
            theirs = membership.scope
            change_scope(replace(theirs, rights=theirs.rights | doors))
        elif not request.path.startswith(_OPEN_TO_ALL):
            return render(request, "organisations/no_membership.html", status=403)
        return self.get_response(request)


class RecordVisits:
    """Writes into an organisation's trail every page that a visitor opens there."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        response = self.get_response(request)
        membership = request.membership
        if membership is not None and membership.ends_at is not None and request.resolver_match:
            audit.record(
                "visitor.opened",
                by=membership,
                page=request.resolver_match.view_name,
                record=request.resolver_match.kwargs.get("uuid"),
                status=response.status_code,
            )
        return response
