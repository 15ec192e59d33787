"""Counting a report. Run by a job; what comes out is a draft."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop

from organisations.acting import acting_for
from organisations.models import StaffMembership
from outcomes.actions.stories import record_use
from rco_network.core import audit
from rco_network.core.jobs import Run, handles
from rco_network.core.jobs.registry import Effect, JobDelayed

from ..counted import count_report
from ..earlier import check_no_other_draft, drafts_seen
from ..figures.document import Made
from ..figures.shape import ReportDocument
from ..figures.stored import to_json
from ..figures.voices import stories_in
from ..models import Report
from ..permissions import check_can_make
from .ask_report import MAKE_REPORT


@handles(MAKE_REPORT)
def make_report(run: Run) -> Effect:
    """Count; return what saves the numbers with the job's own state.

    The right of whoever asked is checked again now: it may have ended since.
    """
    job = run.job
    run.progress(10, gettext_noop("Counting"))
    with acting_for(job.asked_by_id, job.organisation_id) as asker:
        report = report_of(job.subject_uuid)
        check_can_make(asker, report.kind)
        seen = drafts_seen(report)
        made = count_report(report, by=asker)

    def keep() -> None:
        check_no_other_draft(report, seen)
        _keep(asker, report, made)

    return keep


def report_of(uuid: Any) -> Report:
    """Return the report with what its figures are about, in a scope of its organisation."""
    related = ("award__funder", "award__recipient", "organisation", "funder", "place")
    return Report.objects.select_related(*related).get(uuid=uuid)


def _keep(asker: StaffMembership, report: Report, made: Made) -> None:
    with acting_for(asker.user_id, asker.organisation_id) as still:
        check_can_make(still, report.kind)
    report.document = to_json(made.document)
    report.behind = made.behind
    report.words = made.words
    report.made_at = made.document.made_at
    report.save(update_fields=["document", "behind", "words", "made_at"])
    note_stories(report, made.document, by=asker, is_issued=False)
    audit.record("report made", by=asker, subject=report)


def note_stories(
    report: Report, document: ReportDocument, *, by: StaffMembership, is_issued: bool
) -> None:
    """Note which stories a report tells, or will: who takes one back learns where it was.

    Raises JobDelayed where one may no longer be told.
    """
    try:
        for story in stories_in(document):
            record_use(
                story,
                used_in=report.called,
                by=by,
                funder=report.funder_id,
                is_public=report.funder_id is None,
                is_issued=is_issued,
                record=report.uuid,
            )
    except ValidationError as taken_back:  # Meanwhile: the next run does without it.
        raise JobDelayed("; ".join(taken_back.messages)) from taken_back
