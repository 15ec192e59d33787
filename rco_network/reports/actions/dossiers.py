"""Several editions as one archive: asked for with a purpose, made by a job, gone after a day."""

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.acting import acting_for
from organisations.models import Organisation, StaffMembership
from rco_network.core import audit, jobs
from rco_network.core.actions.add_once import add_once
from rco_network.core.jobs import Run, handles
from rco_network.core.jobs.registry import Effect
from rco_network.core.tenancy import ERASE, scope

from ..dossier_index import index_csv, index_html, of_edition
from ..models import Dossier, DossierPart, Edition, EditionFile
from ..permissions import check_can_collect
from ..pieces import Pieces

MAKE = "reports.dossier"
LASTS = timedelta(hours=24)
# A funder of three hundred organisations, each with four reports a year.
MOST = 1500
_ENDINGS = {"application/pdf": "pdf", "text/csv": "csv"}


def editions_between(by: StaffMembership, first: date, last: date) -> QuerySet[Edition]:
    """Return the editions that the person may read whose days lie between two days, both included.

    Of those that were put right the newest alone.
    """
    found = Edition.objects.filter(period_start__gte=first, period_end__lte=last, restatement=None)
    return found.order_by("period_start", "code")


@transaction.atomic
def ask_dossier(
    *, by: StaffMembership, key: UUID, purpose: str, first: date, last: date
) -> Dossier:
    """Ask for the editions of a time as one archive; sent twice is one.

    Raises ValidationError where there are none, or more than an archive holds.
    """
    check_can_collect(by)
    codes = list(editions_between(by, first, last).values_list("code", flat=True)[: MOST + 1])
    if not codes:
        raise ValidationError(_("No issued report lies between these two days."))
    if len(codes) > MOST:
        raise ValidationError(_("These are too many reports for one archive. Choose fewer days."))
    kept, is_new = add_once(
        Dossier(
            uuid=key,
            organisation_id=by.organisation_id,
            asked_by_id=by.user_id,
            purpose=purpose,
            codes=codes,
            expires_at=timezone.now() + LASTS,
        )
    )
    if is_new:
        kept.job = jobs.ask(
            MAKE, by=by, organisation=by.organisation, subject=kept, key=f"{MAKE}:{kept.uuid}"
        )
        kept.save(update_fields=["job"])
        audit.record("dossier asked for", by=by, subject=kept, purpose=purpose, rows=len(codes))
    return kept


@handles(MAKE)
def make_dossier(run: Run) -> Effect:
    """Write the archive, an edition a transaction; return what says that it is there.

    Each edition is read with the asker's rights of that moment: what was taken from them
    meanwhile is left out, and the index says how many there are.
    """
    job = run.job
    with acting_for(job.asked_by_id, job.organisation_id) as asker:
        check_can_collect(asker)
        dossier = Dossier.objects.get(uuid=job.subject_uuid)
        DossierPart.objects.filter(dossier=dossier).delete()
    out = Pieces(lambda number, piece: _keep_piece(dossier, job.attempts, number, piece))
    packed = zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)  # type: ignore[call-overload]
    lines = []
    for number, code in enumerate(dossier.codes):
        if number % 10 == 0:
            run.progress(2 + 90 * number // len(dossier.codes), f"{number} / {len(dossier.codes)}")
        with acting_for(job.asked_by_id, job.organisation_id) as asker:
            check_can_collect(asker)
            edition = Edition.objects.select_related("organisation").filter(code=code).first()
            if edition is not None:
                lines.append(of_edition(edition, _write_files(packed, edition)))
    with acting_for(job.asked_by_id, job.organisation_id):
        packed.writestr("index.csv", index_csv(lines))
        packed.writestr("index.html", index_html(lines, timezone.localtime()))
        packed.close()
        out.end()
    return lambda: _made(dossier, job.attempts, out.size, len(lines))


def _write_files(packed: zipfile.ZipFile, edition: Edition) -> dict[str, tuple[str, str]]:
    """Write the edition's files; return (name, hash) of each by its ending."""
    written = {}
    for file in EditionFile.objects.filter(edition=edition, content_type__in=_ENDINGS):
        ending = _ENDINGS[file.content_type]
        name = f"{edition.period_start}-to-{edition.period_end}-{edition.code}.{ending}"
        packed.writestr(name, bytes(file.content))
        written[ending] = (name, file.sha256)
    return written


def _keep_piece(dossier: Dossier, attempt: int, number: int, piece: bytes) -> None:
    DossierPart.objects.create(
        organisation_id=dossier.organisation_id,
        dossier=dossier,
        attempt=attempt,
        number=number,
        content=piece,
    )


def _made(dossier: Dossier, attempt: int, size: int, editions: int) -> None:
    DossierPart.objects.filter(dossier=dossier).exclude(attempt=attempt).delete()
    dossier.made_at, dossier.attempt = timezone.now(), attempt
    dossier.size, dossier.editions = size, editions
    dossier.save(update_fields=["made_at", "attempt", "size", "editions"])


def take_dossier(*, by: StaffMembership, dossier: Dossier) -> None:
    """Note that the archive is taken away."""
    check_can_collect(by)
    audit.exported(
        "dossier",
        by=by,
        purpose=dossier.purpose,
        kind="zip",
        subject=dossier,
        rows=dossier.editions,
    )


def pieces_of(dossier: Dossier) -> Iterator[Any]:
    """Yield the archive piece by piece, each in a scope of its own."""
    number = 0
    while True:
        with acting_for(dossier.asked_by_id, dossier.organisation_id) as asker:
            check_can_collect(asker)
            part = DossierPart.objects.filter(
                dossier=dossier, attempt=dossier.attempt, number=number
            ).first()
        if part is None:
            return
        yield bytes(part.content)
        number += 1


def forget_dossiers() -> int:
    """Delete the archives whose day is over; return how many."""
    with scope(installation=True):
        places = list(Organisation.objects.taking_part().values_list("pk", flat=True))
    gone = 0
    for organisation_id in places:
        with scope(organisation_ids=[organisation_id], rights=[ERASE]):
            old = Dossier.objects.filter(expires_at__lte=timezone.now())
            DossierPart.objects.filter(dossier__in=old).delete()
            gone += old.delete()[0]
    return gone
