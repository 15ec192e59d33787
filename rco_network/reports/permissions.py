"""Who may make, share and read a report. Asked on the page, when the job runs, at download."""

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused

from .models import Report


def check_can_make_reports(membership: StaffMembership) -> None:
    """Raise Refused unless the person may make reports on their organisation's awards."""
    check_right(membership, Right.MAKE_REPORTS)


def check_can_read(membership: StaffMembership, report: Report) -> None:
    """Raise Refused unless the report is the reader's own, or shared with them as the funder."""
    if membership.organisation_id == report.organisation_id:
        check_right(membership, Right.MAKE_REPORTS)
    elif membership.organisation_id == report.funder_id and report.shared_at:
        check_right(membership, Right.READ_REPORTS)
    else:
        raise Refused("This report has not been shared with your organisation.")


def check_can_take_out(membership: StaffMembership | None) -> None:
    """Raise Refused unless the person may take everything out: names, restricted records, all."""
    check_right(membership, Right.EXPORT)
    check_right(membership, Right.SEE_RESTRICTED)


def check_can_agree_to_share(membership: StaffMembership) -> None:
    """Raise Refused unless the person answers for what leaves the organisation as figures."""
    check_right(membership, Right.MAKE_REPORTS)


def check_can_see_who_agreed(membership: StaffMembership) -> None:
    """Raise Refused unless the person looks after a forum's members."""
    check_right(membership, Right.SEE_MEMBERS)
