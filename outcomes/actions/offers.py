"""Answering what the work offers: taking it as an outcome, putting it aside, offering it again."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from services.actions.periods import explained

from ..calculations.sources import Offer
from ..enums import Answer
from ..models import OfferAnswer, Outcome
from ..permissions import check_can_record_outcomes
from .outcomes import about_outcome


@transaction.atomic
def accept_offers(
    *, by: StaffMembership, offers: Iterable[tuple[Offer, Outcome]], because: str = ""
) -> list[Outcome]:
    """Record offers as outcomes; return those recorded.

    One that a colleague answered a moment ago is left as they answered it. Raises PeriodClosed,
    and none is recorded, where the day of one is in an issued report and `because` does not say
    why it comes later.
    """
    check_can_record_outcomes(by)
    return [outcome for offer, outcome in offers if _accepted(by, offer, outcome, because)]


def _accepted(by: StaffMembership, offer: Offer, outcome: Outcome, because: str) -> bool:
    return explained(
        by=by,
        because=because,
        about=lambda: about_outcome(outcome, offer.participant),
        do=lambda: _answered(by, offer, Answer.ACCEPTED, outcome),
    )


@transaction.atomic
def put_offers_aside(*, by: StaffMembership, offers: Iterable[Offer]) -> int:
    """Remember that these are no outcomes; return how many were not answered before."""
    check_can_record_outcomes(by)
    return sum(_answered(by, offer, Answer.ASIDE) for offer in offers)


def _answered(
    by: StaffMembership, offer: Offer, answer: Answer, outcome: Outcome | None = None
) -> bool:
    """Write an answer, with its outcome; whether nobody had answered."""
    row = OfferAnswer(
        organisation_id=by.organisation_id,
        participant=offer.participant,
        kind=offer.kind,
        source=offer.source,
        matter_id=offer.matter_id,
        answer=answer,
        facts=offer.facts,
        answered_by_id=by.user_id,
    )
    try:
        with transaction.atomic():
            if outcome is not None:
                outcome.organisation_id = by.organisation_id
                outcome.participant = offer.participant
                outcome.recorded_by_id = by.user_id
                outcome.save(force_insert=True)
                row.outcome = outcome
            row.save(force_insert=True)
    except IntegrityError:
        return False
    if outcome is not None:
        audit.record("outcome recorded", by=by, subject=outcome, domain=outcome.domain.code)
    else:
        audit.record("offer put aside", by=by, subject=row)
    return True


@transaction.atomic
def offer_again(*, by: StaffMembership, answer: OfferAnswer) -> None:
    """Forget that something was put aside, so that it is offered again."""
    check_can_record_outcomes(by)
    if answer.answer == Answer.ASIDE:
        audit.record("offer offered again", by=by, subject=answer)
        answer.delete()
