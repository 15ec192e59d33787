"""Files of past sessions: brought in, looked at, saved or thrown away."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved
from rco_network.core import audit
from rco_network.core.enums import Purpose
from rco_network.core.spreadsheets import ENCODINGS, SEPARATORS
from rco_network.core.uploads import was_too_large

from ..actions.import_files import (
    ImportRefused,
    check_again,
    check_of,
    confirm,
    throw_away,
    upload_file,
)
from ..enums import ImportState
from ..forms.imports import ConfirmForm, EncodingForm, NewGroupsForm, UploadForm
from ..models import FileImport
from ..permissions import check_can_import
from ..resources.check import Check
from ..resources.columns import COLUMNS
from ..resources.downloads import example_file, refused_rows

SHOWN_REFUSALS = 200
CSV = "text/csv; charset=utf-8"


@require_GET
def imports(request: Request) -> HttpResponse:
    """The files that were brought in, newest first."""
    check_can_import(request.membership)
    mine = FileImport.objects.for_organisation(request.membership.organisation_id)
    found = mine.without_content().select_related("uploaded_by").order_by("-id")[:50]
    return render(request, "services/imports/imports.html", {"imports": found})


@recently_proved
@require_http_methods(["GET", "POST"])
def import_new(request: Request) -> HttpResponse:
    """Bring in a file: what it may look like, and the way to send it."""
    check_can_import(request.membership)
    is_sent = request.method == "POST"
    form = (
        UploadForm(request.POST, request.FILES, too_large=was_too_large(request))
        if is_sent
        else UploadForm()
    )
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            imported = upload_file(by=request.membership, name=file.name, content=file.read())
        except ImportRefused as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("import", uuid=imported.uuid)
    status = 422 if is_sent else 200
    context = {"form": form, "columns": COLUMNS}
    return render(request, "services/imports/import_new.html", context, status=status)


@require_GET
def import_example(request: Request) -> HttpResponse:
    """A file to start from: the headings and two invented rows."""
    check_can_import(request.membership)
    return _download(example_file(), "past-sessions-example.csv")


@require_GET
def import_detail(request: Request, uuid: UUID) -> HttpResponse:
    """What saving the file would do, or did; or how far the work on it is."""
    imported = _import(request, uuid)
    if "HX-Request" in request.headers:
        return _progress(request, imported)
    return _draw(request, imported)


@require_POST
def import_check(request: Request, uuid: UUID) -> HttpResponse:
    """Check again, with the letters or the service that the person chose."""
    imported = _import(request, uuid)
    choices: dict[str, Any] = {}
    form: Any = None
    if imported.encoding_choices:
        form = EncodingForm(request.POST, previews=imported.encoding_choices)
    elif "new_groups_service" in request.POST:
        form = NewGroupsForm(request.POST, organisation_id=imported.organisation_id)
    if form is not None:
        if not form.is_valid():
            return _draw(request, imported, failed=form)
        choices = form.cleaned_data
    return _do(request, imported, check_again, **choices)


@recently_proved
@require_POST
def import_confirm(request: Request, uuid: UUID) -> HttpResponse:
    """Save the file."""
    imported = _import(request, uuid)
    check = check_of(imported)
    refused, accepted = (check.refused, check.accepted) if check else (0, 0)
    form = ConfirmForm(request.POST, refused=refused, accepted=accepted)
    if not form.is_valid():
        return _draw(request, imported, failed=form)
    return _do(
        request,
        imported,
        confirm,
        seen=form.cleaned_data["seen"],
        leave_out=form.cleaned_data.get("leave_out", False),
    )


@require_POST
def import_throw_away(request: Request, uuid: UUID) -> HttpResponse:
    """Delete a file that was not saved."""
    imported = _import(request, uuid)
    try:
        throw_away(by=request.membership, imported=imported)
    except ImportRefused as problem:
        return _draw(request, imported, problem=str(problem))
    messages.success(request, "The file is thrown away. Nothing of it was saved.")
    return redirect("imports")


@recently_proved(download=True)
@require_GET
def import_refused(request: Request, uuid: UUID) -> HttpResponse:
    """The refused rows as they were, each with what to change, to correct and send again."""
    found = _import(request, uuid)
    audit.exported(
        "refused_rows", by=request.membership, subject=found, purpose=Purpose.CORRECTING, kind="csv"
    )
    return _download(refused_rows(found), "refused-rows.csv")


def _import(request: Request, uuid: UUID) -> FileImport:
    mine = FileImport.objects.for_organisation(request.membership.organisation_id)
    imported = get_object_or_404(mine.select_related("job", "uploaded_by"), uuid=uuid)
    check_can_import(request.membership)
    return imported


def _do(request: Request, imported: FileImport, action: Any, **kwargs: Any) -> HttpResponse:
    try:
        action(by=request.membership, imported=imported, **kwargs)
    except ImportRefused as problem:
        return _draw(request, _import(request, imported.uuid), problem=str(problem))
    return redirect("import", uuid=imported.uuid)


def _progress(request: Request, imported: FileImport) -> HttpResponse:
    """The part that asks again while a job is at it; then the whole page is drawn anew."""
    response = render(request, "services/imports/progress.html", {"imported": imported})
    if imported.job is None or not imported.job.is_open:
        response.headers["HX-Refresh"] = "true"
    return response


def _draw(
    request: Request, imported: FileImport, *, failed: Any = None, problem: str = ""
) -> HttpResponse:
    check = check_of(imported)
    forms: dict[str, Any] = {"failed": failed, "encoding_form": None, "groups_form": None}
    if imported.encoding_choices:
        forms["encoding_form"] = EncodingForm(previews=imported.encoding_choices)
    if check and check.unknown_groups:
        forms["groups_form"] = NewGroupsForm(organisation_id=imported.organisation_id)
    if check and imported.state == ImportState.CHECKED:
        forms["confirm_form"] = ConfirmForm(
            initial={"seen": imported.check_round}, refused=check.refused, accepted=check.accepted
        )
    for name, form in forms.items():
        if failed is not None and type(form) is type(failed) and name != "failed":
            forms[name] = failed
    context = {
        "imported": imported,
        "check": check,
        "refusals": imported.refusals[:SHOWN_REFUSALS],
        "problem": problem,
        "is_at_it": imported.job is not None and imported.job.is_open,
        "same_file": _same_file(imported),
        **_about_file(check),
        **forms,
    }
    status = 422 if failed is not None or problem else 200
    return render(request, "services/imports/import.html", context, status=status)


def _about_file(check: Check | None) -> dict[str, Any]:
    """What the template says of the file in words."""
    if check is None:
        return {}
    encoding = {"utf-8-sig": "Unicode (UTF-8)", "utf-16": "Unicode (UTF-16)", **ENCODINGS}
    days = (check.first_day, check.last_day)
    first_day, last_day = (date.fromisoformat(day) if day else None for day in days)
    return {
        "first_day": first_day,
        "last_day": last_day,
        "separator": SEPARATORS.get(check.separator, ""),
        "encoding": encoding.get(check.encoding, check.encoding),
    }


def _same_file(imported: FileImport) -> FileImport | None:
    """The same file, saved before."""
    mine = FileImport.objects.for_organisation(imported.organisation_id)
    same = mine.filter(sha256=imported.sha256, state=ImportState.SAVED).exclude(pk=imported.pk)
    return same.without_content().select_related("uploaded_by").order_by("-id").first()


def _download(content: bytes, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=CSV, headers={"Content-Disposition": disposition})
