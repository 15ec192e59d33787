"""Frameworks: the national one with its measures, and an organisation's own beside it."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.request import Request
from rco_network.core.tenancy.counting import counting
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions import frameworks as actions
from ..calculations.own_frameworks import counted, mapped, tags_between
from ..forms.frameworks import FrameworkForm, MapForm
from ..forms.results import YEAR
from ..models import Domain, Measure, OwnFramework
from ..permissions import (
    can_keep_frameworks,
    can_set_up_questions,
    check_can_keep_frameworks,
    check_can_see_frameworks,
)
from ..reference.comparators import COMPARATORS


def frameworks(request: Request) -> HttpResponse:
    """The national framework with its measures, one's own, and those that others share."""
    check_can_see_frameworks(request.membership)
    mine = request.membership.organisation_id
    seen = OwnFramework.objects.select_related("organisation").order_by("name", "edition")
    context = {
        "own": [one for one in seen.filter(closed_on=None) if one.organisation_id == mine],
        "shared": seen.filter(is_shared=True, closed_on=None).exclude(organisation=mine),
        "headings": _national(),
        "comparators": COMPARATORS,
        "can_keep": can_keep_frameworks(request.membership),
    }
    return render(request, "outcomes/frameworks.html", context)


def _national() -> list[dict[str, Any]]:
    """Return the domains by heading, each with its measures, in three queries at most."""
    measures = {
        key: list(rows)
        for key, rows in groupby(
            Measure.objects.order_by("domain", "position"), key=lambda m: m.domain_id
        )
    }
    domains = Domain.objects.select_related("framework").order_by("framework", "position")
    return [
        {
            "heading": heading,
            "domains": [{"domain": d, "measures": measures.get(d.pk, [])} for d in rows],
        }
        for heading, rows in groupby(domains, key=lambda d: d.heading)
    ]


def _own(request: Request) -> Any:
    return OwnFramework.objects.for_organisation(request.membership.organisation_id)


def framework(request: Request, uuid: UUID) -> HttpResponse:
    """A framework of one's own, or one that another organisation shares."""
    check_can_see_frameworks(request.membership)
    seen = OwnFramework.objects.filter(
        Q(organisation=request.membership.organisation_id) | Q(is_shared=True)
    )
    one = get_object_or_404(seen.select_related("organisation"), uuid=uuid)
    names = dict(Domain.objects.values_list("pk", "name"))
    is_counted = can_set_up_questions(request.membership)
    found = counted(mapped(one), _tags(request) if is_counted else [])
    context = {
        "framework": one,
        "domains": [
            {"counted": c, "national": sorted(names[pk] for pk in c.domain.national)} for c in found
        ],
        "is_counted": is_counted,
        "can_keep": can_keep_frameworks(request.membership)
        and one.organisation_id == request.membership.organisation_id,
    }
    return render(request, "outcomes/framework.html", context)


def _tags(request: Request) -> list[tuple[int, int]]:
    today, organisation = timezone.localdate(), request.membership.organisation_id
    with counting(user_id=request.membership.user_id, organisation_ids=[organisation]):
        return tags_between(organisation, today - YEAR, today)


def framework_new(request: Request) -> HttpResponse:
    """Make a framework of one's own."""
    check_can_keep_frameworks(request.membership)
    return _form(request, FrameworkForm(request.POST or None), actions.make_framework)


def framework_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change its name and its domains."""
    check_can_keep_frameworks(request.membership)
    one = get_object_or_404(locked_if_sent(request, _own(request)), uuid=uuid)
    form = FrameworkForm(request.POST or None, instance=one)
    return _form(request, form, actions.change_framework)


def _form(request: Request, form: FrameworkForm, action: Any) -> HttpResponse:
    if form.is_valid():
        made = attempt(
            form,
            action,
            by=request.membership,
            framework=form.instance,
            names=form.cleaned_data["domains"],
        )
        if made is not None:
            messages.success(request, _("Saved. Now say what each domain stands for."))
            return redirect("framework-map", uuid=made.uuid)
    context = {"form": form, "is_new": form.instance.pk is None}
    return render(request, "outcomes/framework_form.html", context, status=failed_status(form))


def framework_map(request: Request, uuid: UUID) -> HttpResponse:
    """Say what each of its domains stands for in the national framework."""
    check_can_keep_frameworks(request.membership)
    one = get_object_or_404(locked_if_sent(request, _own(request)), uuid=uuid)
    form = MapForm(request.POST if request.method == "POST" else None, framework=one)
    if form.is_valid():
        actions.map_framework(by=request.membership, framework=one, stands_for=form.stands_for)
        messages.success(request, _("Saved."))
        return redirect("framework", uuid=uuid)
    context = {"form": form, "framework": one}
    return render(request, "outcomes/framework_map.html", context, status=failed_status(form))


@require_POST
def framework_close(request: Request, uuid: UUID) -> HttpResponse:
    """Report by it no longer."""
    check_can_keep_frameworks(request.membership)
    one = get_object_or_404(locked_if_sent(request, _own(request)), uuid=uuid)
    actions.close_framework(by=request.membership, framework=one)
    messages.success(request, _("Closed."))
    return redirect("frameworks")
