"""Which work counts towards which award: the one place that reads attribution rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.lookups import IsNull

from services.models import Session

from ..models import AttributionRule, Award


def sessions_counting(award: Award, start: date, end: date) -> QuerySet[Session]:
    """Return the sessions that count towards the award between two days, both included.

    A session counts when at least one rule of the award includes its service, place and day and
    its day lies within the award's own dates. Without a rule nothing counts.
    """
    rules = AttributionRule.objects.for_organisation(award.recipient_id).filter(award=award)
    first = max(start, award.starts_on) if award.starts_on else start
    last = min(end, award.ends_on) if award.ends_on else end
    own = Session.objects.for_organisation(award.recipient_id)
    return own.filter(_included(rules), held_on__gte=first, held_on__lte=last)


def awards_sharing(award: Award, start: date, end: date) -> QuerySet[Award]:
    """Return the recipient's other awards towards which some of the same sessions count."""
    sessions = sessions_counting(award, start, end).filter(
        _same_or_any("service_id"),
        _same_or_any("place_id"),
        _from("starts_on"),
        _from("award__starts_on"),
        _until("ends_on"),
        _until("award__ends_on"),
    )
    rules = (
        AttributionRule.objects.for_organisation(award.recipient_id)
        .exclude(award=award)
        .filter(Exists(sessions))
    )
    return Award.objects.received_by(award.recipient_id).filter(pk__in=rules.values("award"))


def _meets(rule: AttributionRule) -> Q:
    """What one rule asks of a session; what it leaves empty it does not ask."""
    asked: dict[str, Any] = {
        "service_id": rule.service_id,
        "place_id": rule.place_id,
        "held_on__gte": rule.starts_on,
        "held_on__lte": rule.ends_on,
    }
    narrowed = {name: value for name, value in asked.items() if value is not None}
    return Q(**narrowed) if narrowed else ~Q(pk__in=[])


def _same_or_any(column: str) -> Q:
    return Q(**{column: OuterRef(column)}) | Q(IsNull(OuterRef(column), True))


def _from(column: str) -> Q:
    return Q(held_on__gte=OuterRef(column)) | Q(IsNull(OuterRef(column), True))


def _until(column: str) -> Q:
    return Q(held_on__lte=OuterRef(column)) | Q(IsNull(OuterRef(column), True))


@dataclass(frozen=True)
class Sharing:
    """How many of some sessions also count towards another award."""

    award: Award
    sessions: int


@dataclass(frozen=True)
class Counted:
    """How many sessions count, and towards which other awards some of them count too."""

    sessions: int
    shared: tuple[Sharing, ...]


def counted_so_far(award: Award, rules: Iterable[AttributionRule]) -> Counted:
    """Count the sessions that these rules (saved or not) include within the award's dates.

    Two queries, however many rules and awards there are.
    """
    others: dict[int, list[AttributionRule]] = {}
    known = AttributionRule.objects.for_organisation(award.recipient_id).exclude(award=award)
    for rule in known.select_related("award__funder"):
        others.setdefault(rule.award_id, []).append(rule)
    found = Session.objects.for_organisation(award.recipient_id).filter(
        _included(rules), _within(award)
    )
    counts = found.aggregate(
        sessions=Count("pk"),
        **{
            f"award_{pk}": Count("pk", filter=_included(theirs) & _within(theirs[0].award))
            for pk, theirs in others.items()
        },
    )
    shared = [Sharing(theirs[0].award, counts[f"award_{pk}"]) for pk, theirs in others.items()]
    shared = sorted((s for s in shared if s.sessions), key=lambda s: (-s.sessions, s.award.title))
    return Counted(counts["sessions"], tuple(shared))


def _included(rules: Iterable[AttributionRule]) -> Q:
    included = Q(pk__in=[])
    for rule in rules:
        included |= _meets(rule)
    return included


def _within(award: Award) -> Q:
    """The award's own days; an open end does not narrow."""
    asked = {"held_on__gte": award.starts_on, "held_on__lte": award.ends_on}
    return Q(**{name: day for name, day in asked.items() if day is not None})
