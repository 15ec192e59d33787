"""Hours and expenses: written down by a volunteer or for them, approved, paid, taken out."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.enums import Right
from organisations.permissions import check_right
from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved
from rco_network.core import audit
from rco_network.core.exports import asked_purpose, attachment
from rco_network.core.personal_data.lengths import months_later
from rco_network.core.spreadsheets import csv_bytes
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions import hours as giving
from ..forms.giving import ExpenseForm, HoursForm, PaidForm, TickedForm
from ..models import Expense, Stint, Volunteer
from ..permissions import can_manage, check_can_manage, check_is_volunteer, is_own
from .volunteer import own_or_managed
from .volunteers import FORM

MOST_SHOWN = 200


def _home_of(request: Request, volunteer: Volunteer) -> HttpResponse:
    """Back to where whoever wrote it down came from."""
    if is_own(request.membership, volunteer):
        return redirect("my-shifts")
    return redirect("volunteer", uuid=volunteer.uuid)


def _form_page(
    request: Request, form: Any, volunteer: Volunteer, what: str, removable: Any = None
) -> HttpResponse:
    context = {
        "form": form,
        "volunteer": volunteer,
        "person": volunteer.participant,
        "what": what,
        "is_mine": is_own(request.membership, volunteer),
        "removable": removable,
    }
    page = "services/volunteering/giving_form.html"
    return render(request, page, context, status=failed_status(form))


@require_http_methods(FORM)
def hours_new(request: Request, uuid: UUID) -> HttpResponse:
    """Write hours down that were on no shift."""
    found = own_or_managed(request, uuid)
    form = HoursForm(request.POST or None, volunteer=found)
    if form.is_valid() and attempt(
        form, giving.keep_hours, by=request.membership, stint=form.instance
    ):
        messages.success(request, _("Written down. It waits to be approved."))
        return _home_of(request, found)
    return _form_page(request, form, found, "hours")


def _own_row(request: Request, model: Any, uuid: UUID) -> Any:
    """A row of hours or an expense: of anybody for who looks after them, else of one's own."""
    rows = model.objects.for_organisation(request.membership.organisation_id)
    if not can_manage(request.membership):
        rows = rows.filter(volunteer=check_is_volunteer(request.membership))
    return get_object_or_404(
        locked_if_sent(request, rows.select_related("volunteer__participant")), uuid=uuid
    )


@require_http_methods(FORM)
def hours_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Correct hours that nobody has approved yet."""
    row = _own_row(request, Stint, uuid)
    form = HoursForm(request.POST or None, instance=row, volunteer=row.volunteer)
    if form.is_valid() and attempt(
        form, giving.keep_hours, by=request.membership, stint=form.instance
    ):
        messages.success(request, _("Saved."))
        return _home_of(request, row.volunteer)
    return _form_page(request, form, row.volunteer, "hours", removable=row)


@require_POST
def hours_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take away hours that nobody has approved yet."""
    row = _own_row(request, Stint, uuid)
    giving.remove_hours(by=request.membership, stint=row)
    messages.success(request, _("Taken away."))
    return _home_of(request, row.volunteer)


@require_http_methods(FORM)
def volunteer_hours(request: Request) -> HttpResponse:
    """Hours that wait to be approved, oldest first; one's own are for a colleague."""
    check_can_manage(request.membership)
    rows = Stint.objects.for_organisation(request.membership.organisation_id).waiting()
    waiting = list(
        rows.select_related("volunteer__participant", "role").order_by("day", "id")[:MOST_SHOWN]
    )
    mine = [row for row in waiting if is_own(request.membership, row.volunteer)]
    others = [row for row in waiting if row not in mine]
    form = TickedForm(request.POST or None, among=waiting)
    if form.is_valid():
        number = giving.approve_hours(by=request.membership, stints=form.chosen)
        messages.success(request, _("Approved: %(n)s.") % {"n": number})
        return redirect("volunteer-hours")
    context = {"form": form, "rows": others, "mine": mine}
    page = "services/volunteering/hours.html"
    return render(request, page, context, status=failed_status(form))


@require_http_methods(FORM)
def expense_new(request: Request, uuid: UUID) -> HttpResponse:
    """Write down what a volunteer spent."""
    found = own_or_managed(request, uuid)
    mine = is_own(request.membership, found)
    form = ExpenseForm(request.POST or None, volunteer=found, is_own=mine)
    if form.is_valid() and attempt(
        form, giving.keep_expense, by=request.membership, expense=form.instance
    ):
        messages.success(request, _("Written down. It waits to be approved."))
        return _home_of(request, found)
    return _form_page(request, form, found, "expense")


@require_http_methods(FORM)
def expense_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Correct an expense that nobody has approved yet."""
    row = _own_row(request, Expense, uuid)
    mine = is_own(request.membership, row.volunteer)
    form = ExpenseForm(request.POST or None, instance=row, volunteer=row.volunteer, is_own=mine)
    if form.is_valid() and attempt(
        form, giving.keep_expense, by=request.membership, expense=form.instance
    ):
        messages.success(request, _("Saved."))
        return _home_of(request, row.volunteer)
    return _form_page(request, form, row.volunteer, "expense")


def _month(text: str) -> date:
    """Read a month ("2026-11"), this one for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


def _of_month(request: Request, first: date) -> list[Expense]:
    rows = Expense.objects.for_organisation(request.membership.organisation_id)
    rows = rows.filter(day__gte=first, day__lt=months_later(first, 1))
    return list(rows.select_related("volunteer__participant").order_by("day", "id"))


@require_http_methods(FORM)
def volunteer_expenses(request: Request) -> HttpResponse:
    """A month's expenses: tick to approve, tick to write down that they were paid."""
    check_can_manage(request.membership)
    first = _month(request.GET.get("month", ""))
    rows = _of_month(request, first)
    is_paying = request.POST.get("do") == "pay"
    form = (PaidForm if is_paying else TickedForm)(request.POST or None, among=rows)
    if form.is_valid():
        if isinstance(form, PaidForm):
            day = form.cleaned_data["paid_on"]
            giving.pay_expenses(by=request.membership, expenses=form.chosen, on=day)
        else:
            giving.approve_expenses(by=request.membership, expenses=form.chosen)
        messages.success(request, _("Saved."))
        return redirect(f"{request.path}?month={first:%Y-%m}")
    context = {
        "form": form,
        "month": first,
        "this": f"{first:%Y-%m}",
        "before": f"{months_later(first, -1):%Y-%m}",
        "after": f"{months_later(first, 1):%Y-%m}",
        "today": timezone.localdate().isoformat(),
        "to_approve": [row for row in rows if row.approved_at is None],
        "to_pay": [row for row in rows if row.approved_at and row.paid_on is None],
        "paid": [row for row in rows if row.paid_on],
        "total": sum((row.amount for row in rows), Decimal(0)),
    }
    page = "services/volunteering/expenses.html"
    return render(request, page, context, status=failed_status(form))


@recently_proved(download=True)
@require_POST
def expenses_sheet(request: Request) -> HttpResponse:
    """A month's expenses as a sheet for whoever pays, for a stated purpose."""
    check_can_manage(request.membership)
    check_right(request.membership, Right.EXPORT)
    purpose = asked_purpose(request)
    first = _month(request.POST.get("month", ""))
    head = ["Day", "Volunteer", "Kind", "For what", "Pounds", "Receipt seen", "Approved", "Paid on"]
    rows = [
        [
            row.day,
            row.volunteer.participant.name,
            row.get_kind_display(),
            row.what,
            row.amount,
            "yes" if row.receipt_seen else "no",
            "yes" if row.approved_at else "no",
            row.paid_on or "",
        ]
        for row in _of_month(request, first)
    ]
    audit.exported(
        "volunteer_expenses", by=request.membership, purpose=purpose, kind="csv", rows=len(rows)
    )
    name = f"volunteer-expenses-{first:%Y-%m}.csv"
    return attachment(csv_bytes([head, *rows]), name=name, content_type="text/csv")
