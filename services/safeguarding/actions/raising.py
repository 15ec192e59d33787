"""Raising a concern: stored where it goes, told to those who read it, a receipt for the raiser."""

import json
import uuid
from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction

from organisations.models import Organisation, StaffMembership
from rco_network.core import audit
from rco_network.core.tenancy import scope

from ..calculations import readers
from ..emails import tell_about_something_to_read
from ..models import Concern, Receipt


@transaction.atomic
def raise_concern(
    *,
    by: StaffMembership,
    to: Organisation,
    key: uuid.UUID,
    colleagues: Collection[StaffMembership] = (),
    **said: Any,
) -> Receipt:
    """Give a concern to the leads of `to`: one's own organisation or a forum that it belongs to.

    `said` holds the fields of the concern as typed. Sent twice with the same `key` and the same
    words it is one concern. Nothing is written for the organisation of `by` when it goes to a
    forum: neither row nor trail.
    """
    receipt = Receipt(uuid=_of(key, to, colleagues, said), raised_by_id=by.user_id, received_by=to)
    if not _is_new(receipt):
        return receipt
    concern = Concern(
        uuid=receipt.uuid,
        organisation=to,
        about_organisation_id=by.organisation_id,
        kept_from=sorted({colleague.user_id for colleague in colleagues}),
        colleagues="\n".join(str(colleague.user) for colleague in colleagues),
        raised_by_id=by.user_id,
        raiser=str(by.user),
        **said,
    )
    # The raiser may be nobody there, and reads nothing back: the key needs no answer.
    with scope(user_id=by.user_id, organisation_ids=[to.pk]):
        concern.save(force_insert=True)
        audit.record("concern raised", by=by, subject=concern, organisation=to)
        tell_about_something_to_read(readers(to.pk, kept_from=concern.kept_from))
    return receipt


@transaction.atomic
def remove_receipt(*, receipt: Receipt) -> None:
    """Take a receipt away for the one whose it is. The concern stays with those who have it."""
    Receipt.objects.filter(pk=receipt.pk).delete()


def _of(
    key: uuid.UUID, to: Organisation, colleagues: Collection[StaffMembership], said: dict[str, Any]
) -> uuid.UUID:
    """The key of what was typed on one page: other words, sent again from it, are another one."""
    words = json.dumps([to.pk, sorted(c.pk for c in colleagues), said], default=str, sort_keys=True)
    return uuid.uuid5(key, words)


def _is_new(receipt: Receipt) -> bool:
    """Store the receipt; False when it is there: the second of two taps waits here."""
    try:
        with transaction.atomic():
            receipt.save(force_insert=True)
    except IntegrityError:
        return False
    return True
