"""Which work each kind of report counts, and of which organisations."""

from django.db.models import QuerySet

from organisations.enums import Right
from organisations.models import ForumMembership, Place, StaffMembership
from organisations.permissions import check_right
from rco_network.core.tenancy.counting import counting
from services.models import Session

from .enums import ReportKind
from .figures.ground import Ground, in_place, of_award, of_organisations
from .models import Report


def ground_of(report: Report, *, by: StaffMembership) -> Ground:
    """Return what a report counts. Raises Refused where the colleague may not count it."""
    start, end = report.period_start, report.period_end
    if report.kind == ReportKind.AWARD:
        return of_award(report.award, start, end)
    if report.kind == ReportKind.YEAR:
        return of_organisations((report.organisation_id,), start, end)
    members = member_organisations(by)
    if report.kind == ReportKind.PLACE:
        found = in_place(members, report.place, start, end)
    else:
        found = of_organisations(members, start, end)
    return found.of_forum(by.organisation_id)


def member_organisations(by: StaffMembership) -> tuple[int, ...]:
    """Return the keys of the forum's members of today. Raises Refused without the right."""
    check_right(by, Right.SEE_MEMBERS)
    members = ForumMembership.objects.filter(forum=by.organisation_id, left_on=None)
    return tuple(members.order_by("member_id").values_list("member_id", flat=True))


def members_places(by: StaffMembership) -> QuerySet[Place]:
    """Return the places in which a member of the forum held a session, by name."""
    members = member_organisations(by)
    with counting(user_id=by.user_id, organisation_ids=members):
        held = Session.objects.filter(organisation__in=members, place__isnull=False)
        codes = list(held.order_by().values_list("place", flat=True).distinct())
    return Place.objects.filter(pk__in=codes).order_by("name")
