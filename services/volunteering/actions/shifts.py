"""Putting shifts on the rota, moving them, taking them off."""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once

from ..enums import STANDING, Turn
from ..models import Assignment, Shift
from ..permissions import check_can_manage


@transaction.atomic
def add_shifts(*, by: StaffMembership, shift: Shift, weeks: int = 1) -> list[Shift]:
    """Add a shift, and the same one in each of the following weeks: `weeks` in all.

    The keys follow from the first one's, so that a form sent twice adds them once.
    """
    check_can_manage(by)
    first, added = shift.uuid, []
    for number in range(weeks):
        one = Shift(
            organisation_id=by.organisation_id,
            uuid=uuid.uuid5(first, str(number)) if number else first,
            role_id=shift.role_id,
            group_id=shift.group_id,
            day=shift.day + timedelta(weeks=number),
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            places=shift.places,
            where=shift.where,
        )
        kept, is_new = add_once(one)
        if is_new:
            added.append(kept)
    if added:
        audit.record("shifts added", by=by, subject=added[0], shifts=len(added))
    return added


@transaction.atomic
def change_shift(*, by: StaffMembership, shift: Shift) -> Shift:
    """Move a shift or change its places; those on it move with it. Lock the row before.

    Raises ValidationError for fewer places than people, IntegrityError where somebody on it has
    another shift then.
    """
    check_can_manage(by)
    on_it = Assignment.objects.filter(shift=shift).on_the_rota()
    if on_it.count() > shift.places:
        raise ValidationError(
            {"places": _("More people than that are on it. Call somebody off first.")}
        )
    shift.save()
    on_it.filter(state__in=STANDING).update(day=shift.day, during=shift.during)
    # Those beyond the last place move to the free ones before it.
    taken = set(on_it.filter(place__lte=shift.places).values_list("place", flat=True))
    free = [place for place in range(1, shift.places + 1) if place not in taken]
    for turn, place in zip(on_it.filter(place__gt=shift.places), free, strict=False):
        Assignment.objects.filter(pk=turn.pk).update(place=place)
    audit.record("shift changed", by=by, subject=shift)
    return shift


@transaction.atomic
def cancel_shift(*, by: StaffMembership, shift: Shift) -> int:
    """Take a shift off the rota; return how many people were on it. Twice is once.

    Raises Refused once somebody has done it.
    """
    check_can_manage(by)
    if shift.cancelled_at is not None:
        return 0
    if Assignment.objects.filter(shift=shift, state=Turn.DONE).exists():
        raise Refused(_("Somebody has done this shift, so it stays."))
    shift.cancelled_at = timezone.now()
    shift.save(update_fields=["cancelled_at"])
    number = Assignment.objects.filter(shift=shift, state__in=STANDING).update(
        state=Turn.CALLED_OFF, said_by=by.user_id
    )
    audit.record("shift cancelled", by=by, subject=shift, people=number)
    return number
