"""Jobs of this wing."""

import smtplib
from collections.abc import Callable

from django.utils import timezone

from rco_network.accounts.models import User
from rco_network.core.jobs import JobDelayed, JobFailed, Run, handles
from rco_network.core.tenancy import scope

from .actions.invitations import JOB_KIND, LIFETIME, new_secret
from .emails import invitation_mail
from .models import Invitation, StaffMembership
from .permissions import check_can_manage_staff

NO_ANSWER = "The mail server did not take the message. Send the invitation again later."
REFUSED = "The mail server refused the address. Check it, withdraw the invitation and ask again."


@handles(JOB_KIND)
def send_invitation(run: Run) -> Callable[[], None]:
    """Send a fresh link. The mail leaves before its hash is committed: never the other way.

    Killed in between, the next try sends another link and only that one works.
    """
    job = run.job
    with scope(user_id=job.asked_by_id, organisation_ids=[job.organisation_id]):
        _check_may_still_ask(job.asked_by_id, job.organisation_id)

    def effect() -> None:
        invitation = (
            Invitation.objects.waiting()
            .filter(uuid=job.subject_uuid)
            .select_related("organisation", "invited_by")
            .select_for_update(of=("self",))
            .first()
        )
        if invitation is None:  # withdrawn or accepted meanwhile
            return
        token, token_hash = new_secret()
        invitation.token_hash = token_hash
        invitation.sent_at = timezone.now()
        invitation.expires_at = invitation.sent_at + LIFETIME
        invitation.save(update_fields=["token_hash", "sent_at", "expires_at"])
        _send(invitation, token)

    return effect


def _send(invitation: Invitation, token: str) -> None:
    try:
        invitation_mail(invitation, token).send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        if any(code >= 500 for code in codes):
            raise JobFailed(REFUSED) from None
        raise JobDelayed(NO_ANSWER) from None
    except (smtplib.SMTPException, OSError):
        raise JobDelayed(NO_ANSWER) from None


def _check_may_still_ask(user_id: int, organisation_id: int) -> None:
    """Raise Refused when whoever asked has lost the right since."""
    if User.objects.filter(pk=user_id, is_active=True, is_staff=True).exists():
        return
    membership = (
        StaffMembership.objects.for_organisation(organisation_id)
        .current()
        .filter(user_id=user_id, user__is_active=True)
        .first()
    )
    check_can_manage_staff(membership)
