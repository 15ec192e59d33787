"""Erasing somebody who asked for it: what will happen, and then it does."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved

from ..actions.erasure import erase_participant, hold_on
from ..actions.erasure_plan import plan_of
from ..forms.guards import failed_status
from ..forms.retention import EraseForm
from ..permissions import check_can_answer_people
from .people import SEARCH_KEY
from .person import open_person


@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def participant_erase(request: Request, uuid: UUID) -> HttpResponse:
    """Say with numbers what goes and what stays; one tick, and it is done."""
    check_can_answer_people(request.membership)
    person = open_person(request, uuid, "household", is_locked=True)
    hold = hold_on(person)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and hold is None:
        erase_participant(by=request.membership, participant=person)
        # What was searched for may be the name.
        request.session.pop(SEARCH_KEY, None)
        messages.success(request, _("Erased. Your figures stay as they were."))
        return redirect("people")
    context = {"form": form, "participant": person, "hold": hold, "plan": plan_of(person)}
    status = 409 if hold and form.is_bound else failed_status(form)
    return render(request, "services/erase.html", context, status=status)
