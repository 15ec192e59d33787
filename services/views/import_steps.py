"""Steps of a file on its way: which column is which, what words mean, who is who, taking back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved
from rco_network.core.spreadsheets import Unreadable, open_book

from ..actions.import_files import ImportRefused, check_of, upload_file
from ..actions.import_mapping import answer_questions, correct_mapping, correct_words
from ..actions.periods import PeriodClosed
from ..actions.undo_import import undo_import
from ..enums import ImportState
from ..forms.closed import ask_why
from ..forms.guards import failed_status
from ..forms.import_columns import ColumnsForm, LookForm, SamePersonForm, WordsForm
from ..forms.imports import UndoForm
from ..models import FileImport
from ..resources.mapping import Mapping, guess_at
from ..resources.open_file import group_names, memory_of
from ..resources.preview import Preview, preview_of
from ..resources.targets import target_for
from .import_page import do, draw, the_import

DONE = (ImportState.SAVED, ImportState.UNDONE, ImportState.REFUSED)


@require_http_methods(["GET", "POST"])
def import_columns(request: Request, uuid: UUID) -> HttpResponse:
    """Which sheet, which row has the headings, which column is which; with the first rows."""
    imported = the_import(request, uuid)
    is_at_it = imported.job is not None and imported.job.is_open
    if imported.state in DONE or is_at_it or imported.encoding_choices or not imported.mapping:
        return redirect("import", uuid=uuid)
    look = LookForm(request.POST or request.GET)
    try:
        preview = _preview(imported, look.cleaned_data if look.is_valid() else {})
    except Unreadable as problem:
        return draw(request, imported, problem=str(problem))
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        preview=preview,
        groups=group_names(imported.organisation_id),
    )
    if form.is_bound and form.is_valid():
        return do(request, imported, correct_mapping, mapping=form.mapping)
    context = {"imported": imported, "preview": preview, "form": form}
    status = failed_status(form)
    return render(request, "services/imports/columns.html", context, status=status)


def _preview(imported: FileImport, look: dict[str, Any]) -> Preview:
    """The sheet as it is read now, or as it would be from another sheet, row or layout."""
    book = open_book(imported.file, encoding=imported.encoding)
    mapping = Mapping(**imported.mapping)
    sheet = look.get("sheet") or mapping.sheet
    row = look.get("row") or (mapping.header_row if sheet == mapping.sheet else 0)
    layout = look.get("layout") or (mapping.target if sheet == mapping.sheet else "")
    if (sheet, row, layout) != (mapping.sheet, mapping.header_row, mapping.target):
        memory = memory_of(imported.organisation_id, imported.family)
        words = mapping.words
        mapping = guess_at(book, imported.family, sheet, row, layout, memory)
        mapping.words = {**words, **mapping.words}
    return preview_of(book, imported.family, mapping)


@require_POST
def import_words(request: Request, uuid: UUID) -> HttpResponse:
    """Say what each way of writing a mark means, once for the file."""
    imported = the_import(request, uuid)
    check = check_of(imported)
    if check is None or imported.state != ImportState.CHECKED:
        return redirect("import", uuid=uuid)
    form = WordsForm(request.POST, spellings=check.spellings, target=target_for(check.target))
    if not form.is_valid():
        return draw(request, imported, failed=form)
    return do(request, imported, correct_words, words=form.words)


@require_POST
def import_people(request: Request, uuid: UUID) -> HttpResponse:
    """Say who of the file is somebody known already."""
    imported = the_import(request, uuid)
    check = check_of(imported)
    if check is None or imported.state != ImportState.CHECKED:
        return redirect("import", uuid=uuid)
    form = SamePersonForm(request.POST, questions=check.questions)
    if not form.is_valid():
        return draw(request, imported, failed=form)
    return do(request, imported, answer_questions, answers=form.answers)


@recently_proved
@require_POST
def import_again(request: Request, uuid: UUID) -> HttpResponse:
    """Bring in another sheet of a saved file: the same file once more, from its columns on."""
    saved = the_import(request, uuid)
    try:
        again = upload_file(
            by=request.membership, name=saved.name, content=saved.file, family=saved.family
        )
    except ImportRefused as problem:
        return draw(request, saved, problem=str(problem))
    return redirect("import-columns", uuid=again.uuid)


@recently_proved
@require_POST
def import_undo(request: Request, uuid: UUID) -> HttpResponse:
    """Take the whole file back."""
    imported = the_import(request, uuid)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return draw(request, imported, failed=form)
    because = form.cleaned_data["because"]
    try:
        undone = undo_import(by=request.membership, imported=imported, because=because)
    except PeriodClosed as refused:
        ask_why(form, refused)
        return draw(request, imported, failed=form)
    except ImportRefused as problem:
        return draw(request, imported, problem=str(problem))
    if undone.state == ImportState.UNDONE:
        messages.success(request, _("Everything that this file brought in is taken back."))
    return redirect("import", uuid=uuid)
