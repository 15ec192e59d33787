"""Awards, as both of their sides see them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.enums import Kind
from organisations.request import Request
from rco_network.core.dates import day_in_words, days_in_words
from rco_network.core.paging import page_of
from services.forms.guards import attempt, failed_status

from ..actions.awards import add_award, add_return_due
from ..calculations import Counted, counted_so_far
from ..forms.awards import AwardForm, ReturnDueForm
from ..models import AttributionRule, Award, ReturnDue, ReturnSchedule
from ..permissions import (
    can_accept_others,
    can_add_awards,
    can_schedule,
    can_set_attribution,
    check_can_add_awards,
    check_can_see_award,
    check_can_see_awards,
    check_can_set_attribution,
)

_GIVERS = (Kind.FUNDER, Kind.COUNCIL)


def awards(request: Request) -> HttpResponse:
    """Awards received, or given: a funder's list begins with what it gave."""
    check_can_see_awards(request.membership)
    own = request.membership.organisation
    asked = request.GET.get("show", "given" if own.kind in _GIVERS else "received")
    is_given = asked == "given"
    rows = Award.objects.select_related("funder", "recipient")
    rows = rows.given_by(own) if is_given else rows.received_by(own)
    context = {
        "page": page_of(rows, ("-awarded_on", "-id"), request.GET),
        "is_given": is_given,
        "can_add": can_add_awards(request.membership) and not is_given,
        "tabs": [
            {"label": _("Received"), "url": "?show=received", "is_current": not is_given},
            {"label": _("Given"), "url": "?show=given", "is_current": is_given},
        ]
        if own.kind != Kind.RCO
        else [],
    }
    return render(request, "funding/awards.html", context)


def visible_awards(request: Request) -> QuerySet[Award]:
    """Awards of which the person's organisation is one side."""
    own = request.membership.organisation_id
    rows = Award.objects.select_related("funder", "recipient")
    return rows.given_by(own) | rows.received_by(own)


def award(request: Request, uuid: UUID) -> HttpResponse:
    """One award; its recipient also sees which work counts towards it."""
    check_can_see_awards(request.membership)
    one = get_object_or_404(visible_awards(request), uuid=uuid)
    check_can_see_award(request.membership, one)
    may_set = can_set_attribution(request.membership, one)
    rules = _rules(one) if may_set else []
    context = {
        "award": one,
        "is_given": one.funder_id == request.membership.organisation_id,
        "facts": _facts(one),
        "returns": ReturnDue.objects.filter(award=one).order_by("due_on"),
        "today": timezone.localdate(),
        "schedule": ReturnSchedule.objects.filter(award=one).first(),
        "can_schedule": can_schedule(request.membership, one),
        "can_accept": can_accept_others(request.membership, one),
        "can_set": may_set,
        "rules": rules,
        "counted": counted_so_far(one, rules) if rules else Counted(0, ()),
    }
    return render(request, "funding/award.html", context)


def _rules(one: Award) -> list[AttributionRule]:
    rows = AttributionRule.objects.for_organisation(one.recipient_id).filter(award=one)
    return list(rows.select_related("service", "place").order_by("id"))


def _facts(one: Award) -> list[tuple[str, Any]]:
    return [
        (_("Funder"), one.funder.name),
        (_("Recipient"), one.recipient.name),
        (_("Amount"), one.money),
        (_("Awarded on"), day_in_words(one.awarded_on) if one.awarded_on else ""),
        (_("Runs"), days_in_words(one.starts_on, one.ends_on)),
        *([(_("Programme"), one.programme)] if one.programme else []),
        (_("360Giving identifier"), one.identifier),
    ]


def award_new(request: Request) -> HttpResponse:
    """Record an award that the organisation received."""
    check_can_add_awards(request.membership)
    form = AwardForm(request.POST or None, membership=request.membership)
    if form.is_valid():
        made = attempt(form, add_award, by=request.membership, award=form.instance)
        if made is not None:
            messages.success(request, _("Recorded. Now say which work counts towards it."))
            return redirect("award", uuid=made.uuid)
    context = {"form": form}
    return render(request, "funding/award_form.html", context, status=failed_status(form))


def return_due_new(request: Request, uuid: UUID) -> HttpResponse:
    """Record that the funder expects a report by a day."""
    one = get_object_or_404(visible_awards(request), uuid=uuid)
    check_can_set_attribution(request.membership, one)
    form = ReturnDueForm(request.POST or None)
    if form.is_valid() and attempt(
        form, add_return_due, by=request.membership, award=one, return_due=form.instance
    ):
        messages.success(request, _("Recorded."))
        return redirect("award", uuid=uuid)
    context = {"form": form, "award": one}
    return render(request, "funding/return_due_form.html", context, status=failed_status(form))
