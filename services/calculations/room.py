"""Room in groups and those who wait for it: places left, whose turn it is, how long they waited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from ..enums import OfferAnswer
from ..models import Enrolment, Group, Offer, TurnedAway, WaitingPlace


def places_left(group: Group) -> int | None:
    """Return how many more can join, None without a limit; below 0 where more joined knowingly.

    A place that is offered counts as taken until its last day is over.
    """
    if group.capacity is None:
        return None
    on_list = Enrolment.objects.for_organisation(group.organisation_id).filter(
        group=group, left_on=None
    )
    offered = open_offers(group.organisation_id, timezone.localdate()).filter(group=group)
    return group.capacity - on_list.count() - offered.count()


def open_offers(organisation: Any, day: date) -> QuerySet[Offer]:
    """Return offers that can be accepted on this day: the clock lapses them, job or no job."""
    own: QuerySet[Offer] = Offer.objects.for_organisation(organisation)
    return own.filter(answer=OfferAnswer.OPEN, last_day__gte=day)


def lapsed_offers(organisation: Any, day: date) -> QuerySet[Offer]:
    """Return offers whose last day passed without an answer, noted as lapsed or not yet."""
    own: QuerySet[Offer] = Offer.objects.for_organisation(organisation)
    return own.filter(Q(answer=OfferAnswer.LAPSED) | Q(answer=OfferAnswer.OPEN, last_day__lt=day))


def line_for(group: Group, day: date) -> QuerySet[WaitingPlace]:
    """Return who can be offered a place in the group, in the order in which they asked.

    Whoever waits for the group or for any of its service; not who has an open offer, nor who was
    offered this group already and said no or let it lapse.
    """
    own = Offer.objects.for_organisation(group.organisation_id).filter(place=OuterRef("pk"))
    passed = own.filter(group=group).exclude(answer__in=(OfferAnswer.OPEN, OfferAnswer.WITHDRAWN))
    overdue = own.filter(group=group, answer=OfferAnswer.OPEN, last_day__lt=day)
    is_open = own.filter(answer=OfferAnswer.OPEN, last_day__gte=day)
    places: QuerySet[WaitingPlace] = (
        WaitingPlace.objects.for_organisation(group.organisation_id)
        .waiting()
        .filter(Q(group=None) | Q(group=group), service=group.service_id)
        .exclude(Exists(passed))
        .exclude(Exists(overdue))
        .exclude(Exists(is_open))
        .in_line()
    )
    return places


def weeks_waited(asked_on: date, until: date) -> int:
    """Return how many whole weeks somebody waits, or waited."""
    return max(0, (until - asked_on).days // 7)


@dataclass(frozen=True)
class Demand:
    """What an organisation could not meet, in figures.

    `median_weeks` is of those who wait today, None where nobody does. `turned_away` are people by
    reason, most first, in the period; `lapsed` are offers whose last day was in it.
    """

    waiting: int
    median_weeks: float | None
    lapsed: int
    turned_away: list[tuple[str, int]]

    @property
    def turned_away_total(self) -> int:
        """Return how many people were turned away, for whatever reason."""
        return sum(number for _, number in self.turned_away)


def demand(organisation: Any, first: date, last: date, today: date) -> Demand:
    """Return the figures of a period (both days in it), as far as the scope sees the people.

    Can be asked while counting (core.tenancy.counting): no column that it reads says who waits.
    """
    waiting: Iterable[date] = (
        WaitingPlace.objects.for_organisation(organisation)
        .waiting()
        .values_list("asked_on", flat=True)
    )
    weeks = [(today - day).days / 7 for day in waiting]
    turned = (
        TurnedAway.objects.for_organisation(organisation)
        .filter(happened_on__range=(first, last))
        .order_by()
        .values_list("why")
        .annotate(n=Sum("people"))
    )
    return Demand(
        waiting=len(weeks),
        median_weeks=round(median(weeks), 1) if weeks else None,
        lapsed=lapsed_offers(organisation, today).filter(last_day__range=(first, last)).count(),
        turned_away=sorted(turned, key=lambda pair: (-pair[1], pair[0])),
    )
