"""Hours and expenses: logged by the volunteer or for them, approved by somebody else."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once

from ..models import Assignment, Expense, Stint
from ..permissions import check_can_manage, check_not_own, check_speaks_for


@transaction.atomic
def keep_hours(*, by: StaffMembership, stint: Stint) -> Stint:
    """Log hours, or correct what nobody has approved yet. Sent twice is one."""
    check_speaks_for(by, stint.volunteer)
    _check_open(stint)
    if stint.pk is None:
        stint.logged_by_id = by.user_id
        kept, is_new = add_once(stint)
        if is_new:
            audit.record("hours logged", by=by, subject=kept.volunteer, minutes=kept.minutes)
        return kept
    stint.save()
    audit.record("hours changed", by=by, subject=stint.volunteer, minutes=stint.minutes)
    return stint


def log_done(*, by: StaffMembership, turn: Assignment) -> Stint:
    """Log the hours of a turn that was done, once, within the transaction that says so."""
    stint, is_new = Stint.objects.get_or_create(
        assignment=turn,
        defaults={
            "volunteer": turn.volunteer,
            "role_id": turn.shift.role_id,
            "day": turn.day,
            "minutes": min(960, max(5, turn.shift.minutes)),
            "logged_by_id": by.user_id,
        },
    )
    if is_new:
        audit.record("hours logged", by=by, subject=turn.volunteer, minutes=stint.minutes)
    return stint


@transaction.atomic
def remove_hours(*, by: StaffMembership, stint: Stint) -> None:
    """Take away hours that were logged in error and that nobody has approved."""
    check_speaks_for(by, stint.volunteer)
    _check_open(stint)
    audit.record("hours removed", by=by, subject=stint.volunteer, minutes=stint.minutes)
    Stint.objects.filter(pk=stint.pk).delete()


@transaction.atomic
def approve_hours(*, by: StaffMembership, stints: Iterable[Stint]) -> int:
    """Approve hours; return how many rows. Raises Refused for one's own, and approves none."""
    number = _approve(by, stints, Stint)
    audit.record("hours approved", by=by, rows=number)
    return number


@transaction.atomic
def keep_expense(*, by: StaffMembership, expense: Expense) -> Expense:
    """Write an expense down, or correct what nobody has approved yet. Sent twice is one."""
    check_speaks_for(by, expense.volunteer)
    _check_open(expense)
    if expense.pk is None:
        expense.logged_by_id = by.user_id
        kept, is_new = add_once(expense)
        if is_new:
            audit.record("expense logged", by=by, subject=kept.volunteer, kind=kept.kind)
        return kept
    expense.save()
    audit.record("expense changed", by=by, subject=expense.volunteer, kind=expense.kind)
    return expense


@transaction.atomic
def approve_expenses(*, by: StaffMembership, expenses: Iterable[Expense]) -> int:
    """Approve expenses; return how many. Raises Refused for one's own, and approves none."""
    number = _approve(by, expenses, Expense)
    audit.record("expenses approved", by=by, rows=number)
    return number


@transaction.atomic
def pay_expenses(*, by: StaffMembership, expenses: Iterable[Expense], on: date) -> int:
    """Write down that approved expenses were paid on a day; return how many."""
    check_can_manage(by)
    rows = list(expenses)
    for row in rows:
        check_not_own(by, row.volunteer)
        if row.approved_at is None:
            raise Refused(_("It is approved first, then paid."))
    number = Expense.objects.filter(pk__in=[row.pk for row in rows], paid_on=None).update(
        paid_on=on
    )
    audit.record("expenses paid", by=by, rows=number)
    return number


def _approve(by: StaffMembership, rows: Iterable[Stint | Expense], model: Any) -> int:
    check_can_manage(by)
    pks = []
    for row in rows:
        check_not_own(by, row.volunteer)
        pks.append(row.pk)
    waiting = model._default_manager.filter(pk__in=pks, approved_at=None)
    return waiting.update(approved_by=by.user_id, approved_at=timezone.now())


def _check_open(row: Stint | Expense) -> None:
    if row.approved_at is not None:
        raise Refused(_("This was approved already and cannot be changed any more."))
