"""Closing the days that an issued report counts, and changing them with the reason on record.

The database refuses (core/closing.py); here is what it is told, and what people are told.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_unless_there
from rco_network.core.closing import REFUSED, TURN
from rco_network.core.tenancy.scope import correcting
from rco_network.core.text import search_key

from ..models import Correction, Participant, PeriodLock
from ..permissions import check_can_close_days
from .session_notes import words_of

LONGEST_REASON = 400
Done = TypeVar("Done")


@dataclass(frozen=True)
class Closed:
    """That a day is in a report: its edition's code, and when it was issued.

    `is_among_others`: a day of several, of which others may be open.
    """

    code: str
    at: datetime
    is_among_others: bool = False

    def __str__(self) -> str:
        said = _("This day is in a report that was issued on %(day)s (%(code)s).")
        if self.is_among_others:
            said = _("Some of these days are in a report that was issued on %(day)s (%(code)s).")
        day = date_format(timezone.localdate(self.at), "j F Y")
        return said % {"day": day, "code": self.code}


class PeriodClosed(Refused):
    """Something on a closed day was to be changed and nobody said why. `closed` says by what."""

    def __init__(self, closed: Closed, day: date) -> None:
        self.closed, self.day = closed, day
        super().__init__(f"{closed} {_('Say why it is changed.')}")


@dataclass(frozen=True)
class About:
    """What is about to be changed, by its key; with whom and the days where that is known."""

    record: str
    uuid: UUID
    participant_id: int | None = None
    days: tuple[date, date] | None = None


@transaction.atomic
def close_period(
    *, by: Any, organisation: Any, start: date, end: date, because: str
) -> PeriodLock | None:
    """Close the days of an issued report up to today; days to come are counted again anyway.

    `because` is the edition's code: the same sent twice closes once, another one once more.
    Waits for whoever is writing at this moment (ten seconds at most, as for every lock). Returns
    None where the period has not begun.
    """
    check_can_close_days(by)
    last_on = min(end, timezone.localdate())
    if last_on < start:
        return None
    organisation_id = getattr(organisation, "pk", organisation)
    lock = PeriodLock(
        organisation_id=organisation_id,
        first_on=start,
        last_on=last_on,
        because=because,
        locked_at=timezone.now(),
        locked_by_id=by.user_id,
    )
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [TURN, organisation_id])
    if not add_unless_there(lock):
        return PeriodLock.objects.for_organisation(organisation_id).get(because=because)
    audit.record("days closed", by=by, subject=lock, first_on=start, last_on=last_on, code=because)
    return lock


def closed_on(organisation_id: int, first_on: date, last_on: date | None = None) -> Closed | None:
    """Return what closed a day, or one of the days up to `last_on`, last; None for open days."""
    own = PeriodLock.objects.for_organisation(organisation_id)
    found = own.touching(first_on, last_on or first_on).order_by("-locked_at", "-pk")
    lock = found.values_list("because", "locked_at").first()
    if lock is None:
        return None
    code, at = lock
    return Closed(code, at, is_among_others=last_on not in (None, first_on))


def explained(*, by: Any, because: str, about: Callable[[], About], do: Callable[[], Done]) -> Done:
    """Do it, as one; where it changes what is counted on closed days, with `because` on record.

    Raises PeriodClosed, with nothing done, where that is empty. It is tried without the reason
    first, so that `do` may run twice: what changes nothing there is no correction, and open days
    cost nothing more than the savepoint that every action has.
    """
    try:
        with transaction.atomic():
            return do()
    except DatabaseError as error:
        refused = _refusal(error)
        if refused is None:
            raise
        if not because.strip():
            raise refused from error
    with transaction.atomic():
        correction = _correct(by, because, about(), refused.day)
        with correcting(correction.uuid):
            return do()


def _refusal(error: DatabaseError) -> PeriodClosed | None:
    """Read what the database said; None where it was about something else."""
    cause: Any = error.__cause__
    if getattr(cause, "sqlstate", None) != REFUSED:
        return None
    told = json.loads(cause.diag.message_detail)
    closed = Closed(told["because"], datetime.fromisoformat(told["locked_at"]))
    return PeriodClosed(closed, date.fromisoformat(told["day"]))


def _correct(by: Any, because: str, about: About, day: date) -> Correction:
    first_on, last_on = about.days or (day, day)
    correction = Correction.objects.create(
        organisation_id=by.organisation_id,
        by_id=by.user_id,
        at=timezone.now(),
        reason=because.strip()[:LONGEST_REASON],
        subject_type=about.record,
        subject_uuid=about.uuid,
        participant_id=about.participant_id,
        first_on=first_on,
        last_on=last_on,
    )
    audit.record(
        "closed days corrected",
        by=by,
        subject=correction,
        record=about.record,
        of=about.uuid,
        day=first_on,
    )
    return correction


def corrections_about(participant: Participant) -> Q:
    """Return which corrections are about somebody, or have their name in the reason.

    The reason is encrypted, so that each is read; there are few.
    """
    own = Correction.objects.for_organisation(participant.organisation_id)
    words = words_of(participant)
    named = [one.pk for one in own if words & set(search_key(one.reason).split())]
    return Q(participant=participant.pk) | Q(pk__in=named)
