"""Who works on a matter, and how it ends."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused

from ..calculations import AboveLevel, judge
from ..enums import State
from ..models import Deadline, Matter, MatterAdviser
from ..permissions import check_can_advise, check_can_supervise, check_is_open, check_move
from .keys import forget_keys


@transaction.atomic
def name_advisers(
    *, by: StaffMembership, matter: Matter, advisers: Collection[StaffMembership]
) -> Matter:
    """Say which advisers work on a matter. What somebody who goes had to do goes to the first.

    Raises AboveLevel, with nothing changed, for an adviser whose registration is too low.
    """
    check_can_supervise(by)
    if not advisers:
        raise Refused(_("Name at least one adviser: somebody must work on it."))
    rows = MatterAdviser.objects.filter(matter=matter)
    now = set(rows.values_list("membership_id", flat=True))
    wanted = {adviser.pk: adviser for adviser in advisers}
    for pk in wanted.keys() - now:
        verdict = judge(
            wanted[pk], matter.subjects, matter.level, timezone.localdate(), is_self=pk == by.pk
        )
        if not verdict.is_allowed:
            raise AboveLevel(verdict)
        named = MatterAdviser(membership=wanted[pk], named_by_id=by.user_id)
        named.belong_to(matter).save(force_insert=True)
    gone = now - wanted.keys()
    rows.filter(membership_id__in=gone).delete()
    Deadline.objects.filter(matter=matter, done_on=None, membership_id__in=gone).update(
        membership_id=next(iter(wanted)), reminded=None
    )
    if gone or wanted.keys() - now:
        audit.record("matter advisers named", by=by, subject=matter, advisers=len(wanted))
    return matter


@transaction.atomic
def close_matter(
    *, by: StaffMembership, matter: Matter, ended: str, ending: str, closed_on: date
) -> Matter:
    """Close a matter: the six years for which it is kept begin."""
    check_can_advise(by)
    check_is_open(matter)
    check_move(matter, State.CLOSED)
    matter.state, matter.ended, matter.ending = State.CLOSED, ended, ending
    matter.closed_on = closed_on
    matter.save(update_fields=["state", "ended", "ending", "closed_on"])
    forget_keys(matter)
    audit.record("matter closed", by=by, subject=matter, ended=ended)
    return matter
