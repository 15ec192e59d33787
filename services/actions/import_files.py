"""A file of old records on its way in: uploaded, checked, and saved or thrown away.

Nothing is saved before somebody has seen what saving would do. Small files are worked on at
once, large ones by a job (import_jobs.py) through the same functions.
"""

import hashlib
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core import audit, jobs
from rco_network.core.models import RecordChange
from rco_network.core.spreadsheets import EncodingUnknown, Unreadable
from rco_network.core.text import clean_line

from ..enums import IMPORT_MOVES, ImportState
from ..models import FileImport
from ..permissions import check_can_bring_in
from ..resources.mapping import Mapping, MappingNeeded
from ..resources.open_file import read_file
from ..resources.reading import Check, NewGroups, Reading
from ..resources.targets import ATTENDANCES, targets_of
from .periods import About, explained

CHECK_IMPORT = "services.check_import"
SAVE_IMPORT = "services.save_import"
# About two thousand rows: what can be read while somebody waits for the page.
ROWS_AT_ONCE = 2_000
PACKED_BYTES_AT_ONCE = 60_000
# Unsaved files that an organisation can have lying here.
MOST_WAITING = 20
KEPT_FOR = timedelta(hours=24)

_CHANGED = gettext_lazy(
    "Something was changed here since the file was checked. These are the new numbers: look at "
    "them, and save again."
)


class ImportRefused(Exception):
    """The file cannot be taken or saved; the sentence says what to do."""


@transaction.atomic
def upload_file(
    *, by: StaffMembership, name: str, content: bytes, family: str = ATTENDANCES
) -> FileImport:
    """Keep a file and check it, at once or by a job. Raises ImportRefused when too many wait.

    `family` says what it brings in (resources/targets.py).
    """
    check_can_bring_in(by, right_for(family))
    forget_old_files(by.organisation_id)
    mine = FileImport.objects.for_organisation(by.organisation_id)
    if mine.unsaved().count() >= MOST_WAITING:
        raise ImportRefused(
            _(
                "%(most_waiting)s files are waiting here already. Save them or "
                "throw them away first."
            )
            % {"most_waiting": MOST_WAITING}
        )
    imported = keep_file(by=by, name=name, content=content, family=family)
    return check_again(by=by, imported=imported)


def right_for(family: str) -> Right:
    """Return the right that a family of targets needs beside the right to import."""
    return targets_of(family)[0].right


def keep_file(
    *, by: StaffMembership, name: str, content: bytes, family: str = ATTENDANCES
) -> FileImport:
    """Keep a file as it came. It is neither read nor judged yet."""
    imported = FileImport.objects.create(
        organisation_id=by.organisation_id,
        family=family,
        name=clean_line(name)[:120] or "file",
        content=FileImport.pack(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=by.user_id,
    )
    audit.record("import uploaded", by=by, subject=imported, size=len(content), family=family)
    return imported


def check_again(*, by: StaffMembership, imported: FileImport, **choices: Any) -> FileImport:
    """Check a file with these choices (fields of the import). Raises ImportRefused if too late."""
    check_can_bring_in(by, right_for(imported.family))
    if imported.job is not None and imported.job.is_open:
        raise ImportRefused(_("The file is being worked on. Wait until that is done."))
    round_ = imported.check_round + 1
    move(imported, ImportState.UPLOADED, check_round=round_, problem="", job=None, **choices)
    if _is_large(imported):
        return ask_for(CHECK_IMPORT, by, imported)
    check_now(imported)
    return imported


def check_now(imported: FileImport) -> None:
    """Read the file and keep what saving it would do, or why it cannot be read."""
    try:
        keep_check(imported, checked(imported))
    except Unreadable as problem:
        keep_problem(imported, problem)


def keep_problem(imported: FileImport, problem: Unreadable) -> None:
    """Keep why a file could not be read, and what somebody can say so that it can."""
    if isinstance(problem, EncodingUnknown):
        move(imported, ImportState.UPLOADED, encoding="", encoding_choices=problem.previews)
    elif isinstance(problem, MappingNeeded):
        move(
            imported,
            ImportState.UPLOADED,
            mapping=problem.guess.as_json(),
            needs_mapping=True,
            encoding_choices=[],
            problem=str(problem)[:400],
        )
    elif imported.mapping:
        # Somebody chose a sheet or a row in which nothing stands: they can choose another.
        move(imported, ImportState.UPLOADED, needs_mapping=True, problem=str(problem)[:400])
    else:
        move(imported, ImportState.REFUSED, problem=str(problem)[:400])


def checked(imported: FileImport) -> Reading:
    """Return the file read, matched and counted; nothing is written. Raises Unreadable."""
    reading = _read(imported)
    if reading.needs_comparing:
        with reading.staged(imported.organisation_id):
            return reading
    return reading


def _read(imported: FileImport) -> Reading:
    if not (content := imported.file):
        raise Unreadable(_("The file is no longer here. Upload it again."))
    service, start = imported.new_groups_service_id, imported.new_groups_start
    return read_file(
        content,
        imported.organisation_id,
        encoding=imported.encoding,
        family=imported.family,
        mapping=mapping_of(imported),
        new_groups=NewGroups(service, start) if service and start else None,
        answers=imported.answers,
    )


def mapping_of(imported: FileImport) -> Mapping | None:
    """Return which column is which; None while that is to be guessed, or to be said by somebody."""
    is_known = bool(imported.mapping) and not imported.needs_mapping
    return Mapping(**imported.mapping) if is_known else None


def keep_check(imported: FileImport, reading: Reading, problem: str = "") -> None:
    """Keep what the check found. The refusals of a file have cells and sentences, no contents."""
    move(
        imported,
        ImportState.CHECKED,
        check_result=reading.check.as_json(),
        refusals=[[refusal.row, refusal.reasons] for refusal in reading.refusals],
        fates=[list(fate) for fate in reading.fates],
        mapping=reading.mapping.as_json(),
        needs_mapping=False,
        encoding_choices=[],
        problem=problem,
    )


@transaction.atomic
def confirm(
    *, by: StaffMembership, imported: FileImport, seen: int, leave_out: bool, because: str = ""
) -> FileImport:
    """Save the file, at once or by a job. `seen` is the round of the check that the page showed.

    Raises ImportRefused where that is not what would be saved, or where rows are refused and
    nobody said to leave them out: all of the file is saved or nothing. PeriodClosed where it
    changes days of an issued report and `because` does not say why.
    """
    check_can_bring_in(by, right_for(imported.family))
    imported = FileImport.objects.select_for_update().get(pk=imported.pk)
    is_at_it = imported.job is not None and imported.job.is_open
    if imported.state == ImportState.SAVED or is_at_it:
        return imported
    check = check_of(imported)
    if check is None or seen != imported.check_round:
        raise ImportRefused(_CHANGED)
    if check.refused and not leave_out:
        raise ImportRefused(
            _(
                "Nothing was saved, since rows are refused. Correct them in the file and upload it "
                "again, or tick that they are left out."
            )
        )
    if not check.accepted:
        raise ImportRefused(_("No row of this file can be saved. Correct it and upload it again."))
    imported.leaves_out_refused, imported.because = leave_out, because
    # A new round, so that saving can be asked for again should the job fail.
    imported.check_round += 1
    imported.save(update_fields=["leaves_out_refused", "because", "check_round"])
    if check.accepted > ROWS_AT_ONCE:
        return ask_for(SAVE_IMPORT, by, imported)
    try:
        save_file(by=by, imported=imported, waits=False)
    except Unreadable as problem:
        raise ImportRefused(str(problem)) from problem
    return imported


def save_file(*, by: StaffMembership, imported: FileImport, waits: bool) -> None:
    """Read the file once more and save it if that still does what the person saw.

    In the transaction that is open. `waits` for another file of the organisation that is being
    saved; else ImportRefused. PeriodClosed where days of an issued report are changed and the
    import does not say why.
    """
    check_can_bring_in(by, right_for(imported.family))
    one_at_a_time(imported.organisation_id, waits=waits)
    explained(
        by=by,
        because=imported.because,
        about=lambda: about_file(imported),
        do=lambda: _save(by, imported),
    )


def about_file(imported: FileImport) -> About:
    """Return what is put on record of a file that changes days of an issued report."""
    check = check_of(imported)
    if check is None or not check.first_day:
        return About(FileImport._meta.label_lower, imported.uuid)
    days = (date.fromisoformat(check.first_day), date.fromisoformat(check.last_day))
    return About(FileImport._meta.label_lower, imported.uuid, days=days)


def _save(by: StaffMembership, imported: FileImport) -> None:
    reading = _read(imported)
    with reading.staged(imported.organisation_id) as staged:
        if reading.check.as_json() != imported.check_result:
            imported.check_round += 1
            keep_check(imported, reading, str(_CHANGED))
            imported.save(update_fields=["check_round"])
            return
        written = reading.save(
            staged,
            organisation_id=imported.organisation_id,
            user_id=by.user_id,
            import_id=imported.pk,
        )
    move(
        imported,
        ImportState.SAVED,
        saved_rows=written,
        because="",
        saved_at=timezone.now(),
        history_id=_last_entry(imported.organisation_id),
        problem="",
    )
    _say_saved(by, imported, reading.check, written)


def _say_saved(by: StaffMembership, imported: FileImport, check: Check, written: int) -> None:
    audit.record(
        "import saved",
        by=by,
        subject=imported,
        family=imported.family,
        rows=check.accepted,
        left_out=check.refused,
        marks=written,
        sessions=check.sessions_new,
        people=check.people_new,
        groups=len(check.new_groups),
    )


def _last_entry(organisation_id: int) -> int:
    """The last entry of the history so far: what comes after it was done since."""
    entries = RecordChange.objects.for_organisation(organisation_id).order_by("-pk")
    return entries.values_list("pk", flat=True).first() or 0


def one_at_a_time(organisation_id: int, *, waits: bool) -> None:
    """Two files that name the same new person must not make two people of them."""
    function = "pg_advisory_xact_lock" if waits else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {function}(hashtext('services.import'), %s)",
            [organisation_id],
        )
        if cursor.fetchone()[0] is False:
            raise ImportRefused(_("Another file is being saved. Wait a minute, and save again."))


@transaction.atomic
def throw_away(*, by: StaffMembership, imported: FileImport) -> None:
    """Delete a file that was not saved. Raises ImportRefused where it was."""
    check_can_bring_in(by, right_for(imported.family))
    imported = FileImport.objects.select_for_update().get(pk=imported.pk)
    if imported.state in (ImportState.SAVED, ImportState.UNDONE):
        raise ImportRefused(_("This file is saved already. Take the whole file back instead."))
    audit.record("import thrown away", by=by, subject=imported)
    imported.delete()


def forget_old_files(organisation_id: int) -> None:
    """Delete files that were not saved in time, and the contents of those that were."""
    mine = FileImport.objects.for_organisation(organisation_id)
    old = mine.older_than(timezone.now() - KEPT_FOR)
    old.unsaved().delete()
    old.forget_contents()


def move(imported: FileImport, to: str, **changes: Any) -> None:
    """Change the state by the table of allowed moves. Raises ImportRefused where it is too late."""
    origins = [state for state, targets in IMPORT_MOVES.items() if to in targets]
    rows = FileImport.objects.filter(pk=imported.pk, state__in=origins)
    if not rows.update(state=to, **changes):
        raise ImportRefused(_("This file was saved, thrown away or refused in the meantime."))
    imported.state = to
    for name, value in changes.items():
        setattr(imported, name, value)


def check_of(imported: FileImport) -> Check | None:
    """The last check of a file, or None while there is none."""
    is_checked = imported.state in (ImportState.CHECKED, ImportState.SAVED, ImportState.UNDONE)
    return Check(**imported.check_result) if is_checked and imported.check_result else None


def _is_large(imported: FileImport) -> bool:
    content = imported.file
    if content.startswith(b"PK"):
        return len(content) > PACKED_BYTES_AT_ONCE
    return content.count(b"\n") > ROWS_AT_ONCE or len(content) > 1_000_000


def ask_for(kind: str, by: StaffMembership, imported: FileImport) -> FileImport:
    """Ask for a job: one a file and round, so that a second click asks for nothing new."""
    imported.job = jobs.ask(
        kind,
        by=by,
        organisation=by.organisation,
        subject=imported,
        key=f"{kind}:{imported.uuid}:{imported.check_round}",
    )
    imported.save(update_fields=["job"])
    return imported
