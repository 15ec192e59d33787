"""What changed: everybody's, and one person's."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from organisations.request import Request
from rco_network.core import languages
from rco_network.core.paging import Page, page_of
from services.actions.periods import closed_on
from services.forms.guards import attempt, failed_status, locked_if_sent
from services.views.person import note_view, open_person

from ..actions.outcomes import correct_outcome, record_outcome
from ..calculations.offer_words import what_it_says
from ..calculations.offers import origins_of
from ..forms.outcomes import FilterForm, OutcomeForm
from ..models import Outcome
from ..permissions import check_can_record_outcomes

_NEWEST_FIRST = ("-happened_on", "-id")


def outcomes(request: Request) -> HttpResponse:
    """Every outcome of the organisation, newest first, of one domain if asked."""
    check_can_record_outcomes(request.membership)
    rows = _own(request).select_related("domain", "participant")
    form = FilterForm(request.GET)
    if form.is_valid() and form.cleaned_data["domain"]:
        rows = rows.filter(domain=form.cleaned_data["domain"])
    page = _page(rows, request)
    context = {"form": form, "page": page, "is_filtered": bool(request.GET.get("domain"))}
    return render(
        request, "outcomes/outcomes.html", context, status=200 if form.is_valid() else 422
    )


def _own(request: Request) -> QuerySet[Outcome]:
    return Outcome.objects.for_organisation(request.membership.organisation_id)


def _page(rows: QuerySet[Outcome], request: Request) -> Page:
    """Return a page of outcomes that know the direction of their sentence, and their origin."""
    page = page_of(rows, _NEWEST_FIRST, request.GET)
    origins = origins_of(page.rows)
    for outcome in page.rows:
        outcome.direction = languages.direction(outcome.evidence_language)
        outcome.origin = origins.get(outcome.pk)
    return page


def participant_outcomes(request: Request, uuid: UUID) -> HttpResponse:
    """What changed for one person."""
    check_can_record_outcomes(request.membership)
    person = open_person(request, uuid)
    rows = _own(request).filter(participant=person).select_related("domain", "service")
    context = {"participant": person, "page": _page(rows, request)}
    return render(request, "outcomes/participant_outcomes.html", context)


def outcome_new(request: Request, uuid: UUID) -> HttpResponse:
    """Record a change for a person."""
    check_can_record_outcomes(request.membership)
    person = open_person(request, uuid)
    form = OutcomeForm(request.POST or None, membership=request.membership)
    if form.is_valid() and attempt(
        form,
        record_outcome,
        by=request.membership,
        participant=person,
        outcome=form.instance,
        because=form.cleaned_data["because"],
    ):
        messages.success(request, _("Recorded."))
        return redirect("participant-outcomes", uuid=uuid)
    _ask_why(form, request)
    context = {"form": form, "participant": person, "is_new": True}
    return render(request, "outcomes/outcome_form.html", context, status=failed_status(form))


def outcome_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Correct a recorded change."""
    check_can_record_outcomes(request.membership)
    known = _own(request).filter(participant__erased_at=None)
    own = known.select_related("participant__restriction", "domain")
    outcome = get_object_or_404(locked_if_sent(request, own), uuid=uuid)
    note_view(request, outcome.participant)
    form = OutcomeForm(request.POST or None, instance=outcome, membership=request.membership)
    if form.is_valid() and attempt(
        form,
        correct_outcome,
        by=request.membership,
        outcome=outcome,
        changed=set(form.changed_data) - {"because"},
        because=form.cleaned_data["because"],
    ):
        messages.success(request, _("Saved."))
        return redirect("participant-outcomes", uuid=outcome.participant.uuid)
    _ask_why(form, request)
    origin = origins_of([outcome]).get(outcome.pk)
    context = {
        "form": form,
        "participant": outcome.participant,
        "is_new": False,
        "origin": origin,
        "said": what_it_says(origin.answer.kind, origin.answer.facts) if origin else "",
        "says_now": what_it_says(origin.answer.kind, origin.now) if origin and origin.now else "",
    }
    return render(request, "outcomes/outcome_form.html", context, status=failed_status(form))


def _ask_why(form: OutcomeForm, request: Request) -> None:
    """Let the page ask at once where the day as it is stored is in an issued report."""
    day = form.initial["happened_on"]
    form.closed = form.closed or closed_on(request.membership.organisation_id, day)
