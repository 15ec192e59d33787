"""Writing down an award's budget, its spending, and other money for the same work."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once

from ..models import Award, BudgetLine, OtherMoney, Spending

Money = TypeVar("Money", BudgetLine, Spending, OtherMoney)
_CALLED: dict[type, str] = {
    BudgetLine: "budget line",
    Spending: "spending",
    OtherMoney: "other money",
}


@transaction.atomic
def add_money(*, by: StaffMembership, award: Award, row: Money) -> Money:
    """Add a line, spending or other money to an award, once however often its uuid is sent."""
    row.organisation_id = award.recipient_id
    row.award = award
    row, is_new = add_once(row)
    if is_new:
        audit.record(f"{_CALLED[type(row)]} added", by=by, subject=row)
    return row


@transaction.atomic
def change_money(*, by: StaffMembership, row: Money, changed: Iterable[str]) -> Money:
    """Save what was changed; reports already made stay as they were."""
    row.save()
    audit.record(f"{_CALLED[type(row)]} changed", by=by, subject=row, fields=sorted(changed))
    return row


@transaction.atomic
def remove_money(*, by: StaffMembership, row: Money) -> None:
    """Take a row away. Raises Refused for a line of the budget on which money was spent."""
    if isinstance(row, BudgetLine) and row.spending.exists():
        raise Refused(
            _(
                "Money was spent on this line. Take its spending away first, or move it to another "
                "line."
            )
        )
    audit.record(f"{_CALLED[type(row)]} removed", by=by, subject=row)
    row.delete()
