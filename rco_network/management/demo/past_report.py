"""A report that was made and shared, so that the funder's first page has something to open."""

from datetime import date
from random import Random

from funding.models import Award, ReturnDue
from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.core.tenancy import scope
from rco_network.reports.actions.ask_report import ask_report

from .people import new_uuid


def ask_for_a_past_report(organisation: int, funder: int, rng: Random, today: date) -> None:
    """Ask, as the organisation's manager, for the report that the funder had last.

    It goes the product's own way: the worker makes it, checks the right again and shares it.
    """
    with scope(installation=True):
        manager = StaffMembership.objects.get(organisation=organisation, role=Role.MANAGER)
    with scope(user_id=manager.user_id, organisation_ids=[organisation]):
        award = Award.objects.received_by(organisation).given_by(funder).first()
        last = ReturnDue.objects.filter(award=award, due_on__lt=today).exclude(met_at=None).first()
        if award and last:
            ask_report(
                by=manager,
                award=award,
                key=new_uuid(rng),
                period_start=last.period_start,
                period_end=last.period_end,
                share_when_ready=True,
                return_due=last,
            )
