"""Reminding those who look after volunteers of what runs out: once each at 60, 30 and 7 days."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from organisations.enums import Right
from organisations.models import Organisation, StaffMembership
from rco_network.core import audit
from rco_network.core.tenancy import scope

from ..emails import tell_that_something_waits
from ..enums import State
from ..models import Check, Training
from ..models.vetting import REMIND_AT

# Who has left, or has not come in, is not reminded of.
_CURRENT = (State.INDUCTION, State.ACTIVE, State.RESTING)


def remind_everywhere(today: date) -> int:
    """Remind in every organisation that takes part, each in a scope of its own."""
    with scope(installation=True):
        organisations = list(Organisation.objects.taking_part())
    return sum(remind(organisation, today) for organisation in organisations)


@transaction.atomic
def remind(organisation: Organisation, today: date) -> int:
    """Post one mail to each colleague concerned if something came nearer; return how many rows did.

    What was reminded of is written on the row: twice on one day, or after a night without a
    server, each threshold is said once.
    """
    rights = {Right.MANAGE_VOLUNTEERS, Right.SEE_RESTRICTED}
    with scope(organisation_ids=[organisation.pk], rights=rights):
        number = sum(
            _mark_nearer(organisation.pk, model, days, today)
            for model in (Check, Training)
            for days in sorted(REMIND_AT)
        )
        if not number:
            return 0
        keepers = StaffMembership.objects.for_organisation(organisation.pk).holding(
            Right.MANAGE_VOLUNTEERS
        )
        tell_that_something_waits(list(keepers.values_list("user_id", flat=True)))
        audit.record("volunteer reminders sent", by=None, organisation=organisation, rows=number)
    return number


def _mark_nearer(
    organisation_id: int, model: type[Check] | type[Training], days: int, today: date
) -> int:
    nearer = model._default_manager.filter(
        Q(reminded_at=None) | Q(reminded_at__gt=days),
        organisation_id=organisation_id,
        expires_on__range=(today, today + timedelta(days=days)),
        volunteer__state__in=_CURRENT,
    )
    return nearer.update(reminded_at=days)
