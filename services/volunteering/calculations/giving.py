"""Volunteering in figures: each with its formula in words, small numbers held back."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rco_network.core.disclosure import Published, is_small, may_print_part, protect, threshold
from rco_network.core.personal_data.lengths import months_later
from services.enums import ATTENDED
from services.models import Attendance

from ..enums import State, WhyLeft
from ..models import CheckIn, HourlyRate, StateChange, Stint, Volunteer

AFTER_MONTHS = (3, 6, 12)


@dataclass(frozen=True)
class Kept:
    """Of those who started so long ago, how many were still there. None: too few to print."""

    months: int
    started: int
    stayed: int | None

    @property
    def percent(self) -> int | None:
        """The share, in whole per cent."""
        if self.stayed is None or not self.started:
            return None
        return round(100 * self.stayed / self.started)


@dataclass(frozen=True)
class Value:
    """Approved time and what it is put at. `unrated` are minutes of days without a stated rate."""

    minutes: int
    volunteers: int
    pounds: Decimal
    unrated: int
    rates: list[HourlyRate]

    @property
    def hours(self) -> Decimal:
        """Hours to one place."""
        return (Decimal(self.minutes) / 60).quantize(Decimal("0.1"))


@dataclass(frozen=True)
class Giving:
    """Volunteers of a period, and how many of them had come as participants before."""

    volunteers: int | None
    received_before: int | None
    is_hidden: bool


def active_in(organisation_id: int, first: date, last: date) -> Any:
    """Volunteers between their first active day and their leaving, in a period."""
    return Volunteer.objects.for_organisation(organisation_id).filter(
        Q(left_on=None) | Q(left_on__gte=first), started_on__lte=last
    )


def received_and_give(organisation_id: int, first: date, last: date) -> Giving:
    """Count the period's volunteers who attended as participants before they started.

    Neither number is given where it, or the difference between the two, stands for a few people.
    """
    everybody, before = volunteers_and_received(organisation_id, first, last)
    if is_small(everybody):
        return Giving(None, None, True)
    if not may_print_part(before, everybody):
        return Giving(everybody, None, True)
    return Giving(everybody, before, False)


def volunteers_and_received(organisation_id: int, first: date, last: date) -> tuple[int, int]:
    """Return the period's volunteers, and how many of them attended before they started.

    As they are, for who protects them before anybody sees them. Can be asked while counting.
    """
    came = Attendance.objects.filter(
        organisation_id=organisation_id,
        participant_id=OuterRef("participant_id"),
        held_on__lt=OuterRef("started_on"),
        mark__in=ATTENDED,
    )
    found = active_in(organisation_id, first, last).aggregate(
        all=Count("pk"), before=Count("pk", filter=Exists(came))
    )
    return found["all"], found["before"]


def value_of_time(organisation_id: int, first: date, last: date) -> Value:
    """Add up approved minutes of a period, each day's at the rate that applied on it."""
    rates = list(HourlyRate.objects.for_organisation(organisation_id).order_by("applies_from"))
    stints = Stint.objects.for_organisation(organisation_id).approved()
    days = stints.filter(day__range=(first, last)).values("day")
    people = stints.filter(day__range=(first, last)).aggregate(n=Count("volunteer", distinct=True))
    pounds, minutes, unrated, used = Decimal(0), 0, 0, set()
    for row in days.order_by("day").annotate(minutes=Sum("minutes")):
        rate = next((r for r in reversed(rates) if r.applies_from <= row["day"]), None)
        minutes += row["minutes"]
        if rate is None:
            unrated += row["minutes"]
        else:
            used.add(rate.pk)
            pounds += rate.amount * row["minutes"] / 60
    return Value(
        minutes,
        people["n"],
        pounds.quantize(Decimal("0.01")),
        unrated,
        [rate for rate in rates if rate.pk in used],
    )


def retention(organisation_id: int, today: date) -> list[Kept]:
    """Return, for 3, 6 and 12 months, how many of those who started so long ago still were there.

    Somebody stayed whose leaving, if ever, is not before the end of those months.
    """
    rows = list(
        Volunteer.objects.for_organisation(organisation_id)
        .filter(started_on__isnull=False)
        .values_list("started_on", "left_on")
    )
    found = []
    for months in AFTER_MONTHS:
        ends = [(months_later(started, months), left) for started, left in rows]
        due = [(end, left) for end, left in ends if end <= today]
        stayed = sum(1 for end, left in due if left is None or left >= end)
        is_told = not is_small(len(due)) and may_print_part(stayed, len(due))
        found.append(Kept(months, len(due), stayed if is_told else None))
    return found


def reasons_for_leaving(organisation_id: int, first: date, last: date) -> Published:
    """Return how many left in a period for which reason; small numbers are held back."""
    rows = StateChange.objects.for_organisation(organisation_id).filter(
        to=State.LEFT, on__range=(first, last)
    )
    counted = Counter(dict(rows.values_list("why_left").annotate(n=Count("pk"))))
    return protect({reason: counted[reason] for reason in WhyLeft.values if counted[reason]})


def pulse_by_quarter(organisation_id: int, today: date) -> list[tuple[str, Decimal | None, int]]:
    """Return (quarter, mean answer, volunteers who answered) of the last four quarters.

    The mean is None where fewer answered than the threshold: then it could be told who.
    """
    found = []
    for back in (3, 2, 1, 0):
        index = today.year * 4 + (today.month - 1) // 3 - back
        first = date(index // 4, index % 4 * 3 + 1, 1)
        rows = CheckIn.objects.for_organisation(organisation_id).filter(
            on__gte=first, on__lt=months_later(first, 3), pulse__isnull=False
        )
        asked = rows.aggregate(mean=Avg("pulse"), n=Count(F("volunteer"), distinct=True))
        is_told = asked["n"] >= threshold()
        mean = Decimal(asked["mean"]).quantize(Decimal("0.1")) if is_told else None
        ends = {
            "first": date_format(first, "M"),
            "last": date_format(months_later(first, 2), "M Y"),
        }
        found.append((_("%(first)s to %(last)s") % ends, mean, asked["n"]))
    return found
