"""Keeping what advisers are registered for, and why the table may not bind an organisation."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit

from ..models import AdviserRegistration, Exemption
from ..permissions import check_can_supervise


@transaction.atomic
def record_registration(
    *, by: StaffMembership, adviser: StaffMembership, level: int, category: str, expires_on: date
) -> AdviserRegistration:
    """Write down what somebody saw on the public register today, over what was there."""
    check_can_supervise(by)
    said: dict[str, Any] = {
        "level": level,
        "category": category,
        "expires_on": expires_on,
        "seen_on": timezone.localdate(),
        "seen_by_id": by.user_id,
        "reminded": None,
    }
    row, _ = AdviserRegistration.objects.update_or_create(
        organisation_id=by.organisation_id, membership=adviser, defaults=said
    )
    audit.record(
        "registration recorded", by=by, subject=row, level=int(level), expires_on=expires_on
    )
    return row


@transaction.atomic
def remove_registration(*, by: StaffMembership, registration: AdviserRegistration) -> None:
    """Take a registration away: the adviser left the register."""
    check_can_supervise(by)
    audit.record("registration removed", by=by, subject=registration)
    registration.delete()


@transaction.atomic
def record_exemption(*, by: StaffMembership, kind: str, said_by: str, said_on: date) -> Exemption:
    """Say that the table does not bind this organisation's advisers, who said so and when."""
    check_can_supervise(by)
    made = Exemption.objects.create(
        organisation_id=by.organisation_id,
        kind=kind,
        said_by=said_by,
        said_on=said_on,
        set_by_id=by.user_id,
    )
    audit.record("exemption recorded", by=by, subject=made, kind=kind)
    return made


@transaction.atomic
def end_exemption(*, by: StaffMembership) -> None:
    """Let the table bind the organisation's advisers again. Twice is once."""
    check_can_supervise(by)
    standing = Exemption.objects.filter(organisation_id=by.organisation_id, ended_on=None)
    for one in standing.select_for_update(of=("self",)):
        one.ended_on = max(timezone.localdate(), one.said_on)
        one.save(update_fields=["ended_on"])
        audit.record("exemption ended", by=by, subject=one)
