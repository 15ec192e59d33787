"""Reports as they are prepared: asked for, looked at, worded, approved."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from funding.models import Award, ReturnDue
from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from organisations.request import Request

from ..actions.approve import approve, give_back, save_words, send_to_approver
from ..actions.ask_report import ask_report
from ..enums import ReportKind
from ..figures.stored import from_json
from ..forms.asking import AwardReportForm, YearForm
from ..forms.wording import ApproverForm, GiveBackForm, WordsForm
from ..models import Edition, OwnFigure, Report
from ..paper.html import on_screen, render_html
from ..permissions import (
    approvers,
    can_approve,
    can_make,
    check_can_make,
    check_can_see_report,
    seen_by,
)
from ..standing_words import as_it_stands
from .layouts import layouts_of


def award_reports(request: Request, uuid: UUID) -> HttpResponse:
    """The reports on one award: the recipient makes them, the funder reads what was issued."""
    membership = request.membership
    award = _award(membership, uuid)
    is_recipient = award.recipient_id == membership.organisation_id
    if is_recipient:
        check_can_make(membership, ReportKind.AWARD)
    due = ReturnDue.objects.filter(award=award, met_at=None).order_by("due_on").first()
    form = (
        AwardReportForm(
            request.POST or None, award=award, return_due=due, **_own(membership, ReportKind.AWARD)
        )
        if is_recipient
        else None
    )
    if form is not None and request.method == "POST" and form.is_valid():
        report = ask_report(by=membership, award=award, return_due=due, **form.cleaned_data)
        return redirect("report", uuid=report.uuid)
    editions = Edition.objects.filter(readers__award=award).order_by("-issued_at")
    context = {
        "award": award,
        "reports": _being_made(Report.objects.filter(award=award)) if is_recipient else [],
        "editions": editions.select_related("restatement")[:50],
        "due": due,
        "form": form,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "reports/award_reports.html", context, status=status)


def _own(membership: StaffMembership, kind: str) -> dict[str, Any]:
    """What the organisation may choose of its own for a report: figures and layouts."""
    return {
        "own_figures": OwnFigure.objects.for_organisation(membership.organisation_id),
        "layouts": layouts_of(membership, kind),
    }


def _award(membership: StaffMembership, uuid: UUID) -> Award:
    awards = Award.objects.select_related("funder", "recipient")
    mine = awards.given_by(membership.organisation_id) | awards.received_by(
        membership.organisation_id
    )
    return get_object_or_404(mine, uuid=uuid)


def _being_made(reports: Any) -> Any:
    related = ("job", "award", "funder", "place", "edition")
    return reports.filter(edition=None).select_related(*related)[:50]


def reports(request: Request) -> HttpResponse:
    """The organisation's reports: those in preparation, those issued, and a year of its own."""
    membership = request.membership
    check_right(membership, Right.APPROVE_REPORTS)
    form = None
    if can_make(membership, ReportKind.YEAR):
        form = YearForm(request.POST or None, **_own(membership, ReportKind.YEAR))
        if request.method == "POST" and form.is_valid():
            report = ask_report(by=membership, kind=ReportKind.YEAR, **form.cleaned_data)
            return redirect("report", uuid=report.uuid)
    own = Report.objects.for_organisation(membership.organisation_id)
    context = {
        "reports": _being_made(seen_by(membership, own)),
        "editions": Edition.objects.for_organisation(membership.organisation_id).select_related(
            "report__award", "report__funder", "report__place", "restatement"
        )[:50],
        "form": form,
        "makes_network_reports": can_make(membership, ReportKind.OVERVIEW),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "reports/reports.html", context, status=status)


@require_GET
def report(request: Request, uuid: UUID) -> HttpResponse:
    """A report as it stands: how far it is, its figures and words, what has to be done next."""
    found = _report(request.membership, uuid)
    if found.state == "issued":
        return redirect("edition", code=found.edition.code)
    return render(request, "reports/report.html", _context(request.membership, found))


def _context(membership: StaffMembership, found: Report, **forms: Any) -> dict[str, Any]:
    is_author = can_make(membership, found.kind)
    colleagues = approvers(found, membership) if is_author and found.state == "draft" else []
    return {
        "report": found,
        "document": _document(found),
        "is_author": is_author,
        "approver_form": ApproverForm(colleagues=colleagues) if colleagues else None,
        "can_approve": can_approve(membership, found) and found.state in ("draft", "with_approver"),
        "can_try_again": can_approve(membership, found),
        "give_back_form": GiveBackForm(),
    } | forms


def _document(found: Report) -> Any:
    return as_it_stands(found) if found.document else None


@require_GET
def report_progress(request: Request, uuid: UUID) -> HttpResponse:
    """The part of the page that asks again until the report is counted, or issued."""
    found = _report(request.membership, uuid)
    if not (found.job and found.job.is_open):
        response = HttpResponse()
        response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "reports/progress.html", {"report": found})


@require_GET
def report_print(request: Request, uuid: UUID) -> HttpResponse:
    """The pages of a draft as they will be printed."""
    found = _report(request.membership, uuid)
    if found.document is None:
        raise Http404
    return HttpResponse(render_html(_document(found), stylesheets=on_screen()))


def report_words(request: Request, uuid: UUID) -> HttpResponse:
    """What the author says beside the figures."""
    found = _draft(request.membership, uuid)
    check_can_make(request.membership, found.kind)
    document = from_json(found.document or {})
    form = WordsForm(request.POST or None, document=document, words=found.words)
    if request.method == "POST" and form.is_valid():
        save_words(by=request.membership, report=found, words=form.words())
        messages.success(request, _("Saved."))
        return redirect("report", uuid=found.uuid)
    context = {"report": found, "document": document, "form": form}
    return render(request, "reports/words.html", context, status=422 if form.is_bound else 200)


@require_POST
def report_send(request: Request, uuid: UUID) -> HttpResponse:
    """Send the report to the colleague who is to approve it."""
    found = _draft(request.membership, uuid)
    check_can_make(request.membership, found.kind)
    colleagues = approvers(found, request.membership)
    form = ApproverForm(request.POST, colleagues=colleagues)
    if not form.is_valid():
        context = _context(request.membership, found, approver_form=form)
        return render(request, "reports/report.html", context, status=422)
    send_to_approver(by=request.membership, report=found, approver=form.cleaned_data["approver"])
    messages.success(request, _("Sent. It is issued once it is approved."))
    return redirect("report", uuid=found.uuid)


@require_POST
def report_approve(request: Request, uuid: UUID) -> HttpResponse:
    """Approve the report; it is issued by a job."""
    found = _draft(request.membership, uuid)
    approve(by=request.membership, report=found)
    return redirect("report", uuid=found.uuid)


@require_POST
def report_give_back(request: Request, uuid: UUID) -> HttpResponse:
    """Give the report back to its author with a note."""
    found = _draft(request.membership, uuid)
    form = GiveBackForm(request.POST)
    if not form.is_valid():
        context = _context(request.membership, found, give_back_form=form)
        return render(request, "reports/report.html", context, status=422)
    give_back(by=request.membership, report=found, note=form.cleaned_data["note"])
    messages.success(request, _("Given back."))
    return redirect("home")


def _report(membership: StaffMembership, uuid: UUID) -> Report:
    related = ("award__funder", "award__recipient", "job", "organisation", "funder", "place")
    asked = Report.objects.for_organisation(membership.organisation_id)
    found: Report = get_object_or_404(
        asked.select_related(*related, "edition", "asked_by", "approver"), uuid=uuid
    )
    check_can_see_report(membership, found)
    return found


def _draft(membership: StaffMembership, uuid: UUID) -> Report:
    """A report that was counted and not yet issued, else 404."""
    found = _report(membership, uuid)
    if found.document is None or found.state == "issued":
        raise Http404
    return found
