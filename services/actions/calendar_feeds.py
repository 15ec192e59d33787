"""The secret address of somebody's calendar: made, renewed, ended, opened by who holds it."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import transaction

from organisations.acting import acting_for
from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.tenancy import SIGN_IN, scope

from ..models import CalendarFeed


@transaction.atomic
def make_feed(*, by: StaffMembership, is_neutral: bool = False) -> str:
    """Return a new secret, which is shown once; the one before opens nothing any more."""
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.for_organisation(by.organisation_id).filter(membership=by).delete()
    feed = CalendarFeed.objects.create(
        organisation_id=by.organisation_id,
        user_id=by.user_id,
        membership=by,
        secret_hash=hash_of(secret),
        is_neutral=is_neutral,
    )
    audit.record("calendar feed made", by=by, subject=feed, neutral=is_neutral)
    return secret


@transaction.atomic
def end_feed(*, by: StaffMembership) -> bool:
    """Let the address open nothing any more; return whether there was one."""
    mine = CalendarFeed.objects.for_organisation(by.organisation_id).filter(membership=by)
    gone, _ = mine.delete()
    if gone:
        audit.record("calendar feed ended", by=by)
    return bool(gone)


def feed_of(membership: StaffMembership) -> CalendarFeed | None:
    """Return the colleague's feed, without its secret, which nobody knows."""
    own = CalendarFeed.objects.for_organisation(membership.organisation_id)
    found: CalendarFeed | None = own.filter(membership=membership).first()
    return found


@contextmanager
def opened(secret: str) -> Iterator[tuple[CalendarFeed, StaffMembership] | None]:
    """Give the feed of a secret and its owner, in the scope of the owner's present rights.

    None for a secret that is nobody's, was renewed, or whose owner does not work there any more.
    """
    with scope(rights=[SIGN_IN]):
        feed = CalendarFeed.objects.filter(secret_hash=hash_of(secret)).first()
    if feed is None:
        yield None
        return
    with ExitStack() as door:
        try:
            owner = door.enter_context(acting_for(feed.user_id, feed.organisation_id))
        except Refused:
            owner = None
        # Who left and came back is somebody else here: the address was theirs as who they were.
        is_theirs = owner is not None and owner.pk == feed.membership_id
        yield (feed, owner) if owner is not None and is_theirs else None


def hash_of(secret: str) -> str:
    """Return what is kept of a secret. It has 256 bits of its own: a plain hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
