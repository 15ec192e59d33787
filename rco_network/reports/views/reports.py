"""Reports: asked for, looked at, shared, taken away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models.functions import Length
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_GET, require_POST

from funding.models import Award, ReturnDue
from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.request import Request
from rco_network.core import audit
from rco_network.core.enums import Purpose

from ..actions.ask_report import ask_report
from ..actions.make_report import CSV, PDF
from ..actions.share_report import share_report
from ..figures.stored import from_json
from ..forms import ReportForm
from ..models import Report, ReportFile
from ..paper.html import render_html
from ..permissions import check_can_make_reports, check_can_read


def award_reports(request: Request, uuid: UUID) -> HttpResponse:
    """The reports on one award: the recipient makes them, the funder reads what was shared."""
    membership = request.membership
    award = _award(membership, uuid)
    can_make = award.recipient_id == membership.organisation_id
    if can_make:
        check_can_make_reports(membership)
    due = ReturnDue.objects.filter(award=award, met_at=None).order_by("due_on").first()
    form = ReportForm(request.POST or None, award=award, return_due=due) if can_make else None
    if form is not None and request.method == "POST" and form.is_valid():
        report = ask_report(by=membership, award=award, return_due=due, **form.cleaned_data)
        return redirect("report", uuid=report.uuid)
    context = {
        "award": award,
        "reports": Report.objects.filter(award=award).select_related("job")[:50],
        "due": due,
        "form": form,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "reports/award_reports.html", context, status=status)


def _award(membership: StaffMembership, uuid: UUID) -> Award:
    awards = Award.objects.select_related("funder", "recipient")
    mine = awards.given_by(membership.organisation_id) | awards.received_by(
        membership.organisation_id
    )
    return get_object_or_404(mine, uuid=uuid)


@require_GET
def report(request: Request, uuid: UUID) -> HttpResponse:
    """A report's figures, as its files have them; or how far it is."""
    found = _report(request.membership, uuid)
    return render(request, "reports/report.html", _context(request.membership, found))


@require_GET
def report_progress(request: Request, uuid: UUID) -> HttpResponse:
    """The part of the page that asks again until the report is ready."""
    found = _report(request.membership, uuid)
    if found.made_at or not (found.job and found.job.is_open):
        response = HttpResponse()
        response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "reports/progress.html", {"report": found})


@require_POST
def report_share(request: Request, uuid: UUID) -> HttpResponse:
    """Hand the report to the funder."""
    found = _report(request.membership, uuid)
    check_can_make_reports(request.membership)
    if found.organisation_id != request.membership.organisation_id or not found.made_at:
        raise Http404
    share_report(by=request.membership, report=found)
    messages.success(request, f"Shared with {found.award.funder.name}.")
    return redirect("report", uuid=found.uuid)


@require_GET
def report_pdf(request: Request, uuid: UUID) -> HttpResponse:
    """The report as PDF."""
    return _file(request, uuid, PDF, "pdf")


@require_GET
def report_csv(request: Request, uuid: UUID) -> HttpResponse:
    """The report's figures as CSV."""
    return _file(request, uuid, CSV, "csv")


@require_GET
def report_print(request: Request, uuid: UUID) -> HttpResponse:
    """The pages of the report for the browser's own printer, where no PDF could be made."""
    found = _report(request.membership, uuid)
    if found.document is None:
        raise Http404
    stylesheets = (static("css/charts.css"), static("reports/paper.css"))
    return HttpResponse(render_html(from_json(found.document), stylesheets=stylesheets))


def _report(membership: StaffMembership, uuid: UUID) -> Report:
    # Not who asked for it: a funder sees no account of those it funds, and a join would hide all.
    related = ("award__funder", "award__recipient", "job")
    found = get_object_or_404(Report.objects.select_related(*related), uuid=uuid)
    check_can_read(membership, found)
    return found


def _file(request: Request, uuid: UUID, content_type: str, ending: str) -> HttpResponse:
    found = _report(request.membership, uuid)
    kept = get_object_or_404(ReportFile.objects.filter(report=found), content_type=content_type)
    # Figures of nobody, made for one funder: there is nothing to ask.
    purpose = Purpose.FUNDER
    audit.record(
        "report downloaded", by=request.membership, subject=found, kind=ending, purpose=purpose
    )
    name = f"impact-report-{found.period_start}-to-{found.period_end}.{ending}"
    response = HttpResponse(bytes(kept.content), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _context(membership: StaffMembership, found: Report) -> dict[str, Any]:
    sizes = dict(
        ReportFile.objects.filter(report=found)
        .annotate(size=Length("content"))
        .values_list("content_type", "size")
    )
    return {
        "report": found,
        "document": from_json(found.document) if found.document else None,
        "pdf_size": sizes.get(PDF),
        "csv_size": sizes.get(CSV),
        "is_own": found.organisation_id == membership.organisation_id
        and membership.has_right(Right.MAKE_REPORTS),
    }
