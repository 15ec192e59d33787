"""The page of one file: what saving it would do or did, and what can be said of it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from organisations.request import Request
from rco_network.core.spreadsheets import ENCODINGS, SEPARATORS

from ..actions.import_files import ImportRefused, check_of, right_for
from ..actions.periods import Closed, PeriodClosed, closed_on
from ..enums import ImportState
from ..forms.closed import ask_why
from ..forms.import_columns import SamePersonForm, WordsForm
from ..forms.imports import ConfirmForm, EncodingForm, NewGroupsForm, UndoForm
from ..models import FileImport
from ..permissions import check_can_bring_in
from ..resources.reading import KNOWN, LEFT_OUT, NEW, REFUSED, SAME, Check
from ..resources.targets import target_for, targets_of

SHOWN_REFUSALS = 200
FORMS = (
    "encoding_form",
    "groups_form",
    "confirm_form",
    "words_form",
    "people_form",
    "undo_form",
)
# What becomes of a row, in a word, and how the word is coloured.
FATES = {
    NEW: (_("New"), "good"),
    KNOWN: (_("Changes what is here"), "warn"),
    SAME: (_("Here already"), "info"),
    LEFT_OUT: (_("Left out"), "info"),
    REFUSED: (_("Refused"), "bad"),
}


def the_import(request: Request, uuid: UUID) -> FileImport:
    """Return a file of the organisation that this colleague may bring in. Raises Http404."""
    mine = FileImport.objects.for_organisation(request.membership.organisation_id)
    imported = get_object_or_404(mine.select_related("job", "uploaded_by", "undone_by"), uuid=uuid)
    check_can_bring_in(request.membership, right_for(imported.family))
    return imported


def do(
    request: Request, imported: FileImport, action: Any, form: Any = None, **kwargs: Any
) -> HttpResponse:
    """Call an action on the file and go back to its page, which says what was refused.

    `form` asks why days of an issued report are changed, where the action may do that.
    """
    try:
        action(by=request.membership, imported=imported, **kwargs)
    except PeriodClosed as refused:
        ask_why(form, refused)
        return draw(request, the_import(request, imported.uuid), failed=form)
    except ImportRefused as problem:
        return draw(request, the_import(request, imported.uuid), problem=str(problem))
    return redirect("import", uuid=imported.uuid)


def draw(
    request: Request, imported: FileImport, *, failed: Any = None, problem: str = ""
) -> HttpResponse:
    """Draw the page of a file; `failed` is the form that was refused."""
    check = check_of(imported)
    context = {
        "imported": imported,
        "check": check,
        "refusals": imported.refusals[:SHOWN_REFUSALS],
        "fates": [(row, *FATES[fate], about) for row, fate, about in imported.fates],
        "target": targets_of(imported.family)[0],
        "problem": problem,
        "is_at_it": imported.job is not None and imported.job.is_open,
        "same_file": _same_file(imported),
        "failed": failed,
        **_about_file(check),
        **_forms(imported, check, failed),
    }
    status = 422 if failed is not None or problem else 200
    return render(request, "services/imports/import.html", context, status=status)


def _forms(imported: FileImport, check: Check | None, failed: Any) -> dict[str, Any]:
    """What can be said of the file in the state in which it is; the refused form as it was sent."""
    forms: dict[str, Any] = dict.fromkeys(FORMS)
    if imported.encoding_choices:
        forms["encoding_form"] = EncodingForm(previews=imported.encoding_choices)
    if check and check.unknown_groups:
        forms["groups_form"] = NewGroupsForm(organisation_id=imported.organisation_id)
    if check and imported.state == ImportState.CHECKED:
        forms["confirm_form"] = ConfirmForm(
            initial={"seen": imported.check_round}, refused=check.refused, accepted=check.accepted
        )
        target = target_for(check.target)
        if check.spellings:
            forms["words_form"] = WordsForm(spellings=check.spellings, target=target)
        if check.questions:
            forms["people_form"] = SamePersonForm(questions=check.questions)
    if imported.state == ImportState.SAVED:
        forms["undo_form"] = UndoForm()
    for name, form in forms.items():
        if failed is not None and type(form) is type(failed):
            forms[name] = failed
    if asks := forms["confirm_form"] or forms["undo_form"]:
        asks.closed = asks.closed or _closed(imported, check)
    return forms


def _closed(imported: FileImport, check: Check | None) -> Closed | None:
    """Which issued report counts days of the file's marks."""
    if check is None or not check.first_day:
        return None
    first, last = date.fromisoformat(check.first_day), date.fromisoformat(check.last_day)
    return closed_on(imported.organisation_id, first, last)


def _about_file(check: Check | None) -> dict[str, Any]:
    """What the template says of the file in words."""
    if check is None:
        return {}
    encoding = {"utf-8-sig": "Unicode (UTF-8)", "utf-16": "Unicode (UTF-16)", **ENCODINGS}
    days = (check.first_day, check.last_day)
    first_day, last_day = (date.fromisoformat(day) if day else None for day in days)
    return {
        "days_read": [(said, date.fromisoformat(day)) for said, day in check.days_read],
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
