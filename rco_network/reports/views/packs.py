"""Everything held about one person, for that person: asked for, made by a job, given to them."""

import base64
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved
from rco_network.core import audit
from rco_network.core.enums import Purpose
from rco_network.core.exports import attachment
from services.data_rights.permissions import check_can_answer
from services.data_rights.views.person import own_participant

from ..actions.packs import ask_pack
from ..forms.copies import PackForm
from ..models import Pack

_FILES = {"pdf": "application/pdf", "json": "application/json"}


@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def pack_new(request: Request, uuid: UUID) -> HttpResponse:
    """Say what the file will hold, and ask for it."""
    person = own_participant(request, uuid)
    check_can_answer(request.membership)
    form = PackForm(request.POST or None, participant=person)
    if form.is_valid():
        pack = ask_pack(by=request.membership, pack=form.pack())
        return redirect("pack", uuid=pack.uuid)
    status = 422 if form.is_bound else 200
    return render(
        request, "reports/pack_new.html", {"form": form, "participant": person}, status=status
    )


@require_safe
def pack(request: Request, uuid: UUID) -> HttpResponse:
    """How far the files are, or the files."""
    found = _pack(request, uuid)
    return render(request, "reports/pack.html", {"pack": found, "participant": found.participant})


@require_safe
def pack_progress(request: Request, uuid: UUID) -> HttpResponse:
    """The part of the page that asks again until the files are there."""
    found = _pack(request, uuid)
    if found.made_at or not (found.job and found.job.is_open):
        response = HttpResponse()
        response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "reports/pack_progress.html", {"pack": found})


@recently_proved(download=True)
@require_safe
def pack_file(request: Request, uuid: UUID, ending: str) -> HttpResponse:
    """One of the two files, to give to the person."""
    found = _pack(request, uuid)
    kept = base64.b64decode(found.pdf_base64) if ending == "pdf" else found.json_text.encode()
    if ending not in _FILES or not found.made_at or not kept:
        raise Http404
    audit.exported(
        "pack",
        by=request.membership,
        purpose=Purpose.PERSON,
        kind=ending,
        subject=found.participant,
    )
    return attachment(kept, name=f"what-is-held.{ending}", content_type=_FILES[ending])


def _pack(request: Request, uuid: UUID) -> Pack:
    check_can_answer(request.membership)
    own = Pack.objects.for_organisation(request.membership.organisation_id)
    current = own.filter(expires_at__gt=timezone.now()).select_related("participant", "job")
    return get_object_or_404(current, uuid=uuid)
