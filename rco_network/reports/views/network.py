"""Reports of a forum on several organisations: its members' work, and a place for a council."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from organisations.request import Request

from ..actions.ask_report import ask_report
from ..enums import ReportKind
from ..forms.network import OverviewForm, PlaceForm
from ..grounds import members_places
from ..permissions import check_can_make
from .layouts import layouts_of


def overview_report(request: Request) -> HttpResponse:
    """Ask for the overview of what the members did."""
    check_can_make(request.membership, ReportKind.OVERVIEW)
    layouts = layouts_of(request.membership, ReportKind.OVERVIEW)
    form = OverviewForm(request.POST or None, layouts=layouts)
    if request.method == "POST" and form.is_valid():
        report = ask_report(by=request.membership, kind=ReportKind.OVERVIEW, **form.cleaned_data)
        return redirect("report", uuid=report.uuid)
    context = {"form": form, "kind": ReportKind.OVERVIEW}
    return render(request, "reports/network.html", context, status=422 if form.is_bound else 200)


def place_report(request: Request) -> HttpResponse:
    """Ask for a report on a place in which members held sessions, for its council."""
    check_can_make(request.membership, ReportKind.PLACE)
    form = PlaceForm(
        request.POST or None,
        places=members_places(request.membership),
        layouts=layouts_of(request.membership, ReportKind.PLACE),
    )
    if request.method == "POST" and form.is_valid():
        report = ask_report(by=request.membership, kind=ReportKind.PLACE, **form.cleaned_data)
        return redirect("report", uuid=report.uuid)
    context = {"form": form, "kind": ReportKind.PLACE}
    return render(request, "reports/network.html", context, status=422 if form.is_bound else 200)
