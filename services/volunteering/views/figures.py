"""Volunteering in figures, and the rate at which its time is put."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.request import Request
from rco_network.core.disclosure import threshold
from rco_network.core.personal_data.lengths import funding_year_end, months_later
from services.forms.guards import attempt, failed_status

from ..actions.roles import state_rate
from ..calculations import giving
from ..enums import WhyLeft
from ..forms.giving import RateForm
from ..models import HourlyRate
from ..permissions import check_can_manage
from .volunteers import FORM


@require_safe
def volunteer_figures(request: Request) -> HttpResponse:
    """Who gives, how much, who stays and why they leave, in a funding year."""
    check_can_manage(request.membership)
    organisation_id, today = request.membership.organisation_id, timezone.localdate()
    first, last = _year(request.GET.get("year", ""), today)
    left = giving.reasons_for_leaving(organisation_id, first, last)
    context: dict[str, Any] = {
        "first": first,
        "last": last,
        "before": first.year - 1,
        "after": first.year + 1 if last < today else None,
        "least": threshold(),
        "giving": giving.received_and_give(organisation_id, first, last),
        "value": giving.value_of_time(organisation_id, first, last),
        "retention": giving.retention(organisation_id, today),
        "reasons": [(WhyLeft(key).label, number) for key, number in left.cells.items()],
        "pulse": giving.pulse_by_quarter(organisation_id, today),
        "rates": HourlyRate.objects.for_organisation(organisation_id).order_by("-applies_from"),
    }
    return render(request, "services/volunteering/figures.html", context)


def _year(text: str, today: date) -> tuple[date, date]:
    """Return the first and last day of the funding year (April to March) that begins in a year."""
    is_year = len(text) == 4 and text.isascii() and text.isdigit() and 2000 <= int(text) <= 2100
    end = date(int(text) + 1, 3, 31) if is_year else funding_year_end(today)
    return months_later(end, -12).replace(month=4, day=1), end


@require_http_methods(FORM)
def hourly_rate_new(request: Request) -> HttpResponse:
    """State at how much an hour time is put, and where that is from."""
    check_can_manage(request.membership)
    form = RateForm(request.POST or None, organisation_id=request.membership.organisation_id)
    if form.is_valid() and attempt(form, state_rate, by=request.membership, rate=form.instance):
        messages.success(request, _("Stated."))
        return redirect("volunteer-figures")
    page = "services/volunteering/rate_form.html"
    return render(request, page, {"form": form}, status=failed_status(form))
