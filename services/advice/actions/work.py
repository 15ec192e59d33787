"""Work on an open matter: steps, deadlines, documents, other people, outcomes."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..calculations import AboveLevel, judge
from ..enums import Held
from ..models import ConflictCheck, Deadline, Document, Matter, MatterOutcome, Step
from ..permissions import check_can_advise, check_held_move, check_is_open
from .opening import add_parties, look, with_sight


def note_refusal(*, by: StaffMembership, subject: Any = None, level: str) -> None:
    """Write down that somebody was refused work above their registration; not which work."""
    audit.record("work refused", by=by, subject=subject, level=level)


@transaction.atomic
def write_step(*, by: StaffMembership, matter: Matter, step: Step) -> Step:
    """Add a step, once however often its uuid is sent.

    Raises AboveLevel for work above the registration of whoever did it.
    """
    check_can_advise(by)
    check_is_open(matter)
    verdict = judge(by, step.subject, step.level, timezone.localdate())
    if not verdict.is_allowed:
        raise AboveLevel(verdict)
    step.belong_to(matter).by_id = by.user_id
    step, is_new = add_once(step)
    if is_new:
        audit.record("matter step written", by=by, subject=matter, minutes=step.minutes)
    return step


@transaction.atomic
def set_deadline(*, by: StaffMembership, matter: Matter, deadline: Deadline) -> Deadline:
    """Add something that must be done by a day."""
    check_can_advise(by)
    check_is_open(matter)
    deadline, is_new = add_once(deadline.belong_to(matter))
    if is_new:
        audit.record("matter deadline set", by=by, subject=matter, due_on=deadline.due_on)
    return deadline


@transaction.atomic
def meet_deadline(*, by: StaffMembership, deadline: Deadline) -> Deadline:
    """Say that it is done. Twice is once."""
    check_can_advise(by)
    if deadline.done_on is None:
        deadline.done_on = timezone.localdate()
        deadline.save(update_fields=["done_on"])
        audit.record("matter deadline met", by=by, subject=deadline.matter)
    return deadline


_DAY_OF: dict[str, str] = {
    Held.ASKED: "asked_on",
    Held.RECEIVED: "received_on",
    Held.RETURNED: "returned_on",
}


@transaction.atomic
def list_document(*, by: StaffMembership, matter: Matter, document: Document) -> Document:
    """Write down which paper there is, or was asked for."""
    check_can_advise(by)
    check_is_open(matter)
    setattr(document, _DAY_OF[document.state], timezone.localdate())
    document, is_new = add_once(document.belong_to(matter))
    if is_new:
        audit.record("matter document listed", by=by, subject=matter, state=document.state)
    return document


@transaction.atomic
def move_document(*, by: StaffMembership, document: Document, to: str) -> Document:
    """Say that a paper came, or was given back; after closing too."""
    check_can_advise(by)
    check_held_move(document, to)
    document.state = to
    setattr(document, _DAY_OF[to], timezone.localdate())
    document.save(update_fields=["state", _DAY_OF[to]])
    audit.record("matter document moved", by=by, subject=document.matter, state=to)
    return document


@transaction.atomic
def add_party(
    *, by: StaffMembership, matter: Matter, name: str, role: str, reference: str
) -> ConflictCheck | None:
    """Write somebody else into a matter; return the check where their name is known elsewhere."""
    check_can_advise(by)
    check_is_open(matter)
    with with_sight(by):
        parties = add_parties(matter, [name], role, reference)
        audit.record("matter party added", by=by, subject=matter)
        if not parties[0].keys.exists():
            return None
        check = look(by, matter, parties)
    return check if check.is_hit else None


@transaction.atomic
def record_outcome(*, by: StaffMembership, matter: Matter, outcome: MatterOutcome) -> MatterOutcome:
    """Write down what came of a matter."""
    check_can_advise(by)
    check_is_open(matter)
    outcome.belong_to(matter).recorded_by_id = by.user_id
    outcome, is_new = add_once(outcome)
    if is_new:
        audit.record("matter outcome recorded", by=by, subject=matter)
    return outcome


@transaction.atomic
def remove_outcome(*, by: StaffMembership, outcome: MatterOutcome) -> None:
    """Take back an outcome that was written by mistake."""
    check_can_advise(by)
    check_is_open(outcome.matter)
    audit.record("matter outcome removed", by=by, subject=outcome.matter)
    MatterOutcome.objects.filter(pk=outcome.pk).delete()
