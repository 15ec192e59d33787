"""Several issued reports as one archive: asked for, watched, taken."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funding.permissions import can_see_awards
from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved
from services.forms.guards import attempt, failed_status

from ..actions.dossiers import ask_dossier, pieces_of, take_dossier
from ..forms.dossiers import DossierForm
from ..models import Dossier
from ..permissions import check_can_collect


@require_http_methods(["GET", "HEAD", "POST"])
def dossiers(request: Request) -> HttpResponse:
    """Ask for the reports of a time, and find those asked for today."""
    check_can_collect(request.membership)
    form = DossierForm(request.POST or None)
    if form.is_valid():
        found = attempt(form, ask_dossier, by=request.membership, **form.cleaned_data)
        if found is not None:
            return redirect("dossier", uuid=found.uuid)
    context = {
        "form": form,
        "found": _current(request).order_by("-id"),
        "sees_awards": can_see_awards(request.membership),
    }
    return render(request, "reports/dossiers.html", context, status=failed_status(form))


def _current(request: Request) -> QuerySet[Dossier]:
    check_can_collect(request.membership)
    own = Dossier.objects.for_organisation(request.membership.organisation_id)
    own = own.filter(asked_by=request.membership.user_id, expires_at__gt=timezone.now())
    return own.select_related("job")


@require_safe
def dossier(request: Request, uuid: UUID) -> HttpResponse:
    """How far the archive is, or the way to take it."""
    found = get_object_or_404(_current(request), uuid=uuid)
    return render(request, "reports/dossier.html", {"dossier": found})


@require_safe
def dossier_progress(request: Request, uuid: UUID) -> HttpResponse:
    """The part of the page that asks again until the archive is there."""
    found = get_object_or_404(_current(request), uuid=uuid)
    if found.made_at or not (found.job and found.job.is_open):
        response = HttpResponse()
        response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "reports/dossier_progress.html", {"dossier": found})


@recently_proved(download=True)
@require_POST
def dossier_file(request: Request, uuid: UUID) -> StreamingHttpResponse:
    """The archive, as often as it is asked for within its day."""
    found = get_object_or_404(_current(request), uuid=uuid)
    if not found.made_at:
        raise Http404
    take_dossier(by=request.membership, dossier=found)
    name = f"reports-{found.created_at:%Y-%m-%d}.zip"
    return StreamingHttpResponse(
        pieces_of(found),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(found.size),
            "X-Content-Type-Options": "nosniff",
        },
    )
