"""Logging what somebody asked."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once

from ..calculations import AboveLevel, judge
from ..models import Enquiry
from ..permissions import check_can_log_enquiry, works_open_to


@transaction.atomic
def log_enquiry(*, by: StaffMembership, enquiry: Enquiry) -> Enquiry:
    """Add an enquiry, once however often its uuid is sent.

    Raises Refused for advice by somebody who is no adviser, AboveLevel for what their
    registration does not carry.
    """
    check_can_log_enquiry(by)
    if enquiry.level not in works_open_to(by):
        raise Refused(
            _(
                "You can log information and signposting. Advice is given by advisers: ask one of "
                "them, or ask a manager to make you an adviser."
            )
        )
    verdict = judge(by, [enquiry.subject], enquiry.level, timezone.localdate())
    if not verdict.is_allowed:
        raise AboveLevel(verdict)
    enquiry.organisation_id = by.organisation_id
    enquiry.taken_by_id = by.user_id
    enquiry, is_new = add_once(enquiry)
    if is_new:
        named = enquiry.participant_id is not None
        audit.record("enquiry logged", by=by, subject=enquiry, is_named=named)
    return enquiry
