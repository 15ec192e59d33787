"""A link to one edition for somebody without an account: sent, opened, used up, withdrawn.

The file never travels by mail. The link's secret is kept as a hash, and in the encrypted mail
until that has left.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from organisations.actions.invitations import hash_of, new_secret
from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once
from rco_network.core.mail import cancel
from rco_network.core.tenancy import scope

from ..emails import post_link
from ..models import Edition, EditionFile, EditionLink
from ..permissions import check_can_send

PDF = "application/pdf"
# Beyond this the trail alone says how often a link was opened: the column holds no more.
MOST_COUNTED = 30_000


@transaction.atomic
def send_link(
    *, by: StaffMembership, edition: Edition, key: UUID, address: str, days: int, most: int
) -> EditionLink:
    """Send a link to one address; it opens the edition for `days` and gives its file `most` times.

    `key` makes a form sent twice one link and one mail.
    """
    check_can_send(by, edition)
    token, token_hash = new_secret()
    link, is_new = add_once(
        EditionLink(
            uuid=key,
            organisation_id=edition.organisation_id,
            edition=edition,
            address=address.strip().lower(),
            token_hash=token_hash,
            sent_by_id=by.user_id,
            expires_at=timezone.now() + timedelta(days=days),
            most=most,
        )
    )
    if is_new:
        post_link(link.address, token, days=days, about=link.uuid)
        audit.record("edition link sent", by=by, subject=link, days=days, most=most)
    return link


@transaction.atomic
def withdraw_link(*, by: StaffMembership, link: EditionLink) -> EditionLink:
    """Let the link open nothing any more, from now on. Twice is once."""
    check_can_send(by, link.edition)
    if link.withdrawn_at is None:
        link.withdrawn_at = timezone.now()
        link.save(update_fields=["withdrawn_at"])
        cancel(link.uuid)
        audit.record("edition link withdrawn", by=by, subject=link)
    return link


@contextmanager
def by_token(token: str) -> Iterator[EditionLink | None]:
    """Give the open link of a secret, in a scope of the organisation that sent it.

    None for one that is made up, withdrawn or over: they are the same from outside. The scope
    holds no right; the edition and its file are what the caller reads there.
    """
    with scope(installation=True):
        found = EditionLink.objects.open().filter(token_hash=hash_of(token)).first()
    if found is None:
        yield None
        return
    with scope(organisation_ids=[found.organisation_id], installation=True):
        related = EditionLink.objects.select_related("edition", "organisation")
        yield related.filter(pk=found.pk).first()


def note_opening(link: EditionLink) -> None:
    """Write that the page of the link was opened."""
    EditionLink.objects.filter(pk=link.pk, opened__lt=MOST_COUNTED).update(
        opened=F("opened") + 1, last_opened_at=timezone.now()
    )
    audit.record("edition link opened", by=None, organisation=link.organisation, subject=link)


def take_file(link: EditionLink) -> EditionFile | None:
    """Return the edition's PDF and count it, or None where the link has given what it may."""
    left = EditionLink.objects.open().filter(pk=link.pk, taken__lt=F("most"))
    kept = EditionFile.objects.filter(edition=link.edition_id, content_type=PDF).first()
    if kept is None or not left.update(taken=F("taken") + 1):
        return None
    audit.record("edition link used", by=None, organisation=link.organisation, subject=link)
    return kept
