"""How an organisation's reports are laid out: its layouts, and what one would say."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.models import StaffMembership
from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions import layouts as actions
from ..forms.layouts import LayoutForm, NewLayoutForm
from ..lines import lines_of
from ..models import Layout
from ..permissions import check_can_make, kinds_made_by
from ..preview import abouts, preview


def layouts_of(membership: StaffMembership, *kinds: str) -> Any:
    """Return the organisation's layouts for these kinds of report, by name."""
    own = Layout.objects.for_organisation(membership.organisation_id)
    return own.filter(kind__in=kinds).order_by("name")


@require_safe
def layouts(request: Request) -> HttpResponse:
    """The organisation's layouts."""
    found = layouts_of(request.membership, *kinds_made_by(request.membership))
    context = {"layouts": found.annotate(size=Count("parts"))}
    return render(request, "reports/layouts/layouts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def layout_new(request: Request) -> HttpResponse:
    """Begin a layout from the usual report of a kind, or from another layout."""
    by = request.membership
    kinds = kinds_made_by(by)
    form = NewLayoutForm(request.POST or None, kinds=kinds, layouts=layouts_of(by, *kinds))
    if form.is_valid():
        made = attempt(form, actions.add_layout, by=by, layout=form.instance, like=form.like)
        if made is not None:
            messages.success(request, _("Saved. Take out, add and move what you like."))
            return redirect("layout", uuid=made.uuid)
    context = {"form": form, "layout": None}
    return render(request, "reports/layouts/name.html", context, status=failed_status(form))


@require_safe
def layout(request: Request, uuid: UUID) -> HttpResponse:
    """A layout: its parts in order, and what can be done with each."""
    found = own_layout(request, uuid)
    context = {"layout": found, "lines": lines_of(found)}
    return render(request, "reports/layouts/layout.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def layout_name(request: Request, uuid: UUID) -> HttpResponse:
    """Its name, the report's title, and whether people speak in it."""
    found = own_layout(request, uuid)
    form = LayoutForm(request.POST or None, instance=found)
    if form.is_valid() and attempt(
        form, actions.change_layout, by=request.membership, layout=form.instance
    ):
        messages.success(request, _("Saved."))
        return redirect("layout", uuid=uuid)
    context = {"form": form, "layout": found}
    return render(request, "reports/layouts/name.html", context, status=failed_status(form))


@require_POST
def layout_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take a layout away; reports that were asked for with it keep it."""
    actions.remove_layout(by=request.membership, layout=own_layout(request, uuid))
    messages.success(request, _("Removed. Reports that were asked for with it keep it."))
    return redirect("layouts")


@require_safe
def layout_preview(request: Request, uuid: UUID) -> HttpResponse:
    """What a report laid out so says of the last quarter; `?about=` an award or a place."""
    found = own_layout(request, uuid)
    choices = abouts(found, request.membership)
    asked = request.GET.get("about", "")
    about = next((one for one in choices if one.key == asked), choices[0] if choices else None)
    can_count = about is not None or not found.needs_about
    context = {
        "layout": found,
        "abouts": choices,
        "about": about,
        "preview": preview(found, by=request.membership, about=about) if can_count else None,
    }
    return render(request, "reports/layouts/preview.html", context)


def own_layout(request: Request, uuid: UUID) -> Layout:
    """Return a layout of the organisation, else 404; 403 for who makes no such reports."""
    rows = Layout.objects.for_organisation(request.membership.organisation_id)
    check_can_make(request.membership, get_object_or_404(rows, uuid=uuid).kind)
    # After the right: a row that may not be changed cannot be locked, and would not be there.
    found: Layout = get_object_or_404(locked_if_sent(request, rows), uuid=uuid)
    return found
