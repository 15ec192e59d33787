"""Everything out: asked for with a purpose, watched, taken away once."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.enums import Right
from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved

from ..actions.takeouts import ask_takeout, pieces_of, take
from ..forms.copies import TakeoutForm
from ..models import Takeout
from ..permissions import check_can_take_out


@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def takeouts(request: Request) -> HttpResponse:
    """Say what the archive holds and what it does not, and ask for it."""
    check_can_take_out(request.membership)
    form = TakeoutForm(request.POST or None)
    if form.is_valid():
        found = ask_takeout(by=request.membership, takeout=form.takeout())
        return redirect("takeout", uuid=found.uuid)
    context = {
        "form": form,
        "found": _current(request).order_by("-id"),
        "has_concerns": request.membership.has_right(Right.HANDLE_CONCERNS),
    }
    status = 422 if form.is_bound else 200
    return render(request, "reports/takeouts.html", context, status=status)


def _current(request: Request) -> QuerySet[Takeout]:
    check_can_take_out(request.membership)
    own = Takeout.objects.for_organisation(request.membership.organisation_id)
    own = own.filter(asked_by=request.membership.user_id, expires_at__gt=timezone.now())
    return own.select_related("job")


@require_safe
def takeout(request: Request, uuid: UUID) -> HttpResponse:
    """How far the archive is, or the way to take it."""
    found = get_object_or_404(_current(request), uuid=uuid)
    return render(request, "reports/takeout.html", {"takeout": found})


@require_safe
def takeout_progress(request: Request, uuid: UUID) -> HttpResponse:
    """The part of the page that asks again until the archive is there."""
    found = get_object_or_404(_current(request), uuid=uuid)
    if found.made_at or not (found.job and found.job.is_open):
        response = HttpResponse()
        response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "reports/takeout_progress.html", {"takeout": found})


@recently_proved(download=True)
@require_POST
def takeout_file(request: Request, uuid: UUID) -> StreamingHttpResponse:
    """The archive, once. What was sent is deleted here while it goes."""
    found = get_object_or_404(_current(request), uuid=uuid)
    if not found.made_at:
        raise Http404
    take(by=request.membership, takeout=found)
    day = timezone.localtime(found.made_at)
    return StreamingHttpResponse(
        pieces_of(found),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="everything-{day:%Y-%m-%d}.zip"',
            "Content-Length": str(found.size),
            "X-Content-Type-Options": "nosniff",
        },
    )
