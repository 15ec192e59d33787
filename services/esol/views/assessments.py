"""Assessing somebody: three choices on a phone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent
from services.views.person import note_view, open_person

from ..actions.assessments import assess, correct_assessment
from ..forms.assessments import AssessmentForm
from ..models import Assessment
from ..permissions import check_can_teach
from ..reference.levels import LEVELS

PAGE = "services/esol/assessment_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_new(request: Request, uuid: UUID) -> HttpResponse:
    """Write down how far somebody is, mode by mode."""
    check_can_teach(request.membership)
    person = open_person(request, uuid)
    before = Assessment.objects.for_organisation(person.organisation_id).filter(participant=person)
    form = AssessmentForm(request.POST or None, participant=person, is_first=not before.exists())
    if form.is_valid() and attempt(form, assess, by=request.membership, assessment=form.instance):
        messages.success(request, _("Assessed."))
        return redirect("english", uuid=uuid)
    context = {"form": form, "participant": person, "levels": LEVELS.values()}
    return render(request, PAGE, context, status=failed_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Correct what was written down."""
    check_can_teach(request.membership)
    own = Assessment.objects.for_organisation(request.membership.organisation_id)
    rows = locked_if_sent(request, own.select_related("participant"))
    assessment = get_object_or_404(rows, uuid=uuid)
    person = assessment.participant
    note_view(request, person)
    form = AssessmentForm(
        request.POST or None, instance=assessment, participant=person, is_first=False
    )
    if form.is_valid() and attempt(
        form,
        correct_assessment,
        by=request.membership,
        assessment=form.instance,
        changed=form.changed_data,
    ):
        messages.success(request, _("Saved."))
        return redirect("english", uuid=person.uuid)
    context = {"form": form, "participant": person, "levels": LEVELS.values()}
    return render(request, PAGE, context, status=failed_status(form))
