"""What somebody works on, and what supervisors look over."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from organisations.models import StaffMembership
from organisations.request import Request
from rco_network.core.paging import page_of

from ..enums import Decision, State
from ..models import ConflictCheck, Deadline, Enquiry, Matter, MatterAdviser
from ..permissions import (
    can_advise,
    can_keep_rules,
    can_supervise,
    check_can_log_enquiry,
    check_can_supervise,
)
from ..shown import enquiry_rows, named_on, open_or_closed, rows_of, with_next_deadline

LAST_ENQUIRIES = 20
_FILTERS = (
    ("", gettext_lazy("Open")),
    ("due", gettext_lazy("With a deadline")),
    ("closed", gettext_lazy("Closed")),
)


@require_safe
def advice(request: Request) -> HttpResponse:
    """One's own matters and the enquiries that one took."""
    membership = request.membership
    check_can_log_enquiry(membership)
    today = timezone.localdate()
    show = request.GET.get("show", "")
    context: dict[str, Any] = {
        "can_advise": can_advise(membership),
        "is_supervisor": can_supervise(membership),
        "keeps_rules": can_keep_rules(membership),
        "show": show,
        "tabs": _tabs(show),
        "rows": [],
        "page": None,
        "enquiries": _enquiries(membership),
    }
    if context["can_advise"]:
        page = page_of(_own(membership, show), ("-opened_on", "-id"), request.GET)
        context |= {"page": page, "rows": rows_of(page.rows, today)}
    return render(request, "services/advice/advice.html", context)


def _enquiries(membership: StaffMembership) -> list[dict[str, Any]]:
    taken = Enquiry.objects.for_organisation(membership.organisation_id).filter(
        taken_by_id=membership.user_id
    )
    return enquiry_rows(taken.order_by("-day", "-id")[:LAST_ENQUIRIES])


def _own(membership: StaffMembership, show: str) -> QuerySet[Matter]:
    """Return the matters on which somebody is named, as the tab asks."""
    own = Matter.objects.for_organisation(membership.organisation_id).filter(
        named_on(membership), open_or_closed(show)
    )
    own = with_next_deadline(own).select_related("participant")
    return own.exclude(due_on=None) if show == "due" else own


def _tabs(show: str) -> list[dict[str, Any]]:
    address = reverse("advice")
    return [
        {
            "label": label,
            "url": f"{address}?show={key}" if key else address,
            "is_current": key == show,
        }
        for key, label in _FILTERS
    ]


@require_safe
def supervise(request: Request) -> HttpResponse:
    """Every open matter with who works on it, what is late, and conflicts to decide."""
    check_can_supervise(request.membership)
    own = request.membership.organisation_id
    today = timezone.localdate()
    matters = Matter.objects.for_organisation(own).current().select_related("participant")
    page = page_of(with_next_deadline(matters), ("-opened_on", "-id"), request.GET)
    rows = rows_of(page.rows, today)
    advisers = _advisers([matter.pk for matter in page.rows])
    for row, matter in zip(rows, page.rows, strict=True):
        row["detail"] = f"{row['detail']} – {', '.join(advisers.get(matter.pk, []))}"
    waiting = ConflictCheck.objects.filter(organisation_id=own, decision=Decision.WAITING)
    late = Deadline.objects.filter(
        organisation_id=own, done_on=None, due_on__lt=today, matter__state=State.OPEN
    )
    context = {"page": page, "rows": rows, "late": late.count(), "waiting": _waiting(waiting)}
    return render(request, "services/advice/supervise.html", context)


def _waiting(checks: QuerySet[ConflictCheck]) -> list[dict[str, Any]]:
    return [
        {
            "title": one.participant.name,
            "url": reverse("matter", args=[one.matter.uuid]),
            "detail": _("asked by %s") % one.asked_by,
            "tag": _("decide"),
            "kind": "warn",
        }
        for one in checks.select_related("matter", "participant", "asked_by")
    ]


def _advisers(matters: list[int]) -> dict[int, list[str]]:
    """Return the names of the advisers of each matter, in one query."""
    found: dict[int, list[str]] = {}
    named = MatterAdviser.objects.filter(matter_id__in=matters)
    for one in named.select_related("membership__user").order_by("pk"):
        found.setdefault(one.matter_id, []).append(str(one.membership.user))
    return found
