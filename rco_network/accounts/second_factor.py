"""Whether somebody has a second step, and what taking it away means."""

from typing import Any

from allauth.mfa.models import Authenticator

AFTER_ENROLMENT = "after_enrolment"


def has_second_factor(user: Any) -> bool:
    """Whether an authenticator app or a passkey is set up. Recovery codes alone are none."""
    mine = Authenticator.objects.filter(user_id=user.pk)
    return mine.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
