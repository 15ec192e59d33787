"""Working with a concern: reading it, writing under it, who else reads it, its end."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from organisations.request import Request
from rco_network.core import audit
from rco_network.core.access import Refused

from ..actions import closing, people, record
from ..calculations import forums_with_readers
from ..forms.handling import (
    CategoryForm,
    CloseForm,
    EntryForm,
    HandOverForm,
    PersonForm,
    ReasonForm,
)
from ..models import Concern
from ..permissions import can_handle, check_can_come, check_can_handle, kinds_for
from ..shown import age_of, events_of, facts_of, people_of


def _concern(request: Request, uuid: UUID) -> Concern:
    """The concern; Http404 for all who do not read it."""
    check_can_come(request.membership)
    rows = Concern.objects.select_related("organisation", "about_organisation")
    return get_object_or_404(rows, uuid=uuid)


def _for_lead(request: Request, uuid: UUID) -> Concern:
    """The concern, locked: only a lead may, since a lock asks for the right to change it."""
    found = _concern(request, uuid)
    check_can_handle(request.membership)
    return get_object_or_404(Concern.objects.select_for_update(of=("self",)), pk=found.pk)


@require_safe
def concern(request: Request, uuid: UUID) -> HttpResponse:
    """One concern with its record. That somebody looked is in the trail of those who may look."""
    found = _concern(request, uuid)
    is_lead = can_handle(request.membership)
    audit.viewed(found, by=request.membership, why="lead" if is_lead else "named")
    return _page(request, found)


def _page(request: Request, found: Concern, *bound: forms.Form, refusal: str = "") -> HttpResponse:
    """The concern's page; a form of `bound` that was refused stands where it was sent from."""
    is_lead = can_handle(request.membership)
    sent = {type(form).__name__: form for form in bound}
    context: dict[str, Any] = {
        "concern": found,
        "is_lead": is_lead,
        "is_elsewhere": found.about_organisation_id != found.organisation_id,
        "is_visiting": found.organisation_id != request.membership.organisation_id,
        "age": age_of(found),
        "facts": facts_of(found),
        "events": events_of(found.entries.all()),
        "people": people_of(found),
        "refusal": refusal,
        "entry_form": sent.get("EntryForm") or EntryForm(kinds=kinds_for(request.membership)),
        "close_form": sent.get("CloseForm") or CloseForm(prefix="close"),
        "reason_form": sent.get("ReasonForm") or ReasonForm(prefix="again"),
        "sent": bound,
    }
    if is_lead:
        context |= _of_lead(found, context["people"], sent)
    status = 422 if bound or refusal else 200
    return render(request, "services/safeguarding/concern.html", context, status=status)


def _of_lead(found: Concern, people: dict[str, Any], sent: dict[str, forms.Form]) -> dict[str, Any]:
    """What only a lead is shown: the forms that say who reads the concern and where it goes."""
    forums = forums_with_readers(found.organisation_id, found.kept_from)
    return {
        "category_form": CategoryForm(initial={"category": found.category}),
        "name_form": PersonForm(people=people["able"], auto_id="name_%s"),
        "about_form": PersonForm(people=people["others"], auto_id="about_%s"),
        "hand_over_form": sent.get("HandOverForm") or HandOverForm(forums=forums, prefix="over"),
        "forums": forums,
    }


def _done(request: Request, found: Concern, said: str) -> HttpResponse:
    messages.success(request, said)
    still_reads = Concern.objects.filter(pk=found.pk).exists()
    return redirect("concern", uuid=found.uuid) if still_reads else redirect("concerns")


@require_POST
def entry_add(request: Request, uuid: UUID) -> HttpResponse:
    """Write under a concern."""
    found = _concern(request, uuid)
    form = EntryForm(request.POST, kinds=kinds_for(request.membership))
    if not form.is_valid():
        return _page(request, found, form)
    record.add_entry(by=request.membership, concern=found, **form.cleaned_data)
    return _done(request, found, gettext("Written down."))


@require_POST
def category(request: Request, uuid: UUID) -> HttpResponse:
    """Say what kind of harm it is about."""
    found = _for_lead(request, uuid)
    form = CategoryForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusal=gettext("Choose one kind of harm from the list."))
    record.sort_concern(by=request.membership, concern=found, **form.cleaned_data)
    return _done(request, found, gettext("Saved."))


def _person_form(request: Request, found: Concern) -> PersonForm:
    people_here = people_of(found)
    everybody = {m.pk: m for m in [*people_here["others"], *people_here["reading"]]}
    return PersonForm(request.POST, people=list(everybody.values()))


_CHOOSE = gettext_lazy("Choose a colleague from the list.")


@require_POST
def person_name(request: Request, uuid: UUID) -> HttpResponse:
    """Let a colleague read the concern and write under it."""
    return _with_person(request, uuid, people.name_person, gettext("Named. They are told by mail."))


@require_POST
def person_take_off(request: Request, uuid: UUID) -> HttpResponse:
    """Take a named colleague off."""
    return _with_person(
        request, uuid, people.take_off, gettext("Taken off. They see nothing of it now.")
    )


@require_POST
def person_also_about(request: Request, uuid: UUID) -> HttpResponse:
    """Say that it is about a colleague too."""
    said = gettext("Saved. Neither they nor those who answer to them can see it.")
    return _with_person(request, uuid, people.keep_from, said)


def _with_person(request: Request, uuid: UUID, act: Any, said: str) -> HttpResponse:
    found = _for_lead(request, uuid)
    form = _person_form(request, found)
    if not form.is_valid():
        return _page(request, found, refusal=str(_CHOOSE))
    try:
        act(by=request.membership, concern=found, person=form.chosen)
    except Refused as refused:
        return _page(request, found, refusal=str(refused))
    return _done(request, found, said)


@require_POST
def close(request: Request, uuid: UUID) -> HttpResponse:
    """Close a concern, with the reason."""
    found = _for_lead(request, uuid)
    form = CloseForm(request.POST, prefix="close")
    if not form.is_valid():
        return _page(request, found, form)
    return _tried(request, found, closing.close, gettext("Closed."), **form.cleaned_data)


@require_POST
def reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Open a closed concern again, with the reason."""
    found = _for_lead(request, uuid)
    form = ReasonForm(request.POST, prefix="again")
    if not form.is_valid():
        return _page(request, found, form)
    return _tried(request, found, closing.reopen, gettext("Open again."), **form.cleaned_data)


@require_POST
def hand_over(request: Request, uuid: UUID) -> HttpResponse:
    """Give a concern to the lead of a forum, for good."""
    found = _for_lead(request, uuid)
    forums = forums_with_readers(found.organisation_id, found.kept_from)
    form = HandOverForm(request.POST, forums=forums, prefix="over")
    if not form.is_valid():
        return _page(request, found, form)
    said = {"to": form.organisation, "reason": form.cleaned_data["reason"]}
    return _tried(
        request, found, closing.hand_over, gettext("Handed over. It is no longer here."), **said
    )


@require_POST
def remove(request: Request, uuid: UUID) -> HttpResponse:
    """Remove a concern for good, once the time to keep it is over."""
    found = _for_lead(request, uuid)
    return _tried(request, found, closing.remove, gettext("Removed."))


def _tried(request: Request, found: Concern, act: Any, said: str, **more: Any) -> HttpResponse:
    try:
        act(by=request.membership, concern=found, **more)
    except Refused as refused:
        return _page(request, found, refusal=str(refused))
    return _done(request, found, said)
