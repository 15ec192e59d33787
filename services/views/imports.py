"""Files of old records: brought in, looked at, saved or thrown away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved
from rco_network.core import audit
from rco_network.core.enums import Purpose
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
from ..resources.downloads import example_file, refused_rows
from ..resources.targets import ATTENDANCES, families_for, find_target, targets_of
from .import_page import do, draw, the_import

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
    targets = families_for(request.membership)
    form = (
        UploadForm(request.POST, request.FILES, targets=targets, too_large=was_too_large(request))
        if is_sent
        else UploadForm(targets=targets, initial={"family": request.GET.get("what")})
    )
    if is_sent and form.is_valid():
        file, family = form.cleaned_data["file"], form.cleaned_data["family"]
        try:
            imported = upload_file(
                by=request.membership, name=file.name, content=file.read(), family=family
            )
        except ImportRefused as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("import", uuid=imported.uuid)
    status = 422 if is_sent else 200
    layouts = [layout for target in targets for layout in targets_of(target.family)]
    context = {"form": form, "layouts": layouts}
    return render(request, "services/imports/import_new.html", context, status=status)


@require_GET
def import_example(request: Request, target: str = ATTENDANCES) -> HttpResponse:
    """A file to start from: the headings and two invented rows."""
    check_can_import(request.membership)
    found = find_target(target)
    if found is None:
        raise Http404
    return _download(example_file(found), f"example-{found.key}.csv")


@require_GET
def import_detail(request: Request, uuid: UUID) -> HttpResponse:
    """What saving the file would do, or did; or how far the work on it is."""
    imported = the_import(request, uuid)
    if "HX-Request" in request.headers:
        return _progress(request, imported)
    is_open = imported.job is not None and imported.job.is_open
    if imported.needs_mapping and imported.state == ImportState.UPLOADED and not is_open:
        return redirect("import-columns", uuid=uuid)
    return draw(request, imported)


@require_POST
def import_check(request: Request, uuid: UUID) -> HttpResponse:
    """Check again, with the letters or the service that the person chose."""
    imported = the_import(request, uuid)
    choices: dict[str, Any] = {}
    form: Any = None
    if imported.encoding_choices:
        form = EncodingForm(request.POST, previews=imported.encoding_choices)
    elif "new_groups_service" in request.POST:
        form = NewGroupsForm(request.POST, organisation_id=imported.organisation_id)
    if form is not None:
        if not form.is_valid():
            return draw(request, imported, failed=form)
        choices = form.cleaned_data
    return do(request, imported, check_again, **choices)


@recently_proved
@require_POST
def import_confirm(request: Request, uuid: UUID) -> HttpResponse:
    """Save the file."""
    imported = the_import(request, uuid)
    check = check_of(imported)
    refused, accepted = (check.refused, check.accepted) if check else (0, 0)
    form = ConfirmForm(request.POST, refused=refused, accepted=accepted)
    if not form.is_valid():
        return draw(request, imported, failed=form)
    return do(
        request,
        imported,
        confirm,
        form,
        seen=form.cleaned_data["seen"],
        leave_out=form.cleaned_data.get("leave_out", False),
        because=form.cleaned_data["because"],
    )


@require_POST
def import_throw_away(request: Request, uuid: UUID) -> HttpResponse:
    """Delete a file that was not saved."""
    imported = the_import(request, uuid)
    try:
        throw_away(by=request.membership, imported=imported)
    except ImportRefused as problem:
        return draw(request, imported, problem=str(problem))
    messages.success(request, _("The file is thrown away. Nothing of it was saved."))
    return redirect("imports")


@recently_proved(download=True)
@require_GET
def import_refused(request: Request, uuid: UUID) -> HttpResponse:
    """The refused rows as they were, each with what to change, to correct and send again."""
    found = the_import(request, uuid)
    audit.exported(
        "refused_rows", by=request.membership, subject=found, purpose=Purpose.CORRECTING, kind="csv"
    )
    return _download(refused_rows(found), "refused-rows.csv")


def _progress(request: Request, imported: FileImport) -> HttpResponse:
    """The part that asks again while a job is at it; then the whole page is drawn anew."""
    response = render(request, "services/imports/progress.html", {"imported": imported})
    if imported.job is None or not imported.job.is_open:
        response.headers["HX-Refresh"] = "true"
    return response


def _download(content: bytes, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=CSV, headers={"Content-Disposition": disposition})
