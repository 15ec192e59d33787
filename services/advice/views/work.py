"""What is written under a matter: each on a short page of its own, for a phone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from organisations.models import StaffMembership
from organisations.request import Request
from rco_network.core.access import Refused
from services.forms.guards import failed_status, locked_if_sent

from ..actions import work
from ..enums import Held
from ..forms.work import DeadlineForm, DocumentForm, OutcomeForm, PartyForm, StepForm
from ..models import Deadline, Document, Matter, MatterOutcome
from ..permissions import check_can_advise
from .opening import open_matter, tried

_METHODS = ["GET", "HEAD", "POST"]


def _page(
    request: Request, found: Matter, form: forms.Form, title: str, button: str
) -> HttpResponse:
    context = {"form": form, "matter": found, "title": title, "button": button}
    return render(request, "services/advice/work_form.html", context, status=failed_status(form))


@require_http_methods(_METHODS)
def step_new(request: Request, uuid: UUID) -> HttpResponse:
    """Write what was done."""
    found = open_matter(request, uuid)
    form = StepForm(request.POST or None, matter=found)
    if form.is_valid() and tried(
        form,
        work.write_step,
        by=request.membership,
        person=found.participant,
        matter=found,
        step=form.step,
    ):
        messages.success(request, _("Written down."))
        return redirect("matter", uuid=uuid)
    return _page(request, found, form, _("What was done"), _("Write it down"))


@require_http_methods(_METHODS)
def deadline_new(request: Request, uuid: UUID) -> HttpResponse:
    """Set a day by which something must be done."""
    found = open_matter(request, uuid)
    form = DeadlineForm(request.POST or None, advisers=_named(found))
    if form.is_valid() and tried(
        form,
        work.set_deadline,
        by=request.membership,
        matter=found,
        deadline=form.deadline,
    ):
        messages.success(
            request, _("Set. A mail that says nothing reminds 7 days and 1 day before.")
        )
        return redirect("matter", uuid=uuid)
    return _page(request, found, form, _("A deadline"), _("Set the deadline"))


def _named(found: Matter) -> list[StaffMembership]:
    rows = found.matteradvisers.select_related("membership__user").order_by("pk")
    return [one.membership for one in rows]


@require_http_methods(_METHODS)
def document_new(request: Request, uuid: UUID) -> HttpResponse:
    """List a paper that is here or was asked for."""
    found = open_matter(request, uuid)
    form = DocumentForm(request.POST or None)
    if form.is_valid() and tried(
        form, work.list_document, by=request.membership, matter=found, document=form.document
    ):
        messages.success(request, _("Listed."))
        return redirect("matter", uuid=uuid)
    return _page(request, found, form, _("A document"), _("List it"))


@require_http_methods(_METHODS)
def party_new(request: Request, uuid: UUID) -> HttpResponse:
    """Write somebody else into a matter; their name is looked for elsewhere."""
    found = open_matter(request, uuid)
    form = PartyForm(request.POST or None)
    if form.is_valid():
        check = tried(
            form, work.add_party, by=request.membership, matter=found, **form.cleaned_data
        )
        if not form.errors:
            if check is not None:
                messages.warning(request, KNOWN)
            else:
                messages.success(request, _("Added."))
            return redirect("matter", uuid=uuid)
    return _page(request, found, form, _("Somebody else in this matter"), _("Add them"))


KNOWN = gettext_lazy(
    "Somebody of this name is known in another connection. Ask the supervisor before you go on."
)


@require_http_methods(_METHODS)
def outcome_new(request: Request, uuid: UUID) -> HttpResponse:
    """Record what came of it."""
    found = open_matter(request, uuid)
    form = OutcomeForm(request.POST or None)
    if form.is_valid() and tried(
        form, work.record_outcome, by=request.membership, matter=found, outcome=form.outcome
    ):
        messages.success(request, _("Recorded."))
        return redirect("matter", uuid=uuid)
    return _page(request, found, form, _("What came of it"), _("Record it"))


def _part(request: Request, model: type[Any], uuid: UUID) -> Any:
    """A row of a matter that the person reads, locked; Http404 for all others."""
    check_can_advise(request.membership)
    rows = model._default_manager.filter(organisation_id=request.membership.organisation_id)
    rows = rows.select_related("matter__participant")
    return get_object_or_404(locked_if_sent(request, rows), uuid=uuid)


def _done(request: Request, row: Any, act: Callable[[], Any], said: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("matter", uuid=row.matter.uuid)


@require_POST
def deadline_done(request: Request, uuid: UUID) -> HttpResponse:
    """Tick a deadline off."""
    row = _part(request, Deadline, uuid)
    return _done(
        request, row, lambda: work.meet_deadline(by=request.membership, deadline=row), _("Done.")
    )


@require_POST
def document_move(request: Request, uuid: UUID) -> HttpResponse:
    """Say that a paper came, or was given back."""
    row = _part(request, Document, uuid)
    to = Held.RETURNED if row.state == Held.RECEIVED else Held.RECEIVED
    return _done(
        request,
        row,
        lambda: work.move_document(by=request.membership, document=row, to=to),
        _("Saved."),
    )


@require_POST
def outcome_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take back an outcome that was a mistake."""
    row = _part(request, MatterOutcome, uuid)
    return _done(
        request,
        row,
        lambda: work.remove_outcome(by=request.membership, outcome=row),
        _("Taken back."),
    )
