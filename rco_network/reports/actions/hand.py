"""Handing an edition to somebody who reads it: the award's funder, another who accepts the same."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit

from ..models import Edition, EditionReader


@transaction.atomic
def hand(
    *, by: StaffMembership, edition: Edition, reader: int, award: Any = None, return_due: Any = None
) -> EditionReader:
    """Let an organisation read the edition, and count the return that it answers as met.

    `reader` is the organisation's key. Twice is once.
    """
    found, is_new = EditionReader.objects.get_or_create(
        edition=edition,
        reader_id=reader,
        defaults={
            "organisation_id": edition.organisation_id,
            "award": award,
            "return_due": return_due,
            "handed_at": timezone.now(),
        },
    )
    if is_new:
        if return_due and return_due.met_at is None:
            return_due.met_at = found.handed_at
            return_due.save(update_fields=["met_at"])
        audit.record("edition handed on", by=by, subject=edition)
    return found
