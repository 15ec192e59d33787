"""Making a report: figures, then paper. Run by a job."""

import hashlib
from contextlib import suppress

from django.utils import timezone

from organisations.acting import acting_for
from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.jobs import Run, handles
from rco_network.core.jobs.registry import Effect
from rco_network.core.paper.pdf import PangoMissing

from ..figures.document import build_document
from ..figures.shape import ReportDocument
from ..figures.stored import to_json
from ..models import Report, ReportFile
from ..paper.attachments import figures_attachment, figures_csv
from ..paper.pdf import write_pdf
from ..permissions import check_can_make_reports
from .ask_report import MAKE_REPORT
from .share_report import share_report

PDF = "application/pdf"
CSV = "text/csv"


@handles(MAKE_REPORT)
def make_report(run: Run) -> Effect:
    """Count and draw; return what saves the numbers and the files with the job's own state.

    The right of whoever asked is checked again now: it may have ended since.
    """
    job = run.job
    run.progress(10, "Counting")
    with acting_for(job.asked_by_id, job.organisation_id) as asker:
        check_can_make_reports(asker)
        report = Report.objects.select_related("award__funder", "award__recipient").get(
            uuid=job.subject_uuid
        )
        document = build_document(
            award=report.award,
            period_start=report.period_start,
            period_end=report.period_end,
            language=report.language,
            made_at=timezone.now(),
        )
    run.progress(50, "Drawing the pages")
    files = {CSV: figures_csv(document)}
    with suppress(PangoMissing):  # The page offers its print view instead, and says why.
        files[PDF] = write_pdf(document, attachments=[figures_attachment(document)])
    return lambda: _keep(asker, report, document, files)


def _keep(
    asker: StaffMembership, report: Report, document: ReportDocument, files: dict[str, bytes]
) -> None:
    with acting_for(asker.user_id, asker.organisation_id) as still:
        check_can_make_reports(still)
    report.document = to_json(document)
    report.made_at = document.made_at
    report.save(update_fields=["document", "made_at"])
    for content_type, content in files.items():
        ReportFile.objects.update_or_create(
            report=report,
            content_type=content_type,
            defaults={
                "organisation_id": report.organisation_id,
                "content": content,
                "sha256": hashlib.sha256(content).hexdigest(),
            },
        )
    audit.record("report made", by=asker, subject=report)
    if report.share_when_ready:
        share_report(by=asker, report=report)
