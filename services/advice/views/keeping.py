"""Registrations of advisers, exemptions, and the table of levels."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.request import Request
from services.forms.guards import failed_status

from ..actions import registrations as keep
from ..actions.rules import add_rule, change_rule
from ..forms.keeping import ExemptionForm, RegistrationForm, RuleForm
from ..models import AdviserRegistration, Exemption, GuardRule
from ..permissions import (
    can_keep_rules,
    can_supervise,
    check_can_advise,
    check_can_keep_rules,
    check_can_read_rules,
    check_can_supervise,
)
from ..reference.iaa import LEVEL_NAMES
from ..shown import registration_of
from .opening import tried

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def registrations(request: Request) -> HttpResponse:
    """Every adviser with their registration; advisers see it, supervisors keep it."""
    check_can_advise(request.membership)
    own = request.membership.organisation_id
    is_supervisor = can_supervise(request.membership)
    held = {one.membership_id: one for one in AdviserRegistration.objects.for_organisation(own)}
    today = timezone.localdate()
    context = {
        "is_supervisor": is_supervisor,
        "rows": [
            {
                "title": str(adviser.user),
                "url": reverse("registration", args=[adviser.uuid]) if is_supervisor else "",
                **registration_of(held.get(adviser.pk), today),
            }
            for adviser in _advisers(own)
        ],
        "exemption": Exemption.objects.filter(organisation_id=own, ended_on=None).first(),
    }
    return render(request, "services/advice/registrations.html", context)


def _advisers(organisation_id: int) -> Any:
    here = StaffMembership.objects.for_organisation(organisation_id).holding(Right.ADVISE)
    return here.select_related("user").order_by("user__name", "pk")


@require_http_methods(_METHODS)
def registration(request: Request, uuid: UUID) -> HttpResponse:
    """Write down what the public register says of one adviser."""
    check_can_supervise(request.membership)
    own = request.membership.organisation_id
    adviser = get_object_or_404(_advisers(own), uuid=uuid)
    held = AdviserRegistration.objects.filter(organisation_id=own, membership=adviser).first()
    if request.method == "POST" and "remove" in request.POST:
        if held is not None:
            keep.remove_registration(by=request.membership, registration=held)
        messages.success(request, _("Taken away."))
        return redirect("registrations")
    names = ("level", "category", "expires_on")
    stored = {name: getattr(held, name) for name in names} if held else None
    form = RegistrationForm(request.POST or None, initial=stored)
    if form.is_valid() and tried(
        form, keep.record_registration, by=request.membership, adviser=adviser, **form.cleaned_data
    ):
        messages.success(request, _("Saved."))
        return redirect("registrations")
    context = {"form": form, "adviser": adviser, "held": held}
    return render(request, "services/advice/registration.html", context, status=failed_status(form))


@require_http_methods(_METHODS)
def exemption(request: Request) -> HttpResponse:
    """Say, or end, that the table does not bind this organisation's advisers."""
    check_can_supervise(request.membership)
    own = request.membership.organisation_id
    standing = Exemption.objects.filter(organisation_id=own, ended_on=None).first()
    if request.method == "POST" and "end" in request.POST:
        keep.end_exemption(by=request.membership)
        messages.success(request, _("Ended. The table of levels holds from now on."))
        return redirect("registrations")
    form = ExemptionForm(request.POST or None)
    if form.is_valid() and tried(
        form, keep.record_exemption, by=request.membership, **form.cleaned_data
    ):
        messages.success(request, _("Saved."))
        return redirect("registrations")
    context = {"form": form, "standing": standing}
    return render(request, "services/advice/exemption.html", context, status=failed_status(form))


@require_safe
def rules(request: Request) -> HttpResponse:
    """The table of levels with the source and the day of each line."""
    check_can_read_rules(request.membership)
    lines = list(GuardRule.objects.in_force())
    context = {
        "levels": [
            {"number": n, "name": name, "lines": [line for line in lines if line.level == n]}
            for n, name in LEVEL_NAMES.items()
        ],
        "can_keep": can_keep_rules(request.membership),
        "changes": GuardRule.objects.exclude(why="").order_by("-made_at")[:20],
        "oldest": min(line.dated for line in lines) if lines else None,
    }
    return render(request, "services/advice/rules.html", context)


@require_http_methods(_METHODS)
def rule_new(request: Request) -> HttpResponse:
    """Add a line to the table."""
    check_can_keep_rules(request.membership)
    form = RuleForm(request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["key"] or form.fields["key"].initial()
        if tried(form, add_rule, by=request.membership, key=key, **form.said):
            messages.success(request, _("Added. It holds from now on."))
            return redirect("advice-rules")
    context: dict[str, Any] = {"form": form, "rule": None, "versions": []}
    return render(request, "services/advice/rule.html", context, status=failed_status(form))


@require_http_methods(_METHODS)
def rule(request: Request, uuid: UUID) -> HttpResponse:
    """Change a line: a new version, with its source and why."""
    check_can_keep_rules(request.membership)
    found = get_object_or_404(GuardRule, uuid=uuid)
    form = RuleForm(request.POST or None, rule=found)
    if form.is_valid() and tried(form, change_rule, by=request.membership, rule=found, **form.said):
        messages.success(request, _("Changed. It holds from now on."))
        return redirect("advice-rules")
    versions = GuardRule.objects.filter(line=found.line).order_by("-version")
    context = {"form": form, "rule": found, "versions": versions}
    return render(request, "services/advice/rule.html", context, status=failed_status(form))
