"""A class of the school: its children, what is missing, and their attainment."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.request import Request
from services.models import Group

from ..actions.attainment import record_attainment
from ..calculations.attainment import progress_of
from ..calculations.school import children_of, fits, kept_of, term_of
from ..enums import AgreesTo
from ..forms.attainment import SheetForm, WhichForm
from ..models import Attainment, Scale, SchoolClass, Term
from ..permissions import (
    can_keep_children,
    can_run_school,
    check_can_keep_children,
    check_can_see_school,
)
from ..words import class_in_words


def _group(request: Request, uuid: UUID) -> Group:
    seen = Group.objects.visible_to(request.membership).select_related("service", "school_class")
    return get_object_or_404(seen, uuid=uuid)


@require_safe
def class_page(request: Request, uuid: UUID) -> HttpResponse:
    """Who is in a class, and what nobody has written down about them yet."""
    check_can_see_school(request.membership)
    group = _group(request, uuid)
    about = getattr(group, "school_class", None)
    children = list(children_of(group))
    kept = kept_of(group.organisation_id, children)
    today = timezone.localdate()
    term = term_of(group.organisation_id, today)
    context = {
        "group": group,
        "about": class_in_words(about),
        "is_set_up": about is not None,
        "rows": [
            {
                "child": child,
                "missing": _missing(kept[child.pk]),
                "is_other_age": not fits(child, about, today),
            }
            for child in children
        ],
        "term": term,
        "progress": _progress(group, about, term, children),
        "can_keep": can_keep_children(request.membership),
        "can_run": can_run_school(request.membership),
    }
    return render(request, "services/supplementary/class.html", context)


def _missing(kept: Any) -> str:
    missing = [] if kept.has_guardian else [_("no guardian")]
    missing += [] if kept.has_collector else [_("nobody who may collect")]
    consents = ", ".join(str(AgreesTo(to).label).lower() for to in kept.missing)
    return "; ".join([*missing, *([_("not agreed: %(to)s") % {"to": consents}] * bool(consents))])


def _progress(group: Group, about: Any, term: Term | None, children: list[Any]) -> Any:
    if about is None or term is None:
        return None
    rows = Attainment.objects.for_organisation(group.organisation_id).filter(
        term=term, subject=about.subject, participant__in=children
    )
    return progress_of(rows)


@require_http_methods(["GET", "HEAD", "POST"])
def attainment(request: Request, uuid: UUID) -> HttpResponse:
    """The class's sheet: each child's step at the start and at the end of the term."""
    check_can_keep_children(request.membership)
    group = _group(request, uuid)
    about = getattr(group, "school_class", None)
    which = _which(request, group)
    context: dict[str, Any] = {"group": group, "about": about, "which": which, "form": None}
    if about is None or which is None:
        return render(request, "services/supplementary/attainment.html", context)
    term, scale = which["term"], which["scale"]
    form = _sheet(request, group, about, term, scale)
    if form.is_bound and form.is_valid():
        many = record_attainment(
            by=request.membership, about=about, term=term, scale=scale, steps=form.steps
        )
        messages.success(request, _("Saved for %(many)s children.") % {"many": many})
        return redirect("school-class", uuid=uuid)
    context |= {
        "form": form,
        "choose": WhichForm(initial=which, organisation_id=group.organisation_id),
    }
    status = 422 if form.errors else 200
    return render(request, "services/supplementary/attainment.html", context, status=status)


def _which(request: Request, group: Group) -> dict[str, Any] | None:
    """The term and scale that were asked for, else today's term and the scale used last."""
    own = group.organisation_id
    asked = WhichForm(request.POST or request.GET or None, organisation_id=own)
    if asked.is_bound and asked.is_valid():
        return asked.cleaned_data
    term = term_of(own, timezone.localdate())
    scale = Scale.objects.for_organisation(own).order_by("pk").last()
    about = getattr(group, "school_class", None)
    if term and about:
        used = Attainment.objects.for_organisation(own).filter(subject=about.subject)
        last = used.select_related("scale").order_by("-pk").first()
        scale = last.scale if last else scale
    return {"term": term, "scale": scale} if term and scale else None


def _sheet(
    request: Request, group: Group, about: SchoolClass, term: Term, scale: Scale
) -> SheetForm:
    children = list(children_of(group))
    rows = Attainment.objects.for_organisation(group.organisation_id).filter(
        term=term, scale=scale, subject=about.subject, participant__in=children
    )
    stored = {row.participant_id: row for row in rows}
    return SheetForm(request.POST or None, children=children, scale=scale, stored=stored)
