"""Links by which somebody answers: made, opened by who holds them, used once."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.tenancy import ANSWER, scope

from ..enums import AskState
from ..models import Ask, Wave
from .waves import check_is_open

# Long enough for somebody without credit this week, short enough for a phone that is lost.
LINK_LASTS = timedelta(days=14)


@transaction.atomic
def make_link(*, by: StaffMembership, ask: Ask) -> str:
    """Return a new secret for somebody who is asked, shown once; the one before opens nothing."""
    check_is_open(ask)
    secret = secrets.token_urlsafe(24)
    ask.secret_hash = hash_of(secret)
    ask.link_ends_at = timezone.now() + LINK_LASTS
    ask.save(update_fields=["secret_hash", "link_ends_at"])
    audit.record("answer link made", by=by, subject=ask)
    return secret


@transaction.atomic
def make_unnamed_link(*, by: StaffMembership, wave: Wave) -> str:
    """Return a secret for one person of an anonymous wave, whoever it is."""
    if not wave.is_anonymous:
        raise Refused(_("In this round people are asked by name: make a link for one of them."))
    ask = Ask(organisation_id=by.organisation_id, wave=wave, asked_on=timezone.localdate())
    return make_link(by=by, ask=ask) if _saved(ask) else ""


def _saved(ask: Ask) -> bool:
    check_is_open(ask)
    ask.save(force_insert=True)
    return True


@contextmanager
def opened(secret: str) -> Iterator[Ask | None]:
    """Give who is asked by this link, in a scope that reads and answers it and nothing else.

    None for a link that is made up, used, renewed, over, or of a round that was ended.
    """
    with scope(rights=[ANSWER]):
        known = Ask.objects.filter(secret_hash=hash_of(secret), link_ends_at__gt=timezone.now())
        found = known.values_list("pk", "organisation_id").first()
    if found is None:
        yield None
        return
    pk, organisation_id = found
    with scope(organisation_ids=[organisation_id], rights=[ANSWER]):
        ask = (
            Ask.objects.for_organisation(organisation_id)
            .select_related("wave__instrument")
            .filter(pk=pk, state=AskState.OPEN, wave__closed_on=None)
            .first()
        )
        yield ask


def hash_of(secret: str) -> str:
    """Return what is kept of a secret. It has 192 bits of its own: a plain hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
