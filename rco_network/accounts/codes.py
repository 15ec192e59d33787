"""Codes of authenticator apps: six digits that change every half minute (RFC 6238)."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from django.db import transaction

LAST_USED = "last_counter"


def code_at(secret: str, counter: int) -> str:
    """Return the six digits of one half minute, counted from 1970."""
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def counter_of(secret: str, code: str) -> int | None:
    """Return the newest half minute, within the tolerance, to which a code belongs."""
    typed = "".join(sign for sign in code if sign.isdecimal())
    found = [n for n in auth.yield_hotp_counters_from_time() if code_at(secret, n) == typed]
    return max(found, default=None)


@transaction.atomic
def use_up(authenticator: Any, code: str) -> bool:
    """Note that this code was used; False if it, or a later one, was used before.

    allauth remembers used codes in the cache for half a minute only, which Redis may forget and
    which is shorter than the time for which a code is good when clocks may differ.
    """
    kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    counter = counter_of(decrypt(kept.data["secret"]), code)
    if counter is None or counter <= kept.data.get(LAST_USED, -1):
        return False
    kept.data[LAST_USED] = counter
    kept.save(update_fields=["data"])
    authenticator.data = kept.data
    return True
