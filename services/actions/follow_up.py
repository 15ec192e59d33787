"""Calling somebody who stayed away."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..calculations.attendance import Away
from ..enums import Channel, NoteKind
from ..models import FollowUp, Group, Note, Participant
from ..permissions import check_can_change_people
from ..safe_contact import may_contact


@transaction.atomic
def follow_up(
    *, by: StaffMembership, participant: Participant, note: Note, away: Collection[Away]
) -> Note:
    """Note that somebody spoke with a person who stayed away; nobody needs to until the next time.

    `away` is what they stayed away from. The note is kept once however often its uuid is sent.
    Raises Refused for a call where a call is not safe.
    """
    check_can_change_people(by)
    if note.kind == NoteKind.CALL:
        may_contact(participant, Channel.CALL)
    note.organisation_id, note.participant = participant.organisation_id, participant
    note.written_by_id = by.user_id
    note, is_new = add_once(note)
    if not is_new:
        return note
    groups = dict(
        Group.objects.for_organisation(by.organisation_id)
        .filter(uuid__in=[one.group for one in away])
        .values_list("uuid", "pk")
    )
    for one in away:
        FollowUp.objects.update_or_create(
            organisation_id=by.organisation_id,
            group_id=groups[one.group],
            participant=participant,
            defaults={
                "away_on": one.last_on,
                "called_on": timezone.localdate(),
                "called_by_id": by.user_id,
            },
        )
    audit.record("absence followed up", by=by, subject=participant, groups=len(away))
    return note
