"""What the organisation offers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.enums import Right
from organisations.request import Request

from ..actions import services as actions
from ..forms.guards import attempt, failed_status, locked_if_sent
from ..forms.services import ServiceForm
from ..models import Group, Service
from ..permissions import can_run_services, check_can_run_services, check_can_see_services


def services(request: Request) -> HttpResponse:
    """Every service with its groups; closed ones on a view of their own."""
    check_can_see_services(request.membership)
    has_closed = request.GET.get("show") == "closed"
    rows = Service.objects.visible_to(request.membership)
    groups = _groups(request)
    if has_closed:
        groups = groups.exclude(closed_on=None)
        closed = Group.objects.visible_to(request.membership).exclude(closed_on=None)
        rows = rows.filter(~Q(closed_on=None) | Q(pk__in=closed.values("service")))
    else:
        rows, groups = rows.running(), groups.running()
    context = {
        "services": rows.order_by("name", "id").prefetch_related(
            Prefetch("groups", queryset=groups)
        ),
        "has_closed": has_closed,
        "can_change": can_run_services(request.membership),
        "can_log": request.membership.has_right(Right.LOG),
    }
    return render(request, "services/services.html", context)


def _groups(request: Request) -> Any:
    """Return the groups that the colleague sees, by time, each with when it meets."""
    seen = Group.objects.visible_to(request.membership).select_related("room")
    return seen.with_series(timezone.localdate()).order_by("starts_at", "name", "id")


def service(request: Request, uuid: UUID) -> HttpResponse:
    """One service and its groups."""
    check_can_see_services(request.membership)
    one = get_object_or_404(Service.objects.visible_to(request.membership), uuid=uuid)
    groups = _groups(request).filter(service=one)
    context = {
        "service": one,
        "groups": groups.running(),
        "closed_groups": groups.exclude(closed_on=None).order_by("name", "id"),
        "can_change": can_run_services(request.membership),
        "can_log": request.membership.has_right(Right.LOG),
    }
    return render(request, "services/service.html", context)


def service_new(request: Request) -> HttpResponse:
    """Set up a service."""
    check_can_run_services(request.membership)
    form = ServiceForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, actions.add_service, by=request.membership, service=form.instance)
        if made is not None:
            messages.success(request, _("Added. Now add its first group."))
            return redirect("service", uuid=made.uuid)
    context = {
        "form": form,
        "title": _("New service"),
        "back": _("Services"),
        "button": _("Add service"),
    }
    return render(request, "services/service_form.html", context, status=failed_status(form))


def service_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Rename a service or say better what it is."""
    check_can_run_services(request.membership)
    seen = Service.objects.visible_to(request.membership)
    one = get_object_or_404(locked_if_sent(request, seen), uuid=uuid)
    name = one.name
    form = ServiceForm(request.POST or None, instance=one)
    if form.is_valid() and attempt(
        form, actions.change, by=request.membership, subject=one, changed=form.changed_data
    ):
        messages.success(request, _("Saved."))
        return redirect("service", uuid=uuid)
    context = {
        "form": form,
        "title": _("Change %(name)s") % {"name": name},
        "back": name,
        "button": _("Save"),
    }
    return render(request, "services/service_form.html", context, status=failed_status(form))


@require_POST
def service_close(request: Request, uuid: UUID) -> HttpResponse:
    """Close a service with its groups."""
    one = _to_change(request, uuid)
    actions.close_service(by=request.membership, service=one)
    messages.success(request, _("Closed. Its figures stay; you can open it again."))
    return redirect("service", uuid=uuid)


@require_POST
def service_reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Open a closed service again."""
    actions.reopen(by=request.membership, subject=_to_change(request, uuid))
    messages.success(request, _("Open again. Its groups open one by one."))
    return redirect("service", uuid=uuid)


def _to_change(request: Request, uuid: UUID) -> Service:
    check_can_run_services(request.membership)
    seen = Service.objects.visible_to(request.membership)
    return get_object_or_404(seen.select_for_update(), uuid=uuid)
