"""What a volunteer who signs in sees and says: their shifts, open ones, swaps."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from organisations.request import Request
from services.forms.guards import attempt

from ..actions.turns import move_turn, sign_up, take_swap
from ..calculations.rota import offered, open_to, shifts_with_turns, turns_to_come
from ..enums import OWN_MOVES, TURN_MOVES, Turn
from ..models import Assignment, Expense, Shift, Stint, Volunteer
from ..permissions import can_manage, check_is_volunteer, is_own

LAST = 8
_SAYS = {
    Turn.CONFIRMED: gettext_lazy("Yes, I come"),
    Turn.OFFERED: gettext_lazy("Look for a swap"),
    Turn.CALLED_OFF: gettext_lazy("I cannot come"),
}


@require_safe
def my_shifts(request: Request) -> HttpResponse:
    """The volunteer's own turns, and what they could take."""
    mine = check_is_volunteer(request.membership)
    return _page(request, mine)


def _page(request: Request, mine: Volunteer, form: forms.Form | None = None) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "volunteer": mine,
        "form": form or forms.Form(),
        "turns": [_turn(turn) for turn in turns_to_come(mine, today)],
        "open": [
            {"one": one, "swap": None if one.free else offered(one.turns)}
            for one in open_to(mine, today)
        ],
        "stints": Stint.objects.filter(volunteer=mine)
        .select_related("role")
        .order_by("-day", "-id")[:LAST],
        "expenses": Expense.objects.filter(volunteer=mine).order_by("-day", "-id")[:LAST],
    }
    page = "services/volunteering/my_shifts.html"
    return render(request, page, context, status=422 if form and form.errors else 200)


def _turn(turn: Assignment) -> dict[str, Any]:
    moves = [to for to in OWN_MOVES if to in TURN_MOVES[turn.state]]
    if turn.state == Turn.SIGNED_UP:
        moves.remove(Turn.CONFIRMED)
    says = {**_SAYS, Turn.CONFIRMED: _("Keep it")} if turn.state == Turn.OFFERED else _SAYS
    return {
        "turn": turn,
        "state": Turn(turn.state).label,
        "kind": "warn" if turn.state in (Turn.OFFERED, Turn.ASKED) else "good",
        "moves": [(str(to), says[to]) for to in moves],
    }


@require_POST
def shift_take(request: Request, uuid: UUID) -> HttpResponse:
    """Sign up for a shift, or take over a turn that somebody offers."""
    mine = check_is_volunteer(request.membership)
    own = Shift.objects.for_organisation(request.membership.organisation_id)
    found = get_object_or_404(own.on().select_related("role"), uuid=uuid)
    one = shifts_with_turns(own.filter(pk=found.pk))[0]
    form = forms.Form({})
    swap = None if one.free else offered(one.turns)
    if swap is not None:
        done = attempt(form, take_swap, by=request.membership, volunteer=mine, turn=swap)
    else:
        done = attempt(form, sign_up, by=request.membership, volunteer=mine, shift=found)
    if not done:
        return _page(request, mine, form)
    messages.success(request, _("You are on it. Thank you!"))
    return redirect("my-shifts")


@require_POST
def turn_move(request: Request, uuid: UUID, to: str) -> HttpResponse:
    """Say what becomes of a turn: by the volunteer, or by whoever looks after the rota."""
    is_keeper = can_manage(request.membership)
    rows = Assignment.objects.for_organisation(request.membership.organisation_id)
    if not is_keeper:
        rows = rows.filter(volunteer=check_is_volunteer(request.membership))
    turn = get_object_or_404(rows.select_related("volunteer", "shift"), uuid=uuid)
    if to in Turn.values:
        move_turn(by=request.membership, turn=turn, to=to)
        messages.success(request, _("Saved."))
    if is_keeper and not (is_own(request.membership, turn.volunteer) and to in OWN_MOVES):
        return redirect("shift", uuid=turn.shift.uuid)
    return redirect("my-shifts")
