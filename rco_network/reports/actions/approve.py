"""A second pair of eyes: a named colleague approves what its author wrote, or gives it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit, jobs
from rco_network.core.access import Refused

from ..models import Report
from ..permissions import approvers, check_can_approve, check_can_make

ISSUE_REPORT = "reports.issue"


@transaction.atomic
def send_to_approver(*, by: StaffMembership, report: Report, approver: StaffMembership) -> Report:
    """Ask a named colleague to approve the report as it stands."""
    check_can_make(by, report.kind)
    if approver not in approvers(report, by):
        raise Refused(_("Choose a colleague from the list."))
    report.approver_id = approver.user_id
    report.sent_to_approver_at = timezone.now()
    report.approver_said = ""
    report.save(update_fields=["approver", "sent_to_approver_at", "approver_said"])
    audit.record("report sent for approval", by=by, subject=report)
    return report


@transaction.atomic
def give_back(*, by: StaffMembership, report: Report, note: str) -> Report:
    """Give the report back to its author with what should change."""
    check_can_approve(by, report)
    report.sent_to_approver_at = None
    report.approver_said = note
    report.save(update_fields=["sent_to_approver_at", "approver_said"])
    audit.record("report given back", by=by, subject=report)
    return report


@transaction.atomic
def approve(*, by: StaffMembership, report: Report) -> Report:
    """Approve the report and have it issued. Twice is once; what failed is tried again.

    Its author approves alone only where no colleague could; the edition says so.
    """
    if report.approved_at is None or _failed_to_issue(report):
        check_can_approve(by, report)
        report.approver_id = by.user_id
        report.approved_at = timezone.now()
        report.job = jobs.ask(
            ISSUE_REPORT,
            by=by,
            organisation=by.organisation,
            subject=report,
            key=f"{ISSUE_REPORT}:{report.uuid}:{report.approved_at.timestamp():.0f}",
        )
        report.save(update_fields=["approver", "approved_at", "job"])
        audit.record("report approved", by=by, subject=report)
    return report


def _failed_to_issue(report: Report) -> bool:
    return report.state == "being_issued" and not (report.job and report.job.is_open)


@transaction.atomic
def save_words(*, by: StaffMembership, report: Report, words: dict[str, str]) -> Report:
    """Keep what the author says beside the figures. What was approved is not changed."""
    check_can_make(by, report.kind)
    if report.approved_at:
        raise Refused(_("This report was approved. Its words are what was approved."))
    report.words = words
    report.sent_to_approver_at = None
    report.save(update_fields=["words", "sent_to_approver_at"])
    audit.record("report worded", by=by, subject=report, sections=sorted(words))
    return report
