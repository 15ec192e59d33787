"""Which work counts towards which award: the one place that reads attribution rules."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.lookups import IsNull

from services.models import Session

from .models import AttributionRule, Award


def sessions_counting(award: Award, start: date, end: date) -> QuerySet[Session]:
    """Return the sessions that count towards the award between two days, both included.

    A session counts when at least one rule of the award includes its service, place and day and
    its day lies within the award's own dates. Without a rule nothing counts.
    """
    rules = AttributionRule.objects.for_organisation(award.recipient_id).filter(award=award)
    included = Q(pk__in=[])
    for rule in rules:
        included |= _meets(rule)
    first = max(start, award.starts_on) if award.starts_on else start
    last = min(end, award.ends_on) if award.ends_on else end
    own = Session.objects.for_organisation(award.recipient_id)
    return own.filter(included, held_on__gte=first, held_on__lte=last)


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
