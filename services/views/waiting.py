"""Waiting lists: who waits and how long, offers, and who was turned away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from organisations.request import Request
from rco_network.core.access import Refused
from rco_network.core.dates import day_and_month
from rco_network.core.paging import page_of

from ..actions.waiting import (
    NotTheirTurn,
    answer_offer,
    leave_waiting_list,
    note_turned_away,
    offer_place,
    put_on_waiting_list,
)
from ..calculations.room import demand, line_for, open_offers, weeks_waited
from ..enums import Obstacle, OfferAnswer, OutOfTurn, WaitingState
from ..forms.guards import attempt, failed_status, locked_if_sent
from ..forms.waiting import OfferForm, PeriodForm, TurnedAwayForm, WaitingForm
from ..models import Group, Offer, WaitingPlace
from ..permissions import can_change_people, check_can_change_people, check_can_see_people
from .person import open_person


@require_safe
def waiting(request: Request) -> HttpResponse:
    """Who waits, whoever asked first on top, and the unmet demand of a period in figures."""
    check_can_see_people(request.membership)
    organisation, today = request.membership.organisation_id, timezone.localdate()
    asked = PeriodForm(request.GET or None)
    first, last = asked.period(today)
    places = (
        WaitingPlace.objects.for_organisation(organisation)
        .waiting()
        .select_related("participant", "service", "group")
        .prefetch_related(Prefetch("offers", Offer.objects.order_by("id")))
    )
    page = page_of(places, ("asked_on", "id"), request.GET)
    figures = demand(organisation, first, last, today)
    context = {
        "page": page,
        "rows": [_row(place) for place in page.rows],
        "figures": figures,
        "reasons": [(Obstacle(why).label, number) for why, number in figures.turned_away],
        "period": PeriodForm(initial={"first": first, "last": last}),
        "first": first,
        "last": last,
        "can_change": can_change_people(request.membership),
    }
    return render(request, "services/waiting.html", context)


def _row(place: WaitingPlace) -> dict[str, Any]:
    today = timezone.localdate()
    weeks = weeks_waited(place.asked_on, today)
    said = [
        place.wish,
        ngettext("%d week", "%d weeks", weeks) % weeks,
        str(place.get_obstacle_display()) if place.obstacle else "",
        *(str(OutOfTurn(one.out_of_turn).label) for one in place.offers.all() if one.out_of_turn),
    ]
    row = {
        "title": place.participant.name,
        "url": reverse("waiting-place", args=[place.uuid]),
        "detail": " · ".join(part for part in said if part),
    }
    for one in place.offers.all():
        if one.is_open_on(today):
            row |= {
                "tag": gettext("offered until %s") % day_and_month(one.last_day),
                "kind": "good",
            }
        elif one.answer in (OfferAnswer.OPEN, OfferAnswer.LAPSED):
            row |= {"tag": gettext("offer lapsed"), "kind": "warn"}
        elif one.answer == OfferAnswer.DECLINED:
            row |= {"tag": gettext("declined"), "kind": "info"}
    return row


def waiting_new(request: Request, uuid: UUID) -> HttpResponse:
    """Put somebody on a waiting list."""
    check_can_change_people(request.membership)
    person = open_person(request, uuid)
    form = WaitingForm(request.POST or None, membership=request.membership)
    if form.is_valid():
        form.instance.participant = person
        made = attempt(form, put_on_waiting_list, by=request.membership, place=form.instance)
        if made is not None:
            messages.success(request, gettext("On the waiting list."))
            return redirect("waiting-place", uuid=made.uuid)
    context = {"form": form, "participant": person}
    return render(request, "services/waiting_form.html", context, status=failed_status(form))


def _place(request: Request, uuid: UUID) -> WaitingPlace:
    own = WaitingPlace.objects.for_organisation(request.membership.organisation_id)
    rows = own.select_related("participant__restriction", "service", "group")
    return get_object_or_404(locked_if_sent(request, rows), uuid=uuid)


def waiting_place(request: Request, uuid: UUID) -> HttpResponse:
    """One place on a list: how long, which offers, and a place to offer now."""
    check_can_see_people(request.membership)
    place = _place(request, uuid)
    open_person(request, place.participant.uuid)
    if request.method == "POST":
        check_can_change_people(request.membership)
    groups = Group.objects.visible_to(request.membership).running()
    form = OfferForm(
        request.POST or None,
        groups=groups.filter(service=place.service_id).order_by("name"),
        initial={"group": place.group_id},
    )
    if form.is_valid() and _offered(request, place, form):
        messages.success(request, gettext("Offered. It lapses by itself after its last day."))
        return redirect("waiting-place", uuid=uuid)
    can_change = can_change_people(request.membership)
    context = {**_facts(place), "form": form, "can_change": can_change}
    return render(request, "services/waiting_place.html", context, status=failed_status(form))


def _facts(place: WaitingPlace) -> dict[str, Any]:
    """What the page of a place says of it."""
    today = timezone.localdate()
    offers = list(place.offers.select_related("group", "offered_by").order_by("-id"))
    return {
        "place": place,
        "wish": place.wish,
        "weeks": weeks_waited(place.asked_on, place.ended_on or today),
        "is_waiting": place.state == WaitingState.WAITING,
        "offers": [(one, _offer_state(one)) for one in offers],
        "open_offer": next((one for one in offers if one.is_open_on(today)), None),
        "before": _before(place),
    }


def _before(place: WaitingPlace) -> int:
    """Return how many asked earlier for what this place waits for and were not offered it."""
    if place.group is None:
        same = WaitingPlace.objects.for_organisation(place.organisation_id).waiting()
        waiting = same.filter(service=place.service_id)
        offered = open_offers(place.organisation_id, timezone.localdate())
        waiting = waiting.exclude(pk__in=offered.values("place"))
    else:
        waiting = line_for(place.group, timezone.localdate())
    earlier = waiting.filter(asked_on__lt=place.asked_on)
    return earlier.count() + waiting.filter(asked_on=place.asked_on, pk__lt=place.pk).count()


def _offer_state(one: Offer) -> dict[str, str]:
    if one.answer == OfferAnswer.OPEN and not one.is_open_on(timezone.localdate()):
        return {"label": str(OfferAnswer.LAPSED.label), "kind": "warn"}
    kinds: dict[str, str] = {OfferAnswer.OPEN: "good", OfferAnswer.LAPSED: "warn"}
    return {"label": str(one.get_answer_display()), "kind": kinds.get(one.answer, "info")}


def _offered(request: Request, place: WaitingPlace, form: OfferForm) -> bool:
    try:
        made = attempt(form, offer_place, by=request.membership, place=place, offer=form.instance)
    except NotTheirTurn as refused:
        form.add_error("out_of_turn", str(refused))
        return False
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return made is not None


@require_POST
def waiting_leave(request: Request, uuid: UUID) -> HttpResponse:
    """Take somebody off the waiting list."""
    check_can_change_people(request.membership)
    place = _place(request, uuid)
    leave_waiting_list(by=request.membership, place=place)
    messages.success(request, gettext("Taken off the waiting list."))
    return redirect("waiting-place", uuid=uuid)


@require_POST
def offer_answer(request: Request, uuid: UUID) -> HttpResponse:
    """Write down what the person said to an offer, or take it back."""
    check_can_change_people(request.membership)
    own = Offer.objects.for_organisation(request.membership.organisation_id)
    own = own.select_for_update(of=("self",)).select_related("place", "group", "participant")
    one = get_object_or_404(own, uuid=uuid)
    answer = request.POST.get("answer", "")
    if answer not in (OfferAnswer.ACCEPTED, OfferAnswer.DECLINED, OfferAnswer.WITHDRAWN):
        messages.error(request, gettext("Choose what became of the offer."))
        return redirect("waiting-place", uuid=one.place.uuid)
    try:
        answer_offer(by=request.membership, offer=one, answer=answer)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        accepted = answer == OfferAnswer.ACCEPTED
        said = gettext("They are on the group’s list now.") if accepted else gettext("Saved.")
        messages.success(request, said)
    return redirect("waiting-place", uuid=one.place.uuid)


def turned_away_new(request: Request) -> HttpResponse:
    """Count people who had to go, without names."""
    check_can_change_people(request.membership)
    form = TurnedAwayForm(request.POST or None, membership=request.membership)
    if form.is_valid():
        noted = attempt(form, note_turned_away, by=request.membership, turned=form.instance)
        if noted is not None:
            messages.success(request, gettext("Counted."))
            return redirect("waiting")
    context = {"form": form, "participant": None}
    return render(request, "services/turned_away_form.html", context, status=failed_status(form))


def turned_away_person(request: Request, uuid: UUID) -> HttpResponse:
    """Write down that somebody known had to go."""
    check_can_change_people(request.membership)
    person = open_person(request, uuid)
    form = TurnedAwayForm(request.POST or None, membership=request.membership, is_named=True)
    if form.is_valid():
        form.instance.participant = person
        noted = attempt(form, note_turned_away, by=request.membership, turned=form.instance)
        if noted is not None:
            messages.success(request, gettext("Counted."))
            return redirect("participant", uuid=uuid)
    context = {"form": form, "participant": person}
    return render(request, "services/turned_away_form.html", context, status=failed_status(form))
