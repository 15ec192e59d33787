"""Which case files have been kept long enough."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Case, F, When

from rco_network.core.personal_data.lengths import over_on, started_by
from rco_network.core.personal_data.rules import Due

from ..enums import State
from ..models import Matter

PERIOD = "advice_file"


def files_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    """Return matters whose time is over by `day`: since they were closed, or not taken on."""
    ended = Matter.objects.for_organisation(organisation_id).in_state(State.CLOSED, State.REFUSED)
    ended = ended.annotate(
        ended_on=Case(When(state=State.CLOSED, then=F("closed_on")), default=F("opened_on"))
    ).filter(ended_on__lte=started_by(PERIOD, day, months))
    if only is not None:
        ended = ended.filter(uuid__in=list(only))
    rows = ended.order_by("pk").values_list("pk", "uuid", "ended_on")
    return [Due(pk, uuid, over_on(PERIOD, last, months), "") for pk, uuid, last in rows]
