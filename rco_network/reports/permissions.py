"""Who may make, approve, issue and read a report. Asked on the page and when a job runs."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .enums import NETWORK, ReportKind
from .models import Edition, Report


def check_can_make(membership: StaffMembership, kind: str) -> None:
    """Raise Refused unless the person may make reports of this kind for their organisation."""
    check_right(membership, Right.MAKE_NETWORK_REPORTS if kind in NETWORK else Right.MAKE_REPORTS)


def can_make(membership: StaffMembership, kind: str) -> bool:
    return allows(check_can_make, membership, kind)


def kinds_made_by(membership: StaffMembership) -> list[ReportKind]:
    """Return the kinds of report that the person makes. Raises Refused where there is none."""
    kinds = [kind for kind in ReportKind if can_make(membership, kind)]
    if not kinds:
        check_can_make(membership, ReportKind.AWARD)
    return kinds


def check_can_see_report(membership: StaffMembership, report: Report) -> None:
    """Raise Refused unless the person makes such reports, or was asked to approve this one."""
    if report.approver_id != membership.user_id:
        check_can_make(membership, report.kind)


def seen_by(membership: StaffMembership, reports: QuerySet[Report]) -> QuerySet[Report]:
    """Keep those that the person may open: their own kinds, and what they were asked to approve."""
    made = [kind for kind in ReportKind if can_make(membership, kind)]
    return reports.filter(Q(kind__in=made) | Q(approver=membership.user_id))


def approvers(report: Report, author: StaffMembership) -> list[StaffMembership]:
    """Return the colleagues who may approve a report that this colleague sends, by name."""
    colleagues = (
        StaffMembership.objects.current()
        .filter(organisation=report.organisation_id, user__is_active=True)
        .exclude(user__in=[author.user_id, report.asked_by_id])
        .select_related("user", "organisation")
    )
    able = [one for one in colleagues if one.has_right(Right.APPROVE_REPORTS)]
    return sorted(able, key=lambda one: one.user.name)


def check_can_approve(membership: StaffMembership, report: Report) -> None:
    """Raise Refused unless the report waits for this colleague.

    Who asked for it approves it only where the organisation has nobody else who could.
    """
    check_right(membership, Right.APPROVE_REPORTS)
    if membership.user_id == report.asked_by_id:
        check_can_make(membership, report.kind)
        if approvers(report, membership):
            raise Refused(_("A colleague has to approve what you wrote. Choose one and send it."))
    elif report.approver_id != membership.user_id:
        raise Refused(_("This report waits for somebody else's approval."))


def can_approve(membership: StaffMembership, report: Report) -> bool:
    return allows(check_can_approve, membership, report)


def check_can_read(membership: StaffMembership, edition: Edition) -> None:
    """Raise Refused unless the edition is the reader's own, or was handed to their organisation.

    Row security has shown it to them already; this asks for the right within the organisation.
    """
    if membership.organisation_id == edition.organisation_id:
        check_right(membership, Right.APPROVE_REPORTS)
    else:
        check_right(membership, Right.READ_REPORTS)


def check_can_answer(membership: StaffMembership, edition: Edition) -> None:
    """Raise Refused unless the edition was handed to the person's organisation, which they act for.

    That it was handed on, row security asks of the answer itself.
    """
    if membership.organisation_id == edition.organisation_id:
        raise Refused(_("A report is answered by those it was handed to."))
    check_right(membership, Right.READ_REPORTS)


def can_answer(membership: StaffMembership, edition: Edition) -> bool:
    return allows(check_can_answer, membership, edition)


def check_can_send(membership: StaffMembership, edition: Edition) -> None:
    """Raise Refused unless the person may hand on or send what their organisation issued."""
    if membership.organisation_id != edition.organisation_id:
        raise Refused(_("A report is handed on by the organisation that issued it."))
    check_can_make(membership, edition.document["kind"])


def can_send(membership: StaffMembership, edition: Edition) -> bool:
    return allows(check_can_send, membership, edition)


def check_can_collect(membership: StaffMembership) -> None:
    """Raise Refused unless the person reads issued reports, their own or those handed over."""
    if not membership.has_right(Right.READ_REPORTS):
        check_right(membership, Right.APPROVE_REPORTS)


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
