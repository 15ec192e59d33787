"""References, checks, trainings and check-ins of a volunteer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.request import Request
from services.forms.guards import RowForm, attempt, failed_status, locked_if_sent

from ..actions import vetting
from ..forms.vetting import CheckForm, CheckInForm, ReferenceForm, TrainingForm
from ..models import Check, Reference, Training
from ..permissions import check_can_manage
from .volunteer import managed
from .volunteers import FORM


@require_http_methods(FORM)
def reference_new(request: Request, uuid: UUID) -> HttpResponse:
    """Ask somebody for a reference, or write down one that came."""
    return _add(request, uuid, ReferenceForm, vetting.keep_reference, "reference")


@require_http_methods(FORM)
def check_new(request: Request, uuid: UUID) -> HttpResponse:
    """Write down that a check was seen."""
    return _add(request, uuid, CheckForm, vetting.keep_check, "check")


@require_http_methods(FORM)
def training_new(request: Request, uuid: UUID) -> HttpResponse:
    """Write down a training."""
    return _add(request, uuid, TrainingForm, vetting.keep_training, "training")


@require_http_methods(FORM)
def check_in_new(request: Request, uuid: UUID) -> HttpResponse:
    """Ask one question, note what was said."""
    return _add(request, uuid, CheckInForm, vetting.keep_check_in, "check_in")


def _add(
    request: Request, uuid: UUID, form_of: type[RowForm], keep: Callable[..., Any], name: str
) -> HttpResponse:
    found = managed(request, uuid)
    form = form_of(request.POST or None, volunteer=found)
    if form.is_valid() and attempt(form, keep, by=request.membership, **{name: form.instance}):
        messages.success(request, _("Written down."))
        return redirect("volunteer", uuid=uuid)
    context = {"form": form, "volunteer": found, "person": found.participant, "what": name}
    page = "services/volunteering/about_volunteer.html"
    return render(request, page, context, status=failed_status(form))


@require_http_methods(FORM)
def reference_edit(request: Request, uuid: UUID) -> HttpResponse:
    """A reference: read it, write down that it came."""
    check_can_manage(request.membership)
    own = Reference.objects.for_organisation(request.membership.organisation_id)
    rows = own.select_related("volunteer__participant")
    found = get_object_or_404(locked_if_sent(request, rows), uuid=uuid)
    form = ReferenceForm(request.POST or None, instance=found, volunteer=found.volunteer)
    if form.is_valid() and attempt(
        form, vetting.keep_reference, by=request.membership, reference=form.instance
    ):
        messages.success(request, _("Saved."))
        return redirect("volunteer", uuid=found.volunteer.uuid)
    context = {
        "form": form,
        "volunteer": found.volunteer,
        "person": found.volunteer.participant,
        "what": "reference",
    }
    page = "services/volunteering/about_volunteer.html"
    return render(request, page, context, status=failed_status(form))


@require_POST
def check_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take away a check that was written down in error."""
    return _remove(
        request, Check, uuid, lambda row: vetting.remove_check(by=request.membership, check=row)
    )


@require_POST
def training_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take away a training that was written down in error."""
    return _remove(
        request,
        Training,
        uuid,
        lambda row: vetting.remove_training(by=request.membership, training=row),
    )


def _remove(
    request: Request, model: Any, uuid: UUID, action: Callable[[Any], None]
) -> HttpResponse:
    check_can_manage(request.membership)
    own = model.objects.for_organisation(request.membership.organisation_id)
    row = get_object_or_404(own.select_related("volunteer"), uuid=uuid)
    action(row)
    messages.success(request, _("Taken away."))
    return redirect("volunteer", uuid=row.volunteer.uuid)
