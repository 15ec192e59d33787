"""Figures that an organisation composed for itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.enums import Right
from organisations.permissions import check_right
from organisations.request import Request
from services.forms.guards import attempt, failed_status

from ..actions.own_figures import add_own_figure, remove_own_figure
from ..figures.own import in_words
from ..forms.own_figures import OwnFigureForm
from ..models import OwnFigure


@require_http_methods(["GET", "HEAD", "POST"])
def own_figures(request: Request) -> HttpResponse:
    """The organisation's own figures, and how to compose another."""
    check_right(request.membership, Right.MAKE_REPORTS)
    organisation = request.membership.organisation_id
    form = OwnFigureForm(request.POST or None, organisation=organisation)
    if form.is_valid() and attempt(
        form, add_own_figure, by=request.membership, figure=form.instance
    ):
        messages.success(request, _("Saved. Choose it when you ask for a report."))
        return redirect("own-figures")
    rows = OwnFigure.objects.for_organisation(organisation)
    context = {"form": form, "figures": [(row, in_words(row.told())) for row in rows]}
    return render(request, "reports/own_figures.html", context, status=failed_status(form))


@require_POST
def own_figure_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take a figure away; reports that have it keep it."""
    check_right(request.membership, Right.MAKE_REPORTS)
    rows = OwnFigure.objects.for_organisation(request.membership.organisation_id)
    remove_own_figure(by=request.membership, figure=get_object_or_404(rows, uuid=uuid))
    messages.success(request, _("Removed. Reports that were made keep it."))
    return redirect("own-figures")
