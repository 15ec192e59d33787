"""Setting up the school: its first page, terms, scales, what a class is about."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent
from services.models import Group

from ..actions import school as actions
from ..calculations.quality import days_left, on_file
from ..calculations.school import school_groups, term_of
from ..forms.school import ScaleForm, SchoolClassForm, TermForm
from ..models import Scale, SchoolClass, Term
from ..permissions import can_run_school, check_can_run_school, check_can_see_school
from ..words import class_in_words

FORM = "services/supplementary/form.html"


@require_safe
def school(request: Request) -> HttpResponse:
    """The classes, the terms, the scales, and how the file of the quality framework stands."""
    mine = request.membership
    check_can_see_school(mine)
    own = mine.organisation_id
    today = timezone.localdate()
    items = on_file(own)
    context = {
        "classes": [
            {"group": group, "about": class_in_words(getattr(group, "school_class", None))}
            for group in school_groups(mine)
        ],
        "terms": Term.objects.for_organisation(own).order_by("-starts_on", "-pk")[:6],
        "term": term_of(own, today),
        "scales": Scale.objects.for_organisation(own).order_by("name", "pk"),
        "on_file": sum(bool(one.item and one.item.on_file_since) for one in items),
        "items": len(items),
        "late": sum(days is not None and days < 0 for days in (days_left(i, today) for i in items)),
        "can_run": can_run_school(mine),
    }
    return render(request, "services/supplementary/school.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def term_new(request: Request) -> HttpResponse:
    """Add a term."""
    check_can_run_school(request.membership)
    own = request.membership.organisation_id
    form = TermForm(request.POST or None, organisation_id=own)
    return _keep(request, form, actions.keep_term, "term", _("New term"))


@require_http_methods(["GET", "HEAD", "POST"])
def term_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a term."""
    check_can_run_school(request.membership)
    own = request.membership.organisation_id
    rows = locked_if_sent(request, Term.objects.for_organisation(own))
    term = get_object_or_404(rows, uuid=uuid)
    form = TermForm(request.POST or None, instance=term, organisation_id=own)
    return _keep(request, form, actions.keep_term, "term", _("Change the term"))


@require_http_methods(["GET", "HEAD", "POST"])
def scale_new(request: Request) -> HttpResponse:
    """Add a scale of one's own."""
    check_can_run_school(request.membership)
    own = request.membership.organisation_id
    form = ScaleForm(request.POST or None, organisation_id=own)
    return _keep(request, form, actions.keep_scale, "scale", _("New scale"))


@require_http_methods(["GET", "HEAD", "POST"])
def scale_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change the words of a scale, or add steps."""
    check_can_run_school(request.membership)
    own = request.membership.organisation_id
    rows = locked_if_sent(request, Scale.objects.for_organisation(own))
    scale = get_object_or_404(rows, uuid=uuid)
    form = ScaleForm(request.POST or None, instance=scale, organisation_id=own)
    return _keep(request, form, actions.keep_scale, "scale", _("Change the scale"))


def _keep(request: Request, form: Any, action: Any, name: str, title: str) -> HttpResponse:
    """Draw the form, or keep what was sent and go back to the school's page."""
    sent = {name: form.instance}
    if form.is_valid() and attempt(form, action, by=request.membership, **sent):
        messages.success(request, _("Saved."))
        return redirect("school")
    context = {"form": form, "title": title}
    return render(request, FORM, context, status=failed_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def class_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Say what a class is about and for which ages."""
    check_can_run_school(request.membership)
    seen = Group.objects.visible_to(request.membership).select_related("service")
    group = get_object_or_404(seen, uuid=uuid)
    own = SchoolClass.objects.for_organisation(group.organisation_id).filter(group=group)
    about = locked_if_sent(request, own).first()
    form = SchoolClassForm(request.POST or None, instance=about, group=group)
    if form.is_valid() and attempt(
        form, actions.keep_class, by=request.membership, about=form.instance
    ):
        messages.success(request, _("Saved."))
        return redirect("school-class", uuid=uuid)
    context = {"form": form, "title": _("Subject and ages"), "group": group}
    return render(request, FORM, context, status=failed_status(form))
