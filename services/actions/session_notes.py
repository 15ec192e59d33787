"""The note on a session: about the session, for those who see its group."""

import hashlib
from typing import Any

from django.db.models import Q

from rco_network.core.text import search_key

from ..models import Attendance, Enrolment, Participant, Session, SessionNote

# A shorter word of a name is a word of any sentence.
SHORTEST_NAME = 3


def write_session_note(session: Session, text: str) -> bool:
    """Write the note of a locked session over the one that is there, "" takes it away.

    Returns whether anything changed. A part of saving the register, which writes the trail.
    """
    own = SessionNote.objects.for_organisation(session.organisation_id).filter(session=session)
    there = own.first()
    if (there.text if there else "") == text:
        return False
    if there is None:
        SessionNote.objects.create(
            organisation_id=session.organisation_id, session=session, text=text
        )
    elif text:
        there.text = text
        there.save(update_fields=["text"])
    else:
        there.delete()
    return True


def digest(text: str) -> str:
    """Return what a page carries along to say which text it was drawn with."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def can_overwrite(session: Session, text: str, was: str) -> bool:
    """Whether a page drawn before somebody else's save loses nothing of theirs.

    `was` is the digest of the text that it was drawn with.
    """
    found = SessionNote.objects.for_organisation(session.organisation_id).filter(session=session)
    there = next((one.text for one in found), "")
    return there == text or digest(there) == was or digest(text) == was


def notes_that_name(participant: Participant) -> Q:
    """Return which notes, on sessions of the groups that the person was in, have their name.

    A note is about a session and should name nobody. The text is encrypted, so that each is read.
    """
    words = words_of(participant)
    theirs: dict[str, Any] = {
        "organisation": participant.organisation_id,
        "participant": participant.pk,
    }
    groups = Q(session__group__in=Enrolment.objects.filter(**theirs).values("group")) | Q(
        session__group__in=Attendance.objects.filter(**theirs).values("session__group")
    )
    notes = SessionNote.objects.for_organisation(participant.organisation_id).filter(groups)
    return Q(pk__in=[n.pk for n in notes if words & set(search_key(n.text).split())])


def words_of(participant: Participant) -> set[str]:
    """Return the words of a name by which free text is looked through."""
    return {word for word in search_key(participant.name).split() if len(word) >= SHORTEST_NAME}
