"""Taking everything out: asked for with a purpose, made by a job, taken once, gone after a day."""

import base64
import zipfile
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from organisations.acting import acting_for
from organisations.models import Organisation, StaffMembership
from outcomes.models import StoryFileContent
from rco_network.core import audit, jobs
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once
from rco_network.core.jobs import Run, handles
from rco_network.core.jobs.registry import Effect
from rco_network.core.spreadsheets import csv_bytes
from rco_network.core.tenancy import ERASE, scope

from ..archive import CONCERNS, LEFT_OUT, Table, dictionary, tables_for, write_csv, write_json
from ..models import EditionFile, Takeout, TakeoutPart
from ..permissions import check_can_take_out
from ..pieces import Pieces

MAKE = "reports.take_out"
LASTS = timedelta(hours=24)
_ENDINGS = {
    "application/pdf": "pdf",
    "text/csv": "csv",
    "image/jpeg": "jpg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
}


@transaction.atomic
def ask_takeout(*, by: StaffMembership, takeout: Takeout) -> Takeout:
    """Ask for everything that the organisation holds; sent twice is one."""
    check_can_take_out(by)
    takeout.organisation_id, takeout.asked_by_id = by.organisation_id, by.user_id
    takeout.expires_at = timezone.now() + LASTS
    kept, is_new = add_once(takeout)
    if is_new:
        kept.job = jobs.ask(
            MAKE, by=by, organisation=by.organisation, subject=kept, key=f"{MAKE}:{kept.uuid}"
        )
        kept.save(update_fields=["job"])
        audit.record("everything asked for", by=by, subject=kept, purpose=kept.purpose)
    return kept


@handles(MAKE)
def make_takeout(run: Run) -> Effect:
    """Write the archive, a table a transaction; return what says that it is there.

    The asker's rights are looked at again for each table: what they lose meanwhile is not read.
    """
    job = run.job
    with acting_for(job.asked_by_id, job.organisation_id) as asker:
        check_can_take_out(asker)
        takeout = Takeout.objects.get(uuid=job.subject_uuid)
        TakeoutPart.objects.filter(takeout=takeout).delete()
        tables = tables_for(asker)
    rows = 0
    out = Pieces(lambda number, piece: _keep_piece(takeout, job.attempts, number, piece))
    packed = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)  # type: ignore[call-overload]
    for number, table in enumerate(tables):
        run.progress(2 + 90 * number // len(tables), f"{number + 1} / {len(tables)}")
        with acting_for(job.asked_by_id, job.organisation_id) as asker:
            check_can_take_out(asker)
            rows += _write(packed, table, job.organisation_id)
    run.progress(95, gettext_noop("Documents"))
    with acting_for(job.asked_by_id, job.organisation_id) as asker:
        _write_documents(packed, job.organisation_id)
        _write_words(packed, tables, str(asker.organisation), rows)
        packed.close()
        out.end()
    return lambda: _made(takeout, job.attempts, out.size, rows)


def _write(packed: zipfile.ZipFile, table: Table, organisation_id: int) -> int:
    with packed.open(f"csv/{table.label}.csv", "w", force_zip64=True) as entry:
        rows = write_csv(entry, table, organisation_id)
    with packed.open(f"json/{table.label}.json", "w", force_zip64=True) as entry:
        write_json(entry, table, organisation_id)
    return rows


def _write_documents(packed: zipfile.ZipFile, organisation_id: int) -> None:
    files = EditionFile.objects.filter(organisation_id=organisation_id).order_by("pk")
    for pk in list(files.values_list("pk", flat=True)):
        file = files.select_related("edition").get(pk=pk)
        period = f"{file.edition.period_start}-to-{file.edition.period_end}"
        ending = _ENDINGS.get(file.content_type.partition(";")[0], "bin")
        name = f"documents/report-{file.edition.code}-{period}.{ending}"
        packed.writestr(name, bytes(file.content))
    kept = StoryFileContent.objects.for_organisation(organisation_id).order_by("pk")
    for pk in list(kept.values_list("pk", flat=True)):
        one = kept.select_related("file").get(pk=pk)
        ending = _ENDINGS.get(one.file.content_type, "bin")
        packed.writestr(f"documents/story-{one.story_id}-{one.file_id}.{ending}", one.content)


def _write_words(packed: zipfile.ZipFile, tables: list[Table], name: str, rows: int) -> None:
    packed.writestr("data-dictionary.csv", csv_bytes(dictionary(tables)))
    has_concerns = any(table.label in CONCERNS for table in tables)
    concerns = (
        "Safeguarding concerns are in it as far as whoever asked may read them."
        if has_concerns
        else "Safeguarding concerns are not in it: whoever asked does not handle them."
    )
    out = "\n".join(f"- {label}: {why}" for label, why in sorted(LEFT_OUT.items()))
    text = (
        f"Everything that {name} holds, made on {timezone.localtime():%-d %B %Y, %H:%M}.\n"
        f"{len(tables)} tables with {rows} rows: csv/ for spreadsheets, json/ for programs, and "
        "the files of reports and stories in documents/. What each column means is in "
        "data-dictionary.csv.\n"
        "In CSV a text that starts like a formula has an apostrophe before it; JSON is as it is.\n"
        f"{concerns}\nWhat is hidden from whoever asked is not in it.\n\nNot in it:\n{out}\n"
    )
    packed.writestr("READ-ME-FIRST.txt", text)


def _keep_piece(takeout: Takeout, attempt: int, number: int, piece: bytes) -> None:
    TakeoutPart.objects.create(
        organisation_id=takeout.organisation_id,
        takeout=takeout,
        attempt=attempt,
        number=number,
        content=base64.b64encode(piece).decode(),
    )


def _made(takeout: Takeout, attempt: int, size: int, rows: int) -> None:
    TakeoutPart.objects.filter(takeout=takeout).exclude(attempt=attempt).delete()
    takeout.made_at, takeout.attempt = timezone.now(), attempt
    takeout.size, takeout.rows = size, rows
    takeout.save(update_fields=["made_at", "attempt", "size", "rows"])


@transaction.atomic
def take(*, by: StaffMembership, takeout: Takeout) -> Takeout:
    """Note that the archive is taken away, which it is once. Raises Refused the second time."""
    check_can_take_out(by)
    mine = Takeout.objects.filter(pk=takeout.pk, taken_at=None, made_at__isnull=False)
    if not mine.update(taken_at=timezone.now()):
        raise Refused(_("This archive was taken already. Ask for a new one if it did not arrive."))
    audit.exported(
        "everything",
        by=by,
        purpose=takeout.purpose,
        kind="zip",
        subject=takeout,
        rows=takeout.rows,
    )
    return takeout


def pieces_of(takeout: Takeout) -> Iterator[bytes]:
    """Yield the archive piece by piece, each in a scope of its own, and forget each at once."""
    number = 0
    while True:
        with acting_for(takeout.asked_by_id, takeout.organisation_id) as asker:
            check_can_take_out(asker)
            part = TakeoutPart.objects.filter(
                takeout=takeout, attempt=takeout.attempt, number=number
            ).first()
            if part is None:
                return
            piece = base64.b64decode(part.content)
            part.delete()
        yield piece
        number += 1


def forget_takeouts() -> int:
    """Delete the archives whose day is over; return how many."""
    with scope(installation=True):
        places = list(Organisation.objects.taking_part().values_list("pk", flat=True))
    gone = 0
    for organisation_id in places:
        with scope(organisation_ids=[organisation_id], rights=[ERASE]):
            old = Takeout.objects.filter(expires_at__lte=timezone.now())
            TakeoutPart.objects.filter(takeout__in=old).delete()
            gone += old.delete()[0]
    return gone
