"""Targets, reviews, exams, and what a learner says about getting to class."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.request import Request
from rco_network.core.access import Refused
from services.forms.guards import attempt, failed_status, locked_if_sent
from services.models import Participant
from services.views.person import note_view, open_person

from ..actions import progress as actions
from ..forms.progress import CircumstancesForm, ExamForm, MoveForm, ReviewForm, TargetForm
from ..models import Circumstances, ExamEntry, Target
from ..permissions import check_can_teach


@require_http_methods(["GET", "HEAD", "POST"])
def target_new(request: Request, uuid: UUID) -> HttpResponse:
    """Write down what somebody wants to be able to do."""
    check_can_teach(request.membership)
    person = open_person(request, uuid)
    form = TargetForm(request.POST or None, participant=person)
    if _done(request, form, actions.set_target, target=form.instance):
        return redirect("english", uuid=uuid)
    return _page(request, form, person, _("A new target"), _("Write it down"))


@require_POST
def target_move(request: Request, uuid: UUID) -> HttpResponse:
    """Say that a target was reached or changed, or is worked on again."""
    check_can_teach(request.membership)
    own = Target.objects.for_organisation(request.membership.organisation_id)
    target = get_object_or_404(own.select_for_update(of=("self",)), uuid=uuid)
    note_view(request, target.participant)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what became of the target."))
    else:
        try:
            actions.move_target(by=request.membership, target=target, to=form.cleaned_data["to"])
            messages.success(request, _("Saved."))
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect("english", uuid=target.participant.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def review_new(request: Request, uuid: UUID) -> HttpResponse:
    """Look back together, and say what comes next."""
    check_can_teach(request.membership)
    person = open_person(request, uuid)
    form = ReviewForm(request.POST or None, participant=person)
    if _done(request, form, actions.review_progress, review=form.instance):
        return redirect("english", uuid=uuid)
    return _page(request, form, person, _("Review of progress"), _("Write it down"))


@require_http_methods(["GET", "HEAD", "POST"])
def exam_new(request: Request, uuid: UUID) -> HttpResponse:
    """Enter somebody for an exam in one mode."""
    check_can_teach(request.membership)
    person = open_person(request, uuid)
    form = ExamForm(request.POST or None, participant=person)
    if _done(request, form, actions.enter_exam, entry=form.instance):
        return redirect("english", uuid=uuid)
    return _page(request, form, person, _("Enter for an exam"), _("Enter"))


@require_http_methods(["GET", "HEAD", "POST"])
def exam_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Write down the result, or correct the entry."""
    check_can_teach(request.membership)
    own = ExamEntry.objects.for_organisation(request.membership.organisation_id)
    rows = locked_if_sent(request, own.filter(participant__erased_at=None))
    entry = get_object_or_404(rows.select_related("participant"), uuid=uuid)
    person = entry.participant
    note_view(request, person)
    form = ExamForm(request.POST or None, instance=entry, participant=person)
    more = {"entry": form.instance, "changed": form.changed_data}
    if _done(request, form, actions.change_exam, **more):
        return redirect("english", uuid=person.uuid)
    return _page(request, form, person, _("Exam"), _("Save"))


@require_http_methods(["GET", "HEAD", "POST"])
def circumstances(request: Request, uuid: UUID) -> HttpResponse:
    """What the learner says about getting to class."""
    check_can_teach(request.membership)
    person = open_person(request, uuid)
    own = Circumstances.objects.for_organisation(person.organisation_id)
    stated = locked_if_sent(request, own.filter(participant=person)).first()
    form = CircumstancesForm(request.POST or None, instance=stated, participant=person)
    if _done(request, form, actions.state_circumstances, stated=form.instance):
        return redirect("english", uuid=uuid)
    return _page(request, form, person, _("Getting to class"), _("Save"))


def _done(request: Request, form: forms.BaseForm, action: Callable[..., Any], **more: Any) -> bool:
    if not form.is_valid() or not attempt(form, action, by=request.membership, **more):
        return False
    messages.success(request, _("Written down."))
    return True


def _page(
    request: Request, form: forms.BaseForm, person: Participant, title: str, button: str
) -> HttpResponse:
    context = {"form": form, "participant": person, "title": title, "button": button}
    page = "services/esol/learner_form.html"
    return render(request, page, context, status=failed_status(form))
