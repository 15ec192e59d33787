"""From your work: what the rooms hold already, offered as outcomes."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from organisations.request import Request
from services.forms.closed import BecauseForm
from services.forms.guards import attempt, locked_if_sent
from services.models import Service

from ..actions.offers import accept_offers, offer_again, put_offers_aside
from ..calculations.offer_words import domain_code, what_it_says
from ..calculations.offers import (
    changed_origins,
    kinds_for,
    near_ones,
    numbers,
    offers_for,
    services_of,
)
from ..calculations.sources import Offer
from ..enums import OfferKind
from ..forms.offers import OfferForm
from ..models import Domain, OfferAnswer
from ..permissions import check_can_record_outcomes

AT_ONCE = 15


@require_http_methods(["GET", "HEAD", "POST"])
def from_work(request: Request) -> HttpResponse:
    """What waits, newest first: tick, change a sentence where it needs it, record or put aside."""
    check_can_record_outcomes(request.membership)
    kinds = kinds_for(request.membership)
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    waiting = offers_for(request.membership)
    shown = [one for one in waiting if not kind or one.kind == kind]
    ticked = request.POST.getlist("take")
    # What newer ones pushed off the page meanwhile is answered all the same.
    page = [one for n, one in enumerate(shown) if n < AT_ONCE or one.key in ticked]
    forms = _forms(request, page, ticked)
    why = BecauseForm(request.POST or None)
    if request.method == "POST":
        answer = _answered(request, ticked, forms, why)
        if answer is not None:
            return answer
    context = {
        "forms": forms,
        "why": why,
        "bound": SimpleNamespace(forms=[form for form in (*forms, why) if form.is_bound]),
        "ticked": ticked,
        "nothing_ticked": request.method == "POST" and not ticked,
        "more": len(shown) - len(page),
        "kinds": [(k.value, k.label, k.value == kind) for k in kinds],
        "kind": kind,
        "numbers": numbers(request.membership, len(waiting)),
        "changed": _changed(request),
        "has_advice": OfferKind.ADVICE in kinds,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "outcomes/from_work.html", context, status=status)


def _forms(request: Request, page: list[Offer], ticked: list[str]) -> list[OfferForm]:
    """A form an offer; what is ticked is checked, and what was typed beside it is kept."""
    own = Service.objects.for_organisation(request.membership.organisation_id)
    services = [(str(pk), name) for pk, name in own.order_by("name").values_list("pk", "name")]
    domains = {str(one.pk): one for one in Domain.objects.order_by("framework", "position")}
    by_code = {one.code: one for one in domains.values()}
    chosen = {one.key: by_code[domain_code(one.kind, one.facts)] for one in page}
    helped = services_of(page)
    near = near_ones(page, {key: one.pk for key, one in chosen.items()})
    forms = []
    for one in page:
        form = OfferForm(
            request.POST if one.key in ticked else None,
            offer=one,
            domain=chosen[one.key],
            domains=domains,
            services=services,
            service=helped.get(one.key),
        )
        form.near = near.get(one.key)  # type: ignore[attr-defined]
        forms.append(form)
    return forms


def _answered(
    request: Request, ticked: list[str], forms: list[OfferForm], why: BecauseForm
) -> HttpResponse | None:
    """Do what was asked with what is ticked; None where the page has to be drawn again."""
    chosen = [form for form in forms if form.is_bound]
    late = len(set(ticked)) - len(chosen)
    if request.POST.get("do") == "aside":
        if not ticked:
            return None
        done = put_offers_aside(by=request.membership, offers=[form.offer for form in chosen])
        said = ngettext("%(n)s put aside.", "%(n)s put aside.", done)
    elif not ticked or not all(form.is_valid() for form in (*chosen, why)):
        return None
    else:
        pairs = [(form.offer, form.outcome) for form in chosen]
        because = why.cleaned_data["because"]
        taken = attempt(why, accept_offers, by=request.membership, offers=pairs, because=because)
        if taken is None:
            return None
        done = len(taken)
        said = ngettext("%(n)s outcome recorded.", "%(n)s outcomes recorded.", done)
    if done:
        messages.success(request, said % {"n": done})
    if late > 0 and not done:
        messages.info(request, _("These were answered already. Nothing was recorded twice."))
    return redirect(request.get_full_path())


def _changed(request: Request) -> list[dict[str, Any]]:
    """What was recorded from the work and says something else there by now."""
    return [
        {
            "outcome": origin.answer.outcome,
            "person": origin.answer.participant,
            "standing": origin.standing.label,
            "now": what_it_says(origin.answer.kind, origin.now) if origin.now else "",
        }
        for origin in changed_origins(request.membership.organisation_id)
    ]


@require_http_methods(["GET", "HEAD"])
def offers_aside(request: Request) -> HttpResponse:
    """What was put aside, newest first, with the way back."""
    check_can_record_outcomes(request.membership)
    own = OfferAnswer.objects.for_organisation(request.membership.organisation_id).put_aside()
    rows = own.filter(kind__in=kinds_for(request.membership)).order_by("-id")[:100]
    found = [
        {"answer": one, "says": what_it_says(one.kind, one.facts)}
        for one in rows.select_related("participant", "answered_by")
    ]
    return render(request, "outcomes/offers_aside.html", {"found": found})


@require_POST
def offer_back(request: Request, uuid: UUID) -> HttpResponse:
    """Let something that was put aside be offered again."""
    check_can_record_outcomes(request.membership)
    own = OfferAnswer.objects.for_organisation(request.membership.organisation_id).put_aside()
    may = own.filter(kind__in=kinds_for(request.membership))
    answer = get_object_or_404(locked_if_sent(request, may), uuid=uuid)
    offer_again(by=request.membership, answer=answer)
    messages.success(request, _("It is offered again."))
    return redirect("offers-aside")
