"""Following a printed number back, the catalogue of figures, and whether a file is genuine."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from organisations.enums import Right
from organisations.models import Organisation
from organisations.permissions import check_right
from organisations.request import Request

from ..corrected import corrected_since
from ..figures.catalogue import EVERY
from ..figures.numbering import place_of
from ..figures.seal import read_code
from ..figures.stored import from_json
from ..forms.checking import CodeForm, FileForm
from ..models import Contribution, EditionSeal
from ..recounted import recounted
from ..tracing import rows_behind_cell
from .editions import edition_of


def trace_code(request: Request) -> HttpResponse:
    """Type the code that is printed beside a number."""
    form = CodeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        code, ref = read_code(form.cleaned_data["code"])
        return redirect("trace", code=code, ref=ref) if ref else redirect("edition", code=code)
    context = {"form": form}
    return render(request, "reports/trace_code.html", context, status=422 if form.is_bound else 200)


@require_GET
def trace(request: Request, code: str, ref: int) -> HttpResponse:
    """What a number means and how it was counted; to its own organisation the rows behind it."""
    own_part = Contribution.objects.filter(
        organisation=request.membership.organisation_id, code=code
    ).first()
    if own_part is not None:
        return _trace_part(request, own_part, ref)
    edition = edition_of(request.membership, code)
    document = from_json(edition.document)
    place = place_of(document, ref)
    if place is None:
        raise Http404
    is_own = edition.organisation_id == request.membership.organisation_id
    context = {
        "edition": edition,
        "document": document,
        "place": place,
        "traced": rows_behind_cell(
            request.membership, edition.pk, edition.document["made_at"], ref
        ),
        "is_own": is_own,
        "corrected": corrected_since(request.membership, edition),
        "now": recounted(request.membership, edition, place),
    }
    return render(request, "reports/trace.html", context)


def _trace_part(request: Request, part: Contribution, ref: int) -> HttpResponse:
    """A number of a forum's report to a member whose work it counts: its meaning, and own rows."""
    check_right(request.membership, Right.APPROVE_REPORTS)
    told = part.outline["numbers"].get(str(ref))
    if told is None:
        raise Http404
    context = {
        "part": part,
        "told": told,
        "ref": ref,
        "maker": Organisation.objects.get(pk=part.maker_id).name,
        "traced": rows_behind_cell(
            request.membership, part.edition_id, part.outline["made_at"], ref
        ),
    }
    return render(request, "reports/trace_part.html", context)


@require_GET
def catalogue(request: Request) -> HttpResponse:
    """Every figure that a report can have, and what it means."""
    specs = [(spec, spec.facts()) for spec in EVERY]
    return render(request, "reports/catalogue.html", {"specs": specs})


@login_not_required
def genuine(request: HttpRequest) -> HttpResponse:
    """Whether a file is an issued edition and whether it was restated, and nothing else.

    Open to everybody. The file is hashed and not kept.
    """
    form = FileForm(request.POST or None, request.FILES or None)
    seal, was_asked = None, False
    if request.method == "POST" and form.is_valid():
        digest = hashlib.sha256()
        for chunk in form.cleaned_data["file"].chunks():
            digest.update(chunk)
        seal = EditionSeal.objects.filter(sha256=digest.hexdigest()).first()
        was_asked = True
    context = {"form": form, "seal": seal, "was_asked": was_asked}
    status = 422 if form.is_bound and not was_asked else 200
    return render(request, "reports/genuine.html", context, status=status)
