"""Requests about one's own data: written down, and answered within a month."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions.requests import answer_request, lift_limit, note_request
from ..enums import Answer
from ..forms.requests import AnswerForm, RequestForm
from ..models import PersonRequest
from ..permissions import check_can_answer, check_can_record, check_is_open
from .person import own_participant

MOST_SHOWN = 200


@require_safe
def person_requests(request: Request) -> HttpResponse:
    """Every request that waits for an answer, the soonest due first."""
    check_can_answer(request.membership)
    own = PersonRequest.objects.for_organisation(request.membership.organisation_id).open()
    waiting = own.select_related("participant").order_by("due_on", "pk")[:MOST_SHOWN]
    return render(request, "services/data_rights/requests.html", {"waiting": waiting})


@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: Request, uuid: UUID) -> HttpResponse:
    """Write down what somebody asks."""
    person = own_participant(request, uuid)
    check_can_record(request.membership)
    form = RequestForm(request.POST or None, participant=person)
    if form.is_valid() and attempt(
        form, note_request, by=request.membership, request=form.instance
    ):
        messages.success(request, _("Written down. A manager has to answer within a month."))
        return redirect("person-data", uuid=uuid)
    context = {"form": form, "participant": person}
    page = "services/data_rights/request_form.html"
    return render(request, page, context, status=failed_status(form))


@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def request_answer(request: Request, uuid: UUID) -> HttpResponse:
    """Do what was asked, or refuse it with a reason."""
    # First, since the database lets nobody else lock the row that is to be changed.
    check_can_answer(request.membership)
    own = PersonRequest.objects.for_organisation(request.membership.organisation_id)
    found = locked_if_sent(request, own.select_related("participant__household"))
    asked = get_object_or_404(found, uuid=uuid)
    check_is_open(asked)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and attempt(
        form, answer_request, by=request.membership, request=asked, **form.cleaned_data
    ):
        done = form.cleaned_data["answer"] == Answer.DONE
        messages.success(request, _("Done.") if done else _("Refused. Tell the person why."))
        return redirect("person-data", uuid=asked.participant.uuid)
    context = {"form": form, "asked": asked, "participant": asked.participant}
    page = "services/data_rights/answer.html"
    return render(request, page, context, status=422 if form.errors else 200)


@recently_proved
@require_POST
def limit_lift(request: Request, uuid: UUID) -> HttpResponse:
    """Use somebody's record again."""
    person = own_participant(request, uuid)
    check_can_answer(request.membership)
    lift_limit(by=request.membership, participant=person)
    messages.success(request, _("The record is used again. Tell the person."))
    return redirect("person-data", uuid=uuid)
