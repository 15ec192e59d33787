"""Taking a whole saved file back, exactly, while nothing else depends on it."""

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import StaffMembership
from rco_network.core import audit

from ..enums import ImportState
from ..models import FileImport
from ..permissions import check_can_bring_in
from ..resources.undoing import NotAllThere, remove, what_was_made, why_not
from .import_files import (
    ROWS_AT_ONCE,
    ImportRefused,
    about_file,
    ask_for,
    move,
    one_at_a_time,
    right_for,
)
from .periods import explained

UNDO_IMPORT = "services.undo_import"
_SOMETHING = gettext_lazy(
    "Something that you may not see, or that was written this moment, depends on what this file "
    "brought in. Nothing was taken back."
)


@transaction.atomic
def undo_import(*, by: StaffMembership, imported: FileImport, because: str = "") -> FileImport:
    """Take a saved file back, at once or by a job. Raises ImportRefused with the reasons.

    PeriodClosed where that changes days of an issued report and `because` does not say why.
    """
    check_can_bring_in(by, right_for(imported.family))
    imported = FileImport.objects.select_for_update().get(pk=imported.pk)
    if imported.state == ImportState.UNDONE or (imported.job and imported.job.is_open):
        return imported
    if imported.state != ImportState.SAVED:
        raise ImportRefused(_("This file was never saved, so there is nothing to take back."))
    made = what_was_made(imported)
    if reasons := why_not(made):
        raise ImportRefused(" ".join(reasons))
    if imported.because != because:
        imported.because = because
        imported.save(update_fields=["because"])
    if sum(map(len, made.added.values())) > ROWS_AT_ONCE:
        # A round of its own, so that it can be asked for again should the job fail.
        imported.check_round += 1
        imported.save(update_fields=["check_round"])
        return ask_for(UNDO_IMPORT, by, imported)
    undo_now(by=by, imported=imported, waits=False)
    return imported


def undo_now(*, by: StaffMembership, imported: FileImport, waits: bool) -> None:
    """Remove what the file made and put back what it changed, in the transaction that is open."""
    check_can_bring_in(by, right_for(imported.family))
    one_at_a_time(imported.organisation_id, waits=waits)
    made = what_was_made(imported)
    if reasons := why_not(made):
        raise ImportRefused(" ".join(reasons))
    try:
        rows = explained(
            by=by,
            because=imported.because,
            about=lambda: replace(about_file(imported), days=made.days),
            do=lambda: remove(made),
        )
    except (IntegrityError, NotAllThere):
        raise ImportRefused(_SOMETHING) from None
    ended = {"undone_at": timezone.now(), "undone_by_id": by.user_id, "because": ""}
    move(imported, ImportState.UNDONE, **ended)
    audit.record("import undone", by=by, subject=imported, rows=rows)
