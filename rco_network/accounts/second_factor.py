"""Whether somebody has a second step, and what taking it away means."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed

from rco_network.core.tenancy import SIGN_IN, scope

from . import trail
from .emails import post_account_mail
from .signing_out import end_sessions

AFTER_ENROLMENT = "after_enrolment"


def has_second_factor(user: Any) -> bool:
    """Whether an authenticator app or a passkey is set up. Recovery codes alone are none."""
    mine = Authenticator.objects.filter(user_id=user.pk)
    return mine.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def who_has_second_factor(user_ids: Iterable[int]) -> set[int]:
    """Return which of these accounts have one: that, and nothing else about it, is told."""
    with scope(rights=[SIGN_IN]):
        theirs = Authenticator.objects.filter(user_id__in=list(user_ids))
        found = theirs.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return set(found.values_list("user_id", flat=True))


def take_away(user: Any) -> None:
    """Remove every second step of an account, end its sessions and tell its person by mail.

    The password is still needed, and the next sign-in leads to setting one up. Who may ask for
    this is for the caller to check, and to write down.
    """
    with scope(user_id=user.pk, rights=[SIGN_IN]):
        Authenticator.objects.filter(user_id=user.pk).delete()
    trail.second_step_removed(user, kind="all")
    end_sessions(user)
    post_account_mail("account/email/second_step_reset", user.email, {}, None)


def end_other_sessions(
    sender: Any, request: Any, user: Any, authenticator: Any, **kwargs: Any
) -> None:
    """Receiver: whoever takes a second step of their own away is signed out everywhere else."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        end_sessions(user, keep=request)


def connect() -> None:
    """Listen, once, when the app is ready."""
    authenticator_removed.connect(end_other_sessions, dispatch_uid="end_other_sessions")
