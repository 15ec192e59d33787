"""What each person's first page shows, counted: a day's groups, a forum's members, an award's
reports."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from funding.models import Award, ReturnDue
from organisations.enums import Right
from organisations.models import ForumMembership, Organisation, StaffMembership
from organisations.permissions import check_right
from rco_network.core.tenancy.counting import counting
from services.enums import ATTENDED
from services.forms.registers import end_of
from services.models import Attendance, Group, Session

from .models import Report

# How far back a register that nobody saved is still asked for.
DAYS_BACK = 14
# An organisation that has logged nothing for this long is shown as quiet.
QUIET_DAYS = 28


@dataclass(frozen=True)
class Meeting:
    """A group on a day when it usually meets, and its session if one was saved."""

    group: Group
    day: date
    session: Session | None
    here: int = 0

    @property
    def iso(self) -> str:
        """The day as an address wants it."""
        return self.day.isoformat()

    @property
    def time(self) -> str:
        """From when to when, as the group usually meets."""
        ends_at = end_of(self.group.starts_at, self.group.minutes)
        return f"{self.group.starts_at:%H:%M} to {ends_at:%H:%M}"

    @property
    def state(self) -> str:
        """What the card of the first page says of it."""
        return "logged" if self.session else "due"

    @property
    def detail(self) -> str:
        """Who came, or since when the register is missing."""
        if self.session is None:
            return "" if self.day == timezone.localdate() else f"since {self.day:%A %-d %B}"
        head_count = getattr(self.session, "head_count", None)
        return f"{head_count.people if head_count else self.here} here"


def meetings(by: StaffMembership, today: date) -> tuple[list[Meeting], list[Meeting]]:
    """Return (today's meetings by time, past ones without a register, newest first).

    Of the groups that the colleague sees.
    """
    groups = list(Group.objects.visible_to(by).running().filter(weekday__isnull=False))
    first = today - timedelta(days=DAYS_BACK)
    saved = {
        (s.group_id, s.held_on): s
        for s in Session.objects.visible_to(by)
        .filter(held_on__range=(first, today))
        .prefetch_related("head_count")
    }
    here = _attended([s.pk for (_, day), s in saved.items() if day == today], by.organisation_id)
    todays, missing = [], []
    for back in range(DAYS_BACK + 1):
        day = today - timedelta(days=back)
        for group in groups:
            session = saved.get((group.pk, day))
            if group.weekday != day.weekday() or group.created_at.date() > day:
                continue
            if back == 0:
                todays.append(
                    Meeting(group, day, session, here.get(session.pk, 0) if session else 0)
                )
            elif session is None:
                missing.append(Meeting(group, day, None))
    # Sessions on a day that is not the group's usual one are today's work all the same.
    listed = {m.group.pk for m in todays}
    by_key = {g.pk: g for g in groups}
    for (group_id, day), session in saved.items():
        if day == today and group_id not in listed and group_id in by_key:
            todays.append(Meeting(by_key[group_id], day, session, here.get(session.pk, 0)))
    return sorted(todays, key=lambda m: m.group.starts_at), missing


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
    newest = Report.objects.filter(award=OuterRef("pk"), shared_at__isnull=False).order_by(
        "-shared_at"
    )
    owed = ReturnDue.objects.filter(award=OuterRef("pk"), met_at=None)
    return list(
        Award.objects.given_by(by.organisation_id)
        .running(today)
        .filter(recipient__is_directory_entry=False)
        .select_related("recipient")
        .annotate(
            report_uuid=Subquery(newest.values("uuid")[:1]),
            reported_at=Subquery(newest.values("shared_at")[:1]),
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
