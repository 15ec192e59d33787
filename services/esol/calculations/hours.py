"""How many hours of English a week somebody is given."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Min, Sum

from ...enums import ServiceKind
from ...models import Attendance


def weekly_hours(organisation_id: int, people: Any, first: date, last: date) -> dict[int, Decimal]:
    """Return the average weekly hours of English classes by person, in one query.

    Hours of the sessions on whose register the person stands, whether they came or not, between
    the days; divided by the weeks from their first such session to `last`, begun weeks as whole.
    Who stands on no register is not among them.
    """
    rows = (
        Attendance.objects.for_organisation(organisation_id)
        .filter(
            participant__in=people,
            held_on__gte=first,
            held_on__lte=last,
            session__service__kind=ServiceKind.ESOL,
        )
        .order_by()
        .values("participant")
        .annotate(minutes=Sum("session__minutes"), since=Min("held_on"))
    )
    return {row["participant"]: _average(row["minutes"], row["since"], last) for row in rows}


def _average(minutes: int, since: date, last: date) -> Decimal:
    weeks = (last - since).days // 7 + 1
    return (Decimal(minutes) / 60 / weeks).quantize(Decimal("0.1"))


def first_classes(organisation_id: int, people: Any) -> dict[int, date]:
    """Return the day of the first English session on whose register each person stands."""
    rows = (
        Attendance.objects.for_organisation(organisation_id)
        .filter(participant__in=people, session__service__kind=ServiceKind.ESOL)
        .order_by()
        .values("participant")
        .annotate(since=Min("held_on"))
    )
    return {row["participant"]: row["since"] for row in rows}
