"""What follows from marks: who was new, how often people come, who stayed away in a row."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from organisations.enums import Right
from organisations.models import StaffMembership

from ..enums import ATTENDED, Mark
from ..models import Attendance, Group, GroupStaff, Leader, Participant, Session

# How far back a rate looks: long enough for a school year, short enough to be about now.
RATE_DAYS = 365
# How many sessions of a group are looked at for absences in a row.
SESSIONS_BACK = 20


@dataclass(frozen=True)
class Rate:
    """How often somebody came: marks here and late of all marks but "told us"."""

    came: int
    missed: int

    @property
    def percent(self) -> int | None:
        """Return the rate in whole per cent, None where nothing can be said."""
        expected = self.came + self.missed
        return round(100 * self.came / expected) if expected else None


_CAME = Count("pk", filter=Q(mark__in=ATTENDED))
_MISSED = Count("pk", filter=Q(mark=Mark.ABSENT))


def rate_of_group(group: Group, today: date) -> Rate:
    """Return how often the people of a group came in the last year."""
    marks = Attendance.objects.for_organisation(group.organisation_id).filter(
        session__group=group, held_on__gt=today - timedelta(days=RATE_DAYS), held_on__lte=today
    )
    return Rate(**marks.aggregate(came=_CAME, missed=_MISSED))


def rates_of_person(person: Participant, today: date) -> dict[int, Rate]:
    """Return how often somebody came in the last year, by the key of the group."""
    marks = (
        Attendance.objects.for_organisation(person.organisation_id)
        .filter(
            participant=person,
            held_on__gt=today - timedelta(days=RATE_DAYS),
            held_on__lte=today,
        )
        .order_by()
        .values_list("session__group")
        .annotate(came=_CAME, missed=_MISSED)
    )
    return {group: Rate(came, missed) for group, came, missed in marks}


def total(rates: Iterable[Rate]) -> Rate:
    """Return the rate of several groups together: every mark counts alike."""
    several = list(rates)
    return Rate(sum(r.came for r in several), sum(r.missed for r in several))


def new_at(session: Session) -> QuerySet[Participant]:
    """Return who came to anything of the organisation for the first time at this session, by name.

    Worked out anew each time, so that it stays true when an older session is added later.
    """
    own = Attendance.objects.for_organisation(session.organisation_id)
    earlier = own.filter(participant=OuterRef("participant"), mark__in=ATTENDED).filter(
        Q(held_on__lt=session.held_on)
        | Q(held_on=session.held_on, session__starts_at__lt=session.starts_at)
    )
    first = own.filter(session=session, mark__in=ATTENDED).exclude(Exists(earlier))
    people: QuerySet[Participant] = Participant.objects.for_organisation(
        session.organisation_id
    ).filter(pk__in=first.values("participant"))
    return people.order_by("name_key", "pk")


def groups_followed_by(membership: StaffMembership) -> list[int]:
    """Return the keys of the groups whose absences are this colleague's to follow up.

    Those that they lead or log by name; for whoever works with people also those on which nobody
    is named who does.
    """
    running = list(
        Group.objects.visible_to(membership)
        .running()
        .filter(absences_before_call__gt=0)
        .values_list("pk", flat=True)
    )
    able, mine = set(), set()
    for group, colleague in _named_on(membership.organisation_id):
        if colleague.pk == membership.pk:
            mine.add(group)
        if colleague.has_right(Right.CHANGE_PEOPLE):
            able.add(group)
    if not membership.has_right(Right.CHANGE_PEOPLE):
        return [pk for pk in running if pk in mine]
    return [pk for pk in running if pk in mine or pk not in able]


def _named_on(organisation_id: int) -> Iterator[tuple[int, StaffMembership]]:
    """Yield (key of a group, colleague who leads or logs it), those of today."""
    logs = GroupStaff.objects.for_organisation(organisation_id)
    for named in logs.filter(membership__ended_at=None).select_related("membership"):
        yield named.group_id, named.membership
    leads = Leader.objects.for_organisation(organisation_id).filter(membership__ended_at=None)
    for leader in leads.exclude(series=None).select_related("membership", "series"):
        if leader.membership is not None and leader.series is not None:
            yield leader.series.group_id, leader.membership


@dataclass(frozen=True)
class Away:
    """Somebody who stayed away from a group so often in a row that a call is due."""

    person: UUID
    name: str
    group: UUID
    group_name: str
    times: int
    last_on: date
    called_on: date | None


# Excused marks neither count nor break the row: only marks of having been there end it. One
# reading of each group's last sessions, whatever the number of groups.
_AWAY = """
with asked as (
    select id, uuid, name, absences_before_call from services_group
    where organisation_id = %(organisation)s and closed_on is null and absences_before_call > 0
        and id = any(%(groups)s)
), marks as (
    select asked.id as group_id, a.participant_id, a.mark, a.held_on,
        count(*) filter (where a.mark = any(%(attended)s)) over (
            partition by asked.id, a.participant_id
            order by s.held_on desc, s.starts_at desc
        ) as since
    from asked
    cross join lateral (
        select id, held_on, starts_at from services_session
        where group_id = asked.id and organisation_id = %(organisation)s
            and held_on <= %(today)s
        order by held_on desc, starts_at desc limit %(back)s
    ) s
    join services_attendance a
        on a.session_id = s.id and a.organisation_id = %(organisation)s
), rows as (
    select group_id, participant_id, count(*) as times, max(held_on) as last_on
    from marks where since = 0 and mark = %(absent)s group by group_id, participant_id
)
select p.uuid, p.name, asked.uuid, asked.name, rows.times, rows.last_on, f.called_on
from rows
join asked on asked.id = rows.group_id and rows.times >= asked.absences_before_call
join services_enrolment e on e.group_id = rows.group_id
    and e.participant_id = rows.participant_id and e.left_on is null
join services_participant p on p.id = rows.participant_id and p.erased_at is null
left join services_followup f on f.group_id = rows.group_id
    and f.participant_id = rows.participant_id
where f.away_on is null or f.away_on < rows.last_on
order by rows.last_on, p.name_key, p.id
"""


def away_in_a_row(organisation: Any, groups: Collection[int], today: date) -> list[Away]:
    """Return who of these groups (keys) stayed away as often in a row as the group says.

    Not those whom somebody called since the last absence, nor who is off the list. At most the
    last 20 sessions of a group count. Whoever is hidden from the scope is left out by the
    database.
    """
    if not groups:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _AWAY,
            {
                "organisation": getattr(organisation, "pk", organisation),
                "groups": list(groups),
                "today": today,
                "attended": [str(mark) for mark in ATTENDED],
                "absent": str(Mark.ABSENT),
                "back": SESSIONS_BACK,
            },
        )
        return [Away(*row) for row in cursor.fetchall()]
