"""The returns of an organisation or over a funder's awards, and drafts of all that are due."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from funding.permissions import check_can_see_awards
from organisations.request import Request
from rco_network.core.paging import page_of

from ..actions.ask_all import MOST, ask_all
from ..enums import ReportKind
from ..permissions import can_make, check_can_make
from ..returns import SHOWN, in_preparation, returns_of, tabs, to_draft


@require_safe
def returns(request: Request) -> HttpResponse:
    """What comes, what is late, what was sent back, and what was received."""
    membership, today = request.membership, timezone.localdate()
    check_can_see_awards(membership)
    shown = request.GET.get("show", "open")
    shown = shown if shown in SHOWN else "open"
    rows = returns_of(membership, today)
    is_maker = can_make(membership, ReportKind.AWARD)
    order = ("-due_on", "-id") if shown == "in" else ("due_on", "id")
    context = {
        "page": page_of(rows.filter(state__in=SHOWN[shown]), order, request.GET),
        "tabs": tabs(rows, shown),
        "own": membership.organisation_id,
        "is_maker": is_maker,
        "to_draft": to_draft(membership.organisation_id, today).count() if is_maker else 0,
    }
    if is_maker:
        context |= drafts(membership.organisation_id)
    return render(request, "reports/returns.html", context)


def drafts(organisation_id: int) -> dict[str, Any]:
    """Return what the part about reports in preparation shows: those being made come first."""
    rows = list(in_preparation(organisation_id)[:MOST])
    waiting = [report for report in rows if report.state == "being_made"]
    made = [report for report in rows if report.state != "being_made"]
    return {"reports": waiting + made, "waiting": len(waiting), "of": len(rows)}


@require_POST
def returns_draft(request: Request) -> HttpResponse:
    """Ask for a draft of every report that is due and not begun."""
    asked = len(ask_all(by=request.membership))
    said = ngettext("%(n)d report is being made.", "%(n)d reports are being made.", asked)
    messages.success(request, said % {"n": asked} if asked else _("Every report was begun."))
    return redirect("returns")


@require_safe
def returns_progress(request: Request) -> HttpResponse:
    """The part of the page that asks again while drafts are being made."""
    check_can_make(request.membership, ReportKind.AWARD)
    return render(request, "reports/drafts.html", drafts(request.membership.organisation_id))
