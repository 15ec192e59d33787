"""The week of the demonstration: who leads what, term breaks to come, and what is off for once."""

from datetime import date, timedelta
from random import Random

from organisations.models import StaffMembership
from rco_network.core.tenancy import scope
from services.calculations.timetable import next_dates
from services.enums import ChangeKind, ClosureKind, Reason
from services.models import Change, Closure, Group, Leader

from .. import calendar
from ..people import new_uuid

_TEACHERS = ("Margaret Doyle", "Yonas Haile", "Layla Haddad", "Peter Okoro")
_A_FORTNIGHT = timedelta(days=14)


def furnish_week(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Name who leads each group, lay the term breaks of a year, cancel one date and move one."""
    with scope(user_id=users[0], organisation_ids=[organisation]):
        staff = list(StaffMembership.objects.for_organisation(organisation).current()[:3])
        groups = list(
            Group.objects.for_organisation(organisation).running().prefetch_related("series")
        )
        leaders = []
        for number, group in enumerate(groups):
            for series in group.series.all():
                own = {"organisation_id": organisation, "series": series}
                leaders.append(Leader(**own, membership=staff[number % len(staff)]))
                if rng.random() < 0.4:
                    leaders.append(Leader(**own, name=rng.choice(_TEACHERS)))
        Leader.objects.bulk_create(leaders)
        Closure.objects.bulk_create(_breaks(organisation, rng, today))
        _changes(groups, rng, today)


def _breaks(organisation: int, rng: Random, today: date) -> list[Closure]:
    """The school holidays that begin after a fortnight: the days about today are to be seen."""
    found = [*calendar.school_holidays(today.year), *calendar.school_holidays(today.year + 1)]
    return [
        Closure(
            organisation_id=organisation,
            uuid=new_uuid(rng),
            name=_name_of(first, last),
            kind=ClosureKind.BREAK,
            first_on=first,
            last_on=last,
        )
        for first, last in found
        if first > today + _A_FORTNIGHT
    ]


def _name_of(first: date, last: date) -> str:
    """Winter's break is kept as two, one for each year."""
    if 12 in (first.month, last.month) or first.month == 1:
        return "Winter break"
    return "Half-term" if (last - first).days < 10 else "Term break"


def _changes(groups: list[Group], rng: Random, today: date) -> None:
    for group, kind in zip(groups, (ChangeKind.CHANGED, ChangeKind.CANCELLED), strict=False):
        one = next(iter(next_dates(group, today + timedelta(days=1), 1)), None)
        if one is None:
            continue
        is_moved = kind == ChangeKind.CHANGED
        Change.objects.create(
            organisation_id=group.organisation_id,
            uuid=new_uuid(rng),
            group=group,
            series=one.series,
            kind=kind,
            day=one.day,
            to_day=one.day + timedelta(days=1) if is_moved else None,
            reason=Reason.ROOM if is_moved else Reason.LEADER_AWAY,
            note="The boiler is being mended." if is_moved else "",
        )
