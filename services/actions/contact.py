"""Writing down how somebody is reached safely, and what colleagues note."""

from collections.abc import Iterable

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import ContactDetails, Note, Participant


@transaction.atomic
def save_contact(
    *,
    by: StaffMembership,
    participant: Participant,
    contact: ContactDetails,
    changed: Iterable[str],
) -> ContactDetails:
    """Save contact details over those that were there; `changed` names fields for the trail.

    Lock the participant before: two people may be the first to write.
    """
    contact.organisation_id = participant.organisation_id
    contact.participant = participant
    contact.save()
    audit.record("contact details changed", by=by, subject=participant, fields=sorted(changed))
    return contact


@transaction.atomic
def write_note(*, by: StaffMembership, participant: Participant, note: Note) -> Note:
    """Add a note about a person, once however often its uuid is sent."""
    note.organisation_id = participant.organisation_id
    note.participant = participant
    note.written_by_id = by.user_id
    note, is_new = add_once(note)
    if is_new:
        audit.record("note written", by=by, subject=participant)
    return note


@transaction.atomic
def change_note(*, by: StaffMembership, note: Note) -> Note:
    """Correct a note. History says that it changed and by whom, and not from what."""
    note.save(update_fields=["kind", "text"])
    audit.record("note changed", by=by, subject=note.participant)
    return note
