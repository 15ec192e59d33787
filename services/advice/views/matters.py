"""A matter: opening it, its page, who works on it, its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.request import Request
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.paging import page_of
from services.forms.colleagues import ColleaguesForm
from services.forms.guards import failed_status

from ..actions.matters import close_matter, name_advisers
from ..actions.opening import ask_for_matter, decide, reopen_matter
from ..calculations import FORMULA, ROUNDING, add_up, known_as
from ..enums import Decision, State
from ..forms.matter import CloseForm, DecisionForm, MatterForm
from ..forms.people import uuid_in
from ..models import ConflictCheck, Enquiry, Matter
from ..permissions import can_supervise, check_can_advise, check_can_supervise
from ..shown import events_of, facts_of, outcome_rows
from .opening import open_matter, person_asked, tried


def advisers_of(request: Request) -> list[StaffMembership]:
    """Return the colleagues who can work on a matter; an adviser names only themselves."""
    if not can_supervise(request.membership):
        return [request.membership]
    here = StaffMembership.objects.for_organisation(request.membership.organisation_id)
    return list(here.holding(Right.ADVISE).select_related("user").order_by("user__name", "pk"))


@require_http_methods(["GET", "HEAD", "POST"])
def matter_new(request: Request) -> HttpResponse:
    """Ask for a matter: it opens at once, or waits for the supervisor."""
    check_can_advise(request.membership)
    enquiry = _enquiry(request)
    person = person_asked(request) or (enquiry.participant if enquiry else None)
    form = MatterForm(
        request.POST or None,
        membership=request.membership,
        participant=person,
        advisers=advisers_of(request),
        initial={"subject": enquiry.subject, "wanted": enquiry.note} if enquiry else None,
    )
    if form.is_valid():
        asked = form.matter
        asked.enquiry = enquiry
        made = tried(
            form,
            ask_for_matter,
            by=request.membership,
            person=form.person,
            matter=asked,
            adviser=form.named,
            others=form.cleaned_data["others"],
        )
        if made is not None:
            return _opened(request, made)
    context = {"form": form, "participant": person, "enquiry": enquiry}
    return render(request, "services/advice/matter_form.html", context, status=failed_status(form))


def _opened(request: Request, made: Matter) -> HttpResponse:
    if made.state == State.OPEN:
        messages.success(request, _("Opened. No conflict of interest was found."))
    else:
        messages.warning(request, _("It waits for the supervisor."))
    if Matter.objects.filter(pk=made.pk).exists():
        return redirect("matter", uuid=made.uuid)
    return redirect("advice")


def _enquiry(request: Request) -> Enquiry | None:
    wanted = uuid_in(request.POST.get("enquiry") or request.GET.get("enquiry"))
    if wanted is None:
        return None
    rows = Enquiry.objects.for_organisation(request.membership.organisation_id)
    return get_object_or_404(rows.select_related("participant"), uuid=wanted)


@require_safe
def matter(request: Request, uuid: UUID) -> HttpResponse:
    """One matter, steps first. That somebody looked is in the trail of those who may look."""
    found = open_matter(request, uuid)
    why = "supervisor" if can_supervise(request.membership) else "named"
    audit.viewed(found, by=request.membership, why=why)
    return render(request, "services/advice/matter.html", page_of_matter(request, found))


def page_of_matter(request: Request, found: Matter, **more: Any) -> dict[str, Any]:
    """Return everything that a matter's page shows."""
    steps = page_of(found.steps.select_related("by"), ("-done_on", "-id"), request.GET)
    outcomes = list(found.matteroutcomes.order_by("-happened_on", "-pk"))
    minutes = found.steps.aggregate(sum=Sum("minutes"))["sum"] or 0
    waiting = _waiting(found).first()
    is_supervisor = can_supervise(request.membership)
    deadlines = found.deadlines.select_related("membership__user").order_by("done_on", "due_on")
    return {
        "matter": found,
        "today": timezone.localdate(),
        "is_supervisor": is_supervisor,
        "facts": facts_of(found, minutes),
        "events": events_of(steps.rows),
        "page": steps,
        "deadlines": list(deadlines),
        "documents": list(found.documents.order_by("pk")),
        "parties": list(found.thirdpartys.order_by("pk")),
        "outcomes": outcome_rows(outcomes),
        "worth": add_up(outcomes),
        "formula": FORMULA,
        "rounding": ROUNDING,
        "named": list(found.matteradvisers.select_related("membership__user").order_by("pk")),
        "waiting": waiting,
        "hits": _hits(found, waiting) if waiting and is_supervisor else [],
        "decision_form": DecisionForm() if waiting and is_supervisor else None,
        **more,
    }


def _waiting(found: Matter) -> QuerySet[ConflictCheck]:
    """The checks of a matter that somebody has to decide, one after the other."""
    return found.conflictchecks.filter(decision=Decision.WAITING).order_by("pk")


def _hits(found: Matter, check: ConflictCheck) -> list[dict[str, Any]]:
    """What a supervisor is shown: who of such a name is known, and where, as it is now."""
    hits = known_as(
        found.organisation_id,
        check.names.splitlines(),
        client=found.participant,
        besides=found.pk,
    )
    wanted = [hit.row for hit in hits if hit.kind == "party"]
    matters = {one.pk: one for one in Matter.objects.filter(pk__in=wanted)}
    return [
        {
            "name": hit.name,
            "kind": hit.kind,
            "row": hit.row,
            "matter": matters.get(hit.row) if hit.kind == "party" else None,
        }
        for hit in hits
    ]


@require_POST
def matter_decide(request: Request, uuid: UUID) -> HttpResponse:
    """Decide on a possible conflict; an adviser can only step back."""
    found = open_matter(request, uuid)
    check = _waiting(found).first()
    if check is None:
        raise Http404
    form = DecisionForm(request.POST, is_supervisor=can_supervise(request.membership))
    if form.is_valid() and tried(
        form, decide, by=request.membership, check=check, **form.cleaned_data
    ):
        messages.success(request, _("Decided."))
        return redirect("matter", uuid=uuid)
    context = page_of_matter(request, found, decision_form=form)
    return render(request, "services/advice/matter.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def matter_advisers(request: Request, uuid: UUID) -> HttpResponse:
    """Say who works on a matter."""
    check_can_supervise(request.membership)
    found = open_matter(request, uuid, is_locked=True)
    named = found.matteradvisers.select_related("membership__user").order_by("pk")
    form = ColleaguesForm(
        request.POST if request.method == "POST" else None,
        colleagues=advisers_of(request),
        chosen=[one.membership for one in named],
        label=_("Advisers"),
    )
    if form.is_valid() and tried(
        form,
        name_advisers,
        by=request.membership,
        person=found.participant,
        matter=found,
        advisers=form.cleaned_data["colleagues"],
    ):
        messages.success(request, _("Saved."))
        return redirect("matter", uuid=uuid)
    context = {"form": form, "matter": found}
    return render(request, "services/advice/advisers.html", context, status=failed_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def matter_close(request: Request, uuid: UUID) -> HttpResponse:
    """Close a matter, with how it ended."""
    found = open_matter(request, uuid, is_locked=True)
    form = CloseForm(request.POST or None, opened_on=found.opened_on)
    if form.is_valid() and tried(
        form, close_matter, by=request.membership, matter=found, **form.cleaned_data
    ):
        messages.success(request, _("Closed."))
        return redirect("matter", uuid=uuid)
    left = found.deadlines.filter(done_on=None).count()
    context = {"form": form, "matter": found, "left": left}
    return render(request, "services/advice/close.html", context, status=failed_status(form))


@require_POST
def matter_reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Open a closed matter again."""
    found = open_matter(request, uuid, is_locked=True)
    try:
        found = reopen_matter(by=request.membership, matter=found)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if found.is_open:
            messages.success(request, _("Open again."))
        else:
            messages.warning(request, _("It waits for the supervisor."))
    return redirect("matter", uuid=uuid)
