"""How often an award's reports are due, and the rows that are made from it ahead of time."""

from dataclasses import replace
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.tenancy import scope

from ..calculations.returns import Period, periods
from ..models import Award, ReturnDue, ReturnSchedule

# How far ahead both sides see what comes.
AHEAD = timedelta(days=400)


@transaction.atomic
def save_schedule(*, by: StaffMembership, schedule: ReturnSchedule) -> ReturnSchedule:
    """Keep the schedule of an award and make its returns; what came of an earlier one goes.

    Returns that were met, that are over, or for which a report is being written stay as they are.
    """
    today = timezone.localdate()
    award = schedule.award
    schedule.organisation_id, schedule.funder_id = award.recipient_id, award.funder_id
    schedule.save()
    _clear(award, today)
    made = _make(schedule, today)
    audit.record("returns scheduled", by=by, subject=schedule, rows=made)
    return schedule


def _clear(award: Award, today: date) -> None:
    coming = ReturnDue.objects.filter(
        award=award, is_scheduled=True, met_at=None, period_end__gte=today
    )
    for due in coming:
        try:
            with transaction.atomic():
                due.delete()
        except (IntegrityError, ProtectedError):
            continue  # A report stands on it.


def _make(schedule: ReturnSchedule, today: date) -> int:
    """Write the returns that are not there yet. Days that another one covers are not asked twice.

    Periods of the past that nobody asked for until now stay unasked: the list begins with the one
    that is still to be written.
    """
    kept = ReturnDue.objects.filter(award=schedule.award_id).order_by("period_start")
    had = list(kept.values_list("period_start", "period_end"))
    asked = (_uncovered(one, had) for one in periods(schedule, today + AHEAD))
    rows = [
        ReturnDue(
            award=schedule.award,
            organisation_id=schedule.organisation_id,
            funder_id=schedule.funder_id,
            due_on=one.due_on,
            period_start=one.start,
            period_end=one.end,
            is_scheduled=True,
        )
        for one in asked
        if one and one.due_on >= today
    ]
    return len(ReturnDue.objects.bulk_create(rows, ignore_conflicts=True))


def _uncovered(one: Period, had: list[tuple[date, date]]) -> Period | None:
    """Return the period from the first day that no return covers, None where one begins in it."""
    for start, end in had:
        if start <= one.start <= end:
            one = replace(one, start=end + timedelta(days=1))
    if one.start > one.end or any(one.start <= start <= one.end for start, _ in had):
        return None
    return one


def make_returns_ahead(today: date) -> int:
    """Make what each schedule asks for by now, everywhere; return how many rows. Twice is once."""
    made = 0
    with scope(installation=True):
        for schedule in ReturnSchedule.objects.select_related("award", "organisation"):
            if rows := _make(schedule, today):
                made += rows
                audit.record(
                    "returns scheduled",
                    by=None,
                    organisation=schedule.organisation,
                    subject=schedule,
                    rows=rows,
                )
    return made


@transaction.atomic
def accept_others(*, by: StaffMembership, award: Award, accepts: bool) -> Award:
    """Say, as its funder, whether a report made for another funder answers this award's returns."""
    if award.accepts_others != accepts:
        award.accepts_others = accepts
        award.save(update_fields=["accepts_others"])
        audit.record("reports of others accepted", by=by, subject=award, accepts=accepts)
    return award
