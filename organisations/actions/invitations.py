"""The only way in: asking somebody by e-mail, and their answer.

The link's secret is kept as a hash, and in the encrypted mail until that has left. After every new
sending no older link works.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from rco_network.accounts.models import User
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.enums import MailState
from rco_network.core.mail import cancel, states_of
from rco_network.core.tenancy import scope

from ..emails import post_invitation
from ..models import Invitation, Organisation, StaffMembership
from ..permissions import check_role_fits

LIFETIME = timedelta(hours=72)


@dataclass(frozen=True)
class Administrator:
    """Who runs the installation, inviting the first person of an organisation."""

    user_id: int
    organisation_id: int


def hash_of(token: str) -> str:
    """Return what is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_secret() -> tuple[str, str]:
    """Return a fresh secret of 32 random bytes for a link, and its hash."""
    token = secrets.token_urlsafe(32)
    return token, hash_of(token)


def check_can_be_invited(organisation: Organisation, email: str, role: str) -> None:
    """Raise Refused for a role that the organisation cannot give and for somebody who is there."""
    check_role_fits(organisation, role)
    colleagues = StaffMembership.objects.for_organisation(organisation).current()
    if colleagues.filter(user__email__iexact=email.strip()).exists():
        raise Refused(
            gettext("This person works here already. Change their role in the list instead.")
        )


@transaction.atomic
def invite(
    *, by: StaffMembership | Administrator, organisation: Organisation, email: str, role: str
) -> Invitation:
    """Ask somebody by e-mail into a role. An open invitation to the address is sent again.

    Raises Refused as `check_can_be_invited` does.
    """
    email = email.strip().lower()
    check_can_be_invited(organisation, email, role)
    invitation, is_new = Invitation.objects.waiting().get_or_create(
        organisation=organisation,
        email=email,
        defaults={
            "role": role,
            "token_hash": new_secret()[1],
            "invited_by_id": by.user_id,
            "expires_at": timezone.now() + LIFETIME,
        },
    )
    if not is_new and invitation.role != role:
        invitation.role = role
        invitation.save(update_fields=["role"])
    audit.record("invitation.made", by=by, subject=invitation, organisation=organisation, role=role)
    _ask_to_send(invitation)
    return invitation


@transaction.atomic
def resend(*, by: StaffMembership, invitation: Invitation) -> Invitation:
    """Send a new link, good for another 72 hours; the old one stops working when it leaves."""
    if _ask_to_send(invitation):
        audit.record("invitation.sent_again", by=by, subject=invitation)
    return invitation


@transaction.atomic
def withdraw(*, by: StaffMembership, invitation: Invitation) -> Invitation:
    """Take an invitation back: its link stops working now."""
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    cancel(invitation.uuid)
    audit.record("invitation.withdrawn", by=by, subject=invitation)
    return invitation


def _ask_to_send(invitation: Invitation) -> bool:
    """Post a fresh link, unless one is on its way; return whether a new one was posted.

    The secret stands in the encrypted mail until that has left, and here as a hash.
    """
    if is_on_its_way(invitation.uuid):
        return False
    token, invitation.token_hash = new_secret()
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + LIFETIME
    invitation.save(update_fields=["token_hash", "sent_at", "expires_at"])
    post_invitation(invitation, token)
    return True


def is_on_its_way(invitation_uuid: UUID) -> bool:
    """Whether a mail with the link waits to be sent."""
    state, _ = states_of([invitation_uuid]).get(invitation_uuid, ("", ""))
    return bool(state == MailState.WAITING)


def find_by_token(token: str) -> Invitation | None:
    """Return the invitation that a link opens, or None: wrong, used, withdrawn and run out alike.

    Whoever holds the link may see it, signed in or not.
    """
    with scope(installation=True):
        return (
            Invitation.objects.usable()
            .filter(token_hash=hash_of(token))
            .select_related("organisation", "invited_by")
            .first()
        )


def accept(*, user: User, invitation: Invitation) -> StaffMembership | None:
    """Make the place in the organisation; None when the link was used meanwhile."""
    with _by_right_of_the_link(invitation, user.pk):
        return _make_place(user, invitation) if _use_up(invitation) else None


def accept_as_new_person(*, invitation: Invitation, name: str, password: str) -> User | None:
    """Make the account, its address verified by the link, and the place; None as in `accept`."""
    with _by_right_of_the_link(invitation):
        # First, so that the second of two taps waits here and then finds the link used.
        if not _use_up(invitation):
            return None
        user = User.objects.create_user(invitation.email, password, name=name)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        _make_place(user, invitation)
    return user


def _by_right_of_the_link(invitation: Invitation, user_id: int | None = None) -> Any:
    """The scope of somebody who does not belong yet: the link opens this one organisation."""
    return scope(user_id=user_id, organisation_ids=[invitation.organisation_id], installation=True)


def _make_place(user: User, invitation: Invitation) -> StaffMembership:
    membership, _ = StaffMembership.objects.current().get_or_create(
        organisation_id=invitation.organisation_id, user=user, defaults={"role": invitation.role}
    )
    audit.record("invitation.accepted", by=membership, subject=invitation)
    return membership


def _use_up(invitation: Invitation) -> bool:
    """Mark as accepted, once: the row is locked by the conditional UPDATE."""
    return bool(
        Invitation.objects.usable()
        .filter(pk=invitation.pk, token_hash=invitation.token_hash)
        .update(accepted_at=timezone.now())
    )
