"""How many were sent and received, and what became of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from .enums import Reason, State
from .models import Referral


@dataclass(frozen=True)
class Tally:
    """One side's referrals of all time by state, and why those were declined that were."""

    waiting: int
    accepted: int
    declined: int
    withdrawn: int
    expired: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return self.waiting + self.accepted + self.declined + self.withdrawn + self.expired


def tallies(organisation_id: int, today: date) -> tuple[Tally, Tally]:
    """Return (sent, received) of the referrals that the scope may see, in one query."""
    rows = (
        Referral.objects.filter(Q(sender=organisation_id) | Q(receiver=organisation_id))
        .values_list("sender_id", "state", "reason")
        .annotate(n=Count("pk"), over=Count("pk", filter=Q(expires_on__lt=today)))
        .order_by()
    )
    counted = list(rows)
    sent = [row[1:] for row in counted if row[0] == organisation_id]
    received = [row[1:] for row in counted if row[0] != organisation_id]
    return _tally(sent), _tally(received)


def _tally(rows: list[tuple[str, str, int, int]]) -> Tally:
    by_state = dict.fromkeys(State.values, 0)
    reasons: dict[str, int] = {}
    for state, reason, n, over in rows:
        by_state[state] += n
        if state == State.SENT:  # The clock decides, not the nightly job.
            by_state[State.SENT] -= over
            by_state[State.EXPIRED] += over
        if reason:
            told = Reason(reason).told
            reasons[told] = reasons.get(told, 0) + n
    named = tuple((str(Reason(code).label), n) for code, n in sorted(reasons.items()))
    return Tally(
        waiting=by_state[State.SENT],
        accepted=by_state[State.ACCEPTED],
        declined=by_state[State.DECLINED],
        withdrawn=by_state[State.WITHDRAWN],
        expired=by_state[State.EXPIRED],
        reasons=named,
    )
