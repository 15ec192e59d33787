"""Handing a report to the funder whose award it is."""

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit

from ..models import Report


@transaction.atomic
def share_report(*, by: StaffMembership, report: Report) -> Report:
    """Let the funder read the report, and count the return it answers as met. Twice is once."""
    if report.made_at is None:
        raise ValueError("A report that has not been made cannot be shared.")
    if report.shared_at is None:
        report.shared_at = timezone.now()
        report.save(update_fields=["shared_at"])
        if report.return_due and report.return_due.met_at is None:
            report.return_due.met_at = report.shared_at
            report.return_due.save(update_fields=["met_at"])
        audit.record("report shared", by=by, subject=report)
    return report
