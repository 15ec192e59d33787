"""All reports that are due, asked for at once: each a row and a job, none lost and none twice."""

from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit

from ..enums import ReportKind
from ..models import Report
from ..permissions import check_can_make
from ..returns import to_draft
from .ask_report import ask_report

# At one time; the button is there again for what is left.
MOST = 200


@transaction.atomic
def ask_all(*, by: StaffMembership) -> list[Report]:
    """Ask for a draft of each return whose days are over and that nobody has begun.

    The key of each comes from its return and from how often it was tried, so that two who press
    the button at once ask for the same reports.
    """
    check_can_make(by, ReportKind.AWARD)
    asked = [
        ask_report(
            by=by,
            key=uuid5(due.uuid, f"draft {due.tries or 0}"),
            award=due.award,
            period_start=due.period_start,
            period_end=due.period_end,
            return_due=due,
        )
        for due in to_draft(by.organisation_id, timezone.localdate())[:MOST]
    ]
    if asked:
        audit.record("reports asked for", by=by, organisation=by.organisation, rows=len(asked))
    return asked
