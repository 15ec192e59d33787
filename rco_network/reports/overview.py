"""What each person's first page shows, counted: a day's groups, a forum's members, an award's
reports."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.models import Award, ReturnDue
from organisations.enums import Right
from organisations.models import ForumMembership, Organisation, StaffMembership
from organisations.permissions import check_right
from rco_network.core.tenancy.counting import counting
from services.calculations.timetable import Occurrence, occurrences
from services.enums import ATTENDED
from services.models import Attendance, Group, Session

from .models import EditionReader

# How far back a register that nobody saved is still asked for.
DAYS_BACK = 14
# An organisation that has logged nothing for this long is shown as quiet.
QUIET_DAYS = 28


@dataclass(frozen=True)
class Meeting:
    """A group on a day on which it meets, or would, and its session if one was saved."""

    planned: Occurrence
    here: int = 0

    @property
    def group(self) -> Group:
        """Who meets."""
        return self.planned.group

    @property
    def session(self) -> Session | None:
        """What was saved of it."""
        return self.planned.session

    @property
    def which(self) -> str:
        """The day and the time as the address of a register wants them."""
        return f"?on={self.planned.day}&at={self.planned.starts_at:%H:%M}"

    @property
    def time(self) -> str:
        """From when to when."""
        return _("%(start)s to %(end)s") % {
            "start": f"{self.planned.starts_at:%H:%M}",
            "end": f"{self.planned.ends_at:%H:%M}",
        }

    @property
    def place(self) -> str:
        """Where, "" where nobody said it."""
        return self.planned.place

    @property
    def state(self) -> str:
        """What the card of the first page says of it."""
        if self.session:
            return "logged"
        return "due" if self.planned.takes_place else "cancelled"

    @property
    def detail(self) -> str:
        """Who came, why nobody does, or since when the register is missing."""
        if not self.planned.takes_place:
            return self.planned.reason
        if self.session is None:
            day = self.planned.day
            is_today = day == timezone.localdate()
            return "" if is_today else _("since %(day)s") % {"day": date_format(day, "D j M")}
        head_count = getattr(self.session, "head_count", None)
        n = head_count.people if head_count else self.here
        return ngettext("%(n)d here", "%(n)d here", n) % {"n": n}


def meetings(by: StaffMembership, today: date) -> tuple[list[Meeting], list[Meeting]]:
    """Return (today's meetings by time, past ones without a register, newest first).

    Of the groups that the colleague sees. What is cancelled or closed is no missing register.
    """
    groups = Group.objects.visible_to(by).running()
    planned = occurrences(groups, today - timedelta(days=DAYS_BACK), today)
    todays = [one for one in planned if one.day == today]
    here = _attended([o.session.pk for o in todays if o.session], by.organisation_id)
    missing = [o for o in planned if o.day < today and o.takes_place and o.session is None]
    return (
        [Meeting(one, here.get(one.session.pk, 0) if one.session else 0) for one in todays],
        [Meeting(one) for one in sorted(missing, key=lambda o: o.day, reverse=True)],
    )


def _attended(sessions: list[int], organisation_id: int) -> dict[int, int]:
    counted = (
        Attendance.objects.for_organisation(organisation_id)
        .filter(session__in=sessions, mark__in=ATTENDED)
        .values_list("session")
        .annotate(n=Count("pk"))
    )
    return dict(counted)


@dataclass(frozen=True)
class Member:
    """One member of a forum as its coordinator sees it: that it is alive, and what it owes."""

    organisation: Organisation
    last_logged_on: date | None
    sessions_lately: int
    returns_overdue: int
    next_due_on: date | None
    is_quiet: bool


def members(by: StaffMembership, today: date) -> list[Member]:
    """Return the forum's members, those silent longest first.

    The members are counted in only here, after the right is checked, and only days and counts of
    sessions come out of it: the role that counts can read no person's name.
    """
    check_right(by, Right.SEE_MEMBERS)
    ids = list(
        ForumMembership.objects.filter(forum=by.organisation_id, left_on=None).values_list(
            "member_id", flat=True
        )
    )
    with counting(user_id=by.user_id, organisation_ids=ids):
        last = Session.objects.filter(organisation=OuterRef("pk")).order_by("-held_on", "-id")
        lately = (
            Session.objects.filter(
                organisation=OuterRef("pk"), held_on__gt=today - timedelta(days=QUIET_DAYS)
            )
            .order_by()
            .values("organisation")
            .annotate(n=Count("pk"))
        )
        owed = ReturnDue.objects.filter(organisation=OuterRef("pk"), met_at=None)
        overdue = (
            owed.filter(due_on__lt=today).order_by().values("organisation").annotate(n=Count("pk"))
        )
        found = Organisation.objects.filter(pk__in=ids).annotate(
            last_logged_on=Subquery(last.values("held_on")[:1]),
            sessions_lately=Subquery(lately.values("n")),
            returns_overdue=Subquery(overdue.values("n")),
            next_due_on=Subquery(owed.filter(due_on__gte=today).values("due_on")[:1]),
        )
        rows = [_member(organisation, today) for organisation in found]
    return sorted(rows, key=lambda m: (m.last_logged_on or date.min, m.organisation.name))


def _member(row: Any, today: date) -> Member:
    return Member(
        organisation=row,
        last_logged_on=row.last_logged_on,
        sessions_lately=row.sessions_lately or 0,
        returns_overdue=row.returns_overdue or 0,
        next_due_on=row.next_due_on,
        is_quiet=row.last_logged_on is None
        or row.last_logged_on < today - timedelta(days=QUIET_DAYS),
    )


def awards_given(by: StaffMembership, today: date) -> list[Any]:
    """Return the funder's running awards, each with its newest shared report and next due day."""
    check_right(by, Right.READ_REPORTS)
    newest = EditionReader.objects.filter(award=OuterRef("pk")).order_by("-handed_at")
    owed = ReturnDue.objects.filter(award=OuterRef("pk"), met_at=None)
    return list(
        Award.objects.given_by(by.organisation_id)
        .running(today)
        .filter(recipient__is_directory_entry=False)
        .select_related("recipient")
        .annotate(
            edition_code=Subquery(newest.values("edition__code")[:1]),
            reported_at=Subquery(newest.values("handed_at")[:1]),
            due_on=Subquery(owed.order_by("due_on").values("due_on")[:1]),
            is_late=Exists(owed.filter(due_on__lt=today)),
        )
        .order_by("recipient__name", "id")[:200]
    )


def reports_to_make(by: StaffMembership) -> list[ReturnDue]:
    """Return what the organisation owes, soonest first."""
    return list(
        ReturnDue.objects.filter(Q(organisation=by.organisation_id), met_at=None).select_related(
            "award__funder"
        )[:5]
    )
