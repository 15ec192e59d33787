"""How often somebody may be wrong, and why nobody can be locked out by somebody else.

A wrong password or code is counted three times:

- here: for this account from this address, 5 in 5 minutes. Another person in the same office, and
  the same person elsewhere, are not touched by it.
- anywhere: for this account from all addresses, 30 in an hour, against somebody who has many
  addresses. Whoever runs this count full locks out other strangers, not the owner: a device on
  which the owner has signed in before (accounts/devices.py) is counted by itself, "here" only,
  and the code by mail and the passkey do not ask for a password at all.
- from an address: 200 in 5 minutes, against one that tries many accounts; more than an office of
  forty gets wrong on the worst Monday.

A try is counted before it is judged, so that many at once are no way round, and taken back when
it was right. Unknown addresses are counted like known ones. The counts are in the cache; while
Redis is away each process keeps its own (core/cache.py), so the brake becomes weaker by the
number of processes and never goes away.
"""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from .devices import known_device

_APP = "allauth.account"


def count_try(request: HttpRequest, *, email: str, step: str) -> Callable[[], None]:
    """Count one try at the account of this address; return what takes it back.

    `step` is "password" or "code", each with counts of its own. Raises ValidationError, in words,
    when there were too many.
    """
    account = f"{step}:{email.strip().lower()}"
    counts = [("wrong_from_address", account)]
    if device := known_device(request, email):
        counts.append(("wrong_here", f"{account} on {device}"))
    else:
        address = ratelimit.get_ip(request)
        counts += [("wrong_here", f"{account} from {address}"), ("wrong_anywhere", account)]
    taken = []
    for action, key in counts:
        usage = ratelimit.consume(request, app=_APP, action=action, key=key)
        if usage is None:
            raise too_many()
        taken.append(usage)

    def take_back() -> None:
        for usage in taken:
            usage.rollback()

    return take_back


def too_many() -> ValidationError:
    """Return the refusal, the same for every account and for none."""
    return get_adapter().validation_error("too_many_login_attempts")
