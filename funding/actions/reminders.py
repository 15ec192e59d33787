"""Reminding those who make reports: 14 and 3 days before one is due, and once when it is late."""

from datetime import date, timedelta

from django.db import transaction

from organisations.enums import Right
from organisations.models import Organisation, StaffMembership
from rco_network.core import audit
from rco_network.core.tenancy import scope

from ..calculations.returns import REMIND_BEFORE, reminder_step
from ..emails import tell_that_a_report_waits
from ..models import ReturnDue


def remind_everywhere(today: date) -> int:
    """Remind in every organisation that takes part, each in a transaction of its own."""
    with scope(installation=True):
        organisations = list(Organisation.objects.taking_part())
    return sum(remind(organisation, today) for organisation in organisations)


@transaction.atomic
def remind(organisation: Organisation, today: date) -> int:
    """Post one mail to each colleague who makes reports if one came nearer; return how many did.

    What was reminded of is written on the return: each step is said once, however often the
    clock asks, and a server that slept says the last one alone.
    """
    with scope(organisation_ids=[organisation.pk], installation=True):
        owed = ReturnDue.objects.for_organisation(organisation).filter(
            met_at=None, due_on__lte=today + timedelta(days=max(REMIND_BEFORE))
        )
        number = 0
        for due in owed:
            step = reminder_step(due.due_on, today)
            nearer = ReturnDue.objects.filter(pk=due.pk, reminders__lt=step)
            number += nearer.update(reminders=step)
        if not number:
            return 0
        makers = StaffMembership.objects.for_organisation(organisation).holding(Right.MAKE_REPORTS)
        found = makers.filter(user__is_active=True).values_list("user__email", "user__language")
        tell_that_a_report_waits(sorted(set(found)))
        audit.record("return reminders sent", by=None, organisation=organisation, rows=number)
    return number
