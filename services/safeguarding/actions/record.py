"""The record of a concern: what is written under it, and what kind of harm it is."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused

from ..enums import Category, EntryKind
from ..models import Concern, Entry
from ..permissions import check_can_handle, kinds_for


def write(
    concern: Concern,
    kind: str,
    *,
    by: StaffMembership,
    text: str = "",
    key: uuid.UUID | None = None,
) -> Entry:
    """Add one line to the concern's own record, within the transaction of what it tells."""
    entry = Entry(
        uuid=key or uuid.uuid4(),
        organisation_id=concern.organisation_id,
        concern=concern,
        kind=kind,
        text=text,
        by_id=by.user_id,
        writer=str(by.user),
    )
    entry.save(force_insert=True)
    return entry


@transaction.atomic
def add_entry(
    *, by: StaffMembership, concern: Concern, kind: str, text: str, key: uuid.UUID
) -> Entry:
    """Add a note, what was done, or a decision, once however often the same form is sent.

    Raises Refused for a decision of somebody who is not the lead.
    """
    if kind not in kinds_for(by):
        raise Refused(
            _("Only the safeguarding lead decides what happens next. Write a note instead.")
        )
    # Other words from the same page are another entry, and one concern's keys are not another's.
    key = uuid.uuid5(key, f"{concern.pk} {kind} {text}")
    try:
        with transaction.atomic():
            entry = write(concern, kind, by=by, text=text, key=key)
    except IntegrityError:
        return concern.entries.get(pk=key)
    audit.record("concern entry added", by=by, subject=concern, kind=kind)
    return entry


@transaction.atomic
def sort_concern(*, by: StaffMembership, concern: Concern, category: str) -> Concern:
    """Say what kind of harm it is about."""
    check_can_handle(by)
    if concern.category == category:
        return concern
    concern.category = category
    concern.save(update_fields=["category"])
    write(concern, EntryKind.SORTED, by=by, text=str(Category(category).label) if category else "")
    audit.record("concern sorted", by=by, subject=concern, category=category)
    return concern
