"""How long an organisation keeps what, and single records that it keeps longer."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.models import Hold, KeptFor
from rco_network.core.personal_data import PERIODS
from rco_network.core.personal_data.lengths import lengths_of, months_later
from rco_network.core.personal_data.periods import length_in_words

from ..models import Participant
from ..permissions import check_can_set_retention

# Nobody can say today what will be in ten years.
LONGEST_HOLD_MONTHS = 120


@transaction.atomic
def set_length(*, by: StaffMembership, period: str, months: int) -> None:
    """Say how long the organisation keeps what belongs to a period.

    Raises Refused, with the reason, beyond the floor or the ceiling. What a shorter length makes
    due is announced a fortnight ahead like everything else.
    """
    check_can_set_retention(by)
    found = PERIODS.get(period)
    if found is None or found.floor is None or found.ceiling is None:
        raise Refused(gettext("How long this is kept cannot be changed."))
    if months < found.floor:
        raise Refused(
            gettext("At least %(length)s. %(why)s")
            % {"length": length_in_words(found.floor), "why": gettext(found.why_floor)}
        )
    if months > found.ceiling:
        raise Refused(
            gettext("At most %(length)s. %(why)s")
            % {"length": length_in_words(found.ceiling), "why": gettext(found.why_ceiling)}
        )
    was = lengths_of(by.organisation_id)[period]
    if was == months:
        return
    KeptFor.objects.update_or_create(
        organisation_id=by.organisation_id,
        period=period,
        defaults={"months": months, "set_by_id": by.user_id},
    )
    audit.record("length of keeping set", by=by, period=period, was=was, months=months)


@transaction.atomic
def keep_longer(
    *, by: StaffMembership, participant: Participant, until: date, reason: str, words: str = ""
) -> Hold:
    """Hold a person's records until a day, whatever the periods say. Raises Refused."""
    check_can_set_retention(by)
    if participant.organisation_id != by.organisation_id:
        raise Refused(gettext("This belongs to another organisation."))
    today = timezone.localdate()
    if not today < until <= months_later(today, LONGEST_HOLD_MONTHS):
        raise Refused(gettext("Choose a day from tomorrow on, at most ten years ahead."))
    hold, _ = Hold.objects.update_or_create(
        organisation_id=by.organisation_id,
        subject_type=participant._meta.label_lower,
        subject_uuid=participant.uuid,
        defaults={"until": until, "reason": reason, "words": words, "set_by_id": by.user_id},
    )
    audit.record("record held", by=by, subject=participant, reason=reason, until=until)
    return hold


@transaction.atomic
def keep_no_longer(*, by: StaffMembership, participant: Participant) -> None:
    """End a hold: the periods decide again."""
    check_can_set_retention(by)
    gone, _ = Hold.objects.filter(
        organisation_id=by.organisation_id,
        subject_type=participant._meta.label_lower,
        subject_uuid=participant.uuid,
    ).delete()
    if gone:
        audit.record("record no longer held", by=by, subject=participant)
