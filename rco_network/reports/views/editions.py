"""Editions: read and taken away by those who were handed them, put right by their makers."""

from typing import Any
from uuid import uuid4

from django.db.models.functions import Length
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from organisations.models import StaffMembership
from organisations.request import Request
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.enums import Purpose

from ..actions.ask_report import ask_report
from ..actions.issue_report import ENDINGS
from ..corrected import corrected_since
from ..enums import Answer
from ..figures.stored import from_json
from ..forms.restating import RestateForm
from ..models import Edition, EditionFile
from ..paper.html import on_screen, render_html
from ..permissions import can_answer, can_make, can_send, check_can_make, check_can_read


@require_GET
def edition(request: Request, code: str) -> HttpResponse:
    """An edition's figures and words, as its files have them."""
    found = edition_of(request.membership, code)
    sizes = dict(
        EditionFile.objects.filter(edition=found)
        .annotate(size=Length("content"))
        .values_list("content_type", "size")
    )
    is_own = found.organisation_id == request.membership.organisation_id
    newer = Edition.objects.filter(restates=found).first()
    context = {
        "edition": found,
        "document": from_json(found.document),
        "files": [(ending, sizes[kind]) for kind, ending in ENDINGS.items() if kind in sizes],
        "has_pdf": any(kind == "application/pdf" for kind in sizes),
        "is_own": is_own,
        "can_restate": is_own
        and can_make(request.membership, found.document["kind"])
        and newer is None,
        "newer": newer,
        "reason": found.reason,
        "readers": found.readers.select_related("reader") if is_own else [],
        "answers": found.answers.select_related("reader"),
        "corrected": corrected_since(request.membership, found),
        "can_answer": newer is None and can_answer(request.membership, found),
        "can_send": newer is None and can_send(request.membership, found),
    }
    return render(request, "reports/edition.html", context)


@require_GET
def edition_file(request: Request, code: str, ending: str) -> HttpResponse:
    """A file of the edition: report.pdf, figures.csv, report.json."""
    found = edition_of(request.membership, code)
    content_type = next((kind for kind, end in ENDINGS.items() if end == ending), "")
    kept = get_object_or_404(EditionFile.objects.filter(edition=found), content_type=content_type)
    # Figures of nobody, made for a reader: there is nothing to ask.
    purpose = Purpose.FUNDER
    audit.record(
        "report downloaded", by=request.membership, subject=found, kind=ending, purpose=purpose
    )
    response = HttpResponse(bytes(kept.content), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="report-{code}.{ending}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def edition_print(request: Request, code: str) -> HttpResponse:
    """The pages of the edition for the browser's own printer, where no PDF could be made."""
    found = edition_of(request.membership, code)
    return HttpResponse(render_html(from_json(found.document), stylesheets=on_screen()))


def edition_restate(request: Request, code: str) -> HttpResponse:
    """Count an edition again, for a reason: what comes out is approved and issued like any."""
    found = edition_of(request.membership, code)
    if found.organisation_id != request.membership.organisation_id:
        raise Refused(
            _("Who issued this edition puts it right. Send it back to them, and say why.")
        )
    before = found.report
    check_can_make(request.membership, before.kind)
    form = RestateForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        report = ask_report(by=request.membership, **again(found), **form.cleaned_data)
        return redirect("report", uuid=report.uuid)
    back = found.answers.filter(kind=Answer.SENT_BACK).select_related("reader").first()
    context = {"edition": found, "form": form, "sent_back": back}
    return render(request, "reports/restate.html", context, status=422 if form.is_bound else 200)


def again(edition: Edition) -> dict[str, Any]:
    """What to ask for, so that the same is counted as in this edition."""
    before = edition.report
    return {
        "kind": before.kind,
        "award": before.award,
        "place": before.place,
        "reader": before.funder,
        "period_start": before.period_start,
        "period_end": before.period_end,
        "language": before.language,
        "return_due": before.return_due,
        "own_figures": before.own_figures,
        "layout": before.layout,
        "restates": edition,
    }


def edition_of(membership: StaffMembership, code: str) -> Edition:
    """Return the edition of this code that the person may read, else 404; 403 without the right."""
    found: Edition = get_object_or_404(Edition, code=code)
    check_can_read(membership, found)
    return found
