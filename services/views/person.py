"""Opening somebody's record: the one door of every page about a person."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from organisations.enums import Right
from organisations.request import Request
from rco_network.core import audit

from ..forms.guards import locked_if_sent
from ..models import Participant
from ..models.participant import ParticipantQuerySet


def open_person(
    request: Request, uuid: UUID, *with_them: str, is_locked: bool = False
) -> Participant:
    """Return the person, with `with_them` joined; 404 for whoever may not be seen or was erased.

    Looking at a restricted record is written into the trail, with what let the person in.
    `is_locked` locks the row until the transaction ends where a form was sent.
    """
    rows: ParticipantQuerySet = Participant.objects.visible_to(request.membership).known()
    rows = rows.select_related("restriction", *with_them)
    person: Participant = get_object_or_404(
        locked_if_sent(request, rows) if is_locked else rows, uuid=uuid
    )
    note_view(request, person)
    return person


def note_view(request: Request, person: Participant) -> None:
    """Write into the trail that a restricted record was looked at; for others do nothing."""
    if person.is_restricted:
        why = "manager" if request.membership.has_right(Right.SEE_RESTRICTED) else "named"
        audit.viewed(person, by=request.membership, why=why)
