"""Who is on which shift: signing up, being asked, swapping, calling off, having been there."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused

from ..calculations.qualifying import blocks, held_by
from ..enums import TAKES_A_PLACE, Turn
from ..models import Assignment, Shift, Stint, Volunteer
from ..permissions import check_can_manage, check_speaks_for, check_turn, is_own
from .hours import log_done

_FULL = gettext_lazy("Somebody was quicker: every place of this shift is taken by now.")


@transaction.atomic
def sign_up(*, by: StaffMembership, volunteer: Volunteer, shift: Shift) -> Assignment:
    """Take a place on a shift for oneself; somebody who looks after the rota asks (`asked`).

    Twice is once. Raises ValidationError with every reason why it cannot be, and when the last
    place went in this moment. An overlap is the database's to refuse (IntegrityError).
    """
    check_speaks_for(by, volunteer)
    mine = Assignment.objects.filter(shift=shift, volunteer=volunteer).on_the_rota().first()
    if mine is not None:
        return mine
    _check_can_be_on(volunteer, shift)
    is_self = is_own(by, volunteer)
    turn = Assignment(
        volunteer=volunteer,
        shift=shift,
        day=shift.day,
        during=shift.during,
        state=Turn.SIGNED_UP if is_self else Turn.ASKED,
        said_by_id=by.user_id,
    )
    _take_a_place(turn)
    audit.record("shift taken" if is_self else "volunteer asked", by=by, subject=volunteer)
    return turn


@transaction.atomic
def take_swap(*, by: StaffMembership, volunteer: Volunteer, turn: Assignment) -> Assignment:
    """Take over a turn that somebody offers. Raises ValidationError when somebody was quicker."""
    check_speaks_for(by, volunteer)
    _check_can_be_on(volunteer, turn.shift)
    left = Assignment.objects.filter(pk=turn.pk, state=Turn.OFFERED)
    if not left.update(state=Turn.SWAPPED, said_by=by.user_id):
        raise ValidationError(_("Somebody was quicker, or it is not offered any more."))
    mine = Assignment(
        volunteer=volunteer,
        shift=turn.shift,
        day=turn.shift.day,
        during=turn.shift.during,
        place=turn.place,
        state=Turn.SIGNED_UP,
        said_by_id=by.user_id,
    )
    mine.save(force_insert=True)
    audit.record("shift swapped", by=by, subject=volunteer)
    return mine


@transaction.atomic
def move_turn(*, by: StaffMembership, turn: Assignment, to: str) -> Assignment:
    """Say what becomes of a turn. Having been there logs its hours, to be approved.

    Raises Refused for what does not follow, or is not theirs to say.
    """
    if turn.state == to:
        return turn
    check_turn(by, turn, to)
    if to == Turn.CONFIRMED:
        _check_still_can(turn)
    stint = Stint.objects.filter(assignment=turn).first()
    if to == Turn.MISSED and stint is not None:
        _take_back(stint)
    moved = Assignment.objects.filter(pk=turn.pk, state=turn.state)
    if not moved.update(state=to, said_by=by.user_id):
        raise Refused(_("Somebody has changed this meanwhile. Open the page again."))
    turn.state = to
    if to == Turn.DONE:
        log_done(by=by, turn=turn)
    audit.record("turn changed", by=by, subject=turn.volunteer, to=to)
    return turn


@transaction.atomic
def all_came(*, by: StaffMembership, turns: Iterable[Assignment]) -> int:
    """Say of all who stand on a shift that they came; return how many. One's own is left out."""
    check_can_manage(by)
    others = [turn for turn in turns if not is_own(by, turn.volunteer)]
    for turn in others:
        move_turn(by=by, turn=turn, to=Turn.DONE)
    if others:
        audit.record("turn changed", by=by, subject=others[0].shift, people=len(others))
    return len(others)


def _take_back(stint: Stint) -> None:
    if stint.approved_at is not None:
        raise Refused(_("Its hours were approved already, so they came. Ask who approved them."))
    stint.delete()


def _check_still_can(turn: Assignment) -> None:
    """Raise Refused where a check or a training has gone since they were put on the shift."""
    held = held_by([turn.volunteer])[turn.volunteer_id]
    if reasons := blocks(held, turn.shift.role, turn.shift.day):
        raise Refused(" ".join(reasons))


def _check_can_be_on(volunteer: Volunteer, shift: Shift) -> None:
    if shift.cancelled_at is not None or shift.has_begun:
        raise ValidationError(_("This shift was cancelled or has begun."))
    held = held_by([volunteer])[volunteer.pk]
    if reasons := blocks(held, shift.role, shift.day):
        raise ValidationError(reasons)


def _take_a_place(turn: Assignment) -> None:
    """Insert the turn at the first free place; the unique key decides between two at once.

    Who waited for somebody else's insert tries the next place, until none is left.
    """
    for _again in range(turn.shift.places + 1):
        taken = set(
            Assignment.objects.filter(shift=turn.shift, state__in=TAKES_A_PLACE).values_list(
                "place", flat=True
            )
        )
        # Read anew: whoever makes the shift smaller locks it, and this insert's key waits.
        places = Shift.objects.values_list("places", flat=True).get(pk=turn.shift_id)
        turn.place = next((n for n in range(1, places + 1) if n not in taken), 0)
        if not turn.place:
            raise ValidationError(_FULL)
        try:
            with transaction.atomic():
                turn.save(force_insert=True)
        except IntegrityError as error:
            name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
            if name != "one_volunteer_a_place":
                raise
            continue
        now = Shift.objects.values_list("places", "cancelled_at").get(pk=turn.shift_id)
        if turn.place > now[0] or now[1] is not None:
            raise ValidationError(_FULL)
        return
    raise ValidationError(_FULL)
