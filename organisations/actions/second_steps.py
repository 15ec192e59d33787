"""The second step of a colleague: time to set it up, and help when everything is lost."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from rco_network.accounts.second_factor import take_away
from rco_network.core import audit
from rco_network.core.tenancy import scope

from ..models import StaffMembership
from ..permissions import check_can_take_away_second_step, check_can_wait


def all_places_of(membership: StaffMembership) -> list[StaffMembership]:
    """Return every current place of the same person, also those that only they can see."""
    with scope(user_id=membership.user_id):
        mine = StaffMembership.objects.current().filter(user_id=membership.user_id)
        return list(mine.order_by("pk"))


@transaction.atomic
def grant_grace(*, by: StaffMembership, membership: StaffMembership, days: int) -> StaffMembership:
    """Let a logger do without the second step for so many days from today; 0 ends it now.

    Raises Refused for anybody who is more than a logger, here or elsewhere, and for more than
    thirty days.
    """
    if days:
        check_can_wait(all_places_of(membership), days)
    membership.second_factor_due_on = localdate() + timedelta(days=days) if days else None
    membership.save(update_fields=["second_factor_due_on"])
    until = membership.second_factor_due_on
    audit.record("second step later", by=by, subject=membership, until=until)
    return membership


@transaction.atomic
def take_away_second_step(*, by: StaffMembership, membership: StaffMembership) -> None:
    """Help somebody who lost everything: they sign in by password and set the step up anew.

    Their sessions end and a mail tells them. Raises Refused as
    `check_can_take_away_second_step` does.
    """
    check_can_take_away_second_step(by, membership, all_places_of(membership))
    audit.record("second step taken away", by=by, subject=membership)
    take_away(membership.user)
