"""Who volunteers, and their way in: a list by step, an enquiry, changes, the next step."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.request import Request
from rco_network.core.dates import day_in_words
from rco_network.core.paging import page_of
from services.forms.guards import attempt, failed_status
from services.models import Participant
from services.permissions import check_can_see_people
from services.views.person import open_person

from ..actions.volunteers import add_volunteer, change_volunteer, move_volunteer
from ..enums import State
from ..forms.volunteers import EnquiryForm, NewcomerForm, StepForm, VolunteerForm
from ..models import Volunteer
from ..permissions import check_can_manage
from .volunteer import managed

FORM = ["GET", "HEAD", "POST"]
_KINDS = {State.ACTIVE: "good", State.RESTING: "warn", State.LEFT: "bad"}


@require_safe
def volunteers(request: Request) -> HttpResponse:
    """Volunteers by name, of one step or of all who have not left."""
    check_can_manage(request.membership)
    own = Volunteer.objects.for_organisation(request.membership.organisation_id).known()
    asked = request.GET.get("state", "")
    state = asked if asked in State.values else ""
    rows = own.filter(state=state) if state else own.exclude(state=State.LEFT)
    page = page_of(
        rows.select_related("participant").prefetch_related("roles_held__role"),
        ("enquired_on", "id"),
        request.GET,
    )
    counts = dict(own.values_list("state").annotate(n=Count("pk")).order_by())
    context = {
        "state": state,
        "tabs": _tabs(state, counts),
        "page": page,
        "rows": [_row(one) for one in page.rows],
    }
    return render(request, "services/volunteering/volunteers.html", context)


def _tabs(current: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    here = sum(n for state, n in counts.items() if state != State.LEFT)
    url = reverse("volunteers")
    found = [{"label": f"{_('All')} ({here})", "url": url, "is_current": not current}]
    return found + [
        {
            "label": f"{State(state).label} ({counts[state]})",
            "url": f"{url}?state={state}",
            "is_current": state == current,
        }
        for state in State.values
        if counts.get(state) or state == current
    ]


def _row(one: Volunteer) -> dict[str, Any]:
    roles = sorted(held.role.name for held in one.roles_held.all())
    since = _("asked on %(day)s") % {"day": day_in_words(one.enquired_on)}
    return {
        "title": one.participant.name,
        "url": reverse("volunteer", args=[one.uuid]),
        "detail": ", ".join(roles) or since,
        "tag": State(one.state).label,
        "kind": _KINDS.get(State(one.state), "info"),
    }


@require_http_methods(FORM)
def volunteer_new(request: Request) -> HttpResponse:
    """Somebody who wants to help and is not known yet. Asks first whether they are."""
    check_can_manage(request.membership)
    form = NewcomerForm(request.POST or None, membership=request.membership)
    if form.is_valid():
        known = _known(request, form) if form.known else None
        if known is not None:
            form.instance.participant = known
        made = attempt(
            form,
            add_volunteer,
            by=request.membership,
            volunteer=form.instance,
            new_person=None if known else form.person,
        )
        if made is not None:
            messages.success(request, _("Added."))
            return redirect("volunteer", uuid=made.uuid)
    context = {"form": form}
    page = "services/volunteering/newcomer.html"
    return render(request, page, context, status=failed_status(form))


def _known(request: Request, form: NewcomerForm) -> Participant:
    own = Participant.objects.for_organisation(request.membership.organisation_id).known()
    return get_object_or_404(own, uuid=form.known)


@require_http_methods(FORM)
def volunteer_from(request: Request, uuid: UUID) -> HttpResponse:
    """Somebody who comes as a participant wants to help too: one person in two roles."""
    check_can_see_people(request.membership)
    check_can_manage(request.membership)
    person = open_person(request, uuid)
    known = Volunteer.objects.filter(participant=person).first()
    if known is not None:
        return redirect("volunteer", uuid=known.uuid)
    form = EnquiryForm(request.POST or None, membership=request.membership)
    form.instance.participant = person
    if form.is_valid():
        made = attempt(form, add_volunteer, by=request.membership, volunteer=form.instance)
        if made is not None:
            messages.success(request, _("Added."))
            return redirect("volunteer", uuid=made.uuid)
    context = {"form": form, "person": person}
    page = "services/volunteering/enquiry.html"
    return render(request, page, context, status=failed_status(form))


@require_http_methods(FORM)
def volunteer_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Roles, skills, times, account."""
    found = managed(request, uuid, is_locked=True)
    form = VolunteerForm(request.POST or None, instance=found)
    if form.is_valid() and attempt(
        form,
        change_volunteer,
        by=request.membership,
        volunteer=form.instance,
        roles=list(form.cleaned_data["roles"]),
        changed=form.changed_data,
    ):
        messages.success(request, _("Saved."))
        return redirect("volunteer", uuid=uuid)
    context = {"form": form, "volunteer": found, "person": found.participant}
    page = "services/volunteering/volunteer_form.html"
    return render(request, page, context, status=failed_status(form))


@require_http_methods(FORM)
def volunteer_step(request: Request, uuid: UUID) -> HttpResponse:
    """The next step, with its day."""
    found = managed(request, uuid, is_locked=True)
    form = StepForm(request.POST or None, volunteer=found)
    if form.is_valid() and attempt(
        form, move_volunteer, by=request.membership, volunteer=found, **form.said()
    ):
        messages.success(request, _("Saved."))
        return redirect("volunteer", uuid=uuid)
    context = {"form": form, "volunteer": found, "person": found.participant}
    page = "services/volunteering/step.html"
    return render(request, page, context, status=failed_status(form))
