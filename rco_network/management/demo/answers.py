"""What funders said of reports: one accepted, one sent back."""

from random import Random

from organisations.acting import acting_for
from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.core.tenancy import scope
from rco_network.reports.actions.answer import answer_edition
from rco_network.reports.enums import Answer
from rco_network.reports.models import Edition

from .people import new_uuid

NOTE = "Please add what the parents' group did in spring: your letter of March spoke of it."


def answer_the_last(organisation: int, funder: int, kind: Answer, rng: Random) -> None:
    """Let the funder's officer answer the last report that it was handed by the organisation."""
    with scope(installation=True):
        officer = StaffMembership.objects.filter(organisation=funder, role=Role.OFFICER).first()
    if officer is None:
        return
    with acting_for(officer.user_id, funder) as reader:
        edition = (
            Edition.objects.filter(organisation=organisation)
            .select_related("organisation")
            .order_by("-issued_at")
            .first()
        )
        if edition is not None:
            answer_edition(by=reader, edition=edition, key=new_uuid(rng), kind=kind, note=NOTE)
