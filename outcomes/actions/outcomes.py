"""Recording what changed, and correcting it."""

from collections.abc import Iterable

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once
from services.actions.periods import About, explained
from services.models import Participant

from ..models import Outcome


def record_outcome(
    *, by: StaffMembership, participant: Participant, outcome: Outcome, because: str = ""
) -> Outcome:
    """Record a change for a participant, once however often the same uuid is sent.

    Raises PeriodClosed where its day is in an issued report and `because` does not say why it
    comes later.
    """

    def do() -> Outcome:
        outcome.organisation_id = participant.organisation_id
        outcome.participant = participant
        outcome.recorded_by_id = by.user_id
        added, is_new = add_once(outcome)
        if is_new:
            audit.record("outcome recorded", by=by, subject=added, domain=added.domain.code)
        return added

    return explained(
        by=by, because=because, about=lambda: about_outcome(outcome, participant), do=do
    )


def correct_outcome(
    *, by: StaffMembership, outcome: Outcome, changed: Iterable[str], because: str = ""
) -> Outcome:
    """Save a correction; `changed` names the fields for the trail.

    Raises PeriodClosed where what figures count of it changes on a day that is in an issued
    report and `because` does not say why.
    """

    def do() -> Outcome:
        outcome.save()
        audit.record("outcome corrected", by=by, subject=outcome, fields=sorted(changed))
        return outcome

    about = about_outcome(outcome, outcome.participant)
    return explained(by=by, because=because, about=lambda: about, do=do)


def about_outcome(outcome: Outcome, participant: Participant) -> About:
    """Return what is put on record of an outcome that was changed on closed days."""
    return About(Outcome._meta.label_lower, outcome.uuid, participant.pk)
