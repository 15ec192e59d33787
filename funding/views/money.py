"""An award's budget, what was spent of it, what it cost, and for whom its work counts too."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved
from rco_network.core import audit
from rco_network.core.exports import asked_purpose, attachment
from rco_network.core.spreadsheets import csv_bytes
from rco_network.core.tenancy.counting import counting
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions.money import add_money, change_money, remove_money
from ..calculations import costs, everything, overlap
from ..forms.money import BudgetLineForm, OtherMoneyForm, PeriodForm, SpendingForm
from ..models import Award, BudgetLine, OtherMoney, Spending
from ..permissions import check_can_set_attribution
from .awards import visible_awards

FORM = ["GET", "HEAD", "POST"]
# By the word in the address: the model, its form, and what the page is called.
_KINDS: dict[str, tuple[Any, Any, str | Promise]] = {
    "budget": (BudgetLine, BudgetLineForm, gettext_lazy("Line of the budget")),
    "spending": (Spending, SpendingForm, gettext_lazy("Spending")),
    "other": (OtherMoney, OtherMoneyForm, gettext_lazy("Other money for the same work")),
}


def _award(request: Request, uuid: UUID) -> Award:
    award = get_object_or_404(visible_awards(request), uuid=uuid)
    check_can_set_attribution(request.membership, award)
    return award


def _counted(request: Request, award: Award, start: Any, end: Any) -> Any:
    """The award's overlap, by the role that counts; the right was checked before."""
    own = request.membership
    with counting(user_id=own.user_id, organisation_ids=[award.recipient_id]):
        return overlap(award, start, end)


@require_safe
def award_money(request: Request, uuid: UUID) -> HttpResponse:
    """Budget and spending of an award, and what one session, person and outcome cost."""
    award = _award(request, uuid)
    period = PeriodForm(request.GET or None, award=award)
    start, end = period.days
    rows = Spending.objects.for_organisation(award.recipient_id).filter(award=award)
    other = OtherMoney.objects.for_organisation(award.recipient_id).filter(award=award)
    lines = BudgetLine.objects.for_organisation(award.recipient_id).filter(award=award)
    found = costs(award, start, end, _counted(request, award, start, end))
    planned = sum(line.planned for line in found.lines)
    so_far = sum(line.so_far for line in found.lines)
    context = {
        "award": award,
        "period": period,
        "start": start,
        "end": end,
        "costs": found,
        "lines": list(zip(lines.order_by("pk"), found.lines, strict=True)),
        "planned": planned,
        "so_far": so_far,
        "left": planned - so_far,
        "over": so_far - planned,
        "spending": rows.select_related("line").order_by("-starts_on", "-pk"),
        "other": other.order_by("-starts_on", "-pk"),
    }
    return render(request, "funding/money.html", context)


@require_safe
def award_overlap(request: Request, uuid: UUID) -> HttpResponse:
    """What an award counts in full, its share, and what other awards count too, before it sends."""
    award = _award(request, uuid)
    period = PeriodForm(request.GET or None, award=award)
    start, end = period.days
    own = request.membership
    with counting(user_id=own.user_id, organisation_ids=[award.recipient_id]):
        table = everything(award.recipient_id, start, end)
        found = next((ln.overlap for ln in table.lines if ln.award.pk == award.pk), None)
        found = found or overlap(award, start, end)
    context = {
        "award": award,
        "period": period,
        "start": start,
        "end": end,
        "overlap": found,
        "table": table,
    }
    return render(request, "funding/overlap.html", context)


@require_http_methods(FORM)
def money_new(request: Request, uuid: UUID, kind: str) -> HttpResponse:
    """Add a line of the budget, spending, or other money."""
    award = _award(request, uuid)
    _model, form_class, title = _KINDS[kind]
    form = form_class(request.POST or None, award=award)
    if form.is_valid() and attempt(
        form, add_money, by=request.membership, award=award, row=form.instance
    ):
        messages.success(request, _("Added."))
        return redirect("award-money", uuid=uuid)
    return _draw(request, form, title, kind)


@require_http_methods(FORM)
def money_edit(request: Request, uuid: UUID, kind: str) -> HttpResponse:
    """Change a line of the budget, spending, or other money."""
    row = _row(request, uuid, kind)
    _model, form_class, title = _KINDS[kind]
    form = form_class(request.POST or None, instance=row, award=row.award)
    if form.is_valid() and attempt(
        form, change_money, by=request.membership, row=row, changed=form.changed_data
    ):
        messages.success(request, _("Saved."))
        return redirect("award-money", uuid=row.award.uuid)
    return _draw(request, form, title, kind)


def _row(request: Request, uuid: UUID, kind: str) -> Any:
    rows = _KINDS[kind][0].objects.for_organisation(request.membership.organisation_id)
    rows = rows.select_related("award__funder", "award__recipient")
    row = get_object_or_404(locked_if_sent(request, rows), uuid=uuid)
    check_can_set_attribution(request.membership, row.award)
    return row


def _draw(request: Request, form: Any, title: str | Promise, kind: str) -> HttpResponse:
    row = form.instance if form.instance.pk else None
    context = {
        "form": form,
        "award": form.award,
        "title": title,
        "kind": kind,
        "removable": row,
        "is_spent_on": kind == "budget" and row is not None and row.spending.exists(),
        "needs_line": kind == "spending" and not form.fields["line"].queryset.exists(),
    }
    return render(request, "funding/money_form.html", context, status=failed_status(form))


@require_POST
def money_remove(request: Request, uuid: UUID, kind: str) -> HttpResponse:
    """Take a row away; reports already made stay as they were."""
    row = _row(request, uuid, kind)
    award = row.award
    remove_money(by=request.membership, row=row)
    messages.success(request, _("Taken away."))
    return redirect("award-money", uuid=award.uuid)


@recently_proved(download=True)
@require_POST
def money_sheet(request: Request, uuid: UUID) -> HttpResponse:
    """Budget, spending and other money of an award as one sheet, for a stated purpose."""
    award = _award(request, uuid)
    purpose = asked_purpose(request)
    rows = list(_sheet(award))
    audit.exported(
        "award_money", by=request.membership, purpose=purpose, kind="csv", subject=award,
        rows=len(rows),
    )  # fmt: skip
    made = csv_bytes([("what", "line", "first_day", "last_day", "amount"), *rows])
    return attachment(made, name="budget-and-spending.csv", content_type="text/csv; charset=utf-8")


def _sheet(award: Award) -> Any:
    own = award.recipient_id
    for line in BudgetLine.objects.for_organisation(own).filter(award=award).order_by("pk"):
        yield ("planned", line.what, award.starts_on or "", award.ends_on or "", line.planned)
    spent = Spending.objects.for_organisation(own).filter(award=award).select_related("line")
    for row in spent.order_by("starts_on", "pk"):
        yield ("spent", row.line.what, row.starts_on, row.ends_on, row.amount)
    other = OtherMoney.objects.for_organisation(own).filter(award=award)
    for row in other.order_by("starts_on", "pk"):
        yield ("other money", row.source, row.starts_on, row.ends_on, row.amount)
