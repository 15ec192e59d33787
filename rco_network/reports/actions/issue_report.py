"""Issuing: figures, words, files and the keys of rows are frozen under one code. Run by a job."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext_noop

from organisations.acting import acting_for
from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.jobs import Run, handles
from rco_network.core.jobs.registry import Effect
from rco_network.core.paper.pdf import PangoMissing
from rco_network.core.tenancy.counting import counting
from services.actions.periods import close_period

from ..earlier import check_beside_newer
from ..enums import ReportKind
from ..figures.changed import Change, changes
from ..figures.numbering import places
from ..figures.seal import fingerprint, new_code
from ..figures.shape import ReportDocument
from ..figures.stored import from_json, to_json
from ..figures.voices import without_sources
from ..grounds import member_organisations
from ..models import Contribution, Edition, EditionFile, EditionSeal, Report, RowsBehind
from ..paper.attachments import figures_attachment, figures_csv, figures_json, json_attachment
from ..paper.pdf import write_pdf
from ..permissions import check_can_approve
from ..standing_words import as_it_stands
from .approve import ISSUE_REPORT
from .contributions import contributions
from .hand import hand
from .make_report import note_stories, report_of

PDF, CSV, JSON = "application/pdf", "text/csv", "application/json"
# What each is called at the end of its address.
ENDINGS = {PDF: "pdf", CSV: "csv", JSON: "json"}
# What counts the organisation's own rows alone, whose days it closes. A forum's reports count
# their members', who answer for them.
OWN_WORK = frozenset({ReportKind.AWARD, ReportKind.YEAR})


@handles(ISSUE_REPORT)
def issue_report(run: Run) -> Effect:
    """Draw the files of an approved report; return what makes the edition of them."""
    job = run.job
    run.progress(10, gettext_noop("Putting it together"))
    with acting_for(job.asked_by_id, job.organisation_id) as approver:
        report = report_of(job.subject_uuid)
        check_can_approve(approver, report)
        restated = _restated(report)
        document = _final(report, approver, restated)
        owners = _owners(report, document, approver)
        told = as_it_stands(report)
    run.progress(40, gettext_noop("Drawing the pages"))
    files = {CSV: figures_csv(document), JSON: figures_json(document)}
    with suppress(PangoMissing):  # The page offers its print view instead, and says why.
        attached = [figures_attachment(document), json_attachment(document)]
        files[PDF] = write_pdf(document, attachments=attached)
    return lambda: _keep(approver, report, document, restated, files, owners, told)


def _restated(report: Report) -> tuple[Change, ...]:
    if report.restates is None:
        return ()
    return changes(from_json(report.restates.document), from_json(report.document or {}))


def _final(
    report: Report, approver: StaffMembership, restated: tuple[Change, ...]
) -> ReportDocument:
    """The document as it will be read: worded, numbered under its code, fingerprinted."""
    document = without_sources(as_it_stands(report))
    is_alone = approver.user_id == report.asked_by_id
    return replace(
        document,
        code=new_code(),
        fingerprint=fingerprint(document),
        approved_by="" if is_alone else approver.user.name,
        restated=tuple(change.sentence for change in restated),
    )


def _owners(
    report: Report, document: ReportDocument, approver: StaffMembership
) -> dict[str, dict[int, int]]:
    """Whose each row behind a number is, by kind of record, where several logged them."""
    if report.kind in OWN_WORK:
        return {}
    keys: dict[str, set[int]] = {}
    for behind in (report.behind or {}).values():
        for record, found in behind.items():
            keys.setdefault(record, set()).update(found)
    with counting(user_id=approver.user_id, organisation_ids=member_organisations(approver)):
        return {
            record: dict(
                apps.get_model(record)
                .objects.filter(pk__in=found)
                .values_list("pk", "organisation_id")
            )
            for record, found in keys.items()
        }


def _keep(
    approver: StaffMembership,
    report: Report,
    document: ReportDocument,
    restated: tuple[Change, ...],
    files: Mapping[str, bytes],
    owners: Mapping[str, Mapping[int, int]],
    told: ReportDocument,
) -> None:
    check_beside_newer(report)
    # Refuses where a story was taken back while the pages were drawn: they are drawn again then.
    note_stories(report, told, by=approver, is_issued=True)
    edition = Edition.objects.create(
        organisation_id=report.organisation_id,
        report=report,
        code=document.code,
        document=to_json(document),
        fingerprint=document.fingerprint,
        period_start=report.period_start,
        period_end=report.period_end,
        issued_at=timezone.now(),
        issued_by_id=approver.user_id,
        restates=report.restates,
        reason=report.reason,
        changes=[change.kept() for change in restated],
    )
    for content_type, content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        EditionFile.objects.create(
            organisation_id=report.organisation_id,
            edition=edition,
            content_type=content_type,
            content=content,
            sha256=digest,
        )
        EditionSeal.objects.create(code=edition.code, sha256=digest)
    RowsBehind.objects.bulk_create(_rows(report, document, edition, owners))
    Contribution.objects.bulk_create(contributions(report, document, edition, owners))
    if report.restates:
        EditionSeal.objects.filter(code=report.restates.code).update(restated_by=edition.code)
    _close_days(approver, edition, report.kind)
    audit.record("edition issued", by=approver, subject=edition)
    _hand_on(approver, report, edition)


def _close_days(approver: StaffMembership, edition: Edition, kind: str) -> None:
    """Close the days of a report on the organisation's own work; who writes now is waited for."""
    if kind in OWN_WORK:
        close_period(
            by=approver,
            organisation=edition.organisation_id,
            start=edition.period_start,
            end=edition.period_end,
            because=edition.code,
        )


def _rows(
    report: Report,
    document: ReportDocument,
    edition: Edition,
    owners: Mapping[str, Mapping[int, int]],
) -> Iterator[RowsBehind]:
    for place in places(document):
        for record, keys in (report.behind or {}).get(place.address, {}).items():
            by_owner: dict[int, list[int]] = {}
            for key in keys:
                owner = owners.get(record, {}).get(key, report.organisation_id)
                by_owner.setdefault(owner, []).append(key)
            for owner, own in by_owner.items():
                yield RowsBehind(
                    organisation_id=owner,
                    edition=edition,
                    ref=place.cell.ref,
                    record_type=record,
                    keys=own,
                )


def _hand_on(approver: StaffMembership, report: Report, edition: Edition) -> None:
    """Hand the edition to whom it was made for, and to everybody who has the one it restates."""
    if report.funder_id:
        hand(
            by=approver,
            edition=edition,
            reader=report.funder_id,
            award=report.award,
            return_due=report.return_due,
        )
    if report.restates:
        for earlier in report.restates.readers.exclude(reader=report.funder_id):
            hand(
                by=approver,
                edition=edition,
                reader=earlier.reader_id,
                award=earlier.award,
                return_due=earlier.return_due,
            )
