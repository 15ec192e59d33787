"""Handing an edition to somebody who reads it: the award's funder, another who accepts the same."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused

from ..models import Edition, EditionReader
from ..permissions import check_can_send


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


@transaction.atomic
def hand_on(*, by: StaffMembership, edition: Edition, return_due: Any) -> EditionReader:
    """Hand an edition that was made for one funder to another, in answer to what that one is owed.

    Twice is once. Raises Refused where that funder takes no report made for others, or where a
    newer edition is there to be handed over.
    """
    check_can_send(by, edition)
    if Edition.objects.filter(restates=edition).exists():
        raise Refused(_("There is a newer edition of this report. Hand that one over."))
    if not return_due.award.accepts_others:
        raise Refused(_("This funder asks for a report of its own."))
    return hand(
        by=by,
        edition=edition,
        reader=return_due.funder_id,
        award=return_due.award,
        return_due=return_due,
    )
