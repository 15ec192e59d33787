"""Agreeing, and taking it back."""

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import Consent, ConsentWording


@transaction.atomic
def record_consent(*, by: StaffMembership, consent: Consent) -> Consent:
    """Write down that somebody agreed, with the words that were read to them.

    Sent twice is one consent. The database refuses a second one to the same thing.
    """
    consent.recorded_by_id = by.user_id
    kept, is_new = add_once(consent)
    if is_new:
        audit.record("consent.given", by=by, subject=kept.participant, to=kept.to)
    return kept


@transaction.atomic
def withdraw_consent(*, by: StaffMembership, consent: Consent) -> Consent:
    """Take a consent back for somebody, from now on and everywhere: whatever uses it asks anew.

    Taken back twice is taken back once. What was issued before stays as it was issued.
    """
    if consent.withdrawn_on is not None:
        return consent
    consent.withdrawn_on = timezone.localdate()
    consent.withdrawn_by_id = by.user_id
    consent.save(update_fields=["withdrawn_on", "withdrawn_by"])
    audit.record("consent.withdrawn", by=by, subject=consent.participant, to=consent.to)
    return consent


@transaction.atomic
def keep_wording(*, by: StaffMembership, wording: ConsentWording) -> ConsentWording:
    """Keep the organisation's words for a consent. Earlier consents keep the words they had."""
    wording.save()
    audit.record("consent.worded", by=by, subject=wording, to=wording.to, language=wording.language)
    return wording
