"""Marks that two people made differently: kept, shown to whoever keeps the register, decided."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from rco_network.core import audit
from rco_network.core.access import Refused

from ..models import Attendance, MarkConflict, Session
from ..permissions import check_can_log
from .periods import About, explained


def keep_conflicts(
    session: Session,
    pairs: Mapping[int, tuple[str, str]],
    *,
    sent_by: int,
    there_by: Any,
    there_at: Any,
) -> None:
    """Keep the marks that were not taken, for somebody to decide. The session is locked.

    `pairs` maps a participant's key to (the mark that stands, the mark that was sent); `there_by`
    is who saved the register last before, and when. A part of saving it, which writes the trail.
    """
    own = {"organisation_id": session.organisation_id, "session": session}
    for pk, (there, sent) in pairs.items():
        MarkConflict.objects.update_or_create(
            **own,
            participant_id=pk,
            sent_by_id=sent_by,
            defaults={
                "there": there,
                "there_by": there_by,
                "there_at": there_at,
                "sent": sent,
            },
        )
    if pairs:
        # Whoever has the register open has not seen these: their page is from before.
        session.version += 1
        session.save(update_fields=["version"])


def settle(session: Session, participants: Iterable[int]) -> None:
    """Forget what was open about these people: a sheet that showed it was saved."""
    own, keys = MarkConflict.objects.for_organisation(session.organisation_id), list(participants)
    if keys:
        own.filter(session=session, participant__in=keys).delete()


def open_conflicts(session: Session) -> list[MarkConflict]:
    """Return what is to be decided on a register, with whom it is about and who marked."""
    own = MarkConflict.objects.for_organisation(session.organisation_id).filter(session=session)
    found = own.select_related("participant", "there_by", "sent_by")
    return list(found.order_by("participant__name_key", "pk"))


def decide_mark(*, by: Any, conflict: MarkConflict, mark: str, because: str = "") -> Session:
    """Let one of the two marks stand; return the session.

    Decided already, it stays as it was decided. Raises Refused for a mark that is neither of the
    two, and for who does not keep this register; PeriodClosed where the day is in an issued
    report and `because` does not say why it is changed.
    """
    return explained(
        by=by,
        because=because,
        about=lambda: About(Session._meta.label_lower, conflict.session.uuid),
        do=lambda: _decide(by, conflict, mark),
    )


def _decide(by: Any, conflict: MarkConflict, mark: str) -> Session:
    sessions = Session.objects.for_organisation(conflict.organisation_id)
    session: Session = (
        sessions.select_for_update(of=("self",)).select_related("group").get(pk=conflict.session_id)
    )
    check_can_log(by, session.group)
    still_open = MarkConflict.objects.for_organisation(session.organisation_id).filter(
        pk=conflict.pk
    )
    if not still_open.exists():
        return session
    if mark not in (conflict.there, conflict.sent):
        raise Refused(_("Choose one of the two marks that were made."))
    Attendance.objects.update_or_create(
        organisation_id=session.organisation_id,
        session=session,
        participant_id=conflict.participant_id,
        defaults={"held_on": session.held_on, "mark": mark},
    )
    session.version += 1
    session.saved_by_id, session.saved_at = by.user_id, timezone.now()
    session.save(update_fields=["version", "saved_by", "saved_at"])
    settle(session, [conflict.participant_id])
    audit.record("mark decided", by=by, subject=session, mark=mark)
    return session
