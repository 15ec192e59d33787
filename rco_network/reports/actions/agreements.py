"""Agreeing that people are counted once across a forum's members, and withdrawing from it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import Organisation, StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once
from rco_network.core.tenancy import ERASE, scope

from ..models import MatchCode, SharingAgreement
from ..reference.sharing_words import WORDS
from .match_codes import ask_codes


@transaction.atomic
def agree_to_share(
    *, by: StaffMembership, forum: Organisation, agreement: SharingAgreement
) -> SharingAgreement:
    """Put an agreement with a forum on record and have its codes made; sent twice is one.

    Raises Refused for a forum of which the organisation is no member today.
    """
    if not Organisation.objects.members_of(forum).filter(pk=by.organisation_id).exists():
        raise Refused(_("You can agree this with a forum that your organisation belongs to."))
    agreement.organisation_id = by.organisation_id
    agreement.forum = forum
    agreement.words = WORDS
    agreement.agreed_by_id = by.user_id
    agreement, is_new = add_once(agreement)
    if is_new:
        audit.record("sharing agreed", by=by, subject=agreement)
        ask_codes(by.organisation, timezone.now())
    return agreement


@transaction.atomic
def withdraw_sharing(*, by: StaffMembership, agreement: SharingAgreement) -> SharingAgreement:
    """End an agreement now and delete its codes at once. Twice changes nothing."""
    if agreement.withdrawn_at is not None:
        return agreement
    agreement.withdrawn_at = timezone.now()
    agreement.withdrawn_by_id = by.user_id
    agreement.codes_made_at = None
    agreement.save(update_fields=["withdrawn_at", "withdrawn_by", "codes_made_at"])
    removed = delete_codes(agreement, user_id=by.user_id)
    audit.record("sharing withdrawn", by=by, subject=agreement, codes=removed)
    return agreement


def delete_codes(agreement: SharingAgreement, *, user_id: int | None = None) -> int:
    """Delete an agreement's codes, in a scope that may and that reads nothing out of them."""
    own = [agreement.organisation_id]
    with scope(user_id=user_id, organisation_ids=own, rights={ERASE}):
        return MatchCode.objects.filter(agreement=agreement).delete()[0]


def forget_ended(organisation: Organisation, today: date) -> int:
    """Delete the codes of agreements that are over, or with a forum that was left; say how many."""
    with scope(organisation_ids=[organisation.pk], installation=True, rights={ERASE}):
        rows = SharingAgreement.objects.for_organisation(organisation)
        over = rows.exclude(pk__in=rows.of_members().standing(today).values("pk"))
        return MatchCode.objects.filter(agreement__in=over).delete()[0]
