"""Asking for a report: a row and a job, in one transaction."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from funding.models import Award
from organisations.models import StaffMembership
from rco_network.core import audit, jobs
from rco_network.core.actions.add_once import add_once

from ..models import Report

MAKE_REPORT = "reports.make"


@transaction.atomic
def ask_report(
    *,
    by: StaffMembership,
    award: Award,
    key: UUID,
    period_start: date,
    period_end: date,
    language: str = "en",
    share_when_ready: bool = False,
    return_due: Any = None,
) -> Report:
    """Ask for the report on an award for a period, both days included; return its row.

    `key` is made by the page and becomes the report's uuid: a request sent twice is one report.
    """
    report, is_new = add_once(
        Report(
            uuid=key,
            organisation_id=award.recipient_id,
            award=award,
            funder_id=award.funder_id,
            period_start=period_start,
            period_end=period_end,
            language=language,
            share_when_ready=share_when_ready,
            return_due=return_due,
            asked_by_id=by.user_id,
        )
    )
    if is_new:
        report.job = jobs.ask(
            MAKE_REPORT,
            by=by,
            organisation=award.recipient,
            subject=report,
            key=f"{MAKE_REPORT}:{report.uuid}",
        )
        report.save(update_fields=["job"])
        audit.record("report asked for", by=by, subject=report)
    return report
