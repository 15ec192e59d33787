"""What the clock does: a neutral mail before a deadline, and before a registration runs out.

Each reminder is noted on its row in the transaction that posts the mail: run as often as it
likes, nobody is told twice, and a day on which the clock stood still is made up for.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from organisations.enums import Right
from organisations.models import Organisation, StaffMembership
from rco_network.core.tenancy import scope

from ..emails import tell_that_something_is_due
from ..enums import State
from ..models import AdviserRegistration, Deadline
from .keys import renew_keys

DEADLINE_DAYS = (7, 1)
REGISTRATION_DAYS = (60, 30, 7)
# Nobody asks for this page: the clock sees every matter but those that may not be used.
_RIGHTS = (Right.SUPERVISE_ADVICE, Right.SEE_RESTRICTED)


def remind_everywhere(today: date) -> int:
    """Remind in every organisation that takes part; return how many mails were posted."""
    with scope(installation=True):
        organisations = list(Organisation.objects.taking_part().values_list("pk", flat=True))
    return sum(_remind(pk, today) for pk in organisations)


def _remind(organisation_id: int, today: date) -> int:
    with scope(organisation_ids=[organisation_id], rights=_RIGHTS), transaction.atomic():
        renew_keys(organisation_id)
        told = _due(_deadlines(organisation_id, today), "due_on", DEADLINE_DAYS, today)
        told |= _due(_registrations(organisation_id, today), "expires_on", REGISTRATION_DAYS, today)
        people = StaffMembership.objects.for_organisation(organisation_id).current()
        users = people.filter(pk__in=told).order_by("pk").values_list("user_id", flat=True)
        return sum(tell_that_something_is_due(pk) for pk in users)


def _deadlines(organisation_id: int, today: date) -> Any:
    return Deadline.objects.filter(
        organisation_id=organisation_id,
        done_on=None,
        due_on__range=(today, today + timedelta(days=DEADLINE_DAYS[0])),
        matter__state=State.OPEN,
    )


def _registrations(organisation_id: int, today: date) -> Any:
    soon = today + timedelta(days=REGISTRATION_DAYS[0])
    return AdviserRegistration.objects.filter(
        organisation_id=organisation_id, expires_on__range=(today, soon)
    )


def _due(rows: Any, day: str, steps: Iterable[int], today: date) -> set[int]:
    """Note on each row the reminder that is due; return whose memberships to tell."""
    told = set()
    for row in rows.select_for_update(of=("self",), skip_locked=True):
        left = (getattr(row, day) - today).days
        step = min(number for number in steps if left <= number)
        if row.reminded is None or row.reminded > step:
            row.reminded = step
            row.save(update_fields=["reminded"])
            told.add(row.membership_id)
    return told
