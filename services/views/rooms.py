"""Rooms in which groups meet, and days on which they do not."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from organisations.request import Request

from ..actions.closures import add_closure, remove_closure
from ..actions.rooms import add_room, change_room
from ..forms.guards import attempt, failed_status, locked_if_sent
from ..forms.rooms import ClosureForm, RoomForm
from ..models import Closure, Room
from ..permissions import check_can_run_services


def rooms(request: Request) -> HttpResponse:
    """The organisation's rooms; a new one."""
    check_can_run_services(request.membership)
    form = RoomForm(request.POST or None)
    if form.is_valid() and attempt(form, add_room, by=request.membership, room=form.instance):
        messages.success(request, gettext("Added."))
        return redirect("rooms")
    own = Room.objects.for_organisation(request.membership.organisation_id)
    context = {"rooms": own.order_by("name", "id"), "form": form}
    return render(request, "services/timetable/rooms.html", context, status=failed_status(form))


def room_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a room: every group that meets there follows."""
    check_can_run_services(request.membership)
    own = Room.objects.for_organisation(request.membership.organisation_id)
    room = get_object_or_404(locked_if_sent(request, own), uuid=uuid)
    form = RoomForm(request.POST or None, instance=room)
    if form.is_valid() and attempt(
        form, change_room, by=request.membership, room=room, changed=form.changed_data
    ):
        messages.success(request, gettext("Saved."))
        return redirect("rooms")
    context = {"form": form}
    return render(request, "services/timetable/room_form.html", context, status=failed_status(form))


def closures(request: Request) -> HttpResponse:
    """Days on which nothing meets, those to come first; new ones."""
    check_can_run_services(request.membership)
    form = ClosureForm(request.POST or None)
    if form.is_valid() and attempt(form, add_closure, by=request.membership, closure=form.instance):
        messages.success(request, gettext("Added. Registers of these days are not missing."))
        return redirect("closures")
    own = Closure.objects.for_organisation(request.membership.organisation_id)
    coming = own.filter(last_on__gte=timezone.localdate()).order_by("first_on", "id")
    context = {"closures": coming, "form": form}
    return render(request, "services/timetable/closures.html", context, status=failed_status(form))


@require_POST
def closure_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Let groups meet on these days again."""
    check_can_run_services(request.membership)
    own = Closure.objects.for_organisation(request.membership.organisation_id)
    closure = get_object_or_404(own.select_for_update(), uuid=uuid)
    remove_closure(by=request.membership, closure=closure)
    messages.success(request, gettext("Removed. Groups meet on these days again."))
    return redirect("closures")
