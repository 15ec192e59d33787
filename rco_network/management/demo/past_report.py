"""A report that was issued, so that the funder's first page has something to open."""

from datetime import date
from random import Random

from funding.models import Award, ReturnDue
from organisations.acting import acting_for
from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.core.jobs.run import run
from rco_network.core.models import Job
from rco_network.core.tenancy import scope
from rco_network.reports import tasks  # noqa: F401 (registers what `run` runs)
from rco_network.reports.actions.approve import approve, send_to_approver
from rco_network.reports.actions.ask_report import ask_report
from rco_network.reports.models import Report
from rco_network.reports.permissions import approvers

from .people import new_uuid


def ask_for_a_past_report(organisation: int, funder: int, rng: Random, today: date) -> None:
    """Have the report made, approved and issued that the funder had last.

    It goes the product's own way, its two jobs at once: nobody waits for a worker here.
    """
    with scope(installation=True):
        manager = StaffMembership.objects.get(organisation=organisation, role=Role.MANAGER)
    with scope(user_id=manager.user_id, organisation_ids=[organisation]):
        award = Award.objects.received_by(organisation).given_by(funder).first()
        last = ReturnDue.objects.filter(award=award, due_on__lt=today).exclude(met_at=None).first()
        if award and last:
            report = ask_report(
                by=manager,
                award=award,
                key=new_uuid(rng),
                period_start=last.period_start,
                period_end=last.period_end,
                return_due=last,
            )
        else:
            return
    run(_job_of(report).uuid)
    with acting_for(manager.user_id, organisation) as author:
        report.refresh_from_db()
        if report.made_at is None:
            raise RuntimeError(f"The past report was not made: {_job_of(report).failure}")
        colleague = approvers(report, author)[0]
        send_to_approver(by=author, report=report, approver=colleague)
    with acting_for(colleague.user_id, organisation) as second:
        issuing = _job_of(approve(by=second, report=report))
    run(issuing.uuid)


def _job_of(report: Report) -> Job:
    if report.job is None:
        raise RuntimeError("The report has no job.")
    return report.job
