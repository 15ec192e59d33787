"""Restricting somebody's record to named people."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.request import Request

from ..actions import restrictions as actions
from ..forms.colleagues import ColleaguesForm
from ..forms.guards import failed_status
from ..permissions import check_can_restrict
from .person import open_person


@require_http_methods(["GET", "HEAD", "POST"])
def restrict(request: Request, uuid: UUID) -> HttpResponse:
    """Say what restricting does, and who stays named."""
    check_can_restrict(request.membership)
    person = open_person(request, uuid, is_locked=True)
    form = ColleaguesForm(
        request.POST if request.method == "POST" else None,
        colleagues=actions.who_can_be_named(person.organisation_id),
        chosen=actions.named_for(person),
        label=_("Who else sees it"),
    )
    if form.is_valid():
        named = form.cleaned_data["colleagues"]
        actions.restrict(by=request.membership, participant=person, named=named)
        messages.success(request, _("Restricted. Nobody else sees a trace of this person now."))
        return redirect("participant", uuid=uuid)
    context = {
        "participant": person,
        "form": form,
        "managers": actions.who_sees_all(person.organisation_id),
    }
    return render(request, "services/restrict.html", context, status=failed_status(form))


@require_POST
def restriction_lift(request: Request, uuid: UUID) -> HttpResponse:
    """Let everybody who sees participants see this one again."""
    check_can_restrict(request.membership)
    person = open_person(request, uuid, is_locked=True)
    actions.lift_restriction(by=request.membership, participant=person)
    messages.success(request, _("No longer restricted: everybody who sees participants sees it."))
    return redirect("participant", uuid=uuid)
