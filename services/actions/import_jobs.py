"""The jobs that check, save and take back large files.

The right of whoever asked is looked at again.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from organisations.acting import acting_for
from rco_network.core.jobs import JobFailed, Run, handles
from rco_network.core.jobs.registry import Effect
from rco_network.core.mail import spoken_in
from rco_network.core.spreadsheets import Unreadable

from ..enums import ImportState
from ..models import FileImport
from ..permissions import check_can_import
from .import_files import (
    CHECK_IMPORT,
    SAVE_IMPORT,
    ImportRefused,
    checked,
    keep_check,
    keep_problem,
    save_file,
)
from .periods import PeriodClosed
from .undo_import import UNDO_IMPORT, undo_now


@handles(CHECK_IMPORT)
def check_import(run: Run) -> Effect:
    """Read and match the file; return what keeps the result with the job's own state."""
    job = run.job
    run.progress(15, gettext_noop("Reading the rows"))
    with acting_for(job.asked_by_id, job.organisation_id) as asker, spoken_in(asker.user.language):
        check_can_import(asker)
        imported = _import(run)
        try:
            reading = checked(imported)
        except Unreadable as problem:
            why = problem
            return lambda: keep_problem(imported, why)
    run.progress(90, gettext_noop("Writing down what was found"))
    return lambda: keep_check(imported, reading)


@handles(SAVE_IMPORT)
def save_import(run: Run) -> Effect:
    """Return what saves the file in the one transaction that also ends the job."""
    run.progress(30, gettext_noop("Saving; all rows appear at once at the end"))

    def save() -> None:
        imported = _import(run)
        if imported.state == ImportState.CHECKED:
            try:
                with (
                    acting_for(run.job.asked_by_id, run.job.organisation_id) as asker,
                    spoken_in(asker.user.language),
                ):
                    check_can_import(asker)
                    save_file(by=asker, imported=imported, waits=True)
            except (ImportRefused, PeriodClosed, Unreadable) as problem:
                raise JobFailed(str(problem)) from problem

    return save


def _import(run: Run) -> FileImport:
    found = FileImport.objects.for_organisation(run.job.organisation_id).filter(
        uuid=run.job.subject_uuid
    )
    imported = found.select_for_update().first()
    if imported is None:
        raise JobFailed(_("The file was thrown away."))
    return imported


@handles(UNDO_IMPORT)
def undo_saved_import(run: Run) -> Effect:
    """Return what takes the file back in the one transaction that also ends the job."""
    run.progress(30, gettext_noop("Taking everything back; it goes at once at the end"))

    def undo() -> None:
        imported = _import(run)
        if imported.state == ImportState.SAVED:
            try:
                with (
                    acting_for(run.job.asked_by_id, run.job.organisation_id) as asker,
                    spoken_in(asker.user.language),
                ):
                    undo_now(by=asker, imported=imported, waits=True)
            except (ImportRefused, PeriodClosed) as problem:
                raise JobFailed(str(problem)) from problem

    return undo
