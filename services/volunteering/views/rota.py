"""The rota for those who look after it: roles, weeks, shifts and who is on them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions.roles import keep_role
from ..actions.shifts import add_shifts, cancel_shift, change_shift
from ..actions.turns import all_came, sign_up
from ..calculations.qualifying import Held, blocks, held_by
from ..calculations.rota import monday_of, shifts_with_turns, week, who_could
from ..enums import STANDING, TURN_MOVES, Turn
from ..forms.rota import PutOnForm, RoleForm, ShiftForm
from ..models import Assignment, Shift, VolunteerRole
from ..permissions import check_can_manage, is_own
from .volunteers import FORM


@require_safe
def volunteer_roles(request: Request) -> HttpResponse:
    """What volunteers do here, and what each role needs."""
    check_can_manage(request.membership)
    own = VolunteerRole.objects.for_organisation(request.membership.organisation_id)
    context = {"roles": own.order_by("closed_on", "name")}
    return render(request, "services/volunteering/roles.html", context)


@require_http_methods(FORM)
def volunteer_role_new(request: Request) -> HttpResponse:
    """Add a role."""
    check_can_manage(request.membership)
    form = RoleForm(request.POST or None, organisation_id=request.membership.organisation_id)
    return _role_page(request, form)


@require_http_methods(FORM)
def volunteer_role_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change what a role is and needs."""
    check_can_manage(request.membership)
    own = VolunteerRole.objects.for_organisation(request.membership.organisation_id)
    found = get_object_or_404(locked_if_sent(request, own), uuid=uuid)
    form = RoleForm(
        request.POST or None, instance=found, organisation_id=request.membership.organisation_id
    )
    return _role_page(request, form)


def _role_page(request: Request, form: RoleForm) -> HttpResponse:
    is_new = form.instance.pk is None
    if form.is_valid() and attempt(form, keep_role, by=request.membership, role=form.instance):
        messages.success(request, _("Saved."))
        return redirect("volunteer-roles")
    context = {"form": form, "is_new": is_new}
    page = "services/volunteering/role_form.html"
    return render(request, page, context, status=failed_status(form))


@require_safe
def rota(request: Request) -> HttpResponse:
    """A week of shifts."""
    check_can_manage(request.membership)
    today = timezone.localdate()
    monday = monday_of(_day(request.GET.get("week", "")) or today)
    context = {
        "days": week(request.membership.organisation_id, monday),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": (monday - timedelta(weeks=1)).isoformat(),
        "after": (monday + timedelta(weeks=1)).isoformat(),
        "is_this_week": monday == monday_of(today),
        "today": today,
    }
    return render(request, "services/volunteering/rota.html", context)


def _day(text: str) -> date | None:
    """Read a day that somebody sent, None for anything else or far away."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def _week_of(day: date) -> HttpResponse:
    return redirect(f"{reverse('rota')}?week={day}")


@require_http_methods(FORM)
def shift_new(request: Request) -> HttpResponse:
    """Put a shift on the rota, for one week or several."""
    check_can_manage(request.membership)
    initial = {"day": day} if (day := _day(request.GET.get("day", ""))) else {}
    form = ShiftForm(
        request.POST or None,
        initial=initial,
        organisation_id=request.membership.organisation_id,
    )
    if form.is_valid():
        weeks = form.cleaned_data["weeks"]
        added = attempt(form, add_shifts, by=request.membership, shift=form.instance, weeks=weeks)
        if added is not None:
            said = ngettext("%(n)s shift added.", "%(n)s shifts added.", weeks) % {"n": weeks}
            messages.success(request, said)
            return _week_of(form.instance.day)
    has_roles = form.fields["role"].queryset.exists()  # type: ignore[attr-defined]
    context = {"form": form, "shift": None, "has_roles": has_roles}
    page = "services/volunteering/shift_form.html"
    return render(request, page, context, status=failed_status(form))


def own_shift(request: Request, uuid: UUID, *, is_locked: bool = False) -> Shift:
    """Return a shift for whoever looks after the rota, or answer 404."""
    check_can_manage(request.membership)
    own = Shift.objects.for_organisation(request.membership.organisation_id)
    if is_locked:
        own = locked_if_sent(request, own)
    return get_object_or_404(own.select_related("role", "group"), uuid=uuid)


@require_http_methods(FORM)
def shift(request: Request, uuid: UUID) -> HttpResponse:
    """One shift: who is on it, who could be, and after it who came."""
    found = own_shift(request, uuid)
    one = shifts_with_turns(Shift.objects.filter(pk=found.pk))[0]
    people = who_could(request.membership, one)
    form = PutOnForm(request.POST or None, people=people)
    if form.is_valid() and attempt(
        form, sign_up, by=request.membership, volunteer=form.chosen, shift=found
    ):
        messages.success(request, _("Put on the shift. Let them know."))
        return redirect("shift", uuid=uuid)
    held = held_by(turn.volunteer for turn in one.turns)
    turns = [_turn(request, turn, found, held[turn.volunteer_id]) for turn in one.turns]
    context = {
        "shift": found,
        "one": one,
        "form": form,
        "people": people,
        "turns": turns,
        "is_coming": not found.has_begun and found.cancelled_at is None,
        "can_say_all": found.has_begun and any(t["can_come"] for t in turns),
    }
    page = "services/volunteering/shift.html"
    return render(request, page, context, status=failed_status(form))


_SAYS = {
    Turn.CONFIRMED: gettext_lazy("Confirm"),
    Turn.CALLED_OFF: gettext_lazy("Call off"),
    Turn.DONE: gettext_lazy("Came"),
    Turn.MISSED: gettext_lazy("Did not come"),
}


def _turn(request: Request, turn: Assignment, found: Shift, held: Held) -> dict[str, Any]:
    """A turn with what may be said of it now, and what has come between since it was taken."""
    has_begun, own = found.has_begun, is_own(request.membership, turn.volunteer)
    wanted = (Turn.DONE, Turn.MISSED) if has_begun else (Turn.CONFIRMED, Turn.CALLED_OFF)
    moves = [to for to in wanted if to in TURN_MOVES[turn.state] and not (own and has_begun)]
    return {
        "turn": turn,
        "name": turn.volunteer.participant.name,
        "state": Turn(turn.state).label,
        "kind": {Turn.DONE: "good", Turn.MISSED: "bad", Turn.OFFERED: "warn"}.get(
            Turn(turn.state), "info"
        ),
        "moves": [(str(to), _SAYS[to]) for to in moves],
        "can_come": turn.state in STANDING and not own,
        "why_not": [] if has_begun else blocks(held, found.role, found.day),
    }


@require_http_methods(FORM)
def shift_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Move a shift, or change how many it needs."""
    found = own_shift(request, uuid, is_locked=True)
    form = ShiftForm(
        request.POST or None, instance=found, organisation_id=request.membership.organisation_id
    )
    if form.is_valid() and attempt(form, change_shift, by=request.membership, shift=form.instance):
        messages.success(request, _("Saved. Let those who are on it know."))
        return redirect("shift", uuid=uuid)
    context = {"form": form, "shift": found, "has_roles": True}
    page = "services/volunteering/shift_form.html"
    return render(request, page, context, status=failed_status(form))


@require_POST
def shift_cancel(request: Request, uuid: UUID) -> HttpResponse:
    """Take a shift off the rota."""
    found = own_shift(request, uuid, is_locked=True)
    if cancel_shift(by=request.membership, shift=found):
        messages.warning(request, _("Cancelled. Let those who were on it know."))
    else:
        messages.success(request, _("Cancelled."))
    return _week_of(found.day)


@require_POST
def shift_all_came(request: Request, uuid: UUID) -> HttpResponse:
    """Everybody who stood on the shift came."""
    found = own_shift(request, uuid)
    turns = Assignment.objects.filter(shift=found, state__in=STANDING)
    all_came(by=request.membership, turns=turns.select_related("volunteer", "shift"))
    messages.success(request, _("Written down. Their hours wait to be approved."))
    return redirect("shift", uuid=uuid)
