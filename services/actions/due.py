"""Whose time is over: people of whom nothing was recorded since a day."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import (
    DateField,
    DateTimeField,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Greatest, TruncDate

from rco_network.core.personal_data import declarations
from rco_network.core.personal_data.lengths import over_on, started_by
from rco_network.core.personal_data.rules import Due

from ..models import ContactDetails, Participant


def people_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    """Return people whose records are over by `day`."""
    quiet = quiet_since(organisation_id, "service_record", months, day)
    return _dated(organisation_id, quiet, "service_record", months, only)


def details_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    """Return people of whom more is kept than is counted, and whose time for that is over."""
    quiet = quiet_since(organisation_id, "monitoring", months, day)
    more = (
        Q(year_of_birth__isnull=False)
        | Q(household__isnull=False)
        | ~Q(other_languages=[])
        | ~Q(outward_postcode="")
    )
    return _dated(organisation_id, quiet.filter(more), "monitoring", months, only)


def contact_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    """Return people whom nobody has a reason to reach any more."""
    quiet = quiet_since(organisation_id, "contact", months, day)
    known = ContactDetails.objects.filter(
        organisation_id=organisation_id, participant_id=OuterRef("pk")
    )
    return _dated(organisation_id, quiet.filter(Exists(known)), "contact", months, only)


def quiet_since(
    organisation_id: int, period: str, months: int, day: date
) -> QuerySet[Participant, Any]:
    """Return known people of whom nothing was recorded since the clock's latest start.

    Whoever asked that their record be kept and not used (UK GDPR Art. 18) is not among them.
    """
    since = started_by(period, day, months)
    quiet = Participant.objects.for_organisation(organisation_id).known()
    quiet = quiet.filter(Q(left_on=None) | Q(left_on__lte=since), joined_on__lte=since)
    for rows in _holding(organisation_id):
        quiet = quiet.exclude(Exists(rows))
    for rows, clock, is_moment in _clocks(organisation_id):
        later = {f"{clock}__date__gt" if is_moment else f"{clock}__gt": since}
        quiet = quiet.exclude(Exists(rows.filter(**later)))
    return quiet


def _holding(organisation_id: int) -> list[QuerySet[Any]]:
    """Return, as subqueries, the tables whose rows keep a person's records from going."""
    return [
        apps.get_model(label)._default_manager.filter(
            organisation_id=organisation_id, participant_id=OuterRef("pk")
        )
        for label, one in declarations().items()
        if one.holds
    ]


def _clocks(organisation_id: int) -> list[tuple[QuerySet[Any], str, bool]]:
    """Each table with dated rows about people, as a subquery; its date; whether it is a moment."""
    found = []
    for label, one in declarations().items():
        if not one.clock or one.participant != "participant":
            continue
        model = apps.get_model(label)
        rows = model._default_manager.filter(
            organisation_id=organisation_id, participant_id=OuterRef("pk")
        )
        is_moment = isinstance(model._meta.get_field(one.clock), DateTimeField)
        found.append((rows, one.clock, is_moment))
    return found


def _dated(
    organisation_id: int,
    quiet: QuerySet[Participant, Any],
    period: str,
    months: int,
    only: Collection[UUID] | None,
) -> list[Due]:
    """Give each of them the day on which their time is over."""
    if only is not None:
        quiet = quiet.filter(uuid__in=list(only))
    lasts = [
        Coalesce(_latest(rows, clock, is_moment), "joined_on")
        for rows, clock, is_moment in _clocks(organisation_id)
    ]
    quiet = quiet.annotate(last=Greatest("joined_on", Coalesce("left_on", "joined_on"), *lasts))
    rows = quiet.order_by("pk").values_list("pk", "uuid", "last", "name")
    return [Due(pk, uuid, over_on(period, last, months), name) for pk, uuid, last, name in rows]


def _latest(rows: QuerySet[Any], clock: str, is_moment: bool) -> Subquery:
    of_one = rows.order_by().values("participant_id")
    newest = of_one.annotate(newest=Max(TruncDate(clock) if is_moment else clock))
    return Subquery(newest.values("newest"), output_field=DateField())
