"""When reports are due, in the demonstration: a schedule on each running award."""

from datetime import date
from random import Random

from funding.actions.schedule import save_schedule
from funding.enums import Every
from funding.models import Award, ReturnSchedule
from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.core.tenancy import scope

from ..people import new_uuid


def furnish_way(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Let the manager say how often each funder expects a report."""
    with scope(user_id=users[0], organisation_ids=[organisation]):
        manager = (
            StaffMembership.objects.for_organisation(organisation)
            .current()
            .filter(role=Role.MANAGER)
            .select_related("organisation")
            .first()
        )
        if manager is None:
            return
        for award in Award.objects.received_by(organisation).filter(ends_on__gt=today):
            if award.starts_on is None:
                continue
            schedule = ReturnSchedule(
                uuid=new_uuid(rng),
                award=award,
                every=rng.choice((Every.QUARTER, Every.HALF, Every.HALF)),
                first_on=award.starts_on,
                days_to_write=rng.choice((21, 28, 42)),
            )
            save_schedule(by=manager, schedule=schedule)
